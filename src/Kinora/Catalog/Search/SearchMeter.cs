using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Kinora.Catalog.Search;

/// <summary><c>kinora_search_seconds{kind}</c>: how long the title search itself takes, the reply not included.</summary>
internal sealed class SearchMeter(IMeterFactory meters)
{
    private readonly Histogram<double> _seconds = meters.Create("Kinora.Search")
        .CreateHistogram<double>("kinora_search_seconds", "s", "Time of a title search: a page of results, or names to offer.");

    public TitleResults Find(TitleSearch search, TitleRequest request) => Timed("page", () => search.Find(request));

    public IReadOnlyList<int> Suggest(TitleSearch search, string query, int limit) => Timed("suggest", () => search.Suggest(query, limit));

    /// <summary>Work of another kind that belongs to a search.</summary>
    public async Task<T> TimedAsync<T>(string kind, Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var done = await work();
        _seconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
        return done;
    }

    private T Timed<T>(string kind, Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        var found = work();
        _seconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
        return found;
    }
}
