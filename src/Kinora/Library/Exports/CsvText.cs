using System.Globalization;
using System.Text;

namespace Kinora.Library.Exports;

/// <summary>Writes tables that spreadsheets open and compute nothing of: a cell that would be a formula begins with an apostrophe. Pure.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder _text = new();
    private bool _begun;

    public CsvText(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
            Cell(column);
        End();
    }

    public CsvText Cell(string? text)
    {
        if (_begun)
            _text.Append(',');
        _begun = true;
        text ??= "";
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..])
            text = "'" + text;
        if (text.AsSpan().IndexOfAny("\",\r\n") >= 0)
            _text.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            _text.Append(text);
        return this;
    }

    public CsvText Cell(long? number) => Cell(number?.ToString(CultureInfo.InvariantCulture));

    public CsvText Number(double number) => Cell(Math.Round(number, 4).ToString(CultureInfo.InvariantCulture));

    public CsvText Cell(bool flag) => Cell(flag ? "true" : "false");

    /// <summary>A time as ISO 8601.</summary>
    public CsvText Time(long? at) => Cell(at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null);

    public void End()
    {
        _text.Append("\r\n");
        _begun = false;
    }

    /// <summary>UTF-8 with its mark, so that spreadsheets see every letter.</summary>
    public byte[] Bytes(bool mark = true) => [.. mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(_text.ToString())];
}
