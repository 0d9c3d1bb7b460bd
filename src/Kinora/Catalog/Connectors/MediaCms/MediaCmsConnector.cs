using Kinora.Integrations.MediaCms;

namespace Kinora.Catalog.Connectors.MediaCms;

/// <summary>A MediaCMS site's titles.</summary>
internal sealed class MediaCmsConnector(MediaCmsClient client, TimeProvider time) : IConnector
{
    /// <summary>Provider of its ids.</summary>
    public const string Provider = "mediacms";

    /// <summary>Of what may be missing from the list at the end; more, and the reading has failed.</summary>
    private const double MostMissing = 0.01;

    /// <summary>What an earlier try has read is used for so long.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(2);

    public string Name => Provider;

    public string? Missing => client.Options.IsConfigured ? null : ConnectorWords.NotSetUp;

    public double MostLost => client.Options.MostLostPercent / 100.0;

    public async Task<ConnectorTitles> ReadAsync(ConnectorRun run, CancellationToken cancel)
    {
        var pages = new MediaCmsPages(client, Path.Combine(run.Folder, $"{run.Id}.mediacms"), Fresh, time);
        await pages.LoadAsync(cancel);
        MediaCmsLibrary library;
        try
        {
            library = await new MediaCmsWalk(client, pages, new Teller(run.Progress)).ReadAsync(cancel);
        }
        catch (MediaCmsException fault)
        {
            throw new ConnectorException(fault.Message);
        }

        if (library.Missing > library.Count * MostMissing)
        {
            // Asked again, the pages may be whole.
            pages.Forget();
            throw new ConnectorException(ConnectorWords.Missing(library.Missing, library.Count));
        }

        pages.Forget();
        return new ConnectorTitles(MediaCmsTitles.Of(library, client.Options), [.. Told(library)]);
    }

    private static IEnumerable<string> Told(MediaCmsLibrary library)
    {
        if (library.Capped)
            yield return ConnectorWords.Capped(library.Items.Count);
        if (library.CappedCategories.Count > 0)
            yield return ConnectorWords.CappedParts(string.Join(", ", library.CappedCategories));
        if (library.Missing > 0)
            yield return ConnectorWords.Missing(library.Missing, library.Count);
        if (library.Items.Count(item => !MediaCmsTitles.IsWatched(item)) is > 0 and var others)
            yield return ConnectorWords.NoFilms(others);
        if (library.Malformed > 0)
            yield return ConnectorWords.Malformed(library.Malformed);
    }

    private sealed class Teller(IProgress<ConnectorProgress> progress) : IProgress<MediaCmsProgress>
    {
        public void Report(MediaCmsProgress value) => progress.Report(new ConnectorProgress(value.Items, value.Expected, value.Share));
    }
}
