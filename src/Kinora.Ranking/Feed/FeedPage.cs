using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Feed;

/// <summary>A page as it was decided: what goes out, and why. One stored row; it is the page's <c>served</c> signals too.</summary>
internal sealed record FeedPage
{
    public required Guid FeedSession { get; init; }

    public required int Page { get; init; }

    public required ulong Seed { get; init; }

    public required long MadeAtMs { get; init; }

    public required IReadOnlyList<FeedItem> Items { get; init; }

    public required Dial Dial { get; init; }

    public required long CatalogueVersion { get; init; }

    public required long SharedVersion { get; init; }

    public required int PolicyVersion { get; init; }

    /// <summary>The learned model that it was ranked with; empty = none.</summary>
    public string Model { get; init; } = "";

    /// <summary>The experiments that the profile took part in, as <c>flag=variant</c>, joined by <c>;</c>.</summary>
    public string Variants { get; init; } = "";

    public required FeedInventory Inventory { get; init; }

    /// <summary>Titles of the kind asked for that fell to each filter, by <see cref="DropReason"/>.</summary>
    public required IReadOnlyList<int> Dropped { get; init; }

    public IReadOnlyList<int> Titles() => [.. Items.Select(item => item.Title)];
}

/// <summary>Counted after the page.</summary>
/// <param name="Eligible">Titles that the length law counts; 0 = no next page.</param>
/// <param name="Fresh">What a next page could still bring.</param>
/// <param name="Exhausted">This page had forced repeats.</param>
internal readonly record struct FeedInventory(int Eligible, int Fresh, bool Exhausted);

internal sealed record FeedItem
{
    public required int Title { get; init; }

    /// <summary>Place on the page, from 1.</summary>
    public required int Slot { get; init; }

    /// <summary>Place in the feed session, from 1.</summary>
    public required int Position { get; init; }

    public required Rung Rung { get; init; }

    public bool Repeat => Rung == Rung.Repeat;

    /// <summary>Drawn to learn about it, not for its score.</summary>
    public bool Explored { get; init; }

    /// <summary>S at its slot.</summary>
    public required double Score { get; init; }

    public required Factors Factors { get; init; }

    public required Draw Draw { get; init; }

    public required Cause Cause { get; init; }
}

/// <summary>Where in the ladder a title came from. The numbers are stored.</summary>
internal enum Rung : byte
{
    Fresh,
    Following,
    Trending,
    Explore,
    Repeat,
}

/// <summary>The parts of S, each in [0, 1]. A is −1 where nothing is known of the profile's taste for the title.</summary>
internal readonly record struct Factors(float E, float F, float C, float D, float A, float Q, float V, float Calibration);

/// <summary>What an off-policy estimate needs (ranking.md, Exploration and propensity).</summary>
/// <param name="Propensity">π, given the slots before; 1 where no draw took place.</param>
/// <param name="Best">i*: the best by S at the slot; the title itself where no draw took place.</param>
/// <param name="Epsilon">0 where no draw took place.</param>
/// <param name="Candidates">|U|.</param>
internal readonly record struct Draw(double Propensity, int Best, double Epsilon, int Candidates);

/// <summary>Why a title is there, to be put into words. The numbers are stored.</summary>
internal enum CauseKind : byte
{
    /// <summary>Nothing special: it fits.</summary>
    None,

    /// <summary><see cref="Cause.Id"/> = creator.</summary>
    Followed,

    /// <summary>Id = creator that the profile watches much, <see cref="Cause.Title"/> = own title of that creator.</summary>
    Creator,

    /// <summary>Id = genre that the profile watches much, Title = own title of that genre.</summary>
    Genre,

    /// <summary>Title = what it is like.</summary>
    Watched,
    Trending,

    /// <summary>Came out lately; Id = genre that the person chose, or none.</summary>
    NewArrival,

    /// <summary>Id = genre that the person chose, or none.</summary>
    Popular,

    /// <summary>Hardly anybody has seen it yet.</summary>
    Explore,

    /// <summary>Seen before, the fresh ones run out.</summary>
    Repeat,

    /// <summary>Id = genre.</summary>
    TopRated,
    Featured,

    /// <summary>Id = genre that the person chose.</summary>
    Chosen,

    /// <summary>Id = genre that the profile looked at, and watched nothing of yet.</summary>
    Browsed,

    /// <summary>Most of those who begin it see its end.</summary>
    Finished,

    /// <summary>Id = language that the person chose.</summary>
    Language,

    /// <summary>Id = creator of several titles.</summary>
    Prolific,

    /// <summary>Of the newest that there are, however old.</summary>
    Newest,

    /// <summary>Nobody rated it yet.</summary>
    Unrated,

    /// <summary>Id = genre.</summary>
    InGenre,

    /// <summary>Others of the household enjoyed it.</summary>
    Household,
}

internal readonly record struct Cause(CauseKind Kind, int Id = -1, int Title = -1);
