using System.Text.Json;
using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Library.States;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Security;

namespace Kinora.Library.Imports;

/// <summary>Takes a file in and shows what would come of it; nothing of the library changes before the person says so.</summary>
internal sealed class ImportDesk(Db db, ICatalogue catalogue, IProfiles profiles, TimeProvider time) : IDisposable
{
    /// <summary>Imports that a profile keeps; the oldest that is of no use goes.</summary>
    public const int MostKept = 30;

    private const int AtOnce = 500;

    /// <summary>Large files are read one at a time.</summary>
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>Refused as files, archives and readers refuse.</summary>
    public async Task<Outcome<ImportReply>> ReceiveAsync(Caller caller, string name, string? format, Stream body, CancellationToken cancel)
    {
        // Load
        var bytes = await BytesAsync(body, cancel);
        if (bytes.Refusal is { } large)
            return large;
        var (now, zone) = (time.GetUtcNow().ToUnixTimeMilliseconds(), await profiles.ZoneOfAsync(caller.ProfileId, cancel));

        // Decide
        await _reading.WaitAsync(cancel);
        try
        {
            var read = await Task.Run(() => ImportFormats.Read(name, bytes.Value, format, now, zone), cancel);
            if (read.Refusal is { } unreadable)
                return unreadable;
            var (reader, harvest) = read.Value;
            List<ImportedTitle> titles = [.. harvest.Titles.Where(title => !title.IsEmpty)];
            var matches = await Task.Run(() => new ImportMatcher(catalogue.Current, caller).Match(titles), cancel);

            // Save
            return await SaveAsync(caller, Made(caller, name, reader, harvest, now), titles, matches, cancel);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Refused: <c>import-not-found</c>.</summary>
    public async Task<Outcome<ImportReply>> FindAsync(Caller caller, string id, CancellationToken cancel) => await db.ReadAsync<Outcome<ImportReply>>(
        async session => await ImportStore.FindAsync(session, caller.ProfileId, id) is { } import ? await ImportReply.OfAsync(session, import) : ImportStore.NotFound, cancel);

    /// <summary>The newest first.</summary>
    public Task<List<ImportReply>> ListAsync(Caller caller, CancellationToken cancel) => db.ReadAsync(
        async session =>
        {
            var replies = new List<ImportReply>();
            foreach (var import in await ImportStore.ListAsync(session, caller.ProfileId))
                replies.Add(await ImportReply.OfAsync(session, import));
            return replies;
        },
        cancel);

    private ImportRecord Made(Caller caller, string name, IImportReader reader, ImportHarvest harvest, long now)
    {
        // Of one person there is no choice; of several, who has the caller's name.
        var people = harvest.People;
        var mine = people.Count == 1 ? people.First().Key : people.Where(one => string.Equals(one.Value, caller.UserName, StringComparison.OrdinalIgnoreCase)).Select(one => one.Key).FirstOrDefault();
        return new ImportRecord
        {
            ProfileId = caller.ProfileId,
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            Name = ImportHarvest.Clean(name, 200) ?? reader.Label,
            Format = reader.Name,
            State = ImportRecord.Ready,
            Person = mine,
            People = JsonSerializer.Serialize(people),
            TakeLikely = true,
            KeepUnmatched = false,
            Notices = JsonSerializer.Serialize(harvest.Notices, WatchStateStore.Stored),
            NoticeCount = harvest.NoticeCount,
            CreatedAt = now,
        };
    }

    private async Task<ImportReply> SaveAsync(Caller caller, ImportRecord import, List<ImportedTitle> titles, List<ImportMatch> matches, CancellationToken cancel)
    {
        await db.TransactAsync(
            async tx =>
            {
                var kept = await ImportStore.ListAsync(tx, caller.ProfileId);
                foreach (var old in kept.Skip(MostKept - 1).Where(one => one.State is not (ImportRecord.Applying or ImportRecord.Undoing)))
                    await ImportStore.RemoveAsync(tx, caller.ProfileId, old.Id);
                // It shows once it is whole.
                await ImportStore.AddAsync(tx, import with { State = ImportRecord.Reading });
            },
            cancel);
        for (var from = 0; from < titles.Count; from += AtOnce)
        {
            await db.TransactAsync(
                async tx =>
                {
                    for (var i = from; i < Math.Min(titles.Count, from + AtOnce); i++)
                        await ImportStore.AddAsync(tx, import, i + 1, titles[i], matches[i]);
                },
                cancel);
        }

        return await db.TransactAsync(
            async tx =>
            {
                await ImportStore.SaveAsync(tx, import);
                return await ImportReply.OfAsync(tx, import);
            },
            cancel);
    }

    private static async Task<Outcome<byte[]>> BytesAsync(Stream body, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (content.Length + read > ImportLimits.MostBytes)
            {
                return new Refusal(
                    RefusalKind.TooLarge, "import-too-large", $"A file of at most {ImportLimits.MostBytes >> 20} MB: hand it in as a zip, or divide it.", "file");
            }

            await content.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return content.ToArray();
    }

    public void Dispose() => _reading.Dispose();
}
