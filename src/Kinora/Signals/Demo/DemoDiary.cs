using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kinora.Catalog.Contracts;
using Kinora.Signals.Contracts;

namespace Kinora.Signals.Demo;

/// <summary>Writes down what one person did, as the pages and the player would have sent it.</summary>
internal sealed class DemoDiary(string user)
{
    /// <summary>Shorter than the half hour that ends a viewing.</summary>
    private const long HeartbeatMs = 20 * 60_000;

    private readonly List<Signal> _signals = [];

    public IReadOnlyList<Signal> Signals => _signals;

    /// <summary>A viewing up to a share of the title; gives the time at which it ended.</summary>
    public long Watch(DemoTitle title, long start, double share, string device)
    {
        var clip = title.IsClip;
        var surface = clip ? "feed" : "home";
        Add(clip ? SignalKind.Seen : SignalKind.View, title, start - 1_000, surface, device);
        Add(SignalKind.Play, title, start, surface, device, 0);
        var watched = (long)(title.DurationMs * share);
        for (var position = HeartbeatMs; position < watched; position += HeartbeatMs)
            Add(SignalKind.Progress, title, start + position, surface, device, position);
        var last = share >= 1 ? SignalKind.Complete : clip && share < 0.3 ? SignalKind.Skip : SignalKind.Progress;
        Add(last, title, start + watched, surface, device, watched);
        return start + watched;
    }

    public void Browse(DemoTitle title, long at, string device) => Add(SignalKind.View, title, at, "search", device);

    /// <summary>Off "Continue watching": some films are not for everybody.</summary>
    public void Dismiss(DemoTitle title, long at, string device) => Add(SignalKind.Dismiss, title, at, "home", device);

    public void Rate(DemoTitle title, long at, bool liked, string device) =>
        Add(liked ? SignalKind.Like : SignalKind.Dislike, title, at, "title", device);

    public void Hide(DemoTitle title, long at, string device) => _signals.Add(
        New(SignalKind.Hide, at, "home", device) with { TitleId = title.Id, Target = $"title:{title.Id}" });

    public void Follow(string creatorId, long at, string device) =>
        _signals.Add(New(SignalKind.Follow, at, "title", device) with { Target = $"creator:{creatorId}" });

    private void Add(SignalKind kind, DemoTitle title, long at, string surface, string device, long? position = null) => _signals.Add(
        New(kind, at, surface, device) with
        {
            TitleId = title.Id,
            PositionMs = position,
            DurationMs = position is null ? null : title.DurationMs,
            Watched = position > 0 ? string.Create(CultureInfo.InvariantCulture, $"[[0,{position}]]") : null,
        });

    private Signal New(SignalKind kind, long at, string surface, string device) => new()
    {
        EventId = EventId(_signals.Count),
        Kind = kind,
        At = at,
        Surface = surface,
        Device = device,
    };

    /// <summary>The same for the same person and place in the diary, so that writing it down twice counts once.</summary>
    private string EventId(int number) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"kinora demo {user} {number}")).AsSpan(0, 16)).ToString();
}
