using System.Globalization;
using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>
/// Letterboxd's export: a zip of tables (or one of them). The diary has days, without times; stars come in halves and are rounded up. A film's own address
/// stands in some tables only, so a film is its name and year.
/// </summary>
internal sealed class LetterboxdReader : IImportReader
{
    public string Name => "letterboxd";

    public string Label => "Letterboxd";

    public bool Knows(IReadOnlyList<ImportFile> files) => files.Any(file => file.Head.Contains("Letterboxd URI", StringComparison.Ordinal) || IsList(file));

    private static bool IsList(ImportFile file) => file.Head.StartsWith("Letterboxd list export", StringComparison.Ordinal);

    public Outcome<Done> Read(IReadOnlyList<ImportFile> files, ImportHarvest into)
    {
        // The diary first: it says when; the list of what was watched says only that.
        foreach (var file in files.Where(file => files.Count == 1 || file.ShortName.EndsWith(".csv", StringComparison.Ordinal)).OrderBy(Rank).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            if (file.Name.Contains("deleted/", StringComparison.Ordinal) || file.Name.Contains("orphaned/", StringComparison.Ordinal))
                continue;
            var read = IsList(file) ? List(file, into) : Table(file, into);
            if (read.Refusal is { } refusal)
                return refusal;
        }

        return default(Done);
    }

    private static int Rank(ImportFile file) => file.ShortName is "diary.csv" or "reviews.csv" ? 0 : 1;

    private static Outcome<Done> Table(ImportFile file, ImportHarvest into)
    {
        var read = CsvTable.Of(file);
        if (read.Refusal is { } refusal)
            return refusal;
        var table = read.Value;
        if (!table.Has("Name") || !table.Has("Letterboxd URI"))
            return default(Done);
        var (diary, likes) = (table.Has("Watched Date"), file.Name.Contains("likes/", StringComparison.Ordinal));
        var plain = !diary && !likes && !table.Has("Rating") && file.ShortName is not "watchlist.csv";
        foreach (var row in table.Rows)
        {
            if (TitleOf(table.Cell(row, "Name"), table.Cell(row, "Year"), into) is not { } title)
            {
                into.Tell(file.Name, row.Line, "entry-invalid", "The row names no film: it is left out.");
                continue;
            }

            var day = into.Midday(table.Cell(row, "Date"));
            if (diary && into.Midday(table.Cell(row, "Watched Date") ?? table.Cell(row, "Date")) is { } watched)
                into.Play(title, new ImportedPlay(watched, Completed: true, DayOnly: true), file.Name, row.Line);
            else if (diary)
                into.Tell(file.Name, row.Line, "time-unreadable", "The day is not written as 2026-12-24: this play is left out.");
            if (double.TryParse(table.Cell(row, "Rating"), NumberStyles.Float, CultureInfo.InvariantCulture, out var stars) && stars is >= 0.5 and <= 5)
                into.Rate(title, (int)Math.Ceiling(stars), day);
            into.Tag(title, (table.Cell(row, "Tags") ?? "").Split(','));
            into.Note(title, table.Cell(row, "Review"));
            if (likes && title.Rating is null)
                into.Rate(title, 4, day);
            if (plain)
                (title.Seen, title.SeenAt) = (title.Plays.Count == 0, day);
            if (file.ShortName == "watchlist.csv")
                into.List(title, null, day);
        }

        return default(Done);
    }

    /// <summary>A list has a head of its own, then its films.</summary>
    private static Outcome<Done> List(ImportFile file, ImportHarvest into)
    {
        var text = file.Text();
        if (text.Refusal is { } refusal)
            return refusal;
        var rows = CsvTable.Split(file.Name, text.Value, ',');
        if (rows.Refusal is { } unreadable)
            return unreadable;
        var head = rows.Value.FindIndex(row => row.Cells.Contains("Position", StringComparer.OrdinalIgnoreCase));
        if (head < 0)
            return default(Done);
        var about = rows.Value.FindIndex(row => row.Cells is [("Date"), ("Name"), ..]);
        var name = about >= 0 && about + 1 < head && rows.Value[about + 1].Cells.Count > 1 ? rows.Value[about + 1].Cells[1] : Path.GetFileNameWithoutExtension(file.ShortName);
        var table = new CsvTable(file.Name, rows.Value[head].Cells, [.. rows.Value.Skip(head + 1)]);
        foreach (var row in table.Rows)
        {
            if (TitleOf(table.Cell(row, "Name"), table.Cell(row, "Year"), into) is { } title)
                into.List(title, name, null);
        }

        return default(Done);
    }

    private static ImportedTitle? TitleOf(string? name, string? year, ImportHarvest into)
    {
        if (name is null)
            return null;
        var known = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        return into.Of(new ImportedTitle
        {
            Key = $"{name} {known}",
            Ids = [$"letterboxd:{ImportNames.Slug(name, known)}"],
            Name = name,
            Kind = ImportedKind.Movie,
            Year = known,
        });
    }
}
