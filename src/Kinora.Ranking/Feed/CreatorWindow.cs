using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Feed;

/// <summary>
/// No creator twice in any window of 3 places while the slot's candidates hold any other: first those of the two places before are passed
/// over, then the one before, then none. A series counts as the creator of its episodes, a title without creator as its own (ranking.md,
/// Creator window).
/// </summary>
internal struct CreatorWindow
{
    /// <summary>Neither of the two places before.</summary>
    public const int Clear = 0;

    /// <summary>Not the place before.</summary>
    public const int Near = 1;

    /// <summary>Whatever there is.</summary>
    public const int Any = 2;

    private const long Nobody = long.MinValue;

    private long _last;
    private long _beforeLast;

    /// <summary>Continues behind these places, newest last.</summary>
    public CreatorWindow(CatalogueColumns columns, IReadOnlyList<int> recent)
    {
        (_last, _beforeLast) = (Nobody, Nobody);
        for (var i = Math.Max(0, recent.Count - 2); i < recent.Count; i++)
            Place(columns, recent[i]);
    }

    public void Place(CatalogueColumns columns, int title) => (_beforeLast, _last) = (_last, KeyOf(columns, title));

    /// <summary>How far the rule must give way for this title.</summary>
    public readonly int LevelOf(CatalogueColumns columns, int title) => LevelOf(KeyOf(columns, title));

    /// <summary>The same for a title whose <see cref="KeyOf"/> is known.</summary>
    public readonly int LevelOf(long key) => key == _last ? Any : key == _beforeLast ? Near : Clear;

    public static long KeyOf(CatalogueColumns columns, int title)
    {
        if (!columns.InRange(title))
            return -1L - title;
        var series = columns.KindOf(title) is TitleKind.Episode or TitleKind.Season ? columns.SeriesOf(title) : -1;
        if (series >= 0)
            return 1L << 32 | (uint)series;
        return columns.CreatorOf(title) is var creator && creator >= 0 ? creator : -1L - title;
    }
}
