using System.Globalization;
using Kinora.Catalog.Titles;
using Kinora.Platform;

namespace Kinora.Catalog.Import;

/// <summary>One column: the member that it fills and how its cells are to be read. No member: it is only counted.</summary>
/// <param name="Commas">A list in it may be joined by commas as well as by <c>|</c>.</param>
/// <param name="First">Of several names in it only the first is taken.</param>
internal sealed record CsvColumn(string Header, string? Member, bool Commas = false, bool First = false)
{
    /// <summary>What is longer is no name but a list that somebody pasted.</summary>
    private const int LongestName = 200;

    public void Fill(TitleDraft draft, string cell, Faults faults, Action<string> unknown)
    {
        if (Member is null)
        {
            unknown(Header);
            return;
        }

        if (Member == "provider.genres")
        {
            draft.Set("genres", new Cell(cell, this), faults);
            draft.Set("categories", new Cell(cell, this), faults);
        }
        else if (!draft.Set(Member, new Cell(cell, this), faults))
        {
            unknown(Header);
        }
    }

    private readonly struct Cell(string cell, CsvColumn column) : IMemberValue
    {
        public bool TryText(out string? text)
        {
            text = column.Member switch
            {
                "kind" => CsvWords.Kind(cell),
                "published_at" => CsvWords.Date(cell),
                _ when column.First => cell.Split(',', 2)[0].Trim() is { Length: <= LongestName } name ? name : null,
                "synopsis" => cell,
                // Cells of spreadsheets are broken over lines for looks.
                _ => cell.ReplaceLineEndings(" "),
            };
            return true;
        }

        public bool TryNumber(out long? number)
        {
            number = null;
            var text = cell.AsSpan().Trim();
            if (text.IsEmpty)
                return true;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                number = value;
            else if (column.Member == "duration_ms")
                return CsvWords.IsSeasons(cell) || (number = CsvWords.Duration(cell)) is not null;
            return number is not null;
        }

        public bool TryFlag(out bool? flag)
        {
            flag = cell.Trim().ToLowerInvariant() switch { "true" or "1" or "yes" => true, "false" or "0" or "no" => false, _ => null };
            return flag is not null || string.IsNullOrWhiteSpace(cell);
        }

        public bool TryList(out IReadOnlyList<string>? list)
        {
            var separators = column.Commas && !cell.Contains('|', StringComparison.Ordinal) ? ',' : '|';
            list = cell.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return true;
        }

        /// <summary>A cell has no room for them: files of JSON bring them.</summary>
        public bool TryTracks(out IReadOnlyList<SubtitleDraft>? tracks)
        {
            tracks = null;
            return string.IsNullOrWhiteSpace(cell);
        }
    }
}
