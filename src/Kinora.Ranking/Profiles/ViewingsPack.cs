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
            to.Write7BitEncodedInt(track.Events.Count);
            foreach (var happened in track.Events)
                Write(to, happened);
        }
    }

    public static void Read(BinaryReader from, Viewings viewings)
    {
        for (var tracks = from.Read7BitEncodedInt(); tracks > 0; tracks--)
        {
            var title = from.Read7BitEncodedInt();
            for (var left = from.Read7BitEncodedInt(); left > 0; left--)
                viewings.Add(title, Read(from));
        }
    }

    private static void Write(BinaryWriter to, ViewingEvent happened)
    {
        to.Write7BitEncodedInt64(happened.At);
        to.Write(happened.EventId.ToByteArray());
        to.Write((byte)happened.Kind);
        to.Write((byte)happened.Device);
        to.Write(happened.Session != default);
        if (happened.Session != default)
            to.Write(happened.Session.ToByteArray());
        to.Write7BitEncodedInt64(happened.PositionMs + 1);
        to.Write7BitEncodedInt64(happened.DurationMs);
        to.Write7BitEncodedInt(happened.Watched.Count);
        foreach (var (start, end) in happened.Watched)
        {
            to.Write7BitEncodedInt64(start);
            to.Write7BitEncodedInt64(end);
        }
    }

    private static ViewingEvent Read(BinaryReader from)
    {
        var (at, id) = (from.Read7BitEncodedInt64(), new Guid(from.ReadBytes(16)));
        var (kind, device) = ((FactKind)from.ReadByte(), (Device)from.ReadByte());
        var session = from.ReadBoolean() ? new Guid(from.ReadBytes(16)) : default;
        var (position, duration) = (from.Read7BitEncodedInt64() - 1, from.Read7BitEncodedInt64());
        var watched = new Interval[from.Read7BitEncodedInt()];
        for (var i = 0; i < watched.Length; i++)
            watched[i] = new Interval(from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64());
        return new ViewingEvent(at, id, kind, session, position, duration, watched, device);
    }
}
