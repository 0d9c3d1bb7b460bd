using System.Globalization;
using System.Text;

namespace Kinora.Ranking.Evaluation;

/// <summary>A data set as it was read: a row an event, in the order of the lines.</summary>
/// <param name="UserIds">The names behind the numbers in <paramref name="Users"/>.</param>
/// <param name="Values">Null where the data set has none.</param>
/// <param name="Times">Null where the lines' order is the only order.</param>
/// <param name="Week">Seven days in the unit of the times; 0 where they are no clock.</param>
internal sealed record InteractionLog(
    string[] UserIds, string[] ItemIds, int[] Users, int[] Items, float[]? Values, long[]? Times, long Week)
{
    /// <summary>For each item; null where not known.</summary>
    public string[][]? Genres { get; init; }

    public int Count => Users.Length;

    /// <summary>Each person's rows by time, then by line; of a repeated pair the first stays.</summary>
    public int[][] Ordered()
    {
        var rows = new List<int>[UserIds.Length];
        for (var user = 0; user < rows.Length; user++)
            rows[user] = [];
        foreach (var row in Enumerable.Range(0, Count).OrderBy(row => Times?[row] ?? 0))
            rows[Users[row]].Add(row);
        return [.. rows.Select(own => own.DistinctBy(row => Items[row]).ToArray())];
    }

    /// <summary>What an id counts as where a split goes by numbers: the number it is, else FNV-1a-32 of its UTF-8.</summary>
    public static uint Number(string id)
    {
        if (uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        return Fnv1a(id);
    }

    public static uint Fnv1a(string text)
    {
        var hash = 2166136261u;
        foreach (var one in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ one) * 16777619;
        return hash;
    }

    /// <summary>The hash that the splits go by.</summary>
    public static uint Hash(uint user, uint item)
    {
        var x = unchecked((user * 2654435761) + (item * 40503));
        x ^= x >> 15;
        x *= 2246822519;
        x ^= x >> 13;
        x *= 3266489917;
        return x ^ (x >> 16);
    }
}
