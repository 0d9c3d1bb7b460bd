using System.CommandLine;
using Kinora.Library.Vault;
using Kinora.Platform;

namespace Kinora.Server.Cli;

/// <summary>The library as files: written, put back, looked over.</summary>
internal static class VaultCommand
{
    private static readonly Option<string?> User = new("--user") { Description = "Only this user's files (default: everybody's)", HelpName = "NAME" };

    private static readonly Argument<string?> Source = new("DIR")
    {
        Description = "A vault, such as the one of another installation (default: the folder 'vault' of the data folder)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Make() => new("vault", "Everybody's library as JSON files")
    {
        UserCommand.Verb("export", "Write all files anew, also while the server runs", [], [User], ExportAsync),
        UserCommand.Verb("restore", "Rebuild libraries from the files; what is there already stays", [Source], [User], RestoreAsync),
        UserCommand.Verb("verify", "Say what is wrong with the files, and what they are behind", [Source], [User], VerifyAsync),
    };

    private static async Task<int> ExportAsync(CommandHost host, ParseResult parsed, CancellationToken cancel)
    {
        var (people, write, output) = (host.Get<VaultPeople>(), host.Get<WriteVault>(), Output.Of(parsed));
        if (await UnknownAsync(host, parsed, cancel) is { } refusal)
            return output.Refused(refusal);
        var (profiles, files) = (0, 0);
        var busy = new List<string>();
        await foreach (var person in people.AllAsync(parsed.GetValue(User), cancel))
        {
            if (await write.RunAsync(person.Profile.Id, all: true, cancel) is { } written)
                (profiles, files) = (profiles + 1, files + written);
            else
                busy.Add(person.Folder.Relative);
        }

        return output.Done(new { profiles, files, busy, folder = people.Root }, writer =>
        {
            writer.WriteLine($"{profiles} profiles, {files} files written in {people.Root}.");
            foreach (var folder in busy)
                writer.WriteLine($"{folder} is being edited just now: try again shortly.");
        });
    }

    private static async Task<int> RestoreAsync(CommandHost host, ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        if (Root(host, parsed) is not { Succeeded: true } root)
            return output.Refused(Root(host, parsed).Refusal!);
        var restored = await host.Get<RestoreVault>().RunAsync(root.Value, parsed.GetValue(User), cancel);
        return output.Done(new { items = restored }, writer =>
        {
            foreach (var one in restored)
            {
                writer.WriteLine($"{one.Folder}: {one.States} states, {one.Queues} queues, {one.Visits} visits{(one.Kept > 0 ? $"; {one.Kept} were there and stayed" : "")}.");
                foreach (var notice in one.Notices)
                    writer.WriteLine($"  {notice}");
            }

            if (restored.Count == 0)
                writer.WriteLine($"No files in {root.Value}.");
        });
    }

    private static async Task<int> VerifyAsync(CommandHost host, ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        if (Root(host, parsed) is not { Succeeded: true } root)
            return output.Refused(Root(host, parsed).Refusal!);
        var findings = await host.Get<VerifyVault>().RunAsync(root.Value, parsed.GetValue(User), cancel);
        var wrong = findings.Where(finding => finding.State != "sound").ToList();
        output.Done(new { files = findings.Count, sound = findings.Count - wrong.Count, items = wrong }, writer =>
        {
            foreach (var finding in wrong)
            {
                writer.WriteLine($"{finding.Folder}/{finding.File}: {finding.State}");
                foreach (var detail in finding.Details)
                    writer.WriteLine($"  {detail}");
            }

            writer.WriteLine($"{findings.Count - wrong.Count} of {findings.Count} files are sound.");
        });
        // What is only behind is written by the server; the rest needs somebody.
        return wrong.Exists(finding => finding.State is "damaged" or "invalid" or "newer") ? 1 : 0;
    }

    private static Outcome<string> Root(CommandHost host, ParseResult parsed)
    {
        var root = Path.GetFullPath(parsed.GetValue(Source) ?? host.Get<VaultPeople>().Root);
        return Directory.Exists(root) ? root : new Refusal(RefusalKind.NotFound, "no-vault", $"There is no vault in {root}. Write one with 'kinora vault export', or name its folder.");
    }

    private static async Task<Refusal?> UnknownAsync(CommandHost host, ParseResult parsed, CancellationToken cancel) =>
        parsed.GetValue(User) is { } name && await host.Get<Kinora.Accounts.Contracts.IUsers>().FindAsync(name, cancel) is null
            ? new Refusal(RefusalKind.NotFound, "user-not-found", $"There is no user '{name}'.")
            : null;
}
