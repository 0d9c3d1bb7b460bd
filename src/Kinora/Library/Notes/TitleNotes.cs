using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;

namespace Kinora.Library.Notes;

/// <summary>One's notes, for the page of their title.</summary>
internal sealed class TitleNotes(EditNotes notes) : ITitleNotes
{
    public async Task<IReadOnlyList<TitleNote>> OfAsync(Caller caller, string titleId, CancellationToken cancel)
    {
        var found = await notes.ListAsync(caller, titleId, cancel);
        return found.Refusal is null ? [.. found.Value.Select(note => new TitleNote(note.PositionMs, note.Body))] : [];
    }
}
