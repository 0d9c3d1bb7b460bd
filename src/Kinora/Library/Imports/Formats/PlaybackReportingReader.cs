using System.Globalization;
using System.Text.RegularExpressions;
using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>
/// A backup of Jellyfin's plug-in Playback Reporting: a table with tabs and without a head, of nine columns: time, user, item, type, name, method, client,
/// device, seconds. Times are those of the server; they are taken for the person's own.
/// </summary>
internal sealed partial class PlaybackReportingReader : IImportReader
{
    private static readonly string[] Times = ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss"];

    public string Name => "playback-reporting";

    public string Label => "Playback Reporting";

    public bool Knows(IReadOnlyList<ImportFile> files) => files is [var file, ..] && file.Head.Split('\n') is [var line, ..] && line.Count(letter => letter == '\t') == 8 && line.Length > 0
        && char.IsAsciiDigit(line[0]);

    public Outcome<Done> Read(IReadOnlyList<ImportFile> files, ImportHarvest into)
    {
        var plays = new JellyfinPlays();
        foreach (var file in files)
        {
            var text = file.Text();
            if (text.Refusal is { } refusal)
                return refusal;
            var line = 0L;
            foreach (var row in text.Value.AsSpan().EnumerateLines())
            {
                line++;
                if (row.Length > ImportLimits.LongestLine)
                    into.Tell(file.Name, line, "line-too-long", "The line is longer than 1 MB: it is left out.");
                else if (!row.Trim().IsEmpty)
                    Take(row.ToString().Split('\t'), file.Name, line, plays, into);
            }
        }

        plays.Give(into);
        return default(Done);
    }

    private static void Take(string[] cells, string file, long line, JellyfinPlays plays, ImportHarvest into)
    {
        var at = cells.Length >= 9 && DateTime.TryParseExact(cells[0], Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, into.Zone.GetUtcOffset(local)).ToUnixTimeMilliseconds()
            : (long?)null;
        var watched = cells.Length >= 9 ? JellyfinPlays.Ms(JellyfinPlays.Seconds(cells[8])) : null;
        var named = cells.Length >= 9 ? Episode().Match(cells[4]) : Match.Empty;
        var title = at is null || watched is null ? null : JellyfinPlays.TitleOf(
            cells[1], cells[2], named.Success ? named.Groups["name"].Value : cells[4], named.Success ? named.Groups["series"].Value : null,
            named.Success ? int.Parse(named.Groups["season"].ValueSpan, CultureInfo.InvariantCulture) : null, named.Success ? int.Parse(named.Groups["episode"].ValueSpan, CultureInfo.InvariantCulture) : null,
            cells[3] switch
            {
                "Episode" => ImportedKind.Episode,
                "Movie" => ImportedKind.Movie,
                _ => ImportedKind.Any,
            },
            into);
        if (title is null)
        {
            into.Tell(file, line, "entry-invalid", "The line has not the nine columns of Playback Reporting: it is left out.");
            return;
        }

        into.Know(title.Person!, null);
        plays.Add(title, new JellyfinPlays.Piece(at!.Value, at.Value + watched!.Value, watched.Value, file, line));
    }

    [GeneratedRegex(@"^(?<series>.{1,300}?) - s(?<season>\d{1,4})e(?<episode>\d{1,4})( - (?<name>.{0,300}))?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Episode();
}
