using Kinora.Accounts.Contracts;
using Kinora.Integrations.Mail;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts.SignIn;

/// <summary>The console of whoever runs the server: needs nothing and reaches everybody who can ask them.</summary>
internal sealed class ConsoleCourier(ServerConsole console, IOptions<AccountsOptions> options) : ICodeCourier
{
    public const string Word = "console";

    public string Via => Word;

    public int Rank => 100;

    public bool Ready => options.Value.ConsoleCodes;

    public Task<bool> DeliverAsync(CodeMessage message, CancellationToken cancel)
    {
        console.Say($"  Code for {message.Name}: {message.Code}   (good for {message.Minutes} minutes, for the browser that asked)");
        return Task.FromResult(true);
    }
}

/// <summary>Mail to the address of the account.</summary>
internal sealed class MailCourier(Mailer mailer) : ICodeCourier
{
    public const string Word = "email";

    public string Via => Word;

    public int Rank => 10;

    public bool Ready => mailer.IsConfigured;

    public async Task<bool> DeliverAsync(CodeMessage message, CancellationToken cancel)
    {
        if (message.Email is not { } address)
            return false;
        // The code stays out of the subject: locked telephones show that.
        await mailer.SendAsync(address, "Your sign-in code for Kinora", Text(message), cancel);
        return true;
    }

    private static string Text(CodeMessage message) =>
        $"""
        Hello {message.Name},

        somebody wants to sign in to Kinora with your name. If it is you, enter this code where you asked for it:

            {message.Code[..4]} {message.Code[4..]}

        It works for {message.Minutes} minutes, once, and only in the browser that asked.

        Asked from: {message.Address}
        With: {message.Agent}

        If it was not you, do nothing: without this code nobody gets in. Never pass it on, whoever asks for it.
        """;
}
