using System.CommandLine;
using Kinora.Platform;

namespace Kinora.Server.Cli;

/// <summary>Asks a connector for what is new.</summary>
internal static class RefreshCommand
{
    private static readonly Argument<string> Connector = new("CONNECTOR") { Description = "Where titles come from" };

    public static Command Make()
    {
        var command = new Command("refresh", "Bring in what is new at a connector") { Connector };
        command.SetAction(parsed => Output.Of(parsed).Refused(new Refusal(
            RefusalKind.NotFound, "connector-not-found",
            $"There is no connector '{parsed.GetValue(Connector)}'. Bring titles in from files: kinora import FILE")));
        return command;
    }
}
