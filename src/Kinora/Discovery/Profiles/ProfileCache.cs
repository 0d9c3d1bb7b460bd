namespace Kinora.Discovery.Profiles;

/// <summary>Profiles in memory, the least recently used first to go when they take more than their budget.</summary>
internal sealed class ProfileCache(long budgetBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> _kept = new(StringComparer.Ordinal);
    private readonly LinkedList<Kept> _byUse = [];
    private long _bytes;

    public ProfileEntry? Find(string profileId)
    {
        lock (_gate)
            return _kept.TryGetValue(profileId, out var node) ? node.Value.Entry : null;
    }

    /// <summary>Notes that it was used and how large it is now; gives those that had to go.</summary>
    public List<ProfileEntry> Keep(ProfileEntry entry)
    {
        var bytes = entry.Bytes;
        var gone = new List<ProfileEntry>();
        lock (_gate)
        {
            if (_kept.TryGetValue(entry.ProfileId, out var node))
            {
                _bytes -= node.Value.Bytes;
                _byUse.Remove(node);
                node.Value = new Kept(entry, bytes);
            }
            else
            {
                node = _kept[entry.ProfileId] = new LinkedListNode<Kept>(new Kept(entry, bytes));
            }

            _byUse.AddLast(node);
            _bytes += bytes;
            while (_bytes > budgetBytes && _byUse.First is { } oldest && oldest.Value.Entry != entry)
            {
                gone.Add(oldest.Value.Entry);
                Remove(oldest.Value.Entry.ProfileId);
            }
        }

        return gone;
    }

    public void Forget(string profileId)
    {
        lock (_gate)
            Remove(profileId);
    }

    public List<ProfileEntry> All()
    {
        lock (_gate)
            return [.. _byUse.Select(kept => kept.Entry)];
    }

    private void Remove(string profileId)
    {
        if (!_kept.Remove(profileId, out var node))
            return;
        _bytes -= node.Value.Bytes;
        _byUse.Remove(node);
    }

    private readonly record struct Kept(ProfileEntry Entry, long Bytes);
}
