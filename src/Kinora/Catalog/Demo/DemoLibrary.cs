using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Platform;

namespace Kinora.Catalog.Demo;

/// <summary>Brings the demo library in through the same door as any other import, once, and into nothing but an empty installation.</summary>
internal sealed class DemoLibrary(SnapshotKeeper keeper, ITitleImport import, IUsers users, TimeProvider time) : IDemoLibrary
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
        var present = Titles.Count(title => snapshot.TryOrdinal(title.Id, out _));
        if (present == Titles.Count)
            return false;
        if (present == 0 && (snapshot.Count > 0 || (await users.ListAsync(cancel)).Count > 0))
            return NotEmpty;

        using var file = DemoFiles.ToImport(time.GetUtcNow());
        var received = await import.ReceiveAsync(new ImportRequest("demo.ndjson") { Format = ImportFormat.Ndjson }, file, cancel);
        if (received.Refusal is { } malformed)
            return malformed;
        var imported = await import.RunAsync(received.Value, null, cancel);
        await keeper.RefreshAsync(cancel);
        return imported.Then(_ => true);
    }
}
