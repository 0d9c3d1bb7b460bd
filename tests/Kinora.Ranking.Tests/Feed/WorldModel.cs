using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Feed;

/// <summary>
/// What the laws say of one profile, kept in the plainest way: sets, dictionaries and times in milliseconds. It shares no code with the
/// engine beyond the facts themselves.
/// </summary>
internal sealed class WorldModel
{
    public const long CooldownMs = 2_592_000_000;

    private readonly Dictionary<(string About, int Id), (long At, Guid Id, int Value)> _said = [];

    public Dictionary<int, long> SeenMs { get; } = [];

    public Dictionary<int, int> Contacts { get; } = [];

    public Dictionary<Guid, ModelSession> Sessions { get; } = [];

    public int Counter { get; private set; }

    public byte Ceiling { get; set; } = EligibilityFilter.NoCeiling;

    public int Owner { get; set; } = -1;

    public void Say(string about, int id, long at, Guid eventId, int value)
    {
        if (!_said.TryGetValue((about, id), out var known) || at > known.At || (at == known.At && eventId.CompareTo(known.Id) > 0))
            _said[(about, id)] = (at, eventId, value);
    }

    public int Said(string about, int id) => _said.TryGetValue((about, id), out var known) ? known.Value : 0;

    public void Serve(Guid id, IReadOnlyList<int> titles, long now)
    {
        foreach (var ended in Sessions.Where(pair => pair.Key != id && now - pair.Value.Life >= 24 * 3_600_000L).ToArray())
            Sessions.Remove(ended.Key);
        if (!Sessions.TryGetValue(id, out var session))
            Sessions[id] = session = new ModelSession { Life = now };
        session.Life = Math.Max(session.Life, now);
        foreach (var title in titles)
        {
            session.Places.Add(title);
            session.Holds[title] = (now, false);
            Contacts[title] = ++Counter;
        }
    }

    public void See(SignalFact fact)
    {
        var session = Sessions.GetValueOrDefault(fact.FeedSession);
        long? served = session is not null && session.Holds.TryGetValue(fact.Title, out var hold) ? hold.Served : null;
        var at = Math.Min(Math.Max(fact.At, served ?? fact.ReceivedAt - CooldownMs), fact.ReceivedAt);
        foreach (var other in Sessions.Values)
        {
            if (other.Holds.TryGetValue(fact.Title, out var known) && at >= known.Served)
                other.Holds[fact.Title] = (known.Served, true);
        }

        if (session is not null)
            session.Life = Math.Max(session.Life, fact.ReceivedAt);
        SeenMs[fact.Title] = Math.Max(at, SeenMs.GetValueOrDefault(fact.Title, long.MinValue));
        if (served is null && !(fact.OnFeed && Contacts.ContainsKey(fact.Title)))
            Contacts[fact.Title] = ++Counter;
        else
            Contacts.TryAdd(fact.Title, 0);
    }

    public bool IsEligible(TestTitle? title, int id, FeedRequest request) =>
        title is not null && title.Flags.HasFlag(TitleFlags.Ready)
        && (title.Flags.HasFlag(TitleFlags.Public) || (title.Flags.HasFlag(TitleFlags.ShadowBan) && title.Owner == Owner && Owner >= 0))
        && title.Kind == request.Kind && title.Age <= Ceiling && title.DurationMs > 0
        && title.DurationMs <= (request.DurationMaxMs ?? (request.Kind == TitleKind.Clip ? 180_000 : long.MaxValue))
        && !request.Locked.Span.Contains(id)
        && Said("rating", id) >= 0 && Said("title", id) == 0 && (title.Creator < 0 || Said("creator", title.Creator) == 0)
        && title.Genres.All(genre => Said("topic", TestCatalogue.Topics[genre]) == 0);

    /// <summary>By the minutes that the law allows: never early, less than a minute late.</summary>
    public bool IsInCooldown(int title, long now)
    {
        if (!SeenMs.TryGetValue(title, out var seen))
            return false;
        var whole = (long)Math.Ceiling(seen / 60_000.0) * 60_000 + CooldownMs;
        var (early, late) = (now - seen < CooldownMs, now - seen >= CooldownMs + 60_000);
        var inCooldown = now / 60_000 * 60_000 < whole;
        Assert.False(early && !inCooldown);
        Assert.False(late && inCooldown);
        return inCooldown;
    }

    public bool IsHeld(int title, Guid session, long now) => Sessions.Any(pair =>
        (pair.Key == session || now - pair.Value.Life < 30 * 60_000) && pair.Value.Holds.TryGetValue(title, out var hold) && !hold.Seen);
}

internal sealed class ModelSession
{
    public long Life { get; set; }

    public int Pages { get; set; }

    public List<int> Places { get; } = [];

    public Dictionary<int, (long Served, bool Seen)> Holds { get; } = [];
}
