using Kinora.Platform;

namespace Kinora.Library.Notes;

/// <summary>What a note may be. Pure.</summary>
internal static class NoteRules
{
    public const int LongestText = 2_000;
    public const int MostOfTitle = 500;
    public const int MostOfProfile = 20_000;

    /// <summary>No title is longer: 30 days.</summary>
    private const long LatestMs = 30L * 24 * 3_600_000;

    /// <summary>The text as it is kept. Refused: <c>member-missing</c>, <c>too-long</c>, <c>control-character</c>.</summary>
    public static Outcome<string> Text(string? text)
    {
        var faults = new Faults();
        var kept = TextRules.Prose("text", text, LongestText, faults);
        return faults.Any ? faults.ToRefusal()
            : kept is null ? new Refusal(RefusalKind.Invalid, "member-missing", "A note needs a text: to take it away, delete it.", "text")
            : kept;
    }

    /// <summary>Refused: <c>member-missing</c>, <c>value-invalid</c>.</summary>
    public static Outcome<long> Position(long? position) => position switch
    {
        null => new Refusal(RefusalKind.Invalid, "member-missing", "A note says where in the title it stands: position_ms.", "position_ms"),
        < 0 or > LatestMs => new Refusal(RefusalKind.Invalid, "value-invalid", $"A whole number from 0 to {LatestMs}.", "position_ms"),
        { } kept => kept,
    };

    /// <summary>The id that a client chose, so that a note sent twice is kept once. Refused: <c>value-invalid</c>.</summary>
    public static Outcome<string> Id(string id) => Guid.TryParseExact(id, "D", out var uuid)
        ? uuid.ToString()
        : new Refusal(RefusalKind.Invalid, "value-invalid", "The id of a note is a UUID: leave it out, and one is made.", "id");

    /// <summary>Refused: <c>note-limit</c>.</summary>
    public static Refusal? Full(long ofTitle, long ofProfile) =>
        ofTitle >= MostOfTitle ? new Refusal(RefusalKind.Conflict, "note-limit", $"A title takes at most {MostOfTitle} notes: delete one first.")
        : ofProfile >= MostOfProfile ? new Refusal(RefusalKind.Conflict, "note-limit", $"A profile has at most {MostOfProfile} notes: delete some first.")
        : null;
}
