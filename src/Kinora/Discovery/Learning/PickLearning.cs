using Kinora.Catalog.Contracts;
using Kinora.Discovery.Home;
using Kinora.Discovery.Profiles;
using Kinora.Library.Contracts;
using Kinora.Platform.Security;
using Kinora.Ranking.Rails;

namespace Kinora.Discovery.Learning;

/// <summary>Today's titles to learn from, ranked as For you is, among those of the person's topics that they have not watched.</summary>
internal sealed class PickLearning(HomeRails home, ProfileStates profiles, ICatalogue catalogue, TimeProvider time) : ILearningPicks
{
    public async Task<IReadOnlyList<LearningPick>> PickAsync(Caller caller, LearningWish wish, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        using var held = await profiles.HoldAsync(caller, cancel);
        await held.CatchUpAsync(cancel);
        var context = home.Context(held, snapshot, time.GetUtcNow().ToUnixTimeMilliseconds());
        var levels = wish.Topics.Select(topic => LearningPlan.LevelOf(wish.Hours.GetValueOrDefault(topic))).ToList();
        var chosen = LearningPlan.Choose(Candidates(context, snapshot, wish), levels, wish.Ms, wish.Most);
        return chosen.ConvertAll(choice => new LearningPick(snapshot.IdOf(choice.Title), ReasonOf(choice, wish)));
    }

    private static List<LearningCandidate> Candidates(RailContext context, CatalogueSnapshot snapshot, LearningWish wish)
    {
        var topics = TitleTopics.Find(wish.Topics, snapshot);
        var (not, neighbours, found) = (wish.Not.ToHashSet(StringComparer.Ordinal), context.Neighbours(), new List<LearningCandidate>());
        for (var title = 0; title < snapshot.Count; title++)
        {
            if (!snapshot.Has(title) || context.Columns.DurationOf(title) is var duration && (duration <= 0 || duration > wish.Ms)
                || !RailContext.IsShown(snapshot.KindOf(title)))
            {
                continue;
            }

            var about = topics.Of(title);
            if ((wish.Topics.Count > 0 && about.Count == 0) || context.IsEngaged(title) || !context.May(title) || not.Contains(snapshot.IdOf(title)))
                continue;
            var score = context.Taste.Corrections.Of(context.Columns, title, ForYou.Warm(context, neighbours, title));
            found.Add(new LearningCandidate(title, score, duration, about, topics.LevelOf(title)));
        }

        return found;
    }

    private static string ReasonOf(LearningChoice choice, LearningWish wish)
    {
        var why = choice.Topic < 0 ? DiscoveryWords.LearnForYou : DiscoveryWords.LearnTopic(wish.Topics[choice.Topic]);
        return choice.Level == 0 ? why : DiscoveryWords.AtLevel(why, choice.Level switch
        {
            1 => DiscoveryWords.Beginner,
            2 => DiscoveryWords.Intermediate,
            _ => DiscoveryWords.Advanced,
        });
    }
}
