using Kinora.Discovery.Profiles;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Tests.Discovery.Profiles;

public sealed class ProfilePackingTests
{
    private const long Now = 1_800_000_000_000;

    [Fact]
    public void A_state_comes_back_as_it_was_over_many_generated_lives()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var state = Live(new CounterRandom(seed));

            var back = ProfilePacking.Unpack(ProfilePacking.Pack(state, Now))!;

            Assert.Equal(Text(state), Text(back));
        }
    }

    [Fact]
    public void A_feed_session_that_has_ended_is_left_out_and_an_unknown_format_reads_as_nothing()
    {
        var state = new ProfileState();
        state.Serve(Guid.CreateVersion7(), 1, 1, [3], Now - ProfileState.SessionEndsAfterMs);

        Assert.Empty(ProfilePacking.Unpack(ProfilePacking.Pack(state, Now))!.Sessions);
        Assert.Null(ProfilePacking.Unpack([0]));
    }

    private static ProfileState Live(CounterRandom random)
    {
        var state = new ProfileState();
        Guid[] sessions = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        var pages = new int[2];
        for (var step = 0; step < 60; step++)
        {
            var which = random.Next(2);
            if (random.Next(3) == 0)
                state.Serve(sessions[which], (ulong)which, ++pages[which], [random.Next(500), 500 + random.Next(500)], Now - 1_000 + step);
            else
                state.Apply(Fact(random, sessions[which], step));
        }

        if (random.Next(2) == 0)
            state.Reset(Now - 500);
        return state;
    }

    private static SignalFact Fact(CounterRandom random, Guid session, int step) => new()
    {
        EventId = Guid.CreateVersion7(),
        Kind = (FactKind)(1 + random.Next(Enum.GetValues<FactKind>().Length - 1)),
        At = Now - random.Next(100_000),
        ReceivedAt = Now + step,
        Title = random.Next(1_000),
        Target = random.Next(2) == 0 ? random.Next(50) : Feature.Topic($"topic {random.Next(9)}"),
        TargetKind = (FactTarget)random.Next(3),
        FeedSession = random.Next(2) == 0 ? session : default,
        PositionMs = random.Next(50_000) - 1,
        DurationMs = random.Next(60_000),
        Watched = random.Next(2) == 0 ? [new Interval(0, random.Next(1_000)), new Interval(2_000, 3_000)] : [],
        Device = (Device)random.Next(5),
    };

    private static string Text(ProfileState state)
    {
        state.Contacts.Compact();
        var lines = new List<string>
        {
            $"{state.ResetAt} {state.Contacts.Counter}",
            string.Join(',', state.Contacts.Titles.ToArray()),
            string.Join(',', state.Contacts.Minutes.ToArray()),
            string.Join(',', state.Contacts.Contacts.ToArray()),
        };
        lines.AddRange(state.Sessions.Select(one =>
            $"{one.Id} {one.Seed} {one.Pages} {one.Places} {one.LastLifeMs} {string.Join(',', one.Recent)} {string.Join(',', one.Holds)}"));
        RegisterSet[] sets = [state.Ratings, state.HiddenTitles, state.HiddenCreators, state.HiddenTopics, state.Followed];
        lines.AddRange(sets.Select(set => string.Join(',', set.All)));
        lines.AddRange(state.Viewings.Tracks.Select(track => $"{track.Key}: {string.Join(',', track.Value.Events.Select(one =>
            $"{one with { Watched = [] }} {string.Join(' ', one.Watched)}"))}"));
        return string.Join('\n', lines);
    }

    /// <summary>The same numbers for the same seed.</summary>
    private sealed class CounterRandom(int seed)
    {
        private ulong _state = ((ulong)seed * 0x9E3779B97F4A7C15) + 1;

        public int Next(int below)
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return (int)(_state % (ulong)below);
        }
    }
}
