using System.Globalization;
using Kinora.Platform;

namespace Kinora.Playlists.Marathons;

/// <summary>How a marathon was made, in words: what a version of a playlist says of itself, and enough to make it once more.</summary>
internal static class MarathonNote
{
    public static string Of(MarathonRequest request, MarathonMaker.Made made)
    {
        var parts = new List<string> { Method(request, made.Seed) };
        for (var i = 0; i < made.Sources.Count; i++)
            parts.Add($"{MarathonSource.LabelOf(i)} '{made.Sources[i].Name}'{Start(request, i)}");
        parts.Add(request.KeepRunOrder ? "run order kept" : "run order not kept");
        if (request.NoRepeats)
            parts.Add("no title twice");
        if (request.LimitItems is { } items)
            parts.Add(Text($"at most {items} items"));
        if (request.LimitMs is { } limit)
            parts.Add(Text($"at most {limit} ms"));
        if (request.FitMs is { } slot)
            parts.Add(Text($"fitted into {slot} ms"));
        if (request.Bumper is { } bumper)
            parts.Add(Text($"{bumper} between every {request.BumperEvery}"));
        return string.Join(" · ", parts);
    }

    private static string Method(MarathonRequest request, long seed) => request.Method switch
    {
        MarathonMethod.Shuffle => Text($"marathon: shuffle with seed {seed}"),
        MarathonMethod.Interleave => $"marathon: interleave {request.Pattern?.Trim() ?? "by turns"}",
        _ => $"marathon: {WordConverter.Of(request.Method.ToString())}",
    };

    private static string Start(MarathonRequest request, int source)
    {
        var label = MarathonSource.LabelOf(source).ToString();
        var start = request.StartAt?.FirstOrDefault(pair => string.Equals(pair.Key, label, StringComparison.OrdinalIgnoreCase)).Value;
        return start is null ? "" : $" from {start}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
