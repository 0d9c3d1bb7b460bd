using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Platform;

namespace Kinora.Catalog.Demo;

/// <summary>Brings the demo library in through the same door as any other import, once, and into nothing but an empty installation.</summary>
internal sealed class DemoLibrary(SnapshotKeeper keeper, ITitleImport import, ICollections collections, IUsers users, TimeProvider time) : IDemoLibrary
{
    private static readonly Refusal NotEmpty = new(
        RefusalKind.Conflict,
        "demo-needs-own-folder",
        "This data folder already holds something that is not the demo's: give --demo a folder of its own with --data, or leave --demo out.");

    public IReadOnlyList<DemoTitle> Titles => field ??= DemoFiles.Titles();

    public async Task<Outcome<bool>> LoadAsync(CancellationToken cancel)
    {
        // The keeper follows by itself only once the server runs; this may come before.
        var snapshot = await keeper.RefreshAsync(cancel);
        var people = (await users.ListAsync(cancel)).Count;
        var present = Titles.Count(title => snapshot.TryOrdinal(title.Id, out _));
        if (present == 0 && (snapshot.Count > 0 || people > 0))
            return NotEmpty;
        // The people come last: with them there, nothing is missing that somebody has not taken away.
        if (present == Titles.Count && people > 0)
            return false;
        if (present < Titles.Count && await ImportAsync(cancel) is { } refusal)
            return refusal;
        foreach (var collection in DemoFiles.Collections())
        {
            var put = await collections.PutAsync(collection.Id, collection.Name, collection.Blurb, collection.Items, null, cancel);
            if (put.Refusal is { } no)
                return no;
        }

        return true;
    }

    private async Task<Refusal?> ImportAsync(CancellationToken cancel)
    {
        using var file = DemoFiles.ToImport(time.GetUtcNow());
        var received = await import.ReceiveAsync(new ImportRequest("demo.ndjson") { Format = ImportFormat.Ndjson }, file, cancel);
        if (received.Refusal is { } malformed)
            return malformed;
        var imported = await import.RunAsync(received.Value, null, cancel);
        await keeper.RefreshAsync(cancel);
        return imported.Refusal;
    }
}
