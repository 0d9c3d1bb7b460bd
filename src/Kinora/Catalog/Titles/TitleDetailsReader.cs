using System.Collections.Concurrent;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Database;

namespace Kinora.Catalog.Titles;

/// <summary>Texts and addresses of titles by (ordinal, revision). A version never changes, so what was read once stays right.</summary>
internal sealed class TitleDetailsReader(Db db) : ITitleDetails
{
    private const int Remembered = 8_192;
    private int _count;

    /// <summary>Two generations: what is asked for moves into the young one, and what was not asked for while that filled up goes.</summary>
    private ConcurrentDictionary<long, TitleDetails> _young = new();
    private ConcurrentDictionary<long, TitleDetails> _old = new();

    public async Task<IReadOnlyList<TitleDetails>> GetAsync(CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, CancellationToken cancel)
    {
        var found = new TitleDetails?[ordinals.Count];
        var missing = new List<long>();
        for (var i = 0; i < found.Length; i++)
        {
            var key = Key(snapshot, ordinals[i]);
            if (!_young.TryGetValue(key, out found[i]) && !TakeOld(key, out found[i]))
                missing.Add(key);
        }

        if (missing.Count > 0)
        {
            var read = await ReadAsync(missing.Distinct(), cancel);
            for (var i = 0; i < found.Length; i++)
                found[i] ??= read.GetValueOrDefault(Key(snapshot, ordinals[i])) ?? new TitleDetails { Ordinal = ordinals[i] };
        }

        return found!;
    }

    private static long Key(CatalogueSnapshot snapshot, int ordinal) => (snapshot.RevisionOf(ordinal) * ChangeSets.KeysPerRevision) + ordinal;

    private async Task<Dictionary<long, TitleDetails>> ReadAsync(IEnumerable<long> keys, CancellationToken cancel)
    {
        var rows = await db.QueryAsync<Row>($"{Select} where {db.Dialect.AnyOf("key", "keys")}", new { keys = db.Dialect.List(keys) }, cancel);
        var read = rows.ToDictionary(row => row.Key, row => row.ToDetails());
        foreach (var (key, details) in read)
            Remember(key, details);
        return read;
    }

    private bool TakeOld(long key, out TitleDetails? details)
    {
        if (!_old.TryGetValue(key, out details))
            return false;
        Remember(key, details);
        return true;
    }

    private void Remember(long key, TitleDetails details)
    {
        if (!_young.TryAdd(key, details) || Interlocked.Increment(ref _count) < Remembered / 2)
            return;
        (_old, _young, _count) = (_young, new ConcurrentDictionary<long, TitleDetails>(), 0);
    }

    private const string Select = """
        select key, ordinal, original_name, synopsis, short_description, poster_url, still_url, hls_url, manifest_url, web_url, licence, maturity,
               unavailable_reason, owner_id, subtitles, chapters_url, thumbnails_url
        from title
        """;

    private sealed record Row
    {
        public required long Key { get; init; }

        public required long Ordinal { get; init; }

        public string? OriginalName { get; init; }

        public string? Synopsis { get; init; }

        public string? ShortDescription { get; init; }

        public string? PosterUrl { get; init; }

        public string? StillUrl { get; init; }

        public string? HlsUrl { get; init; }

        public string? ManifestUrl { get; init; }

        public string? WebUrl { get; init; }

        public string? Licence { get; init; }

        public string? Maturity { get; init; }

        public string? UnavailableReason { get; init; }

        public string? OwnerId { get; init; }

        public string? Subtitles { get; init; }

        public string? ChaptersUrl { get; init; }

        public string? ThumbnailsUrl { get; init; }

        public TitleDetails ToDetails() => new()
        {
            Ordinal = (int)Ordinal,
            OriginalTitle = OriginalName,
            Synopsis = Synopsis,
            ShortDescription = ShortDescription,
            PosterUrl = PosterUrl,
            StillUrl = StillUrl,
            HlsUrl = HlsUrl,
            ManifestUrl = ManifestUrl,
            WebUrl = WebUrl,
            Licence = Licence,
            Maturity = Maturity,
            UnavailableReason = UnavailableReason,
            OwnerId = OwnerId,
            Subtitles = SubtitleTracks.Unpack(Subtitles),
            ChaptersUrl = ChaptersUrl,
            ThumbnailsUrl = ThumbnailsUrl,
        };
    }
}
