namespace Kinora.Discovery;

/// <summary>One holder at a time for each profile, within this process. Locks of profiles that nobody asks for take no room.</summary>
internal sealed class ProfileLocks
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public async Task<IDisposable> HoldAsync(string profileId, CancellationToken cancel)
    {
        Entry entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(profileId, out entry!))
                _entries[profileId] = entry = new Entry();
            entry.Users++;
        }

        try
        {
            await entry.Gate.WaitAsync(cancel);
        }
        catch
        {
            Leave(profileId, entry);
            throw;
        }

        return new Holding(this, profileId, entry);
    }

    private void Leave(string profileId, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users == 0)
            {
                _entries.Remove(profileId);
                entry.Gate.Dispose();
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Holding(ProfileLocks owner, string profileId, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Gate.Release();
            owner.Leave(profileId, entry);
        }
    }
}
