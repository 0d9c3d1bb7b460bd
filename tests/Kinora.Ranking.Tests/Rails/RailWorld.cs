using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Rails;

/// <summary>Small catalogues, and what a person did there.</summary>
internal static class RailWorld
{
    public const long Now = 1_800_000_000_000;
    public const long Day = 86_400_000;

    public static RailContext Context(CatalogueColumns columns, ProfileState state, SharedState? shared = null)
    {
        shared ??= SharedState.Empty;
        return new RailContext(columns, state, shared, Taste.Of(columns, state, shared, Now), Now);
    }

    public static TestTitle Movie(int creator = -1, int[]? genres = null, long publishedAt = ColumnChunk.Unknown) =>
        new() { Kind = TitleKind.Movie, DurationMs = 5_000_000, Creator = creator, Genres = genres ?? [], PublishedAt = publishedAt };

    public static TestTitle Episode(int series, ushort season, ushort episode) =>
        new() { Kind = TitleKind.Episode, DurationMs = 1_000_000, Series = series, Season = season, Episode = episode };

    public static void Watch(ProfileState state, int title, long at) => state.Apply(new SignalFact
    {
        EventId = new Guid(title, 1, 1, new byte[8]),
        Kind = FactKind.Complete,
        At = at,
        ReceivedAt = at,
        Title = title,
        PositionMs = 4_999_000,
    });

    public static void Say(ProfileState state, FactKind kind, FactTarget targetKind, int target) => state.Apply(new SignalFact
    {
        EventId = new Guid(target, 2, 2, new byte[8]),
        Kind = kind,
        At = Now - Day,
        ReceivedAt = Now - Day,
        Title = targetKind == FactTarget.Title ? target : -1,
        Target = target,
        TargetKind = targetKind,
    });
}
