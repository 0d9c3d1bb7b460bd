using System.Text;
using System.Xml;
using Kinora.Platform;

namespace Kinora.Playlists.Files;

/// <summary>Reads XSPF. No document type, no entities of others, nothing is fetched; elements of other names are passed over.</summary>
internal static class XspfReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = PlaylistFile.MostBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static Outcome<PlaylistFile> Read(string text)
    {
        try
        {
            using var xml = XmlReader.Create(new StringReader(text), Settings);
            if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "playlist")
                return PlaylistFile.Unreadable("XSPF starts with the element 'playlist'.", 1);
            return Read(xml);
        }
        catch (XmlException fault)
        {
            return PlaylistFile.Unreadable(
                "this is not well-formed XML, or it has a document type, which is not taken.", Math.Max(1, fault.LineNumber), fault.LinePosition);
        }
    }

    private static PlaylistFile Read(XmlReader xml)
    {
        var (entries, name, about) = (new List<FileEntry>(), (string?)null, (string?)null);
        FileEntry? track = null;
        while (!xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "track" && track is not null)
            {
                entries.Add(track);
                track = null;
            }

            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
                continue;
            }

            switch (xml.LocalName)
            {
                case "track":
                    track = new FileEntry(((IXmlLineInfo)xml).LineNumber);
                    if (xml.IsEmptyElement)
                    {
                        entries.Add(track);
                        track = null;
                    }

                    xml.Read();
                    break;
                case "title" when track is null:
                    name = Text(xml);
                    break;
                case "annotation" when track is null:
                    about = Text(xml);
                    break;
                case "title":
                    track = track with { Title = Text(xml) };
                    break;
                case "location":
                    track = track is null ? Skipped(xml) : track with { Address = Text(xml) ?? track.Address };
                    break;
                case "identifier":
                    track = track is null ? Skipped(xml) : track with { Id = Text(xml) };
                    break;
                default:
                    xml.Read();
                    break;
            }
        }

        return new PlaylistFile(name, about, entries);
    }

    private static FileEntry? Skipped(XmlReader xml)
    {
        xml.Read();
        return null;
    }

    /// <summary>The element's text, whatever else stands in it.</summary>
    private static string? Text(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return null;
        }

        var (depth, text) = (xml.Depth, new StringBuilder());
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                text.Append(xml.Value);
        }

        return text.ToString().Trim() is { Length: > 0 } some ? some : null;
    }
}
