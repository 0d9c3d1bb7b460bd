using System.Text.Json.Serialization;
using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Queues;

/// <summary>One's queues: listed, made, renamed, shared with other users by name, left and deleted.</summary>
internal sealed class ManageQueues(Db db, QueueDesk desk, IUsers users, DailyLearning learning)
{
    public const int MostQueues = 100;
    private const int MostMembers = 50;

    internal sealed record Settings
    {
        public bool? AutoSort { get; init; }

        public int? MaxVideos { get; init; }

        public int? TargetDurationMinutes { get; init; }

        public bool? AutoRefreshDaily { get; init; }

        /// <summary>Follows from what stands in the queue; sent along it changes nothing.</summary>
        public double? EstimatedTotalTimeMinutes { get; init; }
    }

    /// <summary>What is absent stays as it is.</summary>
    internal sealed record Request
    {
        public string? Name { get; init; }

        public string? Description { get; init; }

        /// <summary><c>personal</c> or <c>shared</c>.</summary>
        public string? QueueType { get; init; }

        public bool? IsActive { get; init; }

        public Settings? Settings { get; init; }

        /// <summary>Names of the users who may use a shared queue.</summary>
        public IReadOnlyList<string?>? Members { get; init; }
    }

    internal sealed record Response([property: JsonPropertyName("items")] IReadOnlyList<QueueReply> Items);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var queues = endpoints.MapGroup("/api/user/queues").Needs(Role.Viewer);
        queues.MapGet("", HandleListAsync).Produces<Response>();
        queues.MapPost("", HandleAddAsync).Produces<QueueReply>(StatusCodes.Status201Created);
        queues.MapGet("/{queueId}", HandleGetAsync).Produces<QueueReply>();
        queues.MapPatch("/{queueId}", HandleChangeAsync).Produces<QueueReply>();
        queues.MapDelete("/{queueId}", HandleRemoveAsync);
    }

    private static async Task<IResult> HandleListAsync(Caller caller, ManageQueues slice, CancellationToken cancel) =>
        Results.Json(new Response(await slice.ListAsync(caller, cancel)));

    private static async Task<IResult> HandleAddAsync(Request request, HttpContext http, Caller caller, ManageQueues slice, CancellationToken cancel) =>
        (await slice.AddAsync(caller, request, cancel)).ToHttp(shown => shown.ToHttp(http, StatusCodes.Status201Created));

    private static async Task<IResult> HandleGetAsync(string queueId, HttpContext http, Caller caller, ManageQueues slice, CancellationToken cancel) =>
        (await slice.FindAsync(caller, queueId, cancel)).ToHttp(shown => ETags.Ok(http, shown.Reply, ETags.Of(shown.Version)));

    private static async Task<IResult> HandleChangeAsync(
        string queueId, Request request, HttpContext http, Caller caller, ManageQueues slice, CancellationToken cancel) =>
        (await slice.ChangeAsync(caller, queueId, request, http.Request, cancel)).ToHttp(shown => shown.ToHttp(http));

    private static async Task<IResult> HandleRemoveAsync(string queueId, HttpContext http, Caller caller, ManageQueues slice, CancellationToken cancel) =>
        (await slice.RemoveAsync(caller, queueId, http.Request, cancel)).ToHttp();

    /// <summary>The system's first, then one's own, then those that others share.</summary>
    public async Task<List<QueueReply>> ListAsync(Caller caller, CancellationToken cancel)
    {
        await learning.RefreshAsync(caller, cancel);
        // Queues that others share are rows of their owners; the statements name the caller as a member.
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync(
            async tx =>
            {
                await QueueStore.EnsureAsync(tx, caller.ProfileId, desk.Now);
                var own = await QueueStore.ListAsync(tx, caller.ProfileId);
                var shared = caller.Kids ? [] : await QueueStore.SharedWithAsync(tx, caller.UserId);
                var replies = new List<QueueReply>();
                foreach (var queue in own.Concat(shared.Where(queue => queue.ProfileId != caller.ProfileId)))
                    replies.Add((await ShowAsync(tx, caller, queue)).Reply);
                return replies;
            },
            cancel);
    }

    public async Task<Outcome<ShownQueue>> FindAsync(Caller caller, string id, CancellationToken cancel)
    {
        if (id == Queue.DailyLearning)
            await learning.RefreshAsync(caller, cancel);
        return await desk.OpenAsync<ShownQueue>(caller, id, null, async (tx, queue) => await ShowAsync(tx, caller, queue), cancel);
    }

    /// <summary>Refused: <c>queue-limit</c>, <c>kids-profile</c> for a shared one, and the rules of the members.</summary>
    public async Task<Outcome<ShownQueue>> AddAsync(Caller caller, Request request, CancellationToken cancel)
    {
        var queue = new Queue
        {
            ProfileId = caller.ProfileId,
            Id = desk.NewId(),
            Version = 1,
            Name = "",
            Kind = Queue.Personal,
            CreatedAt = desk.Now,
            UsedAt = desk.Now,
            Active = true,
            AutoSort = false,
            Most = QueueRules.MostVideos,
            RefreshDaily = false,
        };
        var wanted = QueueRules.Apply(queue, request with { Name = request.Name ?? "" });
        if (wanted.Refusal is { } refusal)
            return refusal;
        var members = await MembersAsync(caller, wanted.Value, request, cancel);
        if (members.Refusal is { } wrong)
            return wrong;
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync<Outcome<ShownQueue>>(
            async tx =>
            {
                await tx.LockAsync($"library/queues/{caller.ProfileId}");
                if ((await QueueStore.ListAsync(tx, caller.ProfileId)).Count >= MostQueues)
                    return new Refusal(RefusalKind.Conflict, "queue-limit", $"At most {MostQueues} queues: delete one first.");
                await QueueStore.SaveAsync(tx, wanted.Value);
                await QueueStore.SaveMembersAsync(tx, wanted.Value, members.Value ?? []);
                return await ShowAsync(tx, caller, wanted.Value);
            },
            cancel);
    }

    /// <summary>Refused: <c>queue-not-found</c>, also where it is only shared with the caller, <c>queue-of-system</c>, and the rules of the members.</summary>
    public async Task<Outcome<ShownQueue>> ChangeAsync(Caller caller, string id, Request request, HttpRequest? http, CancellationToken cancel)
    {
        var members = request.Members is null ? null : (Outcome<List<QueueMember>?>?)await MembersAsync(caller, null, request, cancel);
        if (members?.Refusal is { } unknown)
            return unknown;
        return await desk.OpenAsync<ShownQueue>(
            caller, id, http,
            async (tx, queue) =>
            {
                if (queue.ProfileId != caller.ProfileId)
                    return new Refusal(RefusalKind.Forbidden, "queue-not-yours", "Only who made the queue changes it.");
                var wanted = QueueRules.Apply(queue, request);
                if (wanted.Refusal is { } refusal)
                    return refusal;
                if (wanted.Value.Kind == Queue.Shared && caller.Kids)
                    return KidsProfile;
                await QueueStore.SaveAsync(tx, wanted.Value);
                if (members is { } found || wanted.Value.Kind != Queue.Shared)
                    await QueueStore.SaveMembersAsync(tx, wanted.Value, wanted.Value.Kind == Queue.Shared ? members?.Value ?? [] : []);
                // Turning the sorting on sorts at once.
                var sorted = await desk.ChangeAsync(tx, wanted.Value, null, items => items);
                return sorted.Refusal is { } full ? full : await ShowAsync(tx, caller, (await desk.FindAsync(tx, caller, id))!);
            },
            cancel);
    }

    /// <summary>One's own is deleted, one that is shared with the caller is left. Refused: <c>queue-not-found</c>, <c>queue-of-system</c>.</summary>
    public Task<Outcome<Done>> RemoveAsync(Caller caller, string id, HttpRequest? http, CancellationToken cancel) => desk.OpenAsync<Done>(
        caller, id, http,
        async (tx, queue) =>
        {
            if (queue.Kind == Queue.System)
                return QueueRules.OfSystem;
            if (queue.ProfileId == caller.ProfileId)
                await QueueStore.RemoveAsync(tx, queue);
            else
                await QueueStore.LeaveAsync(tx, queue, caller.UserId);
            return default(Done);
        },
        cancel);

    internal async Task<ShownQueue> ShowAsync(Tx tx, Caller caller, Queue queue)
    {
        var snapshot = desk.Snapshot;
        var items = (await QueueStore.ItemsAsync(tx, queue)).Where(item => snapshot.IsThere(item.TitleId, caller)).ToList();
        var members = queue.Kind == Queue.Shared ? await QueueStore.MembersAsync(tx, [queue.Id]) : [];
        var reply = QueueReply.Of(queue, items, snapshot) with
        {
            Members = [.. members.Select(member => member.UserName)],
            Mine = queue.ProfileId == caller.ProfileId,
        };
        return new ShownQueue(queue.Version, reply);
    }

    private static readonly Refusal KidsProfile = new(RefusalKind.Forbidden, "kids-profile", "A kids profile shares no queues.");

    /// <summary>The users of these names. Refused: <c>user-not-found</c>, <c>kids-profile</c>.</summary>
    private async Task<Outcome<List<QueueMember>?>> MembersAsync(Caller caller, Queue? queue, Request request, CancellationToken cancel)
    {
        if (caller.Kids && (request.Members is { Count: > 0 } || queue?.Kind == Queue.Shared))
            return KidsProfile;
        if (request.Members is { Count: > MostMembers })
            return QueueRules.Invalid("members", $"At most {MostMembers} members.");
        // Names are looked up as the system: a person's own rows hold nobody else's.
        using var acting = Acting.As(Actor.System);
        var members = new List<QueueMember>();
        foreach (var (name, place) in (request.Members ?? []).Select((name, place) => (name, place)))
        {
            if (string.IsNullOrEmpty(name) || await users.FindAsync(name, cancel) is not { } user)
                return new Refusal(RefusalKind.Invalid, "user-not-found", $"There is no user '{name}'.", $"members[{place}]");
            if (user.Id != caller.UserId && members.TrueForAll(member => member.UserId != user.Id))
                members.Add(new QueueMember { QueueId = queue?.Id ?? "", UserId = user.Id, UserName = user.Name });
        }

        return members;
    }
}

/// <summary>A queue as it is answered, and its version.</summary>
internal sealed record ShownQueue(long Version, QueueReply Reply)
{
    public IResult ToHttp(HttpContext http, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = ETags.Of(Version);
        return Results.Json(Reply, statusCode: status);
    }
}
