using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Shared;
using Kinora.Ranking.Learning;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Models;

/// <summary>What everybody who agreed to it had and liked. Kids profiles never share, so they never count.</summary>
internal sealed class TrainingHistories(IProfiles profiles, ISignalHistory history)
{
    private const int AtOnce = 64;

    /// <summary>Those with anything at all, in the order of their ids; for the system.</summary>
    public async Task<List<(string ProfileId, IReadOnlyList<(int Title, long At)> Titles)>> ReadAsync(
        CatalogueSnapshot snapshot, long since, Action<double> progress, CancellationToken cancel)
    {
        var sharing = (await profiles.SharingAsync(cancel)).Order(StringComparer.Ordinal).ToList();
        var all = new List<(string, IReadOnlyList<(int, long)>)>();
        foreach (var some in sharing.Chunk(AtOnce))
        {
            var rows = (await history.OfProfilesAsync(some, since, cancel)).ToLookup(row => row.ProfileId, row => row.Signal);
            foreach (var id in some)
            {
                if (GoodHistory.Of(snapshot.Columns, SignalViewings.Of(rows[id], snapshot).All) is { Count: > 0 } titles)
                    all.Add((id, titles));
            }

            progress((double)all.Count / sharing.Count);
        }

        return all;
    }
}
