namespace Kinora.Ranking.Evaluation;

/// <summary>Dense numbers for the items that take part, in their old order.</summary>
internal sealed class Numbering
{
    private readonly int[] _old;

    private readonly Dictionary<int, int> _numbers = [];

    public Numbering(IEnumerable<int> items)
    {
        _old = [.. items.Distinct().Order()];
        foreach (var item in _old)
            _numbers.Add(item, _numbers.Count);
    }

    public int Count => _old.Length;

    public int Of(int item) => _numbers[item];

    public bool Knows(int item) => _numbers.ContainsKey(item);

    public T[]? Pick<T>(T[]? values) => values is null ? null : Array.ConvertAll(_old, item => values[item]);
}
