using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Profiles;

/// <summary>
/// Every title that a profile had to do with: when it was last seen, and the number of its last contact. Sorted by ordinal up to a short
/// unsorted tail, 10 B a title: of an ordinal only the place in its chunk is kept (ranking.md, What the engine holds).
/// </summary>
internal sealed class ContactBook
{
    /// <summary>The minute of a title that was handed out and never seen.</summary>
    public const int Never = int.MinValue;

    /// <summary>So many of the last changes are known by title.</summary>
    public const int ChangesKept = 64;

    private const int LongestTail = 128;

    private readonly int[] _changed = new int[ChangesKept];

    /// <summary>By chunk: where its titles begin; one more for the end.</summary>
    private int[] _starts = [0];
    private ushort[] _locals = [];
    private int[] _tail = [];

    /// <summary>Of the sorted ones, then of the tail.</summary>
    private int[] _minutes = [];
    private int[] _contacts = [];

    public int Count { get; private set; }

    /// <summary>The number of the newest contact: it moves at each serving and at each sight outside the feed, never by the clock.</summary>
    public int Counter { get; private set; }

    /// <summary>Moves with every serving and sight, for whoever keeps something derived.</summary>
    public int Changes { get; private set; }

    /// <summary>Chunks that the sorted ones lie in.</summary>
    public int Chunks => _starts.Length - 1;

    /// <summary>The titles behind the sorted ones, as they came.</summary>
    public ReadOnlySpan<int> Tail => _tail.AsSpan(0, Count - Sorted);

    public ReadOnlySpan<int> TailMinutes => _minutes.AsSpan(Sorted, Count - Sorted);

    private int Sorted => _starts[^1];

    /// <summary>Places of the sorted titles of a chunk.</summary>
    public ReadOnlySpan<ushort> Locals(int chunk) => _locals.AsSpan(_starts[chunk], _starts[chunk + 1] - _starts[chunk]);

    /// <summary>Likewise: minutes of the last sight since 1970, rounded up, or <see cref="Never"/>.</summary>
    public ReadOnlySpan<int> MinutesOf(int chunk) => _minutes.AsSpan(_starts[chunk], _starts[chunk + 1] - _starts[chunk]);

    /// <summary>The minute of the last sight, or <see cref="Never"/>.</summary>
    public int MinuteOf(int title) => Find(title) is var at && at >= 0 ? _minutes[at] : Never;

    /// <summary>0 = none.</summary>
    public int ContactOf(int title) => Find(title) is var at && at >= 0 ? _contacts[at] : 0;

    /// <summary>The title of a change that is one of the last <see cref="ChangesKept"/>, counted from 0.</summary>
    public int ChangedAt(int change) => _changed[change % ChangesKept];

    /// <summary>All, in no order after a change; by title after <see cref="Compact"/>.</summary>
    public Enumerator GetEnumerator() => new(this);

    public void Serve(int title)
    {
        var at = Place(title);
        _contacts[at] = ++Counter;
        Note(title);
    }

    /// <summary>The last sight wins; one that came before it changes nothing but, outside the feed, the contact.</summary>
    public void See(int title, int minute, bool outsideFeed)
    {
        var at = Place(title);
        _minutes[at] = Math.Max(_minutes[at], minute);
        Note(title);
        if (outsideFeed)
            _contacts[at] = ++Counter;
    }

    /// <summary>Takes over what was stored, sorted by title.</summary>
    public void Load(int counter, ReadOnlySpan<int> titles, int[] minutes, int[] contacts)
    {
        (_minutes, _contacts, _tail, Count, Counter) = (minutes, contacts, [], titles.Length, counter);
        _locals = new ushort[titles.Length];
        _starts = new int[titles.IsEmpty ? 1 : (titles[^1] >> ColumnChunk.Shift) + 2];
        for (var i = 0; i < titles.Length; i++)
        {
            _locals[i] = (ushort)titles[i];
            _starts[(titles[i] >> ColumnChunk.Shift) + 1] = i + 1;
        }

        for (var chunk = 1; chunk < _starts.Length; chunk++)
            _starts[chunk] = Math.Max(_starts[chunk], _starts[chunk - 1]);
    }

    /// <summary>Merges the tail, after which all are sorted by title.</summary>
    public void Compact()
    {
        var (sorted, left) = (Sorted, Count - Sorted);
        if (left == 0)
            return;
        Span<int> titles = stackalloc int[left];
        Span<int> order = stackalloc int[left];
        Span<int> minutes = stackalloc int[left];
        Span<int> contacts = stackalloc int[left];
        Tail.CopyTo(titles);
        _minutes.AsSpan(sorted, left).CopyTo(minutes);
        _contacts.AsSpan(sorted, left).CopyTo(contacts);
        for (var i = 0; i < left; i++)
            order[i] = i;
        titles.Sort(order);
        if (_locals.Length < Count)
            Array.Resize(ref _locals, Count + LongestTail);
        if ((titles[^1] >> ColumnChunk.Shift) + 1 is var chunks && chunks > Chunks)
        {
            var known = _starts.Length;
            Array.Resize(ref _starts, chunks + 1);
            _starts.AsSpan(known).Fill(sorted);
        }

        // From the back, so that nothing is overwritten before it has moved.
        for (int chunk = Chunks - 1, to = Count, end = sorted; left > 0; chunk--)
        {
            var (begin, at) = (_starts[chunk], end - 1);
            _starts[chunk + 1] = to;
            while (at >= begin || (left > 0 && titles[left - 1] >> ColumnChunk.Shift == chunk))
            {
                to--;
                if (left > 0 && titles[left - 1] >> ColumnChunk.Shift == chunk && (at < begin || _locals[at] < (ushort)titles[left - 1]))
                {
                    left--;
                    (_locals[to], _minutes[to], _contacts[to]) = ((ushort)titles[left], minutes[order[left]], contacts[order[left]]);
                }
                else
                {
                    (_locals[to], _minutes[to], _contacts[to]) = (_locals[at], _minutes[at], _contacts[at]);
                    at--;
                }
            }

            end = begin;
        }
    }

    private void Note(int title) => _changed[Changes++ % ChangesKept] = title;

    private int Find(int title)
    {
        var chunk = title >> ColumnChunk.Shift;
        if (chunk < Chunks && Locals(chunk).BinarySearch((ushort)title) is var at && at >= 0)
            return _starts[chunk] + at;
        return Tail.IndexOf(title) is var behind && behind >= 0 ? Sorted + behind : -1;
    }

    private int Place(int title)
    {
        var at = Find(title);
        if (at >= 0)
            return at;
        if (Count - Sorted >= LongestTail)
            Compact();
        if (Count == _minutes.Length)
        {
            Array.Resize(ref _minutes, Count + LongestTail);
            Array.Resize(ref _contacts, Count + LongestTail);
        }

        var behind = Count - Sorted;
        if (behind == _tail.Length)
            Array.Resize(ref _tail, Math.Min(LongestTail, Math.Max(16, behind * 2)));
        (_tail[behind], _minutes[Count], _contacts[Count]) = (title, Never, 0);
        return Count++;
    }

    /// <summary>A title, the minute of its last sight and the number of its last contact.</summary>
    internal readonly record struct Contact(int Title, int Minute, int Number);

    internal struct Enumerator(ContactBook book)
    {
        private int _at = -1;
        private int _chunk;

        public readonly Contact Current => new(
            _at < book.Sorted ? _chunk << ColumnChunk.Shift | book._locals[_at] : book._tail[_at - book.Sorted], book._minutes[_at], book._contacts[_at]);

        public bool MoveNext()
        {
            _at++;
            while (_chunk < book.Chunks && _at >= book._starts[_chunk + 1])
                _chunk++;
            return _at < book.Count;
        }
    }
}

/// <summary>Time in the whole minutes that sights are kept in: a sight is rounded up and now is rounded down, so never early.</summary>
internal static class Minutes
{
    public const long Ms = 60_000;

    public static int Up(long ms) => (int)Math.Clamp((ms + Ms - 1) / Ms, 0, int.MaxValue);

    public static int Down(long ms) => (int)Math.Clamp(ms / Ms, 0, int.MaxValue);
}
