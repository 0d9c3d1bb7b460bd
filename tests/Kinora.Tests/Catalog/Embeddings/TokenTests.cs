using System.Text.Json;
using Kinora.Ranking.Embedding;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Embeddings;

public sealed class TokenTests
{
    private static readonly Lazy<PieceTokenizer> Pieces = new(Read);

    private static PieceTokenizer Read()
    {
        using var pieces = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestWeights.Folder, "vocab.json")));
        return new PieceTokenizer([.. pieces.RootElement.EnumerateArray().Select(pair => (
            pair[0].GetString()!, pair[1].ValueKind == JsonValueKind.Number ? pair[1].GetSingle() : 0f))]);
    }

    [Theory]
    [InlineData("hello", "2002,102")]
    [InlineData("How are you doing today?", "728,31,19,460,784,54")]
    [InlineData("A cozy christmas movie for the whole family", "74,361,3432,2648,2871,252,7,888,22,9,742,479")]
    [InlineData("Dark psychological thriller about a serial killer — café naïve 日本", "5771,7498,6232,46,72,11,7865,1293,46,405,976,209,1133,1216,0,105,30,0")]
    [InlineData("", "")]
    public void A_text_is_cut_as_the_published_model_cuts_it(string text, string ids)
    {
        TestWeights.Need();
        Assert.Equal(ids, string.Join(',', Pieces.Value.Encode(text)));
    }

    [Fact]
    public void Ligatures_are_letters_and_what_is_unknown_is_one_piece()
    {
        TestWeights.Need();
        Assert.Equal(Pieces.Value.Encode("fish"), Pieces.Value.Encode("ﬁsh"));
        Assert.Single(Pieces.Value.Encode("日本日本"), PieceTokenizer.Unknown);
    }

    [Fact]
    public void A_very_long_text_is_cut_short()
    {
        TestWeights.Need();
        Assert.Equal(128, Pieces.Value.Encode(string.Concat(Enumerable.Repeat("night and day ", 10_000)), 128).Length);
    }
}
