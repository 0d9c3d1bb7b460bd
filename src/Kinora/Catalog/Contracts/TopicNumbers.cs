using System.Collections;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Contracts;

/// <summary>The engine's topic of each word of a vocabulary; grows with it.</summary>
internal sealed class TopicNumbers(Terms terms) : IReadOnlyList<int>
{
    private readonly Lock _growing = new();
    private int[] _topics = [];

    public int Count => terms.Count;

    public int this[int number]
    {
        get
        {
            var topics = Volatile.Read(ref _topics);
            return number < topics.Length ? topics[number] : Grown()[number];
        }
    }

    public IEnumerator<int> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int[] Grown()
    {
        lock (_growing)
        {
            var topics = new int[terms.Count];
            for (var i = 0; i < topics.Length; i++)
                topics[i] = i < _topics.Length ? _topics[i] : Feature.Topic(terms[i]);
            Volatile.Write(ref _topics, topics);
            return topics;
        }
    }
}
