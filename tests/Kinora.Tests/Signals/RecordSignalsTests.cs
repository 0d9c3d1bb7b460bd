using Kinora.Signals;
using Kinora.Signals.Contracts;

namespace Kinora.Tests.Signals;

public sealed class RecordSignalsTests
{
    private static readonly RecordSignals.Event Sound = new()
    {
        EventId = "018f4d1e-0000-7000-8000-000000000001",
        Kind = "progress",
        TitleId = "import:laura",
        At = "2026-11-24T18:30:00+01:00",
    };

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "id", "event-id-missing", "event_id" },
        { "kind", "kind-unknown", "kind" },
        { "like", "kind-not-open", "kind" },
        { "seen", "kind-not-open", "kind" },
        { "at", "at-invalid", "at" },
        { "no-at", "at-invalid", "at" },
        { "american", "at-invalid", "at" },
        { "backwards", "watched-invalid", "watched" },
        { "negative", "watched-invalid", "watched" },
        { "triple", "watched-invalid", "watched" },
        { "null-pair", "watched-invalid", "watched" },
        { "endless", "watched-invalid", "watched" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_wrong_member_is_refused_by_name(string what, string code, string field)
    {
        var sent = what switch
        {
            "id" => Sound with { EventId = null },
            "kind" => Sound with { Kind = "Progress" },
            "like" or "seen" => Sound with { Kind = what },
            "at" => Sound with { At = "yesterday" },
            "no-at" => Sound with { At = null },
            "american" => Sound with { At = "11/24/2026 18:30" },
            "backwards" => Sound with { Watched = [[5, 4]] },
            "negative" => Sound with { Watched = [[-1, 4]] },
            "triple" => Sound with { Watched = [[1, 2, 3]] },
            "null-pair" => Sound with { Watched = [null] },
            "endless" => Sound with { Watched = [.. Enumerable.Repeat<long[]>([0, 1], 501)] },
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        var refusal = RecordSignals.Read(sent).Refusal;

        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void A_sound_event_keeps_its_members_and_its_time_becomes_utc()
    {
        var read = RecordSignals.Read(Sound with { Watched = [[0, 10], [20, 30]], PositionMs = 30 }).Value;

        Assert.Equal(DateTimeOffset.Parse("2026-11-24T17:30:00Z", null).ToUnixTimeMilliseconds(), read.At);
        Assert.Equal((SignalKind.Progress, "[[0,10],[20,30]]", 30L), (read.Kind, read.Watched, read.PositionMs));
    }

    [Fact]
    public void A_batch_is_refused_when_missing_or_too_large()
    {
        Assert.Equal("events-missing", SignalBatch.Check<int>(null, 3)?.Code);
        Assert.Equal("batch-too-large", SignalBatch.Check([1, 2, 3, 4], 3)?.Code);
        Assert.Null(SignalBatch.Check([1, 2, 3], 3));
    }
}
