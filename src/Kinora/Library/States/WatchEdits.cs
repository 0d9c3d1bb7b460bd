using Kinora.Library.Contracts;
using Kinora.Platform.Security;

namespace Kinora.Library.States;

/// <summary>The slices of this folder, for pages of other modules.</summary>
internal sealed class WatchEdits(MarkMany marks, EditState edit) : IWatchEdits
{
    public Task MarkAsync(Caller caller, string titleId, WatchStatus status, bool before, CancellationToken cancel) =>
        marks.RunAsync(caller, titleId, new MarkMany.Request { WatchStatus = status, Scope = before ? "before" : "title" }, cancel);

    public Task UndismissAsync(Caller caller, string titleId, CancellationToken cancel) => edit.UndismissAsync(caller, titleId, cancel);
}
