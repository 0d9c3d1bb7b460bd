namespace Kinora.Ranking.Profiles;

/// <summary>The events of viewings within a packed state.</summary>
internal static class ViewingsPack
{
    public static void Write(BinaryWriter to, Viewings viewings)
    {
        to.Write7BitEncodedInt(viewings.Tracks.Count);
        foreach (var (title, track) in viewings.Tracks)
        {
            to.Write7BitEncodedInt(title);
            to.Write7BitEncodedInt(track.Count);
            to.Write(track.Bytes);
        }
    }

    /// <summary>Takes over the viewings that begin at a place in a packed state.</summary>
    public static void Read(ReadOnlySpan<byte> packed, int at, Viewings viewings)
    {
        var events = new List<ViewingEvent>();
        for (var tracks = EventBytes.Number(packed, ref at); tracks > 0; tracks--)
        {
            var title = (int)EventBytes.Number(packed, ref at);
            events.Clear();
            for (var left = EventBytes.Number(packed, ref at); left > 0; left--)
                events.Add(EventBytes.Read(packed, ref at));
            viewings.Load(title, events);
        }
    }
}
