using Kinora.Platform.Security;

namespace Kinora.Catalog.Contracts;

/// <summary>What a person wrote at a moment of a title.</summary>
internal sealed record TitleNote(long PositionMs, string Text);

/// <summary>Contributed by the module that keeps people's notes.</summary>
internal interface ITitleNotes
{
    /// <summary>In the order of the title's time; none for a title that is not there for the caller.</summary>
    Task<IReadOnlyList<TitleNote>> OfAsync(Caller caller, string titleId, CancellationToken cancel);
}
