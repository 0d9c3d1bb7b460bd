using Kinora.Discovery.Profiles;
using Kinora.Discovery.Shared;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Ranking.Experiments;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;

namespace Kinora.Discovery.Experiments;

/// <summary>
/// Puts profiles into variants, and makes their pages accordingly. Kids profiles are in none. Each process reads the percentages every few
/// seconds, and at once where they were changed through it.
/// </summary>
internal sealed class FeedExperiments(FlagStore store, SharedStates shared, TimeProvider time)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(5);

    private Known? _known;

    /// <summary>How a page is made for a profile, and with what.</summary>
    /// <param name="Takes">The variants that make a difference for it.</param>
    internal sealed record Plan(PageRecipe Recipe, SharedState Shared, IReadOnlyList<(FlagRound Round, string Variant)> Takes)
    {
        /// <summary>As it is kept with the page.</summary>
        public string Variants { get; } = string.Join(';', Takes.Select(take => $"{take.Round.Flag}={take.Variant}"));

        /// <summary>Tells apart whether the profile is known to have come into these rounds.</summary>
        public string Key { get; } = string.Join(';', Takes.Select(take => $"{take.Round.Flag}/{take.Round.Number}={take.Variant}"));
    }

    /// <summary>From now on, for this process.</summary>
    public void Forget() => Volatile.Write(ref _known, null);

    public async ValueTask<IReadOnlyList<FlagRound>> RoundsAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref _known) is { } known && time.GetElapsedTime(known.At) < ReadEvery)
            return known.Rounds;
        var at = time.GetTimestamp();
        var rounds = await store.CurrentAsync(cancel);
        Volatile.Write(ref _known, new Known(at, rounds));
        return rounds;
    }

    public async ValueTask<Plan> PlanAsync(Caller caller, Dial dial, CancellationToken cancel)
    {
        var (recipe, everybody) = (PageRecipe.Usual, shared.Current);
        var takes = new List<(FlagRound, string)>();
        foreach (var round in caller.Kids ? [] : await RoundsAsync(cancel))
        {
            if (Flag.Find(round.Flag) is not { } flag || !flag.Matters(dial, everybody.Model is not null)
                || round.Allocation.VariantOf(Buckets.Of(flag.Name, caller.ProfileId)) is not { } name
                || flag.VariantOf(name) is not { } variant)
            {
                continue;
            }

            recipe = variant.Does(recipe);
            takes.Add((round, name));
        }

        return new Plan(recipe, recipe.Learned ? everybody : shared.WithoutModel(everybody), takes);
    }

    /// <summary>In the transaction of the profile's page: from here on it counts as having come in.</summary>
    public static async Task EnterAsync(Tx tx, ProfileEntry entry, Plan plan, long at)
    {
        if (plan.Takes.Count == 0 || entry.Entered == plan.Key)
            return;
        foreach (var (round, variant) in plan.Takes)
            await FlagStore.EnterAsync(tx, entry.ProfileId, round, variant, at);
        tx.OnCommitted(() => entry.Entered = plan.Key);
    }

    private sealed record Known(long At, IReadOnlyList<FlagRound> Rounds);
}
