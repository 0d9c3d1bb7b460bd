using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;

namespace Kinora.Signals.Demo;

/// <summary>
/// The people of the demo library and their past, through the same doors as everybody's. A profile's past is one transaction: there or not
/// there, so that a start that was interrupted goes on where it stopped.
/// </summary>
internal sealed class DemoLoader(
    IDemoLibrary library, IUsers users, IProfiles profiles, ISignalHistory history, ISignalDoor door, TimeProvider time) : IDemo
{
    public async Task<Outcome<DemoLoaded>> LoadAsync(CancellationToken cancel)
    {
        // The people of the demo are made up.
        using var acting = Acting.As(Actor.System);
        if ((await library.LoadAsync(cancel)).Refusal is { } refusal)
            return refusal;
        var people = DemoPerson.All();
        var signals = 0;
        foreach (var person in people)
        {
            var recorded = await LoadAsync(person, cancel);
            if (recorded.Refusal is { } no)
                return no;
            signals += recorded.Value;
        }

        return new DemoLoaded(library.Titles.Count, people.Count, signals, people.First(person => person.Role == Role.Admin).User);
    }

    private async Task<Outcome<int>> LoadAsync(DemoPerson person, CancellationToken cancel)
    {
        var user = await users.FindAsync(person.User, cancel);
        if (user is null)
        {
            var added = await users.AddAsync(new NewUser(person.User, person.Role, ShareEngagement: true), cancel);
            if (added.Refusal is { } taken)
                return taken;
            user = added.Value;
            var preferred = await profiles.ChangePreferencesAsync(user.DefaultProfileId, old => Prefer(old, person), cancel);
            if (preferred.Refusal is { } refusal)
                return refusal;
        }

        if ((await history.SinceAsync(user.DefaultProfileId, 0, cancel)).Count > 0)
            return 0;
        var results = await door.RecordAsync(user.DefaultProfileId, DemoPast.Of(person, library.Titles, time.GetUtcNow()), cancel);
        return results.Count(result => result.Status == SignalStatus.Recorded);
    }

    private static Preferences Prefer(Preferences old, DemoPerson person) => old with
    {
        GenresLiked = [.. person.Genres.OrderByDescending(genre => genre.Value).Take(2).Select(genre => genre.Key)],
        GenresAvoided = [.. person.Avoids],
        PreferredLanguage = person.Language,
    };
}
