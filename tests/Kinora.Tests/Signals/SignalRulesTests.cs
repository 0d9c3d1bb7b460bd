using Kinora.Signals;
using Kinora.Signals.Contracts;

namespace Kinora.Tests.Signals;

public sealed class SignalRulesTests
{
    private const long Now = 1_800_000_000_000;

    private static readonly Signal Sound = new() { EventId = "018f4d1e-0000-7000-8000-000000000001", Kind = SignalKind.Play, TitleId = "import:laura", At = Now };

    public static TheoryData<string, string> Hostile => new()
    {
        { "event", "event_id" }, { "future", "at" }, { "past", "at" }, { "title", "title_id" }, { "position", "position_ms" },
        { "duration", "duration_ms" }, { "value", "value" }, { "surface", "surface" }, { "device", "device" }, { "note", "reason" },
        { "feed", "feed_session" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public void A_hostile_value_is_refused_with_its_field(string what, string field)
    {
        var signal = what switch
        {
            "event" => Sound with { EventId = "1; drop table signal" },
            "future" => Sound with { At = Now + SignalTimes.AheadMs + 1 },
            "past" => Sound with { At = -1 },
            "title" => Sound with { TitleId = null },
            "position" => Sound with { PositionMs = -1 },
            "duration" => Sound with { DurationMs = long.MaxValue },
            "value" => Sound with { Value = double.NaN },
            "surface" => Sound with { Surface = "home\0" },
            "device" => Sound with { Device = new string('d', 65) },
            "note" => Sound with { Note = new string('n', 2_001) },
            "feed" => Sound with { FeedSession = "x" },
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        Assert.Equal(field, SignalRules.Check(signal, Now)?.Field);
    }

    [Fact]
    public void What_lies_on_the_border_is_taken()
    {
        Assert.Null(SignalRules.Check(Sound, Now));
        Assert.Null(SignalRules.Check(Sound with { At = Now + SignalTimes.AheadMs }, Now));
        Assert.Null(SignalRules.Check(Sound with { At = 0, PositionMs = SignalTimes.LongestMs, DurationMs = 0 }, Now));
        Assert.True((Sound with { At = Now - SignalTimes.HistoryAfterMs - 1, ReceivedAt = Now }).HistoryOnly);
        Assert.False((Sound with { At = Now - SignalTimes.HistoryAfterMs, ReceivedAt = Now }).HistoryOnly);
    }

    [Fact]
    public void Only_what_has_no_route_of_its_own_may_be_sent_as_a_signal()
    {
        string[] open = ["view", "play", "progress", "complete", "skip", "queue", "unqueue", "share", "comment", "tune_in", "tune_out"];

        Assert.Equal(open, Enum.GetValues<SignalKind>().Where(kind => kind.IsOpen()).Select(kind => kind.Name()));
        Assert.All(Enum.GetValues<SignalKind>(), kind => Assert.Equal(kind, SignalKinds.Parse(kind.Name())));
        Assert.Null(SignalKinds.Parse("Play"));
    }
}
