using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Profiles;

/// <summary>
/// One profile in memory. The state and the memory belong to whoever holds the profile's lock; batches of signals arrive from anywhere and
/// wait until the next holder takes them in.
/// </summary>
internal sealed class ProfileEntry(string profileId, ProfileState state)
{
    /// <summary>Beyond, reading them from the database is as quick.</summary>
    private const int MostWaiting = 256;

    private readonly Lock _arriving = new();
    private List<RecordedSignals> _waiting = [];

    public string ProfileId => profileId;

    public ProfileState State => state;

    /// <summary>What the engine remembers between pages to be quick.</summary>
    public FeedMemory Memory { get; } = new();

    /// <summary>The version that the stored row holds; what came since would have to be read again.</summary>
    public long SavedVersion { get; set; }

    /// <summary>What it took in may have been undone since: it is read anew instead of kept.</summary>
    public bool Spoiled { get; set; }

    public int PagesSinceSaved { get; set; }

    /// <summary>When it was last held, Unix ms.</summary>
    public long UsedAt { get; set; }

    /// <summary>The preferences that the state was last told.</summary>
    public object? Told { get; set; }

    /// <summary>The corrections that the state was last told.</summary>
    public IReadOnlyList<Tastes.CorrectionRow> Corrected { get; set; } = [];

    /// <summary>The rounds of experiments that it is known to have come into.</summary>
    public string? Entered { get; set; }

    /// <summary>The home page as it was composed last, and what it was composed for.</summary>
    public Home.KeptHome? Home { get; set; }

    /// <summary>Roughly, for the cache's budget.</summary>
    public long Bytes => 2_000 + (16L * state.Contacts.Count) + (400L * state.Viewings.Tracks.Count) + (Home?.Reply?.Length ?? 0);

    public void Arrive(RecordedSignals recorded)
    {
        lock (_arriving)
        {
            if (_waiting.Count < MostWaiting)
                _waiting.Add(recorded);
        }
    }

    /// <summary>Batches that follow the state's version without a gap, in order; the others are forgotten and stand in the database.</summary>
    public List<RecordedSignals> TakeNext()
    {
        List<RecordedSignals> arrived;
        lock (_arriving)
        {
            if (_waiting.Count == 0)
                return [];
            (arrived, _waiting) = (_waiting, []);
        }

        arrived.Sort((left, right) => left.Version.CompareTo(right.Version));
        var next = state.Version + 1;
        return [.. arrived.Where(batch => batch.Version >= next).TakeWhile(batch => batch.Version == next++)];
    }
}
