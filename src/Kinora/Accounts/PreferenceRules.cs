using Kinora.Accounts.Contracts;
using Kinora.Platform;
using NodaTime;

namespace Kinora.Accounts;

/// <summary>What preferences may be. Pure.</summary>
internal static class PreferenceRules
{
    private const int MostWords = 100;

    private const int LongestWord = 100;

    /// <summary>The first rule that is broken; null where all hold.</summary>
    public static Refusal? Check(Preferences wanted) =>
        Words(wanted.GenresLiked, "genres_liked")
        ?? Words(wanted.GenresAvoided, "genres_avoided")
        ?? Words(wanted.PriorityTopics, "priority_topics")
        ?? Rule(
            wanted.GenresLiked.Intersect(wanted.GenresAvoided, StringComparer.OrdinalIgnoreCase).Any(),
            "A genre is either liked or avoided.", "genres_avoided")
        ?? Rule(
            wanted.PreferredLanguage is { } language && (language.Length is < 2 or > 35 || !language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')),
            "A language is a tag such as 'en' or 'pt-BR'.", "preferred_language")
        ?? Range(wanted.MaturityCeiling, 0, 18, "maturity_ceiling")
        ?? Range(wanted.DefaultPlaybackSpeed, 0.25, 4, "default_playback_speed")
        ?? Range(wanted.AutoMarkCompletedThreshold, 0.5, 1, "auto_mark_completed_threshold")
        ?? Range(wanted.DailyLearningGoalMinutes, 0, 1440, "daily_learning_goal_minutes")
        ?? CheckTimeZone(wanted.TimeZone);

    public static Refusal? CheckTimeZone(string zone) => Rule(
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null, "A time zone has an IANA name such as 'Europe/Berlin'.", "time_zone");

    private static Refusal? Words(IReadOnlyList<string> words, string field) =>
        Rule(words.Count > MostWords, $"At most {MostWords} entries.", field)
        ?? words
            .Select((word, index) => Rule(
                string.IsNullOrWhiteSpace(word) || word.Length > LongestWord || word.Any(char.IsControl),
                $"1 to {LongestWord} characters, none of them a control character.", $"{field}[{index}]"))
            .FirstOrDefault(refusal => refusal is not null);

    private static Refusal? Range(double value, double least, double most, string field) => Rule(
        !(value >= least && value <= most), FormattableString.Invariant($"From {least} to {most}."), field);

    private static Refusal? Rule(bool broken, string message, string field) =>
        broken ? new Refusal(RefusalKind.Invalid, "preference-invalid", message, field) : null;
}
