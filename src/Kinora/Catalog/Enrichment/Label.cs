using System.Text.Json;
using Kinora.Platform;

namespace Kinora.Catalog.Enrichment;

/// <summary>What a label describes.</summary>
internal enum LabelKind
{
    Mood,
    Theme,
}

/// <summary>A mood or a theme that titles can be given, and what titles that have it are like.</summary>
/// <param name="Genres">How much a genre speaks for it or, below 0, against it.</param>
/// <param name="Says">Sentences that such a title might be told in.</param>
/// <param name="Mean">The usual cosine of a film with these sentences, by the built-in model, over some thousand films.</param>
/// <param name="Spread">Its standard deviation.</param>
internal sealed record Label(
    string Name, LabelKind Kind, IReadOnlyDictionary<string, double> Genres, IReadOnlyList<string> Says, double Mean, double Spread)
{
    /// <summary>All that there are, in an order that does not change.</summary>
    public static IReadOnlyList<Label> All { get; } = Read();

    private static List<Label> Read()
    {
        using var file = typeof(Label).Assembly.GetManifestResourceStream("Catalog/Enrichment/labels.json")!;
        return JsonSerializer.Deserialize<List<Label>>(file, KinoraJson.Options)!;
    }
}
