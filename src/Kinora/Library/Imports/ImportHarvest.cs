using System.Globalization;
using System.Text;
using Kinora.Library.States;
using Kinora.Platform;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Imports;

/// <summary>Something of a file that is not taken over, and why.</summary>
internal sealed record ImportNotice(string? File, long? Line, string Code, string Text);

/// <summary>Collects what a reader finds, title by title, within limits. What is out of bounds is told, not taken.</summary>
internal sealed class ImportHarvest(long now, TimeZoneInfo zone)
{
    private const long LongestMs = 24L * 3_600_000;

    private readonly Dictionary<(string?, string), ImportedTitle> _titles = [];
    private readonly Dictionary<string, string> _people = new(StringComparer.Ordinal);
    private readonly List<ImportNotice> _notices = [];
    private int _plays;

    public IReadOnlyCollection<ImportedTitle> Titles => _titles.Values;

    /// <summary>Names of the people in the file, by the id that the file has for each.</summary>
    public IReadOnlyDictionary<string, string> People => _people;

    public IReadOnlyList<ImportNotice> Notices => _notices;

    public int NoticeCount { get; private set; }

    /// <summary>Searches that the file holds; Kinora keeps none.</summary>
    public int Searches { get; set; }

    public TimeZoneInfo Zone => zone;

    public void Tell(string? file, long? line, string code, string text)
    {
        NoticeCount++;
        if (_notices.Count < ImportLimits.MostNotices)
            _notices.Add(new ImportNotice(file, line, code, text));
    }

    public void Know(string person, string? name) => _people[person] = Clean(name, 100) ?? person;

    /// <summary>The title to which something is said; the first to name it decides how it is called.</summary>
    public ImportedTitle Of(ImportedTitle title)
    {
        if (_titles.TryGetValue((title.Person, title.Key), out var known))
            return known;
        if (_titles.Count >= ImportLimits.MostTitles)
            throw new ImportTooLargeException(ImportTooLargeException.Refusal.Detail);
        var named = title with
        {
            Name = Clean(title.Name, ImportLimits.LongestName) ?? (title.Ids is [var id, ..] ? id : "?"),
            Creator = Clean(title.Creator, ImportLimits.LongestName),
            Series = Clean(title.Series, ImportLimits.LongestName),
            Year = title.Year is >= 1870 and <= 2200 ? title.Year : null,
            DurationMs = title.DurationMs is > 0 and <= SignalTimes.LongestMs ? title.DurationMs : null,
            Ids = [.. title.Ids.Where(IsId)],
        };
        return _titles[(title.Person, title.Key)] = named;
    }

    /// <summary>False, and told, where the times cannot be.</summary>
    public bool Play(ImportedTitle title, ImportedPlay play, string file, long line)
    {
        if (play.EndedAt < 0 || play.EndedAt > now + SignalTimes.AheadMs || play.StartedAt > play.EndedAt || play.EndedAt - play.StartedAt > LongestMs)
        {
            Tell(file, line, "time-invalid", "The time lies before 1970 or in the future, or it lasts longer than a day: this play is left out.");
            return false;
        }

        // Less than ten seconds is a look, here and everywhere.
        if (play.WatchedMs is > 0 and < Watching.Play.BegunMs && play.Completed != true)
            return false;
        if (++_plays > ImportLimits.MostPlays)
            throw new ImportTooLargeException(ImportTooLargeException.Refusal.Detail);
        if (title.Plays.Count >= ImportLimits.MostOfTitle || title.Plays.Exists(one => one.EndedAt == play.EndedAt))
            return false;
        title.Plays.Add(play with { WatchedMs = play.WatchedMs is { } watched ? Math.Clamp(watched, 0, LongestMs) : null });
        return true;
    }

    /// <summary>The last rating by time counts.</summary>
    public void Rate(ImportedTitle title, int stars, long? at)
    {
        var when = Math.Clamp(at ?? now, 0, now);
        if (stars is >= 1 and <= 5 && (title.Rating is null || title.Rating.At <= when))
            title.Rating = new ImportedRating(stars, when);
    }

    public void List(ImportedTitle title, string? list, long? at)
    {
        var name = Clean(list, 100);
        if (title.Lists.Count < ImportLimits.MostOfTitle && !title.Lists.Exists(one => one.List == name))
            title.Lists.Add(new ImportedListing(name, at is { } added ? Math.Clamp(added, 0, now) : null));
    }

    public void Tag(ImportedTitle title, IEnumerable<string> tags)
    {
        foreach (var tag in tags.Select(tag => Clean(tag, 100)).OfType<string>())
        {
            if (title.Tags.Count < StateChange.MostTags && !title.Tags.Contains(tag, StringComparer.Ordinal))
                title.Tags.Add(tag);
        }
    }

    public void Note(ImportedTitle title, string? text)
    {
        if (Clean(text, StateChange.LongestNotes, lines: true) is { } note)
            title.Notes ??= note;
    }

    /// <summary>Midday of a day where the person lives.</summary>
    public long? Midday(string? day)
    {
        if (!DateOnly.TryParseExact(day?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return null;
        var local = date.ToDateTime(new TimeOnly(12, 0));
        return Math.Min(new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUnixTimeMilliseconds(), Math.Max(now, 0));
    }

    public static long? Time(string? text) => SignalTimes.TryParse(text, out var at) ? at : null;

    /// <summary>A text of a stranger: composed, without control characters, cut to length; null where nothing is left.</summary>
    public static string? Clean(string? text, int longest, bool lines = false)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > longest)
                break;
            if (!Rune.IsControl(rune) || (lines && rune.Value is '\n' or '\t'))
                clean.Append(rune);
        }

        return clean.ToString().Trim() is { Length: > 0 } some ? some.Normalize(NormalizationForm.FormC) : null;
    }

    /// <summary>An id that a title can have here.</summary>
    public static bool IsId(string id)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        return colon is >= 2 and <= 16 && id.Length - colon - 1 is >= 1 and <= 200 && char.IsAsciiLetterLower(id[0])
            && id[..colon].All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            && id[(colon + 1)..].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '~' or '-');
    }
}

/// <summary>More than is taken of one file.</summary>
internal sealed class ImportTooLargeException(string message) : Exception(message)
{
    public static Refusal Refusal { get; } = new(
        RefusalKind.TooLarge, "import-too-large", $"A file of at most {ImportLimits.MostTitles} titles and {ImportLimits.MostPlays} plays: divide it.", "file");
}
