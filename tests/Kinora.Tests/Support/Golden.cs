using System.Runtime.CompilerServices;

namespace Kinora.Tests.Support;

/// <summary>Files of the repository that tests write: what differs is put beside as <c>.received</c>, and accepted with KINORA_ACCEPT=1.</summary>
internal static class Golden
{
    public static void Check(string path, string received)
    {
        var file = Path.Combine(Root, path);
        var beside = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.received{Path.GetExtension(file)}");
        var known = File.Exists(file) ? File.ReadAllText(file) : "";
        if (known == received)
        {
            File.Delete(beside);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (Environment.GetEnvironmentVariable("KINORA_ACCEPT") == "1")
        {
            File.WriteAllText(file, received);
            return;
        }

        File.WriteAllText(beside, received);
        var words = $"{path} differs from what the server says now: compare {beside}, then run the test with KINORA_ACCEPT=1 to take it over.";
        // On a developer's machine a skip by name, so that it can wait for the end of a piece of work; in CI a failure.
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", words);
        Assert.Fail(words);
    }

    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
