using System.Security.Cryptography;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;

namespace Kinora.Playlists.Marathons;

/// <summary>Checks what is asked for, reads the sources and makes the plan.</summary>
internal sealed class MarathonMaker(MarathonSources reader, ICatalogue catalogue)
{
    private const long LargestSeed = (1L << 53) - 1;

    /// <summary>A marathon with what it was made of.</summary>
    /// <param name="Sources">As they were chosen, uncut.</param>
    internal sealed record Made(MarathonPlan Plan, IReadOnlyList<MarathonSource> Sources, MarathonItem? Bumper, long Seed);

    public async Task<Outcome<Made>> MakeAsync(MarathonRequest request, Caller caller, CancellationToken cancel)
    {
        if (Check(request) is { } refusal)
            return refusal;
        var read = await reader.ReadAsync(request.Sources, caller, cancel);
        if (read.Refusal is { } unread)
            return unread;
        var pattern = request.Pattern is { } text ? MarathonPattern.Parse(text, read.Value.Count) : default;
        var rules = Rules(request, read.Value, caller);
        if ((pattern.Refusal ?? rules.Refusal) is { } wrong)
            return wrong;
        var seed = request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        var plan = MarathonPlan.Make(
            read.Value, request.Method, pattern.Value, seed, request.KeepRunOrder, rules.Value);
        return new Made(plan, read.Value, rules.Value.Bumper, seed);
    }

    private static Refusal? Check(MarathonRequest request) =>
        request.Pattern is not null && request.Method != MarathonMethod.Interleave
            ? new Refusal(RefusalKind.Invalid, "pattern-not-used", "A pattern counts for the method 'interleave' only: choose it, or leave the pattern out.", "pattern")
        : request.Seed is < 0 or > LargestSeed ? Range("seed", "from 0 to 2^53 − 1")
        : request.LimitItems < 1 ? Range("limit_items", "at least 1")
        : request.LimitMs < 1 ? Range("limit_ms", "at least 1")
        : request.FitMs < 1 ? Range("fit_ms", "at least 1")
        : request.BumperEvery is < 1 or > 1_000 ? Range("bumper_every", "from 1 to 1000")
        : null;

    private Outcome<MarathonRules> Rules(MarathonRequest request, IReadOnlyList<MarathonSource> sources, Caller caller)
    {
        var starts = new Dictionary<int, MarathonStart>();
        foreach (var (label, at) in request.StartAt ?? new Dictionary<string, string>())
        {
            var source = label.Length == 1 ? char.ToUpperInvariant(label[0]) - 'A' : -1;
            if (source < 0 || source >= sources.Count)
                return new Refusal(RefusalKind.Invalid, "pattern-label-unknown", $"There is no source '{label}'.", "start_at");
            var start = EpisodeReader.TryRead(at, out var mark, out var begins) && begins == 0 ? new MarathonStart(mark, null) : new MarathonStart(null, at);
            if (!start.IsIn(sources[source]))
                return new Refusal(RefusalKind.Invalid, "start-not-found", $"'{at}' is not in the playlist '{sources[source].Name}': give an episode like S02E03, or a title id.", $"start_at.{label}");
            starts[source] = start;
        }

        MarathonItem? bumper = null;
        if (request.Bumper is { } id)
        {
            if (catalogue.Current.Find(id, caller).Refusal is not null)
                return new Refusal(RefusalKind.Invalid, "title-unknown", "There is no such title.", "bumper");
            bumper = new MarathonItems(catalogue.Current, caller).Of([id])[0];
        }

        return new MarathonRules
        {
            StartAt = starts,
            NoRepeats = request.NoRepeats,
            LimitItems = request.LimitItems,
            LimitMs = request.LimitMs,
            FitMs = request.FitMs,
            Bumper = bumper,
            BumperEvery = request.BumperEvery,
        };
    }

    private static Refusal Range(string field, string range) => new(RefusalKind.Invalid, "out-of-range", $"'{field}' is {range}.", field);
}
