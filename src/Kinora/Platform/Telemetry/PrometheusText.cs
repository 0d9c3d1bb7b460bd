using System.Globalization;
using System.Text;

namespace Kinora.Platform.Telemetry;

/// <summary>Metrics in the text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder();
        // Two instruments of one name are one metric.
        foreach (var metric in metrics.GroupBy(metric => metric.Name, StringComparer.Ordinal).Select(group => group.ToList()))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {metric[0].Name} {metric[0].Help.ReplaceLineEndings(" ")}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {metric[0].Name} {metric[0].Kind.ToString().ToLowerInvariant()}\n");
            foreach (var one in metric)
            {
                foreach (var (labels, series) in one.Series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    Append(text, one, labels, series);
            }
        }

        return text.ToString();
    }

    /// <summary><c>a="x",b="y"</c>, escaped, in the order given.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (text.Length > 0)
                text.Append(',');
            var shown = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(name).Append("=\"").Append(shown.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .ReplaceLineEndings("\\n")).Append('"');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Metric metric, string labels, Series series)
    {
        var (sum, count, buckets) = series.Read();
        var braced = labels.Length == 0 ? "" : $"{{{labels}}}";
        if (metric.Kind != MetricKind.Histogram)
        {
            text.Append(CultureInfo.InvariantCulture, $"{metric.Name}{braced} {sum:R}\n");
            return;
        }

        var more = labels.Length == 0 ? "" : labels + ",";
        var below = 0L;
        for (var at = 0; at < buckets.Length; at++)
        {
            below += buckets[at];
            var bound = at < metric.Bounds.Length ? metric.Bounds[at].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
            text.Append(CultureInfo.InvariantCulture, $"{metric.Name}_bucket{{{more}le=\"{bound}\"}} {below}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{metric.Name}_sum{braced} {sum:R}\n{metric.Name}_count{braced} {count}\n");
    }
}
