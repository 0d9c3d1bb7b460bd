using Kinora.Platform;

namespace Kinora.Signals.Contracts;

/// <summary>Makes an empty installation look lived in: the demo library, its people, and what they have watched.</summary>
internal interface IDemo
{
    /// <summary>
    /// Does what is still missing; an installation that has it all is left alone. Refused as <c>IDemoLibrary.LoadAsync</c> refuses.
    /// </summary>
    Task<Outcome<DemoLoaded>> LoadAsync(CancellationToken cancel);
}

/// <summary>What there is now.</summary>
/// <param name="Signals">How many were recorded just now; 0 when the past was there already.</param>
/// <param name="SignInAs">The user who may do everything and whose home page has the most to show.</param>
internal sealed record DemoLoaded(int Titles, int People, int Signals, string SignInAs);
