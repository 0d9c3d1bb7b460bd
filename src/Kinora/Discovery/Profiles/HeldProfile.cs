using Kinora.Platform.Database;
using Kinora.Ranking.Profiles;

namespace Kinora.Discovery.Profiles;

/// <summary>A profile's state while its lock is held.</summary>
internal sealed class HeldProfile(ProfileStates states, ProfileEntry entry, IDisposable holding) : IDisposable
{
    public ProfileEntry Entry => entry;

    public ProfileState State => entry.State;

    public Task CatchUpAsync(CancellationToken cancel) => states.CatchUpAsync(entry, cancel);

    public Task<bool> CatchUpAsync(Tx tx) => states.CatchUpAsync(entry, tx);

    public void Dispose()
    {
        states.Release(entry);
        holding.Dispose();
    }
}
