using Kinora.Library.Imports.Formats;
using Kinora.Platform;

namespace Kinora.Library.Imports;

/// <summary>The formats that are read, and which of them a file is.</summary>
internal static class ImportFormats
{
    public static IReadOnlyList<IImportReader> All { get; } =
    [
        new VaultReader(), new LetterboxdReader(), new TakeoutReader(), new InvidiousReader(), new JellystatReader(), new TraktReader(), new FreeTubeReader(),
        new PlaybackReportingReader(),
    ];

    public static IImportReader? Find(string? name) => All.FirstOrDefault(reader => reader.Name == name);

    /// <summary>Reads what was handed in. Refused: <c>import-format-unknown</c> and as archives and readers refuse.</summary>
    public static Outcome<(IImportReader Format, ImportHarvest Harvest)> Read(string name, byte[] bytes, string? format, long now, TimeZoneInfo zone)
    {
        var files = ImportArchive.Open(name, bytes);
        if (files.Refusal is { } shut)
            return shut;
        var reader = format is null ? All.FirstOrDefault(one => one.Knows(files.Value)) : Find(format);
        if (reader is null)
        {
            return new Refusal(
                RefusalKind.Invalid, "import-format-unknown",
                $"This is no file that is read here. It may be one of: {string.Join(", ", All.Select(one => one.Label))}.", format is null ? "file" : "format");
        }

        var harvest = new ImportHarvest(now, zone);
        try
        {
            if (reader.Read(files.Value, harvest).Refusal is { } unreadable)
                return unreadable;
        }
        catch (ImportTooLargeException)
        {
            return ImportTooLargeException.Refusal;
        }

        return harvest.Titles.All(title => title.IsEmpty)
            ? new Refusal(RefusalKind.Invalid, "import-empty", $"The file is of {reader.Label}, and holds nothing that could be taken over.", "file")
            {
                More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["notices"] = harvest.Notices },
            }
            : (reader, harvest);
    }
}
