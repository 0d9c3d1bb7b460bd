namespace Kinora.Accounts.SignIn;

/// <summary>How long to wait after wrong tries: nothing for the first ones, then a minute, doubled with each further one, a day at most.</summary>
internal static class Backoff
{
    /// <summary>Wrong tries for one name from one network that cost nothing: what three mistyped codes take.</summary>
    public const int FreeOfPair = 9;

    /// <summary>Wrong tries from one network, whatever the names: a household or a café behind one address.</summary>
    public const int FreeOfNetwork = 30;

    /// <summary>After so long without a wrong try all is forgotten.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private const int MostDoublings = 11;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    public static TimeSpan After(int failures, int free)
    {
        if (failures < free)
            return TimeSpan.Zero;
        var wait = First * (1L << Math.Min(failures - free, MostDoublings));
        return wait < Memory ? wait : Memory;
    }
}
