using System.Numerics;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Tastes;

/// <summary>What a belief is about. The numbers are stored as words.</summary>
internal enum TasteFacet
{
    Genre,
    Creator,

    /// <summary>A part of the week: weekday or weekend, and which four hours of the day.</summary>
    Hour,
    Mood,
}

/// <summary>What a belief stands on.</summary>
/// <param name="Viewings">That say something about it.</param>
/// <param name="Skipped">Skipped or disliked.</param>
/// <param name="Opened">Only their page was opened, or they were queued.</param>
internal readonly record struct BeliefSigns(int Viewings, int Completed, int Liked, int Skipped, int Opened);

/// <summary>Something that is believed of a taste.</summary>
/// <param name="Number">Of the genre, creator or mood, or of the part of the week.</param>
/// <param name="Strength">From 0 to 1: how dear it is; of a part of the week, how much of what was watched fell into it.</param>
/// <param name="Usual">What the strength is where nothing is known.</param>
/// <param name="Genre">Of a part of the week: the genre that was watched most in it; −1 = none.</param>
internal readonly record struct Belief(TasteFacet Facet, int Number, double Strength, double Usual, BeliefSigns Signs, int Genre = -1);

/// <summary>Puts a taste into single beliefs that a person can look at: the same sums as those that rank.</summary>
internal static class Beliefs
{
    private const double PriorWeight = 2;

    /// <summary>All that anything is known of, the strongest first within a facet; parts of the week in their order.</summary>
    /// <param name="may">Whether the viewer may know of the title.</param>
    public static List<Belief> Of(CatalogueColumns columns, ProfileState state, Taste taste, long nowMs, Func<int, bool> may)
    {
        var viewings = state.Viewings.All(columns, state.ResetAt, state.Ratings);
        viewings.RemoveAll(viewing => !columns.Has(viewing.Title) || !may(viewing.Title));
        var said = state.Corrections;
        var all = new List<Belief>();
        all.AddRange(Known(viewings, viewing => [.. columns.SubjectGenres(viewing.Title)], genre => Corrections.Since(said.Genres, columns.TopicOfGenre(genre)))
            .Select(known => new Belief(TasteFacet.Genre, known.Key, taste.Affinities.Genre(known.Key), taste.Affinities.Prior, known.Value)));
        all.AddRange(Stated(columns, state, all).Select(genre => new Belief(TasteFacet.Genre, genre, Or(taste.Affinities.Genre(genre)), taste.Affinities.Prior, default)));
        var creators = Known(viewings, viewing => Creator(columns, viewing), creator => Corrections.Since(said.Creators, creator));
        all.AddRange(creators.Keys.Union(state.Followed.With(1)).Union(said.Creators.Keys)
            .Select(creator => new Belief(TasteFacet.Creator, creator, Or(taste.Affinities.Creator(creator)), taste.Affinities.Prior, creators.GetValueOrDefault(creator))));
        var moods = Known(viewings, viewing => Moods(columns, viewing), mood => Corrections.Since(said.Moods, mood));
        all.AddRange(moods.Keys.Union(said.Moods.Keys)
            .Select(mood => new Belief(TasteFacet.Mood, mood, Mood(columns, viewings, taste, said, mood, nowMs), taste.Affinities.Prior, moods.GetValueOrDefault(mood))));
        all.Sort((a, b) => a.Facet != b.Facet ? a.Facet.CompareTo(b.Facet) : a.Strength != b.Strength ? b.Strength.CompareTo(a.Strength) : a.Number.CompareTo(b.Number));
        all.AddRange(Hours(columns, viewings, state, said));
        return all;

        // What was forgotten stays in sight, so that it can be taken back.
        double Or(double strength) => strength < 0 ? taste.Affinities.Prior : strength;
    }

    private static int[] Creator(CatalogueColumns columns, Viewing viewing) =>
        columns.CreatorOf(columns.Subject(viewing.Title)) is var creator and >= 0 ? [creator] : [];

    private static int[] Moods(CatalogueColumns columns, Viewing viewing)
    {
        var (bits, moods) = (columns.MoodsOf(columns.Subject(viewing.Title)), new List<int>());
        for (; bits != 0; bits &= bits - 1)
            moods.Add(BitOperations.TrailingZeroCount(bits));
        return [.. moods];
    }

    private static Dictionary<int, BeliefSigns> Known(List<Viewing> viewings, Func<Viewing, int[]> of, Func<int, long> since)
    {
        var known = new Dictionary<int, BeliefSigns>();
        foreach (var viewing in viewings)
        {
            if (Affinities.SampleOf(viewing) is null)
                continue;
            foreach (var about in of(viewing))
            {
                if (viewing.FirstAt >= since(about))
                    known[about] = With(known.GetValueOrDefault(about), viewing);
            }
        }

        return known;
    }

    private static BeliefSigns With(BeliefSigns signs, Viewing viewing)
    {
        var opened = viewing is { Ratio: null, Completed: false, Liked: false, Disliked: false, Shared: false, Commented: false, Skipped: false };
        return new BeliefSigns(
            signs.Viewings + 1, signs.Completed + (viewing.Completed ? 1 : 0), signs.Liked + (viewing.Liked ? 1 : 0),
            signs.Skipped + (viewing.Skipped || viewing.Disliked ? 1 : 0), signs.Opened + (opened ? 1 : 0));
    }

    /// <summary>Genres that are only known from what the person said.</summary>
    private static List<int> Stated(CatalogueColumns columns, ProfileState state, List<Belief> known) =>
    [
        .. Enumerable.Range(0, columns.Genres).Where(genre => !known.Exists(belief => belief.Number == genre) && columns.TopicOfGenre(genre) is var topic
            && (state.Preferences.LikedTopics.Contains(topic) || state.Preferences.AvoidedTopics.Contains(topic) || state.Corrections.Genres.ContainsKey(topic))),
    ];

    private static double Mood(CatalogueColumns columns, List<Viewing> viewings, Taste taste, Corrections said, int mood, long nowMs)
    {
        var (sum, weight, since) = (0.0, 0.0, Corrections.Since(said.Moods, mood));
        foreach (var viewing in viewings)
        {
            if (viewing.FirstAt < since || (columns.MoodsOf(columns.Subject(viewing.Title)) >> mood & 1) == 0 || Affinities.SampleOf(viewing) is not { } sample)
                continue;
            var counts = sample.Weight * Affinities.Fading(viewing.FirstAt, nowMs);
            (sum, weight) = (sum + (counts * sample.X), weight + counts);
        }

        return Corrections.Pulled(said.Moods, mood, (sum + (PriorWeight * taste.Affinities.Prior)) / (weight + PriorWeight));
    }

    private static IEnumerable<Belief> Hours(CatalogueColumns columns, List<Viewing> viewings, ProfileState state, Corrections said)
    {
        var offset = state.Preferences.UtcOffsetMinutes;
        var counted = viewings.FindAll(viewing => !viewing.Skipped && !viewing.Disliked && Habits.SlotOf(viewing.FirstAt, offset) is var slot
            && viewing.FirstAt >= Corrections.Since(said.Slots, slot));
        var slots = Known(counted, viewing => [Habits.SlotOf(viewing.FirstAt, offset)], _ => long.MinValue);
        foreach (var slot in slots.Keys.Union(said.Slots.Keys).Order())
        {
            var inIt = counted.FindAll(viewing => Habits.SlotOf(viewing.FirstAt, offset) == slot);
            var genre = inIt.SelectMany(viewing => columns.SubjectGenres(viewing.Title).ToArray()).CountBy(one => one)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => (int?)pair.Key).FirstOrDefault() ?? -1;
            var share = counted.Count == 0 ? 0 : (double)inIt.Count / counted.Count;
            yield return new Belief(TasteFacet.Hour, slot, share, 1.0 / Habits.Slots, slots.GetValueOrDefault(slot), genre);
        }
    }
}
