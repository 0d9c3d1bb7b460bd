using Kinora.Ranking.Experiments;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;

namespace Kinora.Discovery.Experiments;

/// <summary>A way of doing something that profiles can be put into.</summary>
/// <param name="Does">What it changes of how a page is made.</param>
internal sealed record Variant(string Name, Func<PageRecipe, PageRecipe> Does);

/// <summary>How a page of the feed is made.</summary>
/// <param name="Learned">Whether the learned model ranks, where there is one.</param>
internal sealed record PageRecipe(FeedOptions Options, bool Learned)
{
    public static readonly PageRecipe Usual = new(FeedOptions.Default, Learned: true);
}

/// <summary>
/// Something of the product that can be done in several ways. The first variant does what everybody gets who is in none; the others are
/// compared with it.
/// </summary>
internal sealed record Flag(string Name, IReadOnlyList<Variant> Variants)
{
    public const string Control = "control";

    private static readonly Variant Unchanged = new(Control, recipe => recipe);

    /// <summary>Needs a model: without one the variants are the same.</summary>
    public bool OfModel { get; private init; }

    /// <summary>Ways that are estimated from the log without being shown.</summary>
    public IReadOnlyList<ExplorationPolicy> Policies { get; private init; } = [];

    /// <summary>How much of the feed is picked to learn about titles rather than for their score.</summary>
    public static Flag Exploration { get; } = new("exploration", [Unchanged, Explores("less", 0.5), Explores("more", 2)])
    {
        Policies = [new("none", 0), new("less", 0.5), new("more", 2), new("evenly", 1, Evenly: true)],
    };

    /// <summary>What the learned model is worth in the feed.</summary>
    public static Flag Ranker { get; } = new("ranker", [Unchanged, new("baseline", recipe => recipe with { Learned = false })]) { OfModel = true };

    public static IReadOnlyList<Flag> All { get; } = [Exploration, Ranker];

    public static Flag? Find(string? name) => All.FirstOrDefault(flag => flag.Name == name);

    public Variant? VariantOf(string name) => Variants.FirstOrDefault(variant => variant.Name == name);

    /// <summary>
    /// Whether its variants could differ for this page. It is asked in the same way whatever the variant, so whom it leaves out it leaves out
    /// of all of them.
    /// </summary>
    public bool Matters(Dial dial, bool modelServed) => dial != Dial.Chronological && (modelServed || !OfModel);

    private static Variant Explores(string name, double factor)
    {
        var options = FeedOptions.Default with { ExplorationFactor = factor };
        return new Variant(name, recipe => recipe with { Options = options });
    }
}
