namespace Kinora.Ranking.Experiments;

/// <summary>A run of buckets that one variant has: from the first to before the last.</summary>
internal sealed record Stretch(int From, int To, string Variant);

/// <summary>
/// Which buckets belong to which variant; those of nobody are outside the experiment. A variant that grows takes buckets that are free, so that
/// growing never moves anybody out of a variant; one that shrinks gives its highest ones back.
/// </summary>
internal sealed class Allocation
{
    public static readonly Allocation Empty = new([]);

    private readonly Stretch[] _stretches;

    /// <summary>Reads what an allocation gave.</summary>
    /// <param name="stretches">As an allocation gave them; anything else is no allocation.</param>
    public Allocation(IReadOnlyList<Stretch> stretches)
    {
        _stretches = [.. stretches.OrderBy(stretch => stretch.From)];
        var end = 0;
        foreach (var stretch in _stretches)
        {
            if (stretch.From < end || stretch.To <= stretch.From || stretch.To > Buckets.Count)
                throw new InvalidDataException($"The buckets {stretch.From} to {stretch.To} are none, or are given twice.");
            end = stretch.To;
        }
    }

    public IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>Null: outside.</summary>
    public string? VariantOf(int bucket) => Array.Find(_stretches, stretch => stretch.From <= bucket && bucket < stretch.To)?.Variant;

    public int SizeOf(string variant) => _stretches.Sum(stretch => stretch.Variant == variant ? stretch.To - stretch.From : 0);

    /// <summary>The same with other sizes, in buckets; variants that are not named have none.</summary>
    public Allocation With(IReadOnlyList<(string Variant, int Size)> sizes)
    {
        if (sizes.Sum(one => one.Size) > Buckets.Count)
            throw new ArgumentException("More than there is.", nameof(sizes));
        var owners = new string?[Buckets.Count];
        foreach (var stretch in _stretches)
            Array.Fill(owners, stretch.Variant, stretch.From, stretch.To - stretch.From);
        var wanted = sizes.ToDictionary(one => one.Variant, one => one.Size, StringComparer.Ordinal);
        foreach (var variant in _stretches.Select(stretch => stretch.Variant).Distinct())
            Shrink(owners, variant, SizeOf(variant) - wanted.GetValueOrDefault(variant));
        foreach (var (variant, size) in sizes)
            Grow(owners, variant, size - Math.Min(size, SizeOf(variant)));
        return new Allocation(Runs(owners));
    }

    private static void Shrink(string?[] owners, string variant, int by)
    {
        for (var bucket = owners.Length - 1; bucket >= 0 && by > 0; bucket--)
        {
            if (owners[bucket] == variant)
                (owners[bucket], by) = (null, by - 1);
        }
    }

    private static void Grow(string?[] owners, string variant, int by)
    {
        for (var bucket = 0; bucket < owners.Length && by > 0; bucket++)
        {
            if (owners[bucket] is null)
                (owners[bucket], by) = (variant, by - 1);
        }
    }

    private static List<Stretch> Runs(string?[] owners)
    {
        var runs = new List<Stretch>();
        for (var from = 0; from < owners.Length;)
        {
            var to = from + 1;
            while (to < owners.Length && owners[to] == owners[from])
                to++;
            if (owners[from] is { } variant)
                runs.Add(new Stretch(from, to, variant));
            from = to;
        }

        return runs;
    }
}
