using Kinora.Ranking.Evaluation;

namespace Kinora.Server.DataSets;

/// <summary>Gathers rows; people and items get their numbers as they come.</summary>
internal sealed class LogBuilder(bool values, bool times)
{
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);

    private readonly List<int> _userOf = [];

    private readonly List<int> _itemOf = [];

    private readonly List<float> _values = [];

    private readonly List<long> _times = [];

    public void Add(string user, string item, double value, long time)
    {
        _userOf.Add(Number(_users, user));
        _itemOf.Add(Number(_items, item));
        _values.Add((float)value);
        _times.Add(time);
    }

    /// <summary>What was gathered.</summary>
    /// <param name="week">Seven days in the unit of the times; 0 where they only order.</param>
    /// <param name="genres">By item id; null where none are known.</param>
    public InteractionLog Done(long week, IReadOnlyDictionary<string, string[]>? genres)
    {
        if (_userOf.Count == 0)
            throw new DataSetFault("dataset-malformed", "The data set holds no interaction.");
        string[] items = [.. _items.Keys];
        return new InteractionLog(
            [.. _users.Keys], items, [.. _userOf], [.. _itemOf], values ? [.. _values] : null, times ? [.. _times] : null, week)
        {
            Genres = genres is null || genres.Count == 0 ? null : Array.ConvertAll(items, item => genres.GetValueOrDefault(item) ?? []),
        };
    }

    private static int Number(Dictionary<string, int> numbers, string id)
    {
        if (!numbers.TryGetValue(id, out var number))
            numbers[id] = number = numbers.Count;
        return number;
    }
}
