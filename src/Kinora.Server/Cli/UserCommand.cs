using System.CommandLine;
using Kinora.Accounts.Contracts;
using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Security;
using Microsoft.Extensions.Options;

namespace Kinora.Server.Cli;

/// <summary>Accounts from the command line.</summary>
internal static class UserCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "1 to 32 letters, digits, '_' or '-'" };

    private static readonly Option<Role> NewRole = new("--role")
    {
        Description = "viewer, blessed or admin (default: viewer)",
        HelpName = "ROLE",
        DefaultValueFactory = _ => Role.Viewer,
    };

    private static readonly Argument<Role> OtherRole = new("ROLE") { Description = "viewer, blessed or admin" };

    private static readonly Option<bool?> Analyst = new("--analyst") { Description = "Whether insights are open to them: true or false" };

    private static readonly Option<string?> Email = new("--email") { Description = "Where their one-time codes go (default: none)", HelpName = "ADDRESS" };

    private static readonly Argument<string> NewEmail = new("ADDRESS") { Description = "Where their one-time codes go; '' removes it" };

    public static Command Make() => new("user", "Add, list, change, remove and let in people")
    {
        Verb("add", "Add a user", [Name], [NewRole, Email], (host, parsed, cancel) => AddAsync(host, parsed, cancel)),
        Verb("list", "List all users", [], [], ListAsync),
        Verb("role", "Change what a user may do", [Name, OtherRole], [Analyst], RoleAsync),
        Verb("email", "Set the mail address of a user", [Name, NewEmail], [], EmailAsync),
        Verb("remove", "Remove a user and all that is theirs", [Name], [], RemoveAsync),
        Verb("code", "Print a code and a link that let a user in", [Name], [CodeLink.Url], CodeLink.RunAsync),
    };

    public static Command Verb(
        string name, string description, Argument[] arguments, Option[] options, Func<CommandHost, ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var argument in arguments)
            command.Arguments.Add(argument);
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            Author.Current = Author.CommandLine;
            await using var host = await CommandHost.OpenAsync(parsed, cancel);
            return await run(host, parsed, cancel);
        });
        return command;
    }

    private static async Task<int> AddAsync(CommandHost host, ParseResult parsed, CancellationToken cancel) => Output.Of(parsed).Finish(
        await host.Get<IUsers>().AddAsync(new NewUser(parsed.GetValue(Name)!, parsed.GetValue(NewRole), Email: parsed.GetValue(Email)), cancel),
        (writer, user) =>
        {
            writer.WriteLine($"Added {Line(user)}.");
            writer.WriteLine($"Let them in with: kinora user code {user.Name}");
        });

    private static async Task<int> ListAsync(CommandHost host, ParseResult parsed, CancellationToken cancel)
    {
        var users = await host.Get<IUsers>().ListAsync(cancel);
        return Output.Of(parsed).Done(new { items = users }, writer =>
        {
            foreach (var user in users)
                writer.WriteLine($"{user.Name,-32}  {Word(user.Role),-7}  {(user.Analyst ? "analyst  " : "")}{Seen(user)}");
            if (users.Count == 0)
                writer.WriteLine("No users yet. Add one: kinora user add NAME --role admin");
        });
    }

    private static async Task<int> RoleAsync(CommandHost host, ParseResult parsed, CancellationToken cancel) => Output.Of(parsed).Finish(
        await host.Get<IUsers>().ChangeAsync(
            parsed.GetValue(Name)!, new UserChange(parsed.GetValue(OtherRole), parsed.GetValue(Analyst)), cancel),
        (writer, user) => writer.WriteLine($"Now {Line(user)}."));

    private static async Task<int> EmailAsync(CommandHost host, ParseResult parsed, CancellationToken cancel) => Output.Of(parsed).Finish(
        await host.Get<IUsers>().ChangeAsync(parsed.GetValue(Name)!, new UserChange(Email: parsed.GetValue(NewEmail)), cancel),
        (writer, user) => writer.WriteLine(user.Email is { } address ? $"Codes for {user.Name} go to {address}." : $"{user.Name} has no mail address."));

    private static async Task<int> RemoveAsync(CommandHost host, ParseResult parsed, CancellationToken cancel)
    {
        var name = parsed.GetValue(Name)!;
        var outcome = await host.Get<IUsers>().RemoveAsync(name, cancel);
        return Output.Of(parsed).Finish(outcome.Then(_ => new { removed = name }), (writer, _) => writer.WriteLine($"Removed {name}."));
    }

    private static string Line(UserInfo user) => $"{user.Name} ({Word(user.Role)}{(user.Analyst ? ", analyst" : "")})";

    private static string Word(Role role) => role.ToString().ToLowerInvariant();

    private static string Seen(UserInfo user) =>
        user.SeenAt is { } at ? FormattableString.Invariant($"seen {at:yyyy-MM-dd HH:mm} UTC") : "never seen";

    private static class CodeLink
    {
        public static readonly Option<string?> Url = new("--url")
        {
            Description = "Where people reach the server (default: the option Accounts:PublicUrl, else the address that the server last had)",
            HelpName = "URL",
        };

        public static async Task<int> RunAsync(CommandHost host, ParseResult parsed, CancellationToken cancel)
        {
            var options = host.Get<IOptions<Kinora.Accounts.AccountsOptions>>().Value;
            var origin = parsed.GetValue(Url) ?? options.PublicUrl ?? Last(host.Get<DataFolder>());
            return Output.Of(parsed).Finish(
                await host.Get<IssueCode>().RunAsync(parsed.GetValue(Name)!, origin.TrimEnd('/'), cancel),
                (writer, issued) =>
                {
                    writer.WriteLine($"Code  {issued.Code}");
                    writer.WriteLine($"Link  {issued.Link}");
                    writer.WriteLine(FormattableString.Invariant($"For {issued.Name}, once, until {issued.ExpiresAt:yyyy-MM-dd HH:mm} UTC."));
                });
        }

        /// <summary>A server that was never started listens on this one when it is.</summary>
        private static string Last(DataFolder folder) => File.Exists(folder.Address) ? File.ReadAllText(folder.Address) : "http://127.0.0.1:8080";
    }
}
