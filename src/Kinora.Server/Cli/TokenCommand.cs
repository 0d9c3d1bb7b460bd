using System.CommandLine;
using Kinora.Accounts;
using Kinora.Accounts.Contracts;

namespace Kinora.Server.Cli;

/// <summary>Personal access tokens from the command line.</summary>
internal static class TokenCommand
{
    private const int MostDays = 3650;

    private static readonly Argument<string> Name = new("NAME") { Description = "The user whose token it is" };

    private static readonly Option<string> Label = new("--label")
    {
        Description = "What the token is for (default: 'command line')",
        HelpName = "TEXT",
        DefaultValueFactory = _ => "command line",
    };

    private static readonly Option<string[]> Scopes = new("--scope")
    {
        Description = "read, write or admin; a wider one includes the narrower (default: all that the user may)",
        HelpName = "SCOPE",
    };

    private static readonly Option<int?> Days = new Option<int?>("--days")
    {
        Description = $"How long it counts, 1 to {MostDays} days (default: the option Accounts:TokenDays)",
        HelpName = "N",
    }.Within(1, MostDays);

    public static Command Make()
    {
        Scopes.AcceptOnlyFromAmong("read", "write", "admin");
        return new("token", "Personal access tokens for programs")
        {
            UserCommand.Verb("create", "Print a new token of a user: shown this once", [Name], [Label, Scopes, Days], CreateAsync),
        };
    }

    private static async Task<int> CreateAsync(CommandHost host, ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        var name = parsed.GetValue(Name)!;
        if (await host.Get<IUsers>().FindAsync(name, cancel) is not { } user)
            return output.Refused(AccountName.NotFound(name));
        var chosen = parsed.GetValue(Scopes);
        var scopes = chosen is { Length: > 0 } ? TokenScopeWords.Parse(chosen) ?? TokenScopes.Read : TokenScopes.All;
        var made = await host.Get<TokenStore>().AddAsync(user.Id, parsed.GetValue(Label)!, scopes, parsed.GetValue(Days), cancel);
        return output.Done(
            new { made.Id, user = user.Name, made.Name, scopes = scopes.List(), made.CreatedAt, made.ExpiresAt, made.Token },
            writer => writer.WriteLine(made.Token));
    }
}
