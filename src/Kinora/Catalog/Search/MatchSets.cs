namespace Kinora.Catalog.Search;

/// <summary>The titles of one chunk that reach each tier, as bits. After <see cref="Accumulate"/> a tier holds all better ones too.</summary>
internal readonly ref struct MatchSets(Span<ulong> bits)
{
    public const int Tiers = (int)MatchTier.Similar + 1;
    public const int Length = Tiers * Bits.Length;

    private readonly Span<ulong> _bits = bits;

    public Span<ulong> this[MatchTier tier] => _bits.Slice((int)tier * Bits.Length, Bits.Length);

    public Span<ulong> All => this[MatchTier.Similar];

    public void Clear() => _bits.Clear();

    public void Remove(ReadOnlySpan<ulong> titles)
    {
        for (var tier = MatchTier.Exact; tier <= MatchTier.Similar; tier++) Bits.AndNot(this[tier], titles);
    }

    public void Accumulate()
    {
        for (var tier = MatchTier.Prefix; tier <= MatchTier.Similar; tier++) Bits.Or(this[tier], this[tier - 1]);
    }
}
