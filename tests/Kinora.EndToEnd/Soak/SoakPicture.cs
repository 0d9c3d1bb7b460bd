using System.Globalization;
using System.Text;

namespace Kinora.EndToEnd.Soak;

/// <summary>Draws a long run: memory, handles and times over the minutes, one below the other.</summary>
internal static class SoakPicture
{
    private const int Width = 760;
    private const int Left = 64;
    private const int Panel = 130;
    private const int Gap = 34;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Draw(IReadOnlyList<SoakSample> samples, double rate, long asked, int wrong)
    {
        var svg = new StringBuilder();
        var height = 52 + (3 * (Panel + Gap)) + 16;
        svg.AppendLine(Invariant, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Width}} {{height}}" role="img" aria-labelledby="t">
            <title id="t">{{samples[^1].Minute:0}} minutes under mixed load: memory, handles and times</title>
            <style>
              svg { background: #fff; } text { font: 13px sans-serif; fill: #222; } .small { font-size: 11px; fill: #555; }
              .grid { stroke: #ddd; } .a, .b { fill: none; stroke-width: 1.6; } .a { stroke: #1b5fb4; } .b { stroke: #b4551b; }
            </style>
            <text x="{{Left}}" y="22">{{samples[^1].Minute:0}} minutes, {{rate:0}} requests a second: {{asked:N0}} requests, {{wrong}} wrong</text>
            """);
        Draw(svg, 52, "memory, MB", samples, one => one.Megabytes, null);
        Draw(svg, 52 + Panel + Gap, "open handles", samples, one => one.Handles, null);
        Draw(svg, 52 + (2 * (Panel + Gap)), "p50 (blue) and p99 (brown) of each interval, ms", samples, one => one.P50, one => one.P99);
        svg.AppendLine(Invariant, $$"""
            <text class="small" x="{{Left}}" y="{{height - 8}}">0</text>
            <text class="small" x="{{Width - 12}}" y="{{height - 8}}" text-anchor="end">{{samples[^1].Minute:0.#}} min</text>
            </svg>
            """);
        return svg.ToString();
    }

    private static void Draw(StringBuilder svg, int top, string name, IReadOnlyList<SoakSample> samples, Func<SoakSample, double> first, Func<SoakSample, double>? second)
    {
        var most = Round(samples.Max(one => Math.Max(first(one), second?.Invoke(one) ?? 0)));
        svg.AppendLine(Invariant, $"""<text x="{Left}" y="{top - 6}">{name}</text>""");
        for (var line = 0; line <= 2; line++)
        {
            var y = top + Panel - (Panel * line / 2.0);
            svg.AppendLine(Invariant, $"""<line class="grid" x1="{Left}" x2="{Width - 12}" y1="{y:0.#}" y2="{y:0.#}"/><text class="small" x="{Left - 8}" y="{y + 4:0.#}" text-anchor="end">{most * line / 2:0.##}</text>""");
        }

        Line(svg, "a", top, most, samples, first);
        if (second is not null)
            Line(svg, "b", top, most, samples, second);
    }

    private static void Line(StringBuilder svg, string style, int top, double most, IReadOnlyList<SoakSample> samples, Func<SoakSample, double> value)
    {
        var points = samples.Select(one => string.Create(
            Invariant,
            $"{Left + ((Width - 12 - Left) * one.Minute / samples[^1].Minute):0.#},{top + Panel - (Panel * value(one) / most):0.#}"));
        svg.AppendLine(Invariant, $"""<polyline class="{style}" points="{string.Join(' ', points)}"/>""");
    }

    /// <summary>The next of 1, 2, 5, 10, … above.</summary>
    private static double Round(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return new[] { 1.0, 2, 4, 5, 10 }.Select(step => step * power).First(step => step >= value);
    }
}
