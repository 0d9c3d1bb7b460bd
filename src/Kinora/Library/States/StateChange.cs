using System.Text.Json;
using Kinora.Library.Contracts;
using Kinora.Platform;

namespace Kinora.Library.States;

/// <summary>
/// What a person wants changed about a state: the members that were sent and no others, null clears one. Members that follow from what was
/// watched may be sent along and change nothing, so that a state can be sent back as it was read.
/// </summary>
internal sealed class StateChange
{
    public const int LongestNotes = 10_000;
    public const int MostTags = 50;
    private const int LongestTag = 100;
    private const int LongestWords = 1_000;

    private static readonly string[] Following =
    [
        "video_id", "video_title", "channel_name", "added_to_states_at", "last_watched_at", "completed_at", "actual_watch_time_minutes", "watch_sessions",
        "position_ms", "duration_ms", "in_catalogue",
    ];

    private readonly List<Func<WatchMarks, long, WatchMarks>> _steps = [];

    /// <summary>The stars, where they were sent; they are told to the one door as well.</summary>
    public (bool Sent, int? Stars) Rating { get; private set; }

    public bool IsEmpty => _steps.Count == 0 && !Rating.Sent;

    /// <summary>Refused: <c>unknown-member</c>, <c>wrong-type</c> and the rule of each member.</summary>
    public static Outcome<StateChange> Read(JsonElement body, string path = "")
    {
        if (body.ValueKind != JsonValueKind.Object)
            return new Refusal(RefusalKind.Malformed, "wrong-type", "A state is a JSON object.", path.Length == 0 ? null : path.TrimEnd('.'));
        var change = new StateChange();
        try
        {
            foreach (var member in body.EnumerateObject())
            {
                var wrong = member.Name == "context" && member.Value.ValueKind == JsonValueKind.Object
                    ? member.Value.EnumerateObject().Select(inner => change.Take("context." + inner.Name, inner.Value)).FirstOrDefault(one => one is not null)
                    : change.Take(member.Name, member.Value);
                if (wrong is not null)
                    return wrong with { Field = path + wrong.Field };
            }
        }
        catch (InvalidOperationException)
        {
            return NoText;
        }

        return change;
    }

    /// <summary>The text of a JSON string; refused where half a character is written in it.</summary>
    public static Outcome<string> TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return NoText;
        }
    }

    private static readonly Refusal NoText = new(RefusalKind.Malformed, "body-not-json", "A text of the body holds half a character (a lone surrogate).");

    public WatchMarks Apply(WatchMarks marks, long now) =>
        _steps.Aggregate(marks, (before, step) => step(before, now)) with { CreatedAt = WatchState.Earlier(marks.CreatedAt, now) };

    private Refusal? Take(string name, JsonElement value) => name switch
    {
        "watch_status" => Status(value),
        "watch_progress" => Number(name, value, 0, 1, false, (marks, share, now) => marks with { Progress = share, ProgressAt = now }),
        "personal_rating" => Stars(value),
        "personal_notes" => Text(name, value, LongestNotes, (marks, text) => marks with { Notes = text }),
        "tags" => Tags(value),
        "estimated_watch_time_minutes" => Number(name, value, 0, 100_000, true, (marks, minutes, _) => marks with { EstimatedMinutes = minutes }),
        "context.added_from" => Text(name, value, LongestWords, (marks, text) => marks with { AddedFrom = text }),
        "context.learning_goal" => Text(name, value, LongestWords, (marks, text) => marks with { LearningGoal = text }),
        "context.project_context" => Text(name, value, LongestWords, (marks, text) => marks with { ProjectContext = text }),
        "context.difficulty_perception" => Number(name, value, 1, 5, true, (marks, level, _) => marks with { Difficulty = (int?)level }, whole: true),
        "dismissed_at" => value.ValueKind == JsonValueKind.Null ? Step((marks, _) => marks with { DismissedAt = null }) : null,
        _ when Following.Contains(name) => null,
        _ => new Refusal(RefusalKind.Invalid, "unknown-member", $"There is no member '{name}' here: remove it or check its spelling.", name),
    };

    private Refusal? Step(Func<WatchMarks, long, WatchMarks> step)
    {
        _steps.Add(step);
        return null;
    }

    private Refusal? Status(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return WrongType("watch_status");
        if (StatusWords.Parse(value.GetString()) is not { } status)
            return StatusWords.Unknown("watch_status");
        return Step((marks, now) => marks with { Status = status, StatusAt = now });
    }

    private Refusal? Stars(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            Rating = (true, null);
        else if (value.ValueKind != JsonValueKind.Number)
            return WrongType("personal_rating");
        else if (!value.TryGetInt32(out var stars) || stars is < 1 or > 5)
            return Range("personal_rating", "A whole number from 1 to 5, or null.");
        else
            Rating = (true, stars);
        return null;
    }

    private Refusal? Text(string name, JsonElement value, int longest, Func<WatchMarks, string?, WatchMarks> set)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            return WrongType(name);
        var text = value.GetString();
        if (text is not null && (text.Length > longest || text.Contains('\0', StringComparison.Ordinal)))
            return Range(name, $"At most {longest} characters.");
        return Step((marks, _) => set(marks, string.IsNullOrWhiteSpace(text) ? null : text));
    }

    private Refusal? Tags(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(tag => tag.ValueKind != JsonValueKind.String))
            return WrongType("tags");
        var tags = value.EnumerateArray().Select(tag => tag.GetString()!.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (tags.Count > MostTags || tags.Exists(tag => tag.Length > LongestTag || tag.Any(char.IsControl)))
            return Range("tags", $"At most {MostTags} tags of at most {LongestTag} characters.");
        return Step((marks, _) => marks with { Tags = tags });
    }

    private Refusal? Number(
        string name, JsonElement value, double least, double most, bool nullable, Func<WatchMarks, double?, long, WatchMarks> set, bool whole = false)
    {
        if (value.ValueKind == JsonValueKind.Null && nullable)
            return Step((marks, now) => set(marks, null, now));
        if (value.ValueKind != JsonValueKind.Number)
            return WrongType(name);
        var number = value.GetDouble();
        if (!(number >= least && number <= most) || (whole && number != Math.Floor(number)))
            return Range(name, $"A {(whole ? "whole " : "")}number from {least} to {most}.");
        return Step((marks, now) => set(marks, number, now));
    }

    private static Refusal WrongType(string name) => new(RefusalKind.Malformed, "wrong-type", $"The value of '{name}' has the wrong JSON type.", name);

    private static Refusal Range(string name, string rule) => new(RefusalKind.Invalid, "value-invalid", rule, name);
}
