using System.Text.Json;
using System.Text.Json.Serialization;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Catalog.Titles;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Catalog.Connectors;

/// <summary>
/// Reads all of a library, then brings it in as one import. Whatever goes wrong before that, the catalogue stays as it is; so it does when the
/// library has shrunk by more than it may. Titles that are gone stay, unavailable: playlists and histories hold them.
/// </summary>
internal sealed class RefreshConnectorJob(RefreshConnector connectors, SnapshotKeeper keeper, Db db, ITitleImport import, DataFolder folder)
    : IJob<RefreshConnectorJob.Args>
{
    /// <summary>The reading's share of the way.</summary>
    private const double ReadShare = 0.9;

    private static readonly JsonSerializerOptions Json = new(KinoraJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    internal sealed record Args(string Connector);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        if (connectors.Find(args.Connector) is not { } connector)
            throw new JobFailedException($"There is no connector {args.Connector} any more.");
        if (connector.Missing is { } missing)
            throw new JobFailedException(missing);

        // Load
        var told = new Teller(context, connector.Name);
        Directory.CreateDirectory(folder.File("spool"));
        ConnectorTitles found;
        try
        {
            found = await connector.ReadAsync(new ConnectorRun(folder.File("spool"), context.JobId, told), cancel);
        }
        catch (ConnectorException fault)
        {
            throw new JobFailedException($"{fault.Message} The catalogue stays as it is.");
        }

        var before = await keeper.RefreshAsync(cancel);

        // Decide
        var gone = Gone(before, connector.Name, found.Titles);
        if (RefreshRules.TooFew(before, connector.Name, found.Titles, connector.MostLost) is { } refused)
            throw new JobFailedException(refused);

        // Save
        var titles = found.Titles.Concat(await LeftAsync(gone, cancel));
        var brought = await ImportAsync(connector.Name, context, titles, told, cancel);
        context.Progress(1);
        context.Report(told.Last with { Items = found.Titles.Count(title => title.Counts), Gone = gone.Count, Told = found.Told, Import = brought });
    }

    private static List<string> Gone(CatalogueSnapshot before, string provider, IReadOnlyList<ConnectorTitle> titles)
    {
        var there = titles.Select(title => title.ExternalId).ToHashSet(StringComparer.Ordinal);
        return [.. RefreshRules.Known(before, provider).Where(title => before.IsAvailable(title)).Select(before.IdOf).Where(id => !there.Contains(id[(provider.Length + 1)..]))];
    }

    /// <summary>As they stand, but for where they can be had.</summary>
    private async Task<List<ConnectorTitle>> LeftAsync(List<string> ids, CancellationToken cancel)
    {
        var left = new List<ConnectorTitle>(ids.Count);
        foreach (var id in ids)
        {
            if (await db.ReadAsync(session => TitleReader.FindAsync(session, id), cancel) is { } row)
                left.Add(ConnectorTitle.Of(row.ToDraft()) with { Available = false, UnavailableReason = ConnectorWords.Gone });
        }

        return left;
    }

    private async Task<ImportReport> ImportAsync(string provider, JobContext context, IEnumerable<ConnectorTitle> titles, Teller told, CancellationToken cancel)
    {
        var file = folder.File("spool", $"refresh-{context.JobId}.ndjson");
        await using (var writer = File.CreateText(file))
        {
            foreach (var title in titles)
                await writer.WriteLineAsync(JsonSerializer.Serialize(title, Json).AsMemory(), cancel);
        }

        var request = new ImportRequest(RefreshConnector.ScheduleOf(provider)) { Format = ImportFormat.Ndjson, Provider = provider };
        var checkedFile = (await import.CheckAsync(request, file, cancel)).Then(whole => whole with { Id = $"refresh-{context.JobId}", Spooled = true });
        if (checkedFile.Refusal is { } malformed)
            throw new JobFailedException(malformed.Detail);
        var outcome = await import.RunAsync(checkedFile.Value, told, cancel);
        return outcome.Refusal is { } refusal ? throw new JobFailedException(refusal.Detail) : outcome.Value;
    }

    /// <summary>Tells how far it is, in items.</summary>
    private sealed class Teller(JobContext context, string connector) : IProgress<ConnectorProgress>, IProgress<ImportProgress>
    {
        public RefreshReport Last { get; private set; } = new(connector, 0, 0, 0, [], null);

        public void Report(ConnectorProgress value)
        {
            context.Progress(value.Share * ReadShare);
            context.Report(Last = Last with { Items = value.Items, Expected = value.Expected });
        }

        public void Report(ImportProgress value) => context.Progress(ReadShare + ((1 - ReadShare) * (value.Total == 0 ? 0 : (double)value.Rows / value.Total)));
    }
}
