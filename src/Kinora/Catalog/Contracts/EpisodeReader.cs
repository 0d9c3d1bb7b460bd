namespace Kinora.Catalog.Contracts;

/// <summary>
/// Finds season and episode in a title: <c>S01E04</c>, <c>s1.e4</c>, <c>S01 E04</c>, <c>S01E04-E05</c>, <c>1x04</c> and
/// <c>Season 1 … Episode 4</c>; one to four digits each. The first mark in the text counts. One pass over the characters, no allocation.
/// </summary>
internal static class EpisodeReader
{
    private const int MostDigits = 4;

    /// <summary>Between the words <c>Season 1</c> and <c>Episode 4</c> stands at most so much.</summary>
    private const int MostBetween = 60;

    /// <summary>From here on both numbers of <c>640x480</c> are the size of a picture.</summary>
    private const int PictureSize = 144;

    /// <summary>The mark and where it starts; what stands before it names the series.</summary>
    public static bool TryRead(ReadOnlySpan<char> title, out EpisodeMark mark, out int start)
    {
        var (season, seasonAt, seasonEnd) = (-1, 0, 0);
        for (var i = 0; i < title.Length; i++)
        {
            if (!char.IsAsciiDigit(title[i]))
                continue;
            var end = EndOfDigits(title, i);
            if (end - i <= MostDigits)
            {
                var number = int.Parse(title[i..end], provider: System.Globalization.CultureInfo.InvariantCulture);
                if (IsAfterLetter(title, i, 's') && TryEpisode(title, end, out var episode, out var last))
                    return Found(new EpisodeMark(number, episode, last), i - 1, out mark, out start);
                if (IsFree(title, i) && TryCross(title, end, number, out episode, out last))
                    return Found(new EpisodeMark(number, episode, last), i, out mark, out start);
                if (season >= 0 && i - seasonEnd <= MostBetween && IsAfterWord(title, i, "episode", out _))
                    return Found(new EpisodeMark(season, number), seasonAt, out mark, out start);
                if (IsAfterWord(title, i, "season", out var at))
                    (season, seasonAt, seasonEnd) = (number, at, end);
            }

            i = end - 1;
        }

        (mark, start) = (default, -1);
        return false;
    }

    private static bool Found(EpisodeMark found, int at, out EpisodeMark mark, out int start)
    {
        (mark, start) = (found, at);
        return true;
    }

    /// <summary>Reads <c>E04</c>, <c>.E04</c>, <c> E04</c>, and a second one of a double episode.</summary>
    private static bool TryEpisode(ReadOnlySpan<char> title, int at, out int episode, out int last)
    {
        (episode, last) = (0, 0);
        if (at < title.Length && title[at] is '.' or ' ')
            at++;
        if (!TryMarked(title, at, 'e', out episode, out at))
            return false;
        last = episode;
        if (at < title.Length && title[at] == '-')
            at++;
        if (TryMarked(title, at, 'e', out var second, out _) && second > episode)
            last = second;
        return true;
    }

    /// <summary>Reads <c>x04</c>, and <c>-05</c> or <c>-1x05</c> of a double episode.</summary>
    private static bool TryCross(ReadOnlySpan<char> title, int at, int season, out int episode, out int last)
    {
        last = 0;
        if (!TryMarked(title, at, 'x', out episode, out at) || (season >= PictureSize && episode >= PictureSize) || IsLetter(title, at))
            return false;
        last = episode;
        if (at < title.Length && title[at] == '-')
        {
            var end = EndOfDigits(title, at + 1);
            if (TryMarked(title, end, 'x', out var second, out _) || TryNumber(title, at + 1, out second, out _))
                last = Math.Max(episode, second);
        }

        return true;
    }

    private static bool TryMarked(ReadOnlySpan<char> title, int at, char letter, out int number, out int end)
    {
        (number, end) = (0, at);
        return at < title.Length && char.ToLowerInvariant(title[at]) == letter && TryNumber(title, at + 1, out number, out end);
    }

    private static bool TryNumber(ReadOnlySpan<char> title, int at, out int number, out int end)
    {
        (number, end) = (0, EndOfDigits(title, at));
        return end > at && end - at <= MostDigits
            && int.TryParse(title[at..end], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);
    }

    private static int EndOfDigits(ReadOnlySpan<char> title, int at)
    {
        while (at < title.Length && char.IsAsciiDigit(title[at]))
            at++;
        return at;
    }

    private static bool IsAfterLetter(ReadOnlySpan<char> title, int at, char letter) =>
        at > 0 && char.ToLowerInvariant(title[at - 1]) == letter && IsFree(title, at - 1);

    private static bool IsFree(ReadOnlySpan<char> title, int at) => at == 0 || !char.IsLetterOrDigit(title[at - 1]);

    private static bool IsLetter(ReadOnlySpan<char> title, int at) => at < title.Length && char.IsLetter(title[at]);

    private static bool IsAfterWord(ReadOnlySpan<char> title, int at, string word, out int start)
    {
        while (at > 0 && title[at - 1] is ' ' or '.' or '_' or '#')
            at--;
        start = at - word.Length;
        return start >= 0 && title[start..at].Equals(word, StringComparison.OrdinalIgnoreCase) && IsFree(title, start);
    }
}
