namespace Kinora.Ranking.Rails;

/// <summary>Best first: by score, then by title, on bare arrays, because a rail looks at tens of thousands.</summary>
internal static class Best
{
    public static void Sort(int[] titles, double[] scores)
    {
        for (var i = 0; i < scores.Length; i++)
            scores[i] = -scores[i];
        Array.Sort(scores, titles);
        for (int from = 0, to; from < scores.Length; from = to)
        {
            for (to = from + 1; to < scores.Length && scores[to] == scores[from];)
                to++;
            Array.Sort(titles, from, to - from);
        }

        for (var i = 0; i < scores.Length; i++)
            scores[i] = -scores[i];
    }
}
