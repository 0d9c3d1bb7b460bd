using System.Security.Cryptography;
using System.Text.Json;
using Kinora.Ranking.Embedding;

namespace Kinora.Catalog.Embeddings;

/// <summary>The built-in model's files, as the npm package brings them: a graph that names tensors, the tensors, a vocabulary.</summary>
internal static class UseLiteFiles
{
    private const string Graph = "model.json";
    private const string Pieces = "vocab.json";

    /// <summary>SHA-256 of the tensors' files, one after the other.</summary>
    private const string WeightsHash = "713639DFF4B5B3CC4A1CA070077C0F1125022582DD1D2EC8961D92905C289300";
    private const string PiecesHash = "1AD860B9720C16CD48E666D664A556B2515C04F5A26A4B53C0372427913B1B8E";
    private const string GraphHash = "507D11DF18B070F99E0AD650B9A4E6534A4CFB05040127E8CE579F00C8FA3B53";

    public static bool AreIn(string folder) => File.Exists(Path.Combine(folder, Graph)) && File.Exists(Path.Combine(folder, Pieces));

    /// <summary>Reads and checks them. A fault of <see cref="InvalidDataException"/> where they are not what this program knows.</summary>
    public static async Task<UseLite> LoadAsync(string folder, CancellationToken cancel)
    {
        var graph = await CheckedAsync(folder, Graph, GraphHash, cancel);
        var pieces = await CheckedAsync(folder, Pieces, PiecesHash, cancel);
        using var model = JsonDocument.Parse(graph);
        var group = model.RootElement.GetProperty("weightsManifest")[0];
        using var weights = new MemoryStream();
        foreach (var path in group.GetProperty("paths").EnumerateArray())
        {
            await using var part = File.OpenRead(Path.Combine(folder, path.GetString()!));
            await part.CopyToAsync(weights, cancel);
        }

        var bytes = weights.GetBuffer().AsMemory(0, (int)weights.Length);
        Check("group1-shard*", bytes.Span, WeightsHash);
        return new UseLite(Tensors(group.GetProperty("weights"), bytes.Span), new PieceTokenizer(Vocabulary(pieces)));
    }

    private static Dictionary<string, float[]> Tensors(JsonElement named, ReadOnlySpan<byte> bytes)
    {
        var tensors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var tensor in named.EnumerateArray())
        {
            var count = 1;
            foreach (var size in tensor.GetProperty("shape").EnumerateArray())
                count *= size.GetInt32();
            if (tensor.GetProperty("dtype").GetString() == "float32")
                tensors[tensor.GetProperty("name").GetString()!] = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes[..(count * sizeof(float))]).ToArray();
            bytes = bytes[(count * sizeof(float))..];
        }

        return tensors;
    }

    /// <summary>Some pieces have no score; the model was made with 0 for them.</summary>
    private static List<(string Piece, float Score)> Vocabulary(byte[] json)
    {
        using var pieces = JsonDocument.Parse(json);
        return [.. pieces.RootElement.EnumerateArray().Select(pair => (
            pair[0].GetString()!, pair[1].ValueKind == JsonValueKind.Number ? pair[1].GetSingle() : 0f))];
    }

    private static async Task<byte[]> CheckedAsync(string folder, string name, string hash, CancellationToken cancel)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, name), cancel);
        Check(name, bytes, hash);
        return bytes;
    }

    private static void Check(string name, ReadOnlySpan<byte> bytes, string hash)
    {
        if (Convert.ToHexString(SHA256.HashData(bytes)) != hash)
            throw new InvalidDataException($"{name} is not the file that this version was made for: remove the folder and build again.");
    }
}
