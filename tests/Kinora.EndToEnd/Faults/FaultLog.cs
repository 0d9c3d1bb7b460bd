using System.Globalization;

namespace Kinora.EndToEnd.Faults;

/// <summary>How much is tried, and what came of it: a line a fault in the file that <c>KINORA_FAULT_REPORT</c> names.</summary>
internal static class FaultLog
{
    private static readonly Lock Gate = new();

    /// <summary><c>KINORA_FAULTS</c>: how many times each fault is tried; small unless somebody asks for more.</summary>
    public static int Tries(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("KINORA_FAULTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : usual;

    public static void Write(string fault, string engine, int tries, long acknowledged, long losses, string note = "")
    {
        if (Environment.GetEnvironmentVariable("KINORA_FAULT_REPORT") is not { Length: > 0 } file)
            return;
        lock (Gate)
        {
            File.AppendAllText(file, string.Create(
                CultureInfo.InvariantCulture, $"| {fault} | {engine} | {tries:N0} | {acknowledged:N0} | {losses:N0} | {note} |\n"));
        }
    }
}
