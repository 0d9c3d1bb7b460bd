using System.Diagnostics;
using System.Text.RegularExpressions;
using Kinora.Tests.Support;

namespace Kinora.Tests.Architecture;

/// <summary>No secret stands in a file of the repository. What looks like one is found by its form; published test vectors are named.</summary>
public sealed partial class SecretScanTests
{
    private static readonly string[] Pictures = [".png", ".mp4", ".ico", ".woff2", ".svg"];

    /// <summary>Files that hold published vectors, and why each may.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal);

    private static readonly (string Name, Regex Form)[] Forms =
    [
        ("a private key", PrivateKey()), ("a key of a cloud", CloudKey()), ("a token of a code host", HostToken()), ("a token of ours", OwnToken()),
        ("a token of a chat", ChatToken()), ("a key of a model's service", ModelKey()), ("a password in a setting", Setting()),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_file_that_is_kept_holds_a_secret()
    {
        var files = await TrackedAsync();
        var found = new List<string>();
        foreach (var file in files.Where(file => !Pictures.Contains(Path.GetExtension(file)) && !Known.ContainsKey(file)))
        {
            var path = Path.Combine(Golden.Root, file);
            if (File.Exists(path))
                found.AddRange(Find(await File.ReadAllTextAsync(path, Cancel)).Select(name => $"{file}: {name}"));
        }

        Assert.True(files.Count > 300, $"Only {files.Count} files were read.");
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("a private key", "-----BEGIN ", "EC PRIVATE KEY-----")]
    [InlineData("a key of a cloud", "AKIA", "IOSFODNN7EXAMPLE")]
    [InlineData("a token of a code host", "ghp_", "0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("a token of ours", "kin_", "0123456789-abcdefghij_ABCDEFGHIJ0123456789a")]
    [InlineData("a token of a chat", "xoxb-", "0123456789-abcdefghij")]
    [InlineData("a key of a model's service", "sk-", "0123456789abcdefghijABCDEFGHIJ01")]
    [InlineData("a password in a setting", "Password=", "correcthorsebatterystaple7")]
    [InlineData("a password in a setting", "api_key: '", "c0rrecthorsebatterystaple'")]
    public void Each_form_of_secret_is_found(string name, string beginning, string rest) => Assert.Contains(name, Find($"x {beginning}{rest} y"));

    private static IEnumerable<string> Find(string text) => Forms.Where(form => form.Form.IsMatch(text)).Select(form => form.Name);

    private static async Task<List<string>> TrackedAsync()
    {
        Assert.SkipUnless(Path.Exists(Path.Combine(Golden.Root, ".git")), "This is no checkout: git knows which files are kept.");
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = Golden.Root, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await git.StandardOutput.ReadToEndAsync(Cancel);
        await git.WaitForExitAsync(Cancel);
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries)];
    }

    [GeneratedRegex("-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CloudKey();

    [GeneratedRegex(@"\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,}|glpat-[A-Za-z0-9_-]{20,})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostToken();

    [GeneratedRegex(@"\bkin_[A-Za-z0-9_-]{43}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnToken();

    [GeneratedRegex(@"\bxox[abprs]-[A-Za-z0-9-]{10,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChatToken();

    [GeneratedRegex(@"\bsk-[A-Za-z0-9_-]{32,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ModelKey();

    // Long and with a digit: a word in a sentence is none, nor is a name in braces or after a dollar sign.
    [GeneratedRegex(
        """(?i)\b(password|passwd|pwd|secret|api[_-]?key|client[_-]?secret)\b\s*[=:]\s*["']?(?=[A-Za-z+/_-]*[0-9])[A-Za-z0-9+/_-]{20,}""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
