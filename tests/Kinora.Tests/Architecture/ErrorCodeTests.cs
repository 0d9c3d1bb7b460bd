using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Kinora.Platform.Http;
using Kinora.Tests.Support;

namespace Kinora.Tests.Architecture;

public sealed partial class ErrorCodeTests
{
    /// <summary>Words with hyphens in the code that are no codes of refusals.</summary>
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "content-cell", "date-time", "kinora-writer", "ml-100k", "next-item", "no-store", "off-policy", "openai-compatible", "playback-reporting", "role-changed", "same-origin", "signed-out", "spider-man",
        "strict-origin-when-cross-origin", "too-slow", "use-lite", "x-key",
    };

    [Fact]
    public void Every_code_that_is_used_is_explained_and_no_other()
    {
        string[] used =
        [
            .. new[] { "Kinora", "Kinora.Server" }
                .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root(), "src", project), "*.cs", SearchOption.AllDirectories))
                .Where(file => Path.GetFileName(file) != "ErrorCodes.cs")
                .SelectMany(file => Word().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value))
                .Where(code => !Others.Contains(code))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

        Assert.Equal(used, ErrorCodes.All.Select(entry => entry.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_list_of_codes_in_the_docs_is_the_newest() =>
        Golden.Check("docs/api/errors.md", string.Concat(
        [
            "# What a refusal means\n\nEvery problem document carries `error.code`. The same list stands at `/docs/errors` on a running server.\n\n",
            "| code | meaning, and what to do |\n| --- | --- |\n",
            .. ErrorCodes.All.Select(entry => $"| `{entry.Code}` | {entry.Meaning} |\n"),
        ]));

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex("\"(?<code>[a-z][a-z0-9]*(-[a-z0-9]+)+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
