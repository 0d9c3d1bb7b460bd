using Kinora.Platform.Security;

namespace Kinora.Library.Contracts;

/// <summary>What a person says about titles on other modules' pages.</summary>
internal interface IWatchEdits
{
    /// <summary>Marks a title, or all episodes of a series or season; a title that is not there for the caller is left alone.</summary>
    /// <param name="before">Marks the episodes before this one instead.</param>
    Task MarkAsync(Caller caller, string titleId, WatchStatus status, bool before, CancellationToken cancel);

    /// <summary>Puts a title back on Continue watching.</summary>
    Task UndismissAsync(Caller caller, string titleId, CancellationToken cancel);
}
