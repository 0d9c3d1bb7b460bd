using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;

namespace Kinora.Library.Imports;

/// <summary>What the person decides about a preview: whose part, whether likely titles count, and for single titles which one is meant.</summary>
internal sealed class ChooseMatches(Db db, ICatalogue catalogue, Cursors cursors)
{
    private const int MostChoices = 500;

    /// <summary>What is absent stays.</summary>
    internal sealed record Request
    {
        public string? Person { get; init; }

        public bool? TakeLikely { get; init; }

        public bool? KeepUnmatched { get; init; }

        public IReadOnlyList<Choice>? Choices { get; init; }
    }

    /// <summary>One title.</summary>
    /// <param name="As"><c>pick</c> (with <paramref name="VideoId"/>), <c>keep</c> (waits for the catalogue), <c>skip</c>, or null to take a choice back.</param>
    internal sealed record Choice(int Number, string? As, string? VideoId = null);

    internal sealed record Place(int Number);

    /// <summary>Refused: <c>import-not-found</c>, <c>import-state</c>, <c>value-unknown</c>, <c>value-invalid</c>, <c>title-not-found</c>, <c>batch-too-large</c>.</summary>
    public Task<Outcome<ImportReply>> RunAsync(Caller caller, string id, Request request, CancellationToken cancel) => db.TransactAsync<Outcome<ImportReply>>(
        async tx =>
        {
            await tx.LockAsync($"library/import/{caller.ProfileId}");
            if (await ImportStore.FindAsync(tx, caller.ProfileId, id) is not { } import)
                return ImportStore.NotFound;
            if (import.State != ImportRecord.Ready)
                return new Refusal(RefusalKind.Conflict, "import-state", "The import is applied already: undo it and import the file again to choose otherwise.");
            if (request.Person is { } person && !import.AllPeople.ContainsKey(person))
                return new Refusal(RefusalKind.Invalid, "value-unknown", $"Must be one of: {string.Join(", ", import.AllPeople.Keys)}.", "person");
            if (request.Choices is { Count: > MostChoices })
                return new Refusal(RefusalKind.TooLarge, "batch-too-large", $"At most {MostChoices} choices at once: send the rest in another request.", "choices");
            foreach (var (choice, place) in (request.Choices ?? []).Select((choice, place) => (choice, place)))
            {
                if (await ChooseAsync(tx, caller, import, choice, $"choices[{place}]") is { } refusal)
                    return refusal;
            }

            import = import with
            {
                Person = request.Person ?? import.Person,
                TakeLikely = request.TakeLikely ?? import.TakeLikely,
                KeepUnmatched = request.KeepUnmatched ?? import.KeepUnmatched,
            };
            await ImportStore.SaveAsync(tx, import);
            return await ImportReply.OfAsync(tx, import);
        },
        cancel);

    /// <summary>The titles of an import in their order. Refused: <c>import-not-found</c>, and as the cursor is.</summary>
    public async Task<Outcome<Page<ImportTitleReply>>> ListAsync(Caller caller, string id, string? match, Paged page, CancellationToken cancel)
    {
        if (match is not (null or "exact" or "likely" or "unmatched"))
            return new Refusal(RefusalKind.Invalid, "value-unknown", "Must be one of: exact, likely, unmatched.", "match");
        if (await db.ReadAsync(session => ImportStore.FindAsync(session, caller.ProfileId, id), cancel) is not { } import)
            return ImportStore.NotFound;
        var found = await cursors.PageAsync<ImportRow, Place>(
            page, caller.ProfileId, (after, count) => db.ReadAsync(session => ImportStore.RowsAsync(session, import, match, after?.Number ?? 0, count), cancel), last => new Place(last.Number));
        return found.Then(rows => new Page<ImportTitleReply>([.. rows.Items.Select(row => Show(row, import, caller))], rows.NextCursor, null));
    }

    private async Task<Refusal?> ChooseAsync(Tx tx, Caller caller, ImportRecord import, Choice choice, string path)
    {
        if (choice.As is not (null or ImportRow.Skip or ImportRow.Keep or ImportRow.Pick))
            return new Refusal(RefusalKind.Invalid, "value-unknown", "Must be one of: pick, keep, skip.", path + ".as");
        if (choice.As == ImportRow.Pick && catalogue.Current.Find(choice.VideoId ?? "", caller).Refusal is not null)
            return new Refusal(RefusalKind.Invalid, "title-not-found", "There is no such title.", path + ".video_id");
        if (await ImportStore.RowAsync(tx, import, choice.Number) is not { } row)
            return new Refusal(RefusalKind.Invalid, "value-invalid", "The import has no title of this number.", path + ".number");
        if (choice.As == ImportRow.Keep && row.Title.Ids.Count == 0)
            return new Refusal(RefusalKind.Invalid, "value-invalid", "The file gives this title no id under which it could be kept: pick one of the catalogue.", path + ".as");
        await ImportStore.ChooseAsync(tx, import, choice.Number, choice.As, choice.As == ImportRow.Pick ? choice.VideoId : null);
        return null;
    }

    private ImportTitleReply Show(ImportRow row, ImportRecord import, Caller caller)
    {
        var (snapshot, title) = (catalogue.Current, row.Title);
        string? Name(string? id) => snapshot.IsHere(id ?? "", caller, out var ordinal) ? snapshot.NameOf(ordinal) : null;
        int? Year(string id) => snapshot.TryOrdinal(id, out var ordinal) && snapshot.YearOf(ordinal) is > 0 and var year ? year : null;
        return new ImportTitleReply(
            row.Number, row.Name, title.Year, title.Creator, title.Series, title.Season, title.Episode, row.Plays, title.Rating?.Stars, [.. title.Lists.Select(list => list.List ?? "My list")],
            row.Found, row.Confidence, row.TitleId, Name(row.TitleId),
            [
                .. row.AllSuggestions.Where(one => snapshot.IsHere(one.VideoId, caller, out _))
                    .Select(one => new ImportTitleReply.Suggestion(one.VideoId, Name(one.VideoId)!, Year(one.VideoId), one.Confidence)),
            ],
            row.Choice, row.Target(import), row.Outcome);
    }
}
