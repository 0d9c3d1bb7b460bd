using System.CommandLine;

namespace Kinora.Server.Cli;

/// <summary>What every command understands.</summary>
internal static class CommonOptions
{
    /// <summary>Where the launcher says that the data folder is; without it, <c>data</c> below the current folder.</summary>
    public const string DataVariable = "KINORA_DATA";

    public static readonly Option<string?> Data = new("--data")
    {
        Description = "The data folder (default: 'data')",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "One JSON document on standard output",
        Recursive = true,
    };

    public static string Folder(ParseResult parsed, bool demo = false)
    {
        if (parsed.GetValue(Data) is { Length: > 0 } chosen)
            return Path.GetFullPath(chosen);
        var home = Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } set ? set : "data";
        return Path.GetFullPath(demo ? Path.Combine(home, "demo") : home);
    }
}
