namespace Kinora.Ranking.Profiles;

/// <summary>
/// The events of one title as a state is stored: numbers in groups of seven bits, the lowest first. A profile keeps them in memory so too,
/// some 40 B an event.
/// </summary>
internal static class EventBytes
{
    public static void Write(List<byte> to, ViewingEvent happened)
    {
        Number(to, happened.At);
        Id(to, happened.EventId);
        to.Add((byte)happened.Kind);
        to.Add((byte)happened.Device);
        to.Add(happened.Session != default ? (byte)1 : (byte)0);
        if (happened.Session != default)
            Id(to, happened.Session);
        Number(to, happened.PositionMs + 1);
        Number(to, happened.DurationMs);
        Number(to, happened.Watched.Count);
        foreach (var (start, end) in happened.Watched)
        {
            Number(to, start);
            Number(to, end);
        }
    }

    /// <summary>The event that begins at a place, which moves behind it.</summary>
    public static ViewingEvent Read(ReadOnlySpan<byte> from, ref int at)
    {
        var (time, id) = (Number(from, ref at), Id(from, ref at));
        var (kind, device) = ((FactKind)from[at++], (Device)from[at++]);
        var session = from[at++] != 0 ? Id(from, ref at) : default;
        var (position, duration) = (Number(from, ref at) - 1, Number(from, ref at));
        var count = Number(from, ref at);
        if (count < 0 || count > from.Length - at)
            throw new InvalidDataException("A stored event tells more intervals than it holds.");
        var watched = count == 0 ? [] : new Interval[count];
        for (var i = 0; i < watched.Length; i++)
            watched[i] = new Interval(Number(from, ref at), Number(from, ref at));
        return new ViewingEvent(time, id, kind, session, position, duration, watched, device);
    }

    public static long Number(ReadOnlySpan<byte> from, ref int at)
    {
        var (number, shift) = (0UL, 0);
        byte part;
        do
        {
            part = from[at++];
            number |= (ulong)(part & 0x7F) << shift;
            shift += 7;
        }
        while (part >= 0x80 && shift < 70);
        return (long)number;
    }

    private static void Number(List<byte> to, long number)
    {
        var left = (ulong)number;
        for (; left >= 0x80; left >>= 7)
            to.Add((byte)(left | 0x80));
        to.Add((byte)left);
    }

    private static void Id(List<byte> to, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        to.AddRange(bytes);
    }

    private static Guid Id(ReadOnlySpan<byte> from, ref int at) => new(from.Slice((at += 16) - 16, 16));
}
