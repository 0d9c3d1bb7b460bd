using System.Runtime.CompilerServices;

namespace Kinora.Tests.Architecture;

public sealed class FileSizeTests
{
    private const int Most = 400;

    /// <summary>Files over the limit that wait for their split. The list may only shrink.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal);

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var root = Root();
        var tooLong = new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".ts" or ".css")
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && !file.Contains("wwwroot", StringComparison.Ordinal))
            .Select(file => (Name: Path.GetRelativePath(root, file).Replace('\\', '/'), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > Most && !Known.Contains(file.Name))
            .Select(file => $"{file.Name}: {file.Lines} lines")
            .ToList();

        Assert.True(tooLong.Count == 0, string.Join('\n', tooLong));
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
