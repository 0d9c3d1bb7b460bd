using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Library.Queues;
using Kinora.Library.States;
using Kinora.Library.Vault;
using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Imports;

/// <summary>
/// Puts what a file lists into queues: a list of what to watch into "My list" as far as that takes titles, the rest of it and every other list into a queue of
/// its name. One transaction a list, which also writes down what went in.
/// </summary>
internal sealed class ImportLists(Db db, QueueDesk desk, IProfileVersions versions, ICatalogue catalogue)
{
    /// <summary>A title for a list.</summary>
    internal sealed record Listed(string TitleId, string Name, long? AddedAt);

    public async Task<ImportRecord> PutAsync(VaultPerson person, ImportRecord import, string label, string? list, IReadOnlyList<Listed> titles, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync(
            async tx =>
            {
                await versions.MoveAsync(tx, person.Profile.Id);
                await QueueStore.EnsureAsync(tx, person.Profile.Id, desk.Now);
                var (done, rest) = (AllOf(import), titles.DistinctBy(title => title.TitleId, StringComparer.Ordinal).ToList());
                if (list is null)
                {
                    var mine = (await QueueStore.FindAsync(tx, person.Profile.Id, Queue.WatchLater))!;
                    rest = await FillAsync(tx, person, mine, false, rest, done);
                }

                if (rest.Count > 0 && await NamedAsync(tx, person, list ?? $"{label} watchlist") is ({ } queue, var made))
                    await FillAsync(tx, person, queue, made, rest, done);
                var next = import with { Lists = JsonSerializer.Serialize(done, WatchStateStore.Stored) };
                await ImportStore.SaveAsync(tx, next);
                await ImportStore.ListedAsync(tx, next, done.SelectMany(put => put.Titles));
                return next;
            },
            cancel);
    }

    /// <summary>Takes out what is still as it went in; a queue that the import made goes when it is empty. Gives what stayed.</summary>
    public async Task<int> TakeBackAsync(VaultPerson person, ImportRecord import, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync(
            async tx =>
            {
                await versions.MoveAsync(tx, person.Profile.Id);
                var kept = 0;
                foreach (var list in AllOf(import))
                {
                    if (await QueueStore.FindAsync(tx, person.Profile.Id, list.QueueId) is not { } queue)
                        continue;
                    var mine = list.Titles.ToHashSet(StringComparer.Ordinal);
                    bool Goes(QueueItem item) => mine.Contains(item.TitleId) && item is { Priority: 5, Notes: null, TargetDate: null };
                    kept += (await QueueStore.ItemsAsync(tx, queue)).Count(item => mine.Contains(item.TitleId) && !Goes(item));
                    var left = await desk.ChangeAsync(tx, queue, person.Caller, items => items.Where(item => !Goes(item)));
                    if (list.Made && left.Value.Count == 0)
                        await QueueStore.RemoveAsync(tx, queue);
                }

                await ImportStore.SaveAsync(tx, import with { Lists = null });
                return kept;
            },
            cancel);
    }

    private static List<ImportedList> AllOf(ImportRecord import) =>
        import.Lists is null ? [] : JsonSerializer.Deserialize<List<ImportedList>>(import.Lists, WatchStateStore.Stored)!;

    /// <summary>What did not go in because the queue is full.</summary>
    private async Task<List<Listed>> FillAsync(Tx tx, VaultPerson person, Queue queue, bool made, List<Listed> titles, List<ImportedList> done)
    {
        var before = await QueueStore.ItemsAsync(tx, queue);
        var known = before.Select(item => item.TitleId).ToHashSet(StringComparer.Ordinal);
        var wanted = titles.Where(title => !known.Contains(title.TitleId)).ToList();
        var fits = wanted.Take(Math.Max(0, queue.Most - before.Count)).ToList();
        if (fits.Count > 0)
        {
            await desk.ChangeAsync(tx, queue, person.Caller, items => items.Concat(fits.Select(title => ItemOf(title, person))));
            done.Add(new ImportedList(queue.Id, made, fits.ConvertAll(title => title.TitleId)));
        }

        return [.. wanted.Skip(fits.Count)];
    }

    /// <summary>The person's own queue of that name, or a new one; none where they have as many as there may be.</summary>
    private async Task<(Queue? Queue, bool Made)> NamedAsync(Tx tx, VaultPerson person, string name)
    {
        var queues = await QueueStore.ListAsync(tx, person.Profile.Id);
        if (queues.Find(queue => queue.Kind != Queue.System && string.Equals(queue.Name, name, StringComparison.OrdinalIgnoreCase)) is { } known)
            return (known, false);
        if (queues.Count >= ManageQueues.MostQueues)
            return (null, false);
        var queue = new Queue
        {
            ProfileId = person.Profile.Id,
            Id = desk.NewId(),
            Version = 1,
            Name = name,
            Kind = Queue.Personal,
            CreatedAt = desk.Now,
            UsedAt = desk.Now,
            Active = true,
            AutoSort = false,
            Most = QueueRules.MostVideos,
            RefreshDaily = false,
        };
        await QueueStore.SaveAsync(tx, queue);
        return (queue, true);
    }

    private QueueItem ItemOf(Listed title, VaultPerson person) => new()
    {
        TitleId = title.TitleId,
        Position = 0,
        Priority = 5,
        AddedAt = title.AddedAt ?? desk.Now,
        AddedBy = person.User.Name,
        Title = catalogue.Current.TryOrdinal(title.TitleId, out var ordinal) && catalogue.Current.Has(ordinal) ? catalogue.Current.NameOf(ordinal) : title.Name,
    };
}
