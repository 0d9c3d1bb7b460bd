namespace Kinora.Accounts.SignIn;

/// <summary>
/// The console of whoever runs the server: the only place where a code is ever printed. It is no log: nothing that is written here
/// passes a logger.
/// </summary>
internal sealed class ServerConsole(TextWriter writer)
{
    private readonly Lock _lock = new();

    public void Say(string line)
    {
        lock (_lock)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }
}
