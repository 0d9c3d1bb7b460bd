using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;

namespace Kinora.Signals;

/// <summary>How far "not interested" goes.</summary>
internal enum HideScope
{
    Title,
    Creator,

    /// <summary>A genre, theme or tag.</summary>
    Topic,
}

/// <summary>What is to be hidden.</summary>
/// <param name="Target"><c>title:ID</c>, <c>creator:ID</c> or <c>topic:NAME</c>.</param>
/// <param name="TitleId">The title under which it was asked for, if any.</param>
internal sealed record HideTarget(string Target, string? TitleId)
{
    private const string CreatorMark = "creator:";
    private const string TopicMark = "topic:";
    private const int LongestTopic = 200;

    /// <summary>
    /// Reads the address: a title's id, with the scope saying how far it goes; or <c>creator:ID</c> or <c>topic:NAME</c> by itself.
    /// </summary>
    public static Outcome<HideTarget> Find(CatalogueSnapshot snapshot, Caller caller, string address, HideScope? scope, string? topic)
    {
        var isTitle = snapshot.IsShown(address, caller);
        if (!isTitle && (scope is null or HideScope.Topic) && address.StartsWith(TopicMark, StringComparison.Ordinal))
            return Topic(snapshot, address[TopicMark.Length..], null);
        if (!isTitle && (scope is null or HideScope.Creator) && address.StartsWith(CreatorMark, StringComparison.Ordinal))
            return Creator(snapshot, caller, address[CreatorMark.Length..]);
        if (!isTitle)
            return TitleLookup.NotFound(address);
        switch (scope ?? (topic is null ? HideScope.Title : HideScope.Topic))
        {
            case HideScope.Topic when topic is null:
                return new Refusal(RefusalKind.Invalid, "topic-missing", "Name the genre, theme or tag.", "topic");
            case HideScope.Topic:
                return Topic(snapshot, topic, address);
            case HideScope.Creator:
                snapshot.TryOrdinal(address, out var ordinal);
                return snapshot.CreatorOf(ordinal) is var creator and >= 0
                    ? new HideTarget(CreatorMark + snapshot.Creators.IdOf(creator), address)
                    : new Refusal(RefusalKind.Invalid, "title-without-creator", "Nobody is named as this title's creator.", "scope");
            default:
                return new HideTarget($"title:{address}", address);
        }
    }

    /// <summary>Reads the word; nothing said is nothing chosen.</summary>
    public static bool TryScope(string? word, out HideScope? scope)
    {
        scope = word switch { "title" => HideScope.Title, "creator" => HideScope.Creator, "topic" => HideScope.Topic, _ => null };
        return scope is not null || string.IsNullOrEmpty(word);
    }

    public static bool IsTarget(string? text) =>
        text is { Length: <= 300 } && new[] { "title:", CreatorMark, TopicMark }.Any(mark => text.Length > mark.Length && text.StartsWith(mark, StringComparison.Ordinal));

    public static string Join(HideScope scope, string id) => $"{scope.ToString().ToLowerInvariant()}:{id}";

    public static (HideScope Scope, string Id) Split(string target) => target switch
    {
        _ when target.StartsWith(CreatorMark, StringComparison.Ordinal) => (HideScope.Creator, target[CreatorMark.Length..]),
        _ when target.StartsWith(TopicMark, StringComparison.Ordinal) => (HideScope.Topic, target[TopicMark.Length..]),
        _ => (HideScope.Title, target["title:".Length..]),
    };

    private static Outcome<HideTarget> Creator(CatalogueSnapshot snapshot, Caller caller, string id) =>
        snapshot.Creators.TryOrdinal(id, out var creator) && snapshot.MayLookAtCreator(creator, caller)
        ? new HideTarget(CreatorMark + id, null)
        : new Refusal(RefusalKind.NotFound, "creator-not-found", $"There is no creator '{id}'.");

    private static Outcome<HideTarget> Topic(CatalogueSnapshot snapshot, string name, string? titleId)
    {
        Terms[] vocabularies = [snapshot.Words.Genres, snapshot.Words.Themes, snapshot.Words.Tags];
        var known = vocabularies.Any(terms => terms.TryNumber(name, out _))
            ? name
            : vocabularies.SelectMany(terms => terms.Words).FirstOrDefault(word => string.Equals(word, name, StringComparison.OrdinalIgnoreCase));
        return known is not null && known.Length <= LongestTopic
            ? new HideTarget(TopicMark + known, titleId)
            : new Refusal(RefusalKind.Invalid, "topic-unknown", $"No title has the genre, theme or tag '{name}'.", "topic");
    }
}
