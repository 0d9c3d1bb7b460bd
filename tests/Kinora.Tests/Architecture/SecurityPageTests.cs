using System.Text.RegularExpressions;
using Kinora.Tests.Support;

namespace Kinora.Tests.Architecture;

/// <summary>What the pages for those who run and judge the product point at is there.</summary>
public sealed partial class SecurityPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_file_and_test_that_the_security_page_names_is_there()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Golden.Root, "docs", "security.md"), Cancel);
        var files = Paths().Matches(page).Select(match => match.Groups["path"].Value).Distinct(StringComparer.Ordinal).ToList();
        var tests = Tests().Matches(page).Select(match => match.Groups["test"].Value).Distinct(StringComparer.Ordinal).ToList();
        var known = Directory.EnumerateFiles(Path.Combine(Golden.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet(StringComparer.Ordinal);

        Assert.True(files.Count + tests.Count > 40, $"Only {files.Count} files and {tests.Count} tests are named.");
        Assert.All(files, file => Assert.True(Path.Exists(Path.Combine(Golden.Root, file)), file));
        Assert.Subset(known, tests.ToHashSet(StringComparer.Ordinal));
    }

    [GeneratedRegex("`(?<path>(src|tests|deploy|docs|\\.ci)/[^`]*)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Paths();

    [GeneratedRegex("`(?<test>[A-Z][A-Za-z]*Tests)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tests();
}
