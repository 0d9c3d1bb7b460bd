using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Tests.Profiles;

public sealed class TitleTrackTests
{
    private const long Start = 1_800_000_000_000;

    [Fact]
    public void It_holds_each_event_once_and_whole_in_the_order_of_time_however_they_come()
    {
        ViewingEvent[] events =
        [
            Event(3, FactKind.Play, -1, 0),
            Event(1, FactKind.Progress, long.MaxValue - 1, 60_000, new(0, 5), new(7, 9_000_000_000)),
            Event(2, FactKind.Queue, 0, -1) with { Session = new Guid(9, 9, 9, new byte[8]), Device = Device.Tv },
            Event(4, FactKind.Dismiss, 12, 1),
        ];
        var track = new TitleTrack(5);

        foreach (var happened in events)
            Assert.True(track.Add(happened));
        foreach (var happened in events)
            Assert.False(track.Add(happened));

        Assert.Equal(events.OrderBy(happened => happened.At).Select(Text), track.Events().Select(Text));
        Assert.Equal((4, Start + 4), (track.Count, track.LastAt));
        Assert.True(track.HasAny(FactKind.Like, FactKind.Dismiss));
        Assert.False(track.HasAny(FactKind.Like, FactKind.View));
    }

    [Fact]
    public void The_oldest_event_is_forgotten_with_its_kind()
    {
        var track = new TitleTrack(5);
        track.Add(Event(1, FactKind.View, 0, 0));
        track.Add(Event(2, FactKind.Play, 0, 0));
        track.ForgetOldest();

        Assert.Equal(FactKind.Play, Assert.Single(track.Events()).Kind);
        Assert.False(track.HasAny(FactKind.View));
    }

    [Fact]
    public void A_state_that_was_stored_by_hand_in_the_first_version_is_read()
    {
        using var stream = new MemoryStream();
        using var to = new BinaryWriter(stream);
        var (id, session) = (new Guid(1, 2, 3, new byte[8]), new Guid(4, 5, 6, new byte[8]));
        to.Write((byte)1);
        to.Write((byte)0);
        to.Write7BitEncodedInt64(300);
        to.Write(long.MinValue);
        to.Write(new byte[8]);
        to.Write7BitEncodedInt(1);
        to.Write7BitEncodedInt(1_000);
        to.Write7BitEncodedInt(1);
        to.Write7BitEncodedInt64(Start);
        to.Write(id.ToByteArray());
        to.Write((byte)FactKind.Progress);
        to.Write((byte)Device.Phone);
        to.Write(true);
        to.Write(session.ToByteArray());
        to.Write7BitEncodedInt64(30_001);
        to.Write7BitEncodedInt64(60_000);
        to.Write7BitEncodedInt(1);
        to.Write7BitEncodedInt64(10);
        to.Write7BitEncodedInt64(20_000);

        var state = ProfileStatePack.Read(stream.ToArray());

        var expected = new ViewingEvent(Start, id, FactKind.Progress, session, 30_000, 60_000, [new(10, 20_000)], Device.Phone);
        Assert.Equal(300, state.Version);
        Assert.Equal(Text(expected), Text(Assert.Single(state.Viewings.Tracks[1_000].Events())));
        Assert.Equal(stream.ToArray(), ProfileStatePack.Write(state));
    }

    private static ViewingEvent Event(int at, FactKind kind, long position, long duration, params Interval[] watched) =>
        new(Start + at, new Guid(at, 0, 0, new byte[8]), kind, default, position, duration, watched, Device.Unknown);

    private static string Text(ViewingEvent happened) => $"{happened} {string.Join(' ', happened.Watched)}"
        .Replace(happened.Watched.ToString()!, "", StringComparison.Ordinal);
}
