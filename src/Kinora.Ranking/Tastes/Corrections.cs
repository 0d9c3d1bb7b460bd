using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Tastes;

/// <summary>What a person says to something that is believed of their taste. The numbers are stored.</summary>
internal enum CorrectionKind : byte
{
    More,
    Less,

    /// <summary>What happened before says nothing about it any more.</summary>
    Forget,
}

/// <summary>One correction.</summary>
/// <param name="At">When it was made, Unix ms.</param>
internal readonly record struct Correction(CorrectionKind Kind, long At);

/// <summary>
/// What a person corrected of what is believed of their taste. More and less pull a value to an end of [0, 1] by a third of what is left;
/// what is forgotten counts from the correction on.
/// </summary>
internal sealed class Corrections
{
    /// <summary>The part of the way to the end of the scale that more and less go.</summary>
    public const double Pull = 0.35;

    /// <summary>What a value is taken for where nothing is known, so that it can be pulled.</summary>
    private const double Neutral = 0.5;

    private static readonly Dictionary<int, Correction> Nothing = [];

    public static Corrections None { get; } = new();

    /// <summary>By <see cref="Feature.Topic"/>.</summary>
    public IReadOnlyDictionary<int, Correction> Genres { get; init; } = Nothing;

    public IReadOnlyDictionary<int, Correction> Creators { get; init; } = Nothing;

    /// <summary>By the catalogue's number of the mood.</summary>
    public IReadOnlyDictionary<int, Correction> Moods { get; init; } = Nothing;

    /// <summary>By <see cref="Habits.SlotOf"/>.</summary>
    public IReadOnlyDictionary<int, Correction> Slots { get; init; } = Nothing;

    public bool Any => Genres.Count + Creators.Count + Moods.Count + Slots.Count > 0;

    /// <summary>More and less of one thing; a value that is not known is below 0 and stays so unless it is corrected.</summary>
    public static double Pulled(IReadOnlyDictionary<int, Correction> of, int what, double value) => !of.TryGetValue(what, out var said) ? value : said.Kind switch
    {
        CorrectionKind.More => Known(value) + (Pull * (1 - Known(value))),
        CorrectionKind.Less => Known(value) * (1 - Pull),
        CorrectionKind.Forget => value,
    };

    /// <summary>From when on something counts.</summary>
    public static long Since(IReadOnlyDictionary<int, Correction> of, int what) =>
        of.TryGetValue(what, out var said) && said.Kind == CorrectionKind.Forget ? said.At : long.MinValue;

    /// <summary>A value of a title, pulled by all that is said of its creator, genres and moods.</summary>
    public double Of(CatalogueColumns columns, int title, double value)
    {
        if (!Any)
            return value;
        var subject = columns.Subject(title);
        value = Pulled(Creators, columns.CreatorOf(subject), value);
        foreach (var genre in columns.SubjectGenres(title))
            value = Pulled(Genres, columns.TopicOfGenre(genre), value);
        return OfMoods(columns, subject, value);
    }

    /// <summary>The same by its moods alone.</summary>
    public double OfMoods(CatalogueColumns columns, int title, double value)
    {
        if (Moods.Count == 0)
            return value;
        var moods = columns.MoodsOf(title);
        foreach (var mood in Moods.Keys)
        {
            if (mood < 64 && (moods >> mood & 1) != 0)
                value = Pulled(Moods, mood, value);
        }

        return value;
    }

    /// <summary>Whether a viewing says nothing any more, as its creator or one of its genres and moods was forgotten since.</summary>
    public bool Forgets(CatalogueColumns columns, Viewing viewing)
    {
        if (!Any || !columns.Has(viewing.Title))
            return false;
        var (subject, at) = (columns.Subject(viewing.Title), viewing.FirstAt);
        if (at < Since(Creators, columns.CreatorOf(subject)))
            return true;
        foreach (var genre in columns.SubjectGenres(viewing.Title))
        {
            if (at < Since(Genres, columns.TopicOfGenre(genre)))
                return true;
        }

        var moods = columns.MoodsOf(subject);
        return Moods.Keys.Any(mood => mood < 64 && (moods >> mood & 1) != 0 && at < Since(Moods, mood));
    }

    private static double Known(double value) => value < 0 ? Neutral : value;
}
