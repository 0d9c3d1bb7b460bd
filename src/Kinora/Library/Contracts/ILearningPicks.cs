using Kinora.Platform.Security;

namespace Kinora.Library.Contracts;

/// <summary>Chooses what a person may learn from today; whoever ranks titles fills it.</summary>
internal interface ILearningPicks
{
    /// <summary>In the order in which they are best watched; empty where nothing fits.</summary>
    Task<IReadOnlyList<LearningPick>> PickAsync(Caller caller, LearningWish wish, CancellationToken cancel);
}

/// <summary>What is asked for.</summary>
/// <param name="Topics">The topics that the person learns; none: whatever suits them.</param>
/// <param name="Ms">How much time there is.</param>
/// <param name="Most">How many titles.</param>
/// <param name="Not">Titles that are there already, or were taken out today.</param>
/// <param name="Hours">How long the person watched each topic so far, in hours: their level in it.</param>
internal sealed record LearningWish(
    IReadOnlyList<string> Topics, long Ms, int Most, IReadOnlyCollection<string> Not, IReadOnlyDictionary<string, double> Hours);

/// <summary>One title and, in a sentence, why.</summary>
internal sealed record LearningPick(string TitleId, string Reason);
