using System.Security.Cryptography;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Experiments;
using Kinora.Discovery.Profiles;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;

namespace Kinora.Discovery.Feed;

/// <summary>A page that somebody asks for, with all that it is made from.</summary>
internal sealed record AskedPage(
    HeldProfile Held, Caller Caller, FeedQuery Query, FeedPlace Place, CatalogueSnapshot Snapshot, FeedExperiments.Plan Plan)
{
    /// <summary>The question to the engine, as of now; a feed session that the profile does not know begins with a seed that nobody can guess.</summary>
    public FeedRequest ToRequest(long nowMs) => new()
    {
        NowMs = nowMs,
        FeedSession = Place.FeedSession,
        Seed = Held.State.Session(Place.FeedSession)?.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
        Page = Place.Page,
        PageSize = Query.PageSize,
        Kind = Place.Filters.Kind,
        Language = Language(Place.Filters.Language),
        DurationMaxMs = Place.Filters.DurationMaxMs,
        Device = Query.Device,
        Connection = Query.Connection,
        Variants = Plan.Variants,
        Options = Plan.Recipe.Options,
    };

    /// <summary>A language that no title has is one that nothing is eligible in.</summary>
    private short Language(string? tag) => tag is null ? EligibilityFilter.AnyLanguage
        : Snapshot.Words.Languages.TryNumber(tag, out var number) ? (short)number : short.MaxValue;
}
