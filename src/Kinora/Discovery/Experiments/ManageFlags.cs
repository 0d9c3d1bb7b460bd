using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Experiments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Experiments;

/// <summary>
/// The flags and how many profiles each variant has. A change begins a new round: what is compared was shared out in one way all the time.
/// </summary>
internal sealed class ManageFlags(Db db, FlagStore store, FeedExperiments experiments, AuditLog audit, TimeProvider time)
{
    private const int MostTries = 20;

    internal sealed record Response(IReadOnlyList<State> Flags);

    /// <summary>A flag as it is shared out now.</summary>
    /// <param name="Round">0: nobody ever set it.</param>
    /// <param name="Outside">Percent in no variant, who get what <c>control</c> gets and are not compared.</param>
    internal sealed record State(string Name, int Round, DateTimeOffset? Since, IReadOnlyList<Share> Variants, decimal Outside);

    internal sealed record Share(string Name, decimal Percent);

    internal sealed record Request
    {
        public string? Flag { get; init; }

        /// <summary>The round that the change was made from; a newer one refuses it.</summary>
        public int? Round { get; init; }

        /// <summary>By variant, from 0 to 100, with two places; those left out get none.</summary>
        public IReadOnlyDictionary<string, decimal>? Percentages { get; init; }
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/admin/flags", ReadAsync).Needs(Role.Admin);
        endpoints.MapPut("/api/admin/flags", WriteAsync).Needs(Role.Admin);
    }

    /// <summary>All flags with their variants and percentages.</summary>
    private static async Task<IResult> ReadAsync(ManageFlags slice, CancellationToken cancel) => Results.Json(await slice.StateAsync(cancel));

    /// <summary>Shares one flag's variants out anew. Growing moves nobody out of a variant.</summary>
    private static async Task<IResult> WriteAsync(Request request, ManageFlags slice, CancellationToken cancel) =>
        (await slice.SetAsync(request, cancel)).ToHttp();

    public async Task<Response> StateAsync(CancellationToken cancel)
    {
        var rounds = (await store.CurrentAsync(cancel)).ToDictionary(round => round.Flag, StringComparer.Ordinal);
        return new Response([.. Flag.All.Select(flag => Show(flag, rounds.GetValueOrDefault(flag.Name)))]);
    }

    public async Task<Outcome<State>> SetAsync(Request request, CancellationToken cancel)
    {
        if (Flag.Find(request.Flag) is not { } flag)
            return new Refusal(RefusalKind.NotFound, "flag-not-found", $"There is no such flag. There are: {string.Join(", ", Flag.All.Select(one => one.Name))}.", "flag");
        if (Check(flag, request.Percentages) is { } refusal)
            return refusal;
        var sizes = flag.Variants.Select(variant => (variant.Name, (int)(request.Percentages!.GetValueOrDefault(variant.Name) * Buckets.OfPercent))).ToList();
        var by = Author.Current;
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            // Load
            var before = (await store.CurrentAsync(cancel)).Find(round => round.Flag == flag.Name);
            if (request.Round is { } from && from != (before?.Number ?? 0))
                return new Refusal(RefusalKind.Stale, "flag-changed", "Somebody else changed this flag meanwhile. Look at it again.", "round");

            // Decide
            var allocation = (before?.Allocation ?? Allocation.Empty).With(sizes);
            if (before is not null && allocation.Stretches.SequenceEqual(before.Allocation.Stretches))
                return Show(flag, before);
            var next = new FlagRound(flag.Name, (before?.Number ?? 0) + 1, time.GetUtcNow().ToUnixTimeMilliseconds(), allocation);

            // Save
            var begun = await db.TransactAsync(
                async tx =>
                {
                    if (!await FlagStore.BeginAsync(tx, next))
                        return false;
                    await audit.WriteAsync(tx, by, "flag.changed", flag.Name, before is null ? null : Noted(flag, before), Noted(flag, next));
                    return true;
                },
                cancel);
            experiments.Forget();
            if (begun)
                return Show(flag, next);
        }

        return new Refusal(RefusalKind.Stale, "flag-changed", "Others keep changing this flag. Look at it again.", "round");
    }

    private static Refusal? Check(Flag flag, IReadOnlyDictionary<string, decimal>? percentages)
    {
        if (percentages is null)
            return new Refusal(RefusalKind.Invalid, "percentages-missing", "Say how many percent each variant gets.", "percentages");
        foreach (var (name, percent) in percentages)
        {
            if (flag.VariantOf(name) is null)
            {
                return new Refusal(
                    RefusalKind.Invalid, "variant-unknown", $"The variants are {string.Join(", ", flag.Variants.Select(one => one.Name))}.", $"percentages.{name}");
            }

            if (percent is < 0 or > 100 || percent * Buckets.OfPercent % 1 != 0)
                return new Refusal(RefusalKind.Invalid, "percentage-invalid", "From 0 to 100, with at most two places.", $"percentages.{name}");
        }

        return percentages.Values.Sum() > 100
            ? new Refusal(RefusalKind.Invalid, "percentages-over-100", "All variants together may have 100 % at most.", "percentages")
            : null;
    }

    private static State Show(Flag flag, FlagRound? round)
    {
        var shares = flag.Variants.Select(variant => new Share(variant.Name, Percent(round, variant.Name))).ToList();
        return new State(
            flag.Name, round?.Number ?? 0, round is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(round.Since), shares,
            100 - shares.Sum(share => share.Percent));
    }

    private static Dictionary<string, decimal> Noted(Flag flag, FlagRound round) =>
        flag.Variants.ToDictionary(variant => variant.Name, variant => Percent(round, variant.Name), StringComparer.Ordinal);

    public static decimal Percent(FlagRound? round, string variant) => (round?.Allocation.SizeOf(variant) ?? 0) / (decimal)Buckets.OfPercent;
}
