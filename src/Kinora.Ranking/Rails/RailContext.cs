using Kinora.Ranking.Columns;
using Kinora.Ranking.Learning;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Rails;

/// <summary>What the rails of one home page are made from. Held under the profile's lock, as its state is.</summary>
/// <param name="Access">Further limits, such as entitlements; null = none. Hides, dislikes, ceiling and visibility are checked here.</param>
internal sealed record RailContext(
    CatalogueColumns Columns, ProfileState State, SharedState Shared, Taste Taste, long NowMs, Func<int, bool>? Access = null)
{
    private const long CooldownMs = 30L * 86_400_000;

    /// <summary>Kinds that a rail shows by themselves: seasons and episodes count for their series.</summary>
    public static IReadOnlyList<TitleKind> Shown { get; } = [TitleKind.Movie, TitleKind.Series, TitleKind.Clip, TitleKind.Stream, TitleKind.Audio];

    private static readonly int ShownBits = Shown.Aggregate(0, (bits, kind) => bits | 1 << (int)kind);

    private readonly HashSet<int> _engaged = EngagedWith(Columns, State);
    private ulong[]? _known;
    private RailTables? _tables;

    /// <summary>What does not depend on the profile; made here where nobody shares it.</summary>
    public RailTables Tables
    {
        get => _tables ??= new RailTables(Columns, Shared);
        init => _tables = value;
    }

    /// <summary>What the profile watched lately, as its watch states say, and what it took off the rail Continue watching.</summary>
    public IReadOnlyList<Progress> Begun { get; init; } = [];

    /// <summary>The titles on the profile's list, in its order.</summary>
    public IReadOnlyList<int> Listed { get; init; } = [];

    /// <summary>The other profiles of the household that let it see what they enjoy.</summary>
    public IReadOnlyList<HouseholdTaste> Household { get; init; } = [];

    /// <summary>How much of For you the learned model decides, from 0 to 1.</summary>
    public double LearnedShare { get; init; } = 0.7;

    /// <summary>By title, what people of like taste had most, from 0 to 1.</summary>
    public IReadOnlyDictionary<int, double> Neighbours() => Taste.Learned is null || Shared.Model?.Clusters is not { } clusters
        ? new Dictionary<int, double>()
        : clusters.For(Columns, GoodHistory.Of(Columns, State.Viewings.All(Columns, State.ResetAt, State.Ratings)), NowMs);

    public static bool IsShown(TitleKind kind) => (ShownBits >> (int)kind & 1) != 0;

    /// <summary>Whether the title may be recommended to the profile now: in no rail stands what is hidden, disliked, locked or too old for it.</summary>
    public bool May(int title)
    {
        if (!Columns.Has(title) || (Columns.FlagsOf(title) & (TitleFlags.Ready | TitleFlags.Removed)) != TitleFlags.Ready)
            return false;
        var own = Columns.OwnerOf(title) is var owner && owner >= 0 && owner == State.Owner;
        return (own || (Columns.FlagsOf(title) & TitleFlags.Public) != TitleFlags.None)
            && Columns.AgeOf(title) <= State.Ceiling && State.WhyDropped(Columns, title) is null && Access?.Invoke(title) != false;
    }

    /// <summary>Whether it may be recommended, as a title of its own, and is none that the profile knows: watched, or seen within 30 days.</summary>
    public bool MayAsNew(int title) =>
        Columns.InRange(title) && !IsKnown(title) && IsShown(Columns.KindOf(title)) && May(title);

    /// <summary>Whether the profile watched some of it, or of its episodes.</summary>
    public bool IsEngaged(int subject) => _engaged.Contains(subject);

    /// <summary>A bit a title, found once: For you asks of every candidate.</summary>
    private bool IsKnown(int title)
    {
        _known ??= KnownTitles();
        return (_known[title >> 6] >> (title & 63) & 1) != 0;
    }

    private ulong[] KnownTitles()
    {
        var bits = new ulong[(Columns.Count >> 6) + 1];
        foreach (var title in _engaged)
            bits[title >> 6] |= 1ul << (title & 63);
        foreach (var (title, minute, _) in State.Contacts)
        {
            if (title < Columns.Count && minute != ContactBook.Never && NowMs - minute * Minutes.Ms < CooldownMs)
                bits[title >> 6] |= 1ul << (title & 63);
        }

        return bits;
    }

    private static HashSet<int> EngagedWith(CatalogueColumns columns, ProfileState state)
    {
        var engaged = new HashSet<int>();
        foreach (var (title, track) in state.Viewings.Tracks)
        {
            if (columns.Has(title) && track.HasAny(FactKind.Play, FactKind.Progress, FactKind.Complete, FactKind.TuneIn))
                engaged.UnionWith([title, columns.Subject(title)]);
        }

        return engaged;
    }
}
