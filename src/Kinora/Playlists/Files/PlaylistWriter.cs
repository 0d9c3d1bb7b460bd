using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Kinora.Platform;

namespace Kinora.Playlists.Files;

/// <summary>Writes a playlist as a file. Each format names the title ids, so that Kinora reads back what it wrote. Pure.</summary>
internal static class PlaylistWriter
{
    public const string Tag = "#KINORA:";
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\"\r\n\t");
    private const string Xspf = "http://xspf.org/ns/0/";

    /// <summary>One line of the file.</summary>
    /// <param name="Address">Where it plays or is shown.</param>
    internal sealed record Line(string VideoId, string Title, long DurationMs, string Address);

    public static byte[] Write(PlaylistFormat format, string name, string? description, IReadOnlyList<Line> lines) => format switch
    {
        PlaylistFormat.M3u8 => Encoding.UTF8.GetBytes(M3u8(name, lines)),
        PlaylistFormat.Xspf => WriteXspf(name, description, lines),
        PlaylistFormat.Csv => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Csv(lines))],
        _ => Json(name, description, lines),
    };

    /// <summary>
    /// A cell of a table. What a spreadsheet would take for a formula gets an apostrophe before it; reading takes it off again.
    /// </summary>
    public static string Cell(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..])
            text = "'" + text;
        return text.AsSpan().IndexOfAny(Quoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string M3u8(string name, IReadOnlyList<Line> lines)
    {
        var text = new StringBuilder("#EXTM3U\n").Append("#PLAYLIST:").Append(OneLine(name)).Append('\n');
        foreach (var line in lines)
        {
            text.Append("#EXTINF:").Append(line.DurationMs > 0 ? Math.Max(1, line.DurationMs / 1000).ToString(CultureInfo.InvariantCulture) : "-1").Append(',').Append(OneLine(line.Title)).Append('\n')
                .Append(Tag).Append(line.VideoId).Append('\n').Append(OneLine(line.Address)).Append('\n');
        }

        return text.ToString();
    }

    private static byte[] WriteXspf(string name, string? description, IReadOnlyList<Line> lines)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
        }))
        {
            xml.WriteStartElement("playlist", Xspf);
            xml.WriteAttributeString("version", "1");
            xml.WriteElementString("title", Xspf, Xml(name));
            if (description is not null)
                xml.WriteElementString("annotation", Xspf, Xml(description));
            xml.WriteStartElement("trackList", Xspf);
            foreach (var line in lines)
            {
                xml.WriteStartElement("track", Xspf);
                xml.WriteElementString("location", Xspf, Xml(line.Address));
                xml.WriteElementString("identifier", Xspf, Xml(line.VideoId));
                xml.WriteElementString("title", Xspf, Xml(line.Title));
                if (line.DurationMs > 0)
                    xml.WriteElementString("duration", Xspf, line.DurationMs.ToString(CultureInfo.InvariantCulture));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static string Csv(IReadOnlyList<Line> lines)
    {
        var text = new StringBuilder("position,video_id,title,duration_ms,url\r\n");
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            text.Append((i + 1).ToString(CultureInfo.InvariantCulture)).Append(',').Append(Cell(line.VideoId)).Append(',').Append(Cell(line.Title)).Append(',')
                .Append(line.DurationMs.ToString(CultureInfo.InvariantCulture)).Append(',').Append(Cell(line.Address)).Append("\r\n");
        }

        return text.ToString();
    }

    private static byte[] Json(string name, string? description, IReadOnlyList<Line> lines) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            kinora_playlist = 1,
            name,
            description,
            items = lines.Select(line => new
            {
                video_id = line.VideoId,
                title = line.Title,
                duration_ms = line.DurationMs,
                url = line.Address,
            }),
        },
        KinoraJson.Options);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>XML has no way to write some characters.</summary>
    private static string Xml(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
}
