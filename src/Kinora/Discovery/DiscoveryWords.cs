using Kinora.Platform.Ui;

namespace Kinora.Discovery;

/// <summary>What rails and their reasons say; the sentences stand in the resource file of the same name.</summary>
internal static class DiscoveryWords
{
    private static readonly Wording Text = new(typeof(DiscoveryWords));

    public static string ContinueWatching => Text.Get();

    public static string MyList => Text.Get();

    public static string ForYou => Text.Get();

    public static string BecauseYouWatched(object? first) => Text.Fill([first]);

    public static string NewEpisodes => Text.Get();

    public static string NewForYou => Text.Get();

    public static string Trending => Text.Get();

    public static string PopularHere => Text.Get();

    public static string NewestHere => Text.Get();

    public static string Household => Text.Get();

    public static string NewReleases => Text.Get();

    public static string TopIn(object? first) => Text.Fill([first]);

    public static string NewestIn(object? first) => Text.Fill([first]);

    public static string RecentlyBrowsed => Text.Get();

    public static string Featured => Text.Get();

    public static string OnYourList => Text.Get();

    public static string LookedAt => Text.Get();

    public static string LeftOff => Text.Get();

    public static string NextAfter(object? first) => Text.Fill([first]);

    public static string NewEpisode => Text.Get();

    public static string NextEpisode => Text.Get();

    public static string NewEpisodeOf(object? first) => Text.Fill([first]);

    public static string ForMood(object? first) => Text.Fill([first]);

    public static string NewFrom(object? first) => Text.Fill([first]);

    public static string FollowedFrom(object? first) => Text.Fill([first]);

    public static string FromFollowed => Text.Get();

    public static string MoreFrom(object? first) => Text.Fill([first]);

    public static string FromOften => Text.Get();

    public static string OftenWatch(object? first) => Text.Fill([first]);

    public static string LikeOften => Text.Get();

    public static string LikeWatched => Text.Get();

    public static string JustAdded => Text.Get();

    public static string NewIn(object? first) => Text.Fill([first]);

    public static string PopularIn(object? first) => Text.Fill([first]);

    public static string ExploringGenre(object? first) => Text.Fill([first]);

    public static string Exploring => Text.Get();

    public static string Repeat => Text.Get();

    public static string TopRatedIn(object? first) => Text.Fill([first]);

    public static string TopRated => Text.Get();

    public static string Chose(object? first) => Text.Fill([first]);

    public static string Browsed(object? first) => Text.Fill([first]);

    public static string Finished => Text.Get();

    public static string InLanguage(object? first) => Text.Fill([first]);

    public static string Prolific(object? first) => Text.Fill([first]);

    public static string Dated(object? first) => Text.Fill([first]);

    public static string Unrated => Text.Get();

    public static string NewToYouIn(object? first) => Text.Fill([first]);

    public static string NewToYou => Text.Get();

    public static string AlsoFrom(object? first) => Text.Fill([first]);

    public static string GenreLike(object? first, object? second) => Text.Fill([first, second]);

    public static string Like(object? first) => Text.Fill([first]);

    public static string LearnTopic(object? first) => Text.Fill([first]);

    public static string LearnForYou => Text.Get();

    public static string AtLevel(object? first, object? second) => Text.Fill([first, second]);

    public static string Beginner => Text.Get();

    public static string Intermediate => Text.Get();

    public static string Advanced => Text.Get();
}
