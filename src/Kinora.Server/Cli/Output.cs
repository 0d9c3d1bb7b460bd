using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kinora.Platform;

namespace Kinora.Server.Cli;

/// <summary>
/// What a command says: its result on standard output, as one JSON document with <c>--json</c>; everything else on standard error.
/// </summary>
internal sealed class Output(bool json, TextWriter output, TextWriter errors)
{
    private static readonly JsonSerializerOptions Pretty = new(KinoraJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public bool Json => json;

    public TextWriter Plain => output;

    public static Output Of(ParseResult parsed) => new(
        parsed.GetValue(CommonOptions.Json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);

    /// <summary>The result; gives the exit code of success.</summary>
    public int Done<T>(T result, Action<TextWriter> plain)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(result, Pretty));
        else
            plain(output);
        output.Flush();
        return 0;
    }

    /// <summary>The value, or why there is none.</summary>
    public int Finish<T>(Outcome<T> outcome, Action<TextWriter, T> plain) =>
        outcome.Refusal is { } refusal ? Refused(refusal) : Done(outcome.Value, writer => plain(writer, outcome.Value));

    public int Refused(Refusal refusal)
    {
        errors.WriteLine($"kinora: {refusal.Detail}");
        if (json)
            Document(refusal.Code, refusal.Detail, refusal.Field);
        return 1;
    }

    public int Faulted(Exception fault)
    {
        // What took too long is said better by who waited than by the engine.
        var text = (fault as TimeoutException ?? fault.GetBaseException()).Message;
        errors.WriteLine($"kinora: {text}");
        if (json)
            Document("failed", text, null);
        return 1;
    }

    public void UsedWrongly(IReadOnlyList<string> messages)
    {
        foreach (var message in messages)
            errors.WriteLine($"kinora: {message}");
        errors.WriteLine("Try 'kinora --help'.");
        if (json)
            Document("usage", string.Join(' ', messages), null);
    }

    public void Note(string line) => errors.WriteLine(line);

    private void Document(string code, string message, string? field) =>
        output.WriteLine(JsonSerializer.Serialize(new { error = new { code, message, field } }, Pretty));
}
