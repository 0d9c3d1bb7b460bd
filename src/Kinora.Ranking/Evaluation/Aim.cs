namespace Kinora.Ranking.Evaluation;

/// <summary>A figure to reach on a public data set: the floor is a plain method's, the level the best simple public method's.</summary>
internal sealed record Aim(string Metric, double Floor, double Level, double Stretch)
{
    private static readonly Dictionary<(string Dataset, string Protocol), Aim[]> All = new()
    {
        [("ml-1m", "next-item")] = [new("ndcg@10", 0.129, 0.158, 0.172), new("hr@10", 0.226, 0.270, 0.300)],
        [("ml-1m", "strong")] = [new("ndcg@100", 0.429, 0.446, 0.450)],
        [("ml-1m", "ncf")] = [new("hr@10", 0.718, 0.731, 0.735), new("ndcg@10", 0.449, 0.451, 0.455)],
        [("ml-1m-diffrec-clean", "diffrec")] = [new("recall@20", 0.179, 0.184, 0.190), new("ndcg@20", 0.115, 0.117, 0.120)],
        [("ml-100k", "ml-100k")] = [new("ndcg@10", 0.475, 0.488, 0.495)],
        [("kuairand-pure", "impressions")] = [new("gauc", 0.633, 0.657, 0.670)],
        [("kuairand-pure", "retrieval")] = [new("recall@50", 0.24, 0.301, 0.330)],
    };

    public static Aim[] For(string dataset, string protocol) => All.GetValueOrDefault((dataset, protocol)) ?? [];

    /// <summary>Compared as printed, to three places.</summary>
    public string Reached(double value)
    {
        var shown = Math.Round(value, 3, MidpointRounding.AwayFromZero);
        return shown >= Stretch ? "stretch reached" : shown >= Level ? "level reached" : shown >= Floor ? "floor reached, level missed" : "floor missed";
    }
}
