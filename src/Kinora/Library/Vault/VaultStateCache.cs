using System.Text;
using System.Text.Json.Nodes;
using Kinora.Library.History;
using Kinora.Library.States;
using Kinora.Platform.Database;
using Microsoft.Extensions.Options;

namespace Kinora.Library.Vault;

/// <summary>
/// The entries of a profile's states as text. Those of who was busy last are kept with their versions, so that a heartbeat makes one entry anew and not
/// all; beyond the limit the profiles that were longest unused go.
/// </summary>
internal sealed class VaultStateCache(Db db, IOptions<VaultOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private long _bytes;
    private long _turn;

    /// <summary>How much memory the kept entries take.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
                return _bytes;
        }
    }

    /// <summary>The entries as nodes, made anew.</summary>
    public Task<List<(string Id, JsonObject Record)>> OfAsync(string profileId, CancellationToken cancel) =>
        db.ReadAsync(async session => await MakeAsync(session, profileId, null), cancel);

    /// <summary>The entries by id in their order, two levels deep, with the members that no schema knows.</summary>
    /// <param name="extras">The extras of the file; where they differ from those of before, every entry is made anew.</param>
    /// <param name="invalid">Told what breaks the schema.</param>
    public async Task<IReadOnlyList<VaultFragment>> TextsAsync(string profileId, string? extras, Action<VaultFault> invalid, CancellationToken cancel)
    {
        var before = Take(profileId, extras);
        var more = extras is null ? null : JsonNode.Parse(extras)!["video_states"] as JsonObject;
        var entries = await db.ReadAsync(
            async session =>
            {
                var versions = await session.QueryAsync<Version>(Versions, new { profileId });
                var stale = versions.Where(one => before?.GetValueOrDefault(one.TitleId)?.Version != one.State).Select(one => one.TitleId).ToList();
                var made = stale.Count == 0 ? []
                    : (await MakeAsync(session, profileId, stale.Count > versions.Count / 2 ? null : stale)).ToDictionary(one => one.Id, one => one.Record, StringComparer.Ordinal);
                return versions.ConvertAll(one => before?.GetValueOrDefault(one.TitleId) is { } kept && kept.Version == one.State
                    ? kept
                    : Fragment(one, made[one.TitleId], more?[one.TitleId] as JsonObject, invalid));
            },
            cancel);
        Keep(profileId, extras, entries);
        return entries;
    }

    private static VaultFragment Fragment(Version version, JsonObject record, JsonObject? extras, Action<VaultFault> invalid)
    {
        var schema = VaultSchema.Of(VaultFile.VideoStates).RecordOf("video_states");
        VaultExtras.Put(record, schema, extras);
        foreach (var fault in VaultSchema.Check(record, schema, VaultSchema.Key("video_states", version.TitleId)))
            invalid(fault);
        return new VaultFragment(version.TitleId, version.State, Encoding.UTF8.GetBytes(record.ToJsonString(VaultJson.Options).Replace("\n", "\n    ", StringComparison.Ordinal)));
    }

    private static async Task<List<(string Id, JsonObject Record)>> MakeAsync(Session session, string profileId, IReadOnlyCollection<string>? titles)
    {
        var only = titles is null ? "" : "and " + session.Dialect.AnyOf("title_id", "titles");
        var args = new { profileId, titles = session.Dialect.List(titles ?? []) };
        var plays = (await session.QueryAsync<PlayRow>($"select {PlayRow.Columns} from play where profile_id = @profileId {only} order by started_at, id", args))
            .ToLookup(play => play.TitleId, StringComparer.Ordinal);
        var states = await WatchStateStore.ListAsync(session, $"where profile_id = @profileId and added_at is not null {only} order by title_id", args);
        return states.ConvertAll(state => (state.TitleId, VaultJson.Node(VaultStateFile.Of(state, plays[state.TitleId]))));
    }

    private Dictionary<string, VaultFragment>? Take(string profileId, string? extras)
    {
        lock (_gate)
            return _kept.TryGetValue(profileId, out var kept) && kept.Extras == extras ? kept.Entries : null;
    }

    private void Keep(string profileId, string? extras, List<VaultFragment> entries)
    {
        var kept = new Kept(extras, entries.ToDictionary(entry => entry.Id, StringComparer.Ordinal), entries.Sum(entry => entry.Text.Length + 200L));
        lock (_gate)
        {
            if (_kept.Remove(profileId, out var old))
                _bytes -= old.Bytes;
            _kept[profileId] = kept with { Turn = ++_turn };
            _bytes += kept.Bytes;
            while (_bytes > options.Value.KeptMegabytes * 1_000_000L)
            {
                var oldest = _kept.MinBy(pair => pair.Value.Turn);
                _kept.Remove(oldest.Key);
                _bytes -= oldest.Value.Bytes;
            }
        }
    }

    private const string Versions = """
        select title_id, version as state from watch_state where profile_id = @profileId and added_at is not null order by title_id
        """;

    private sealed record Kept(string? Extras, Dictionary<string, VaultFragment> Entries, long Bytes, long Turn = 0);

    private sealed record Version
    {
        public required string TitleId { get; init; }

        public required long State { get; init; }
    }
}

/// <summary>One entry as it stands in the file.</summary>
/// <param name="Version">Of the state that it was made of.</param>
internal sealed record VaultFragment(string Id, long Version, byte[] Text);
