namespace Kinora.Ranking.Evaluation;

/// <summary>The interval of an area over all rows, people being resampled with their rows.</summary>
internal static class RowArea
{
    public static Interval Interval(Impression[] rows, float[] scores)
    {
        var people = rows.Select(row => row.User).Distinct().Order().ToArray();
        var place = people.Select((user, at) => (user, at)).ToDictionary(one => one.user, one => one.at);
        var order = Enumerable.Range(0, rows.Length).OrderBy(row => scores[row]).ToArray();
        var sorted = Array.ConvertAll(order, row => scores[row]);
        var labels = Array.ConvertAll(order, row => rows[row].LongView);
        var owners = Array.ConvertAll(order, row => place[rows[row].User]);
        var random = new Random(Bootstrap.Seed);
        var areas = new double[Bootstrap.Resamples];
        var weights = new int[rows.Length];
        for (var turn = 0; turn < areas.Length; turn++)
        {
            var drawn = new int[people.Length];
            for (var i = 0; i < people.Length; i++)
                drawn[random.Next(people.Length)]++;
            for (var row = 0; row < weights.Length; row++)
                weights[row] = drawn[owners[row]];
            areas[turn] = AreaUnderCurve.OfSorted(sorted, labels, weights);
        }

        return Evaluation.Interval.Of(areas);
    }
}
