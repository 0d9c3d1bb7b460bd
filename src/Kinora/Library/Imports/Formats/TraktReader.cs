using System.Text.Json;
using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>
/// Trakt's export: lists of JSON objects, one file or many. What an object is shows in its members: <c>watched_at</c> is a play, <c>rating</c> a rating,
/// <c>listed_at</c> a place in a list, <c>paused_at</c> where something was left.
/// </summary>
internal sealed class TraktReader : IImportReader
{
    public string Name => "trakt";

    public string Label => "Trakt";

    public bool Knows(IReadOnlyList<ImportFile> files) => files.Any(IsOne);

    private static bool IsOne(ImportFile file) => file.Head is var head && head.StartsWith('[')
        && (head.Contains("\"movie\"", StringComparison.Ordinal) || head.Contains("\"show\"", StringComparison.Ordinal) || head.Contains("\"episode\"", StringComparison.Ordinal))
        && head.Contains("\"ids\"", StringComparison.Ordinal);

    public Outcome<Done> Read(IReadOnlyList<ImportFile> files, ImportHarvest into)
    {
        // Where the plays are told one by one, their sums are not looked at.
        var history = files.Any(file => IsOne(file) && file.Head.Contains("\"watched_at\"", StringComparison.Ordinal));
        foreach (var file in files.Where(IsOne))
        {
            var parsed = JsonParts.Parse(file);
            if (parsed.Refusal is { } refusal)
                return refusal;
            using var document = parsed.Value;
            foreach (var (entry, place) in ((JsonElement?)document.RootElement).Items().Select((entry, place) => (entry, place)))
                Take(entry, ListOf(file), history, file.Name, place + 1, into);
        }

        return default(Done);
    }

    private static void Take(JsonElement entry, string? list, bool history, string file, long place, ImportHarvest into)
    {
        var show = entry.Part("show");
        if (entry.Part("seasons") is { } seasons && show is { } whole)
        {
            if (!history)
                Seasons(whole, seasons, file, place, into);
            return;
        }

        if (TitleOf(entry, show, into) is not { } title)
        {
            into.Tell(file, place, "entry-invalid", "The entry names neither a film nor an episode: it is left out.");
            return;
        }

        if (ImportHarvest.Time(entry.Text("watched_at")) is { } watched)
            into.Play(title, new ImportedPlay(watched, Completed: true), file, place);
        if (!history && ImportHarvest.Time(entry.Text("last_watched_at")) is { } last)
            into.Play(title, new ImportedPlay(last, Completed: true), file, place);
        if (entry.Whole("rating") is >= 1 and <= 10 and var rating && ImportHarvest.Time(entry.Text("rated_at")) is { } rated)
            into.Rate(title, (rating + 1) / 2, rated);
        if (ImportHarvest.Time(entry.Text("listed_at")) is { } listed)
            into.List(title, list, listed);
        if (ImportHarvest.Time(entry.Text("paused_at")) is { } paused && entry.Number("progress") is > 0 and <= 100 and var progress)
            (title.Progress, title.ProgressAt) = (progress / 100, paused);
    }

    private static void Seasons(JsonElement show, JsonElement seasons, string file, long place, ImportHarvest into)
    {
        foreach (var season in ((JsonElement?)seasons).Items())
        {
            foreach (var episode in season.Part("episodes").Items())
            {
                if (season.Whole("number") is { } number && episode.Whole("number") is { } at && ImportHarvest.Time(episode.Text("last_watched_at")) is { } watched)
                    into.Play(into.Of(Episode(show, number, at, null, [])), new ImportedPlay(watched, Completed: true), file, place);
            }
        }
    }

    private static ImportedTitle? TitleOf(JsonElement entry, JsonElement? show, ImportHarvest into)
    {
        if (entry.Part("movie") is { } movie && movie.Text("title") is { } name)
        {
            return into.Of(new ImportedTitle
            {
                Key = $"movie {name} {movie.Whole("year")}",
                Ids = IdsOf(movie),
                Name = name,
                Kind = ImportedKind.Movie,
                Year = movie.Whole("year"),
                DurationMs = movie.Number("runtime") is { } minutes ? (long)(minutes * 60_000) : null,
            });
        }

        if (show is not { } series || series.Text("title") is not { } called)
            return null;
        if (entry.Part("episode") is { } episode)
            return episode.Whole("season") is { } season && episode.Whole("number") is { } number ? into.Of(Episode(series, season, number, episode.Text("title"), IdsOf(episode))) : null;
        return entry.Part("season") is not null ? null : into.Of(new ImportedTitle
        {
            Key = $"show {called} {series.Whole("year")}",
            Ids = IdsOf(series),
            Name = called,
            Kind = ImportedKind.Series,
            Year = series.Whole("year"),
        });
    }

    private static ImportedTitle Episode(JsonElement show, int season, int number, string? name, IReadOnlyList<string> ids) => new()
    {
        Key = $"episode {show.Text("title")} {show.Whole("year")} {season} {number}",
        Ids = [.. ids, .. IdsOf(show).Take(1).Select(id => $"{id}-s{season}e{number}")],
        Name = name ?? $"{show.Text("title")} {season}x{number:00}",
        Kind = ImportedKind.Episode,
        Series = show.Text("title"),
        Year = show.Whole("year"),
        Season = season,
        Episode = number,
    };

    private static List<string> IdsOf(JsonElement part)
    {
        var (ids, all) = (part.Part("ids"), new List<string>());
        foreach (var kind in (ReadOnlySpan<string>)["imdb", "tmdb", "tvdb", "trakt"])
        {
            if (ids?.Text(kind) is { Length: > 0 } id)
                all.Add($"{kind}:{id}");
        }

        return all;
    }

    /// <summary>The name of a list that a file holds; null for the watchlist.</summary>
    private static string? ListOf(ImportFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.ShortName);
        if (name.Contains("watchlist", StringComparison.Ordinal) || !name.StartsWith("lists-", StringComparison.Ordinal))
            return name.Contains("favorite", StringComparison.Ordinal) ? "Trakt favorites" : null;
        name = name["lists-".Length..];
        name = (name.StartsWith("list-", StringComparison.Ordinal) ? name["list-".Length..] : name).TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-').Replace('-', ' ').Trim();
        return name.Length == 0 ? "Trakt list" : char.ToUpperInvariant(name[0]) + name[1..];
    }
}
