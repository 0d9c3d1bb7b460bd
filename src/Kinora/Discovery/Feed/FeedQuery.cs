using System.Globalization;
using System.Text.Json;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Ranking;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Microsoft.AspNetCore.Http;

namespace Kinora.Discovery.Feed;

/// <summary>What a page of the feed is asked with.</summary>
internal sealed record FeedQuery
{
    public int PageSize { get; init; } = FeedRequest.DefaultPageSize;

    /// <summary>The client's own name for the sitting; null = ours.</summary>
    public Guid? FeedSession { get; init; }

    public string? Cursor { get; init; }

    public FeedFilters Filters { get; init; } = new();

    public Device Device { get; init; }

    public Connection Connection { get; init; }

    /// <summary>Whether the client named any filter at all; a page behind a cursor keeps those of the first one.</summary>
    public bool NamesFilters { get; init; }

    public static ValueTask<FeedQuery> BindAsync(HttpContext context)
    {
        var read = Read(context.Request.Query);
        return read.Refusal is { } refusal ? throw new RefusalException(refusal) : ValueTask.FromResult(read.Value);
    }

    public static Outcome<FeedQuery> Read(IQueryCollection query)
    {
        var size = (string?)query["page_size"];
        if (!TryNumber(size, 1, FeedRequest.MostPageSize, out var pageSize))
            return Refuse("page-size-out-of-range", $"A whole number from 1 to {FeedRequest.MostPageSize}.", "page_size");
        var name = (string?)query["feed_session"];
        if (!string.IsNullOrEmpty(name) && !Guid.TryParseExact(name, "D", out _))
            return Refuse("feed-session-invalid", "A feed session is named by a UUID.", "feed_session");
        if (!TryWord<TitleKind>(query["kind"], out var kind))
            return Refuse("kind-unknown", "movie, series, season, episode, clip, stream or audio.", "kind");
        if (!TryWord<Device>(query["device"], out var device))
            return Refuse("device-unknown", "phone, tablet, desktop or tv.", "device");
        if (!TryWord<Connection>(query["connection"], out var connection))
            return Refuse("connection-unknown", "slow, ok or fast.", "connection");
        var longest = (string?)query["duration_max_ms"];
        if (!TryNumber(longest, 1, long.MaxValue, out var duration))
            return Refuse("duration-max-out-of-range", "A whole number of milliseconds above 0.", "duration_max_ms");
        var language = (string?)query["language"];
        return new FeedQuery
        {
            PageSize = string.IsNullOrEmpty(size) ? FeedRequest.DefaultPageSize : (int)pageSize,
            FeedSession = string.IsNullOrEmpty(name) ? null : Guid.Parse(name),
            Cursor = query["cursor"],
            Filters = new FeedFilters
            {
                Kind = kind ?? TitleKind.Clip,
                Language = string.IsNullOrEmpty(language) ? null : language.ToLowerInvariant(),
                DurationMaxMs = string.IsNullOrEmpty(longest) ? null : duration,
            },
            Device = device ?? Device.Unknown,
            Connection = connection ?? Connection.Unknown,
            NamesFilters = query.ContainsKey("kind") || query.ContainsKey("language") || query.ContainsKey("duration_max_ms"),
        };
    }

    private static bool TryNumber(string? text, long least, long most, out long number)
    {
        number = 0;
        return string.IsNullOrEmpty(text)
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }

    /// <summary>True where nothing is said, or a word that is known.</summary>
    private static bool TryWord<T>(string? text, out T? word)
        where T : struct, Enum
    {
        word = null;
        if (string.IsNullOrEmpty(text))
            return true;
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()) == text && text != "unknown")
                word = value;
        }

        return word is not null;
    }

    private static Refusal Refuse(string code, string detail, string field) => new(RefusalKind.Invalid, code, detail, field);
}

/// <summary>What a feed session is about: the same for all its pages.</summary>
internal sealed record FeedFilters
{
    public TitleKind Kind { get; init; } = TitleKind.Clip;

    public string? Language { get; init; }

    public long? DurationMaxMs { get; init; }
}

/// <summary>The place that a cursor of the feed names.</summary>
internal sealed record FeedPlace(Guid FeedSession, int Page, FeedFilters Filters);
