using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kinora.Library.Vault;

/// <summary>Puts a file together from the frame of its document and entries that are text already. Pure.</summary>
internal static class VaultText
{
    private static readonly byte[] Empty = "\n  \"video_states\": {}"u8.ToArray();

    /// <summary>The same bytes as if the entries stood in the document.</summary>
    /// <param name="frame">The document with an empty <c>video_states</c>.</param>
    public static byte[] Of(JsonObject frame, IReadOnlyList<VaultFragment> entries)
    {
        var text = VaultJson.Bytes(frame);
        if (entries.Count == 0)
            return text;
        // Two spaces deep there is one such member: what stands deeper is indented further, and a line's end in a text is written otherwise.
        var place = text.AsSpan().IndexOf(Empty);
        var whole = new MemoryStream(text.Length + entries.Sum(entry => entry.Text.Length + entry.Id.Length + 16));
        whole.Write(text.AsSpan(0, place + Empty.Length - 1));
        for (var n = 0; n < entries.Count; n++)
        {
            whole.Write(n == 0 ? "\n    "u8 : ",\n    "u8);
            whole.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entries[n].Id, VaultJson.Options)));
            whole.Write(": "u8);
            whole.Write(entries[n].Text);
        }

        whole.Write("\n  }"u8);
        whole.Write(text.AsSpan(place + Empty.Length));
        return whole.ToArray();
    }
}
