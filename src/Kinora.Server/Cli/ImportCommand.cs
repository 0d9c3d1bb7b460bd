using System.CommandLine;
using Kinora.Catalog.Contracts;

namespace Kinora.Server.Cli;

/// <summary>Brings titles in from files. Every file is checked before the first title is imported.</summary>
internal static class ImportCommand
{
    private const int IssuesShown = 20;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "JSON, NDJSON or CSV; .gz is read as it stands",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<ImportFormat?> Format = new("--format")
    {
        Description = "json, ndjson or csv (default: by the file's name, else by its beginning)",
        HelpName = "FORMAT",
    };

    private static readonly Option<string?> Provider = new("--provider")
    {
        Description = "For rows that name none (default: the file's name up to its first '_' or '.')",
        HelpName = "NAME",
    };

    private static readonly Option<string[]> Map = new("--map")
    {
        Description = "Reads a member of a title from a column of another name; may be repeated",
        HelpName = "MEMBER=COLUMN",
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would happen" };

    private sealed record Result(long Rows, long Accepted, long Updated, long Unchanged, long Refused, IReadOnlyList<ImportReport> Files);

    public static Command Make()
    {
        Files.Validators.Add(result =>
        {
            foreach (var file in result.Tokens.Select(token => token.Value).Where(file => !File.Exists(file)))
                result.AddError($"There is no file '{file}'.");
        });
        Map.Validators.Add(result =>
        {
            foreach (var pair in result.Tokens.Select(token => token.Value).Where(pair => pair.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"--map takes MEMBER=COLUMN, not '{pair}'.");
        });
        return UserCommand.Verb("import", "Bring titles in from files", [Files], [Format, Provider, Map, DryRun], RunAsync);
    }

    private static async Task<int> RunAsync(CommandHost host, ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        var titles = host.Get<ITitleImport>();
        var imports = new List<CheckedImport>();
        foreach (var file in parsed.GetValue(Files)!)
        {
            var found = await titles.CheckAsync(Request(parsed, file), Path.GetFullPath(file), cancel);
            if (found.Refusal is { } wrong)
                return output.Refused(wrong with { Detail = $"{file}: {wrong.Detail}" });
            imports.Add(found.Value);
        }

        var reports = new List<ImportReport>();
        foreach (var import in imports)
        {
            var report = await ImportProgressLine.ShowAsync(
                import.Request.Name, output, progress => titles.RunAsync(import, progress, cancel));
            if (report.Refusal is { } refusal)
                return output.Refused(refusal with { Detail = $"{import.Request.Name}: {refusal.Detail}" });
            reports.Add(report.Value);
        }

        var result = new Result(
            reports.Sum(r => r.Rows), reports.Sum(r => r.Accepted), reports.Sum(r => r.Updated), reports.Sum(r => r.Unchanged),
            reports.Sum(r => r.Refused), reports);
        output.Done(result, writer => Tell(writer, result));
        return result.Rows > 0 && result.Refused == result.Rows ? 1 : 0;
    }

    private static ImportRequest Request(ParseResult parsed, string file) => new(Path.GetFileName(file))
    {
        Format = parsed.GetValue(Format),
        Provider = parsed.GetValue(Provider),
        Map = (parsed.GetValue(Map) ?? []).Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
        DryRun = parsed.GetValue(DryRun),
    };

    private static void Tell(TextWriter writer, Result result)
    {
        foreach (var report in result.Files)
        {
            writer.WriteLine(Line($"{report.Name}: {report.Rows:N0} rows", report));
            foreach (var issue in report.Issues.Take(IssuesShown))
                writer.WriteLine($"  row {issue.Row} (line {issue.Line}) {issue.Field}: {issue.Message}");
            if (report.Issues.Count + report.IssuesLeftOut - IssuesShown is var more and > 0)
                writer.WriteLine(FormattableString.Invariant($"  … and {more:N0} more; --json shows them"));
            if (report.UnknownMembers.Count > 0)
                writer.WriteLine($"  not used: {string.Join(", ", report.UnknownMembers.Keys)}");
        }

        if (result.Files.Count > 1)
            writer.WriteLine(FormattableString.Invariant(
                $"Together: {result.Rows:N0} rows, {result.Accepted:N0} new, {result.Updated:N0} updated, {result.Unchanged:N0} unchanged, {result.Refused:N0} refused"));
    }

    private static string Line(FormattableString beginning, ImportReport report) => FormattableString.Invariant(beginning)
        + FormattableString.Invariant(
            $", {report.Accepted:N0} new, {report.Updated:N0} updated, {report.Unchanged:N0} unchanged, {report.Refused:N0} refused")
        + FormattableString.Invariant($" in {report.Seconds:N1} s{(report.DryRun ? " (dry run: nothing was written)" : "")}");
}
