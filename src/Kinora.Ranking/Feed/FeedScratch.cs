namespace Kinora.Ranking.Feed;

/// <summary>Working memory of one page, one set a thread: making a page is synchronous and keeps nothing here.</summary>
internal sealed class FeedScratch
{
    [ThreadStatic]
    private static FeedScratch? mine;

    private FeedScratch()
    {
    }

    public static FeedScratch Mine => mine ??= new FeedScratch();

    public PlacesInView View { get; } = new();

    /// <summary>What the rungs nominate.</summary>
    public int[] Nominated { get; private set; } = [];

    public List<int> Titles { get; } = [];

    /// <summary>What does not depend on the places before, by candidate.</summary>
    public float[] Base { get; private set; } = [];

    /// <summary>0 = not looked at, 1 = fresh, 2 = no longer fresh or on the page.</summary>
    public byte[] Status { get; private set; } = [];

    /// <summary>By candidate that was looked at: what the creator window knows it by.</summary>
    public long[] Keys { get; private set; } = [];

    /// <summary>Candidates by falling base, in steps of <see cref="BaseOrder.Buckets"/>.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>By candidate: likeness to the places in view, in a ring, and how many places were compared.</summary>
    public float[] Likeness { get; private set; } = [];

    public int[] Compared { get; private set; } = [];

    public void MakeRoom(int candidates, int likenessPlaces)
    {
        if (Base.Length < candidates)
        {
            var length = Math.Max(2_048, candidates);
            (Base, Status, Order, Compared) = (new float[length], new byte[length], new int[length], new int[length]);
            (Keys, Likeness) = (new long[length], []);
        }

        if (Likeness.Length < Base.Length * likenessPlaces)
            Likeness = new float[Base.Length * likenessPlaces];
        Status.AsSpan(0, candidates).Clear();
        Compared.AsSpan(0, candidates).Clear();
    }

    public int[] RoomToNominate(int most)
    {
        if (Nominated.Length < most)
            Nominated = new int[most];
        return Nominated;
    }
}
