using System.ComponentModel.DataAnnotations;

namespace Kinora.Catalog.Embeddings;

/// <summary>Section <c>Embeddings</c>: what search by meaning stands on.</summary>
internal sealed class EmbeddingOptions
{
    public const string Section = "Embeddings";

    /// <summary>The provider that asks a server.</summary>
    public const string OpenAi = "openai-compatible";

    /// <summary>
    /// <c>use-lite</c> (built in, English, offline), <c>openai-compatible</c> (the server of the section OpenAi) or <c>none</c>. Another one
    /// makes all vectors anew, in the background. Default use-lite.
    /// </summary>
    [RegularExpression("^(use-lite|openai-compatible|none)$", ErrorMessage = "Embeddings:Provider must be use-lite, openai-compatible or none.")]
    public string Provider { get; set; } = "use-lite";

    /// <summary>Where the built-in model's files are. Default: <c>weights/use-lite</c> beside the program.</summary>
    public string? Weights { get; set; }

    /// <summary>Whether titles get their vectors by themselves when they come or change. Default on.</summary>
    public bool Automatic { get; set; } = true;

    public string WeightsFolder => Weights ?? Path.Combine(AppContext.BaseDirectory, "weights/use-lite");
}
