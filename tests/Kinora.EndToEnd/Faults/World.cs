using Kinora.EndToEnd.Feed;
using Kinora.EndToEnd.Support;
using Kinora.Platform.Security;

namespace Kinora.EndToEnd.Faults;

/// <summary>A library with people on one of the databases, and the servers that work on it.</summary>
internal sealed class World : IAsyncDisposable
{
    public const int Titles = 1_300;

    private readonly string _root = Directory.CreateTempSubdirectory("kinora-fault-").FullName;
    private readonly List<ServerProcess> _servers = [];
    private Dictionary<string, string> _settings = [];

    private World()
    {
    }

    public OwnPostgres? Postgres { get; private init; }

    private SmallDisk? Disk { get; init; }

    public IReadOnlyDictionary<string, string> Settings => _settings;

    public string Folder => Path.Combine(_root, "data");

    /// <summary>A token for each person; all are admins, so that they import as well.</summary>
    public IReadOnlyList<string> Tokens { get; private set; } = [];

    public static async Task<World> MakeAsync(string engine, int people, SmallDisk? disk = null, params (string Key, string Value)[] settings)
    {
        var world = new World { Postgres = engine == "postgres" ? await OwnPostgres.StartAsync() : null, Disk = disk };
        Directory.CreateDirectory(world.Folder);
        disk?.Under(world.Folder);
        world._settings = new Dictionary<string, string>(world.Postgres?.Settings ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        world.Tokens = await FeedChaosData.MakeAsync(world.Folder, Titles, people, world._settings, Role.Admin);
        foreach (var (key, value) in settings)
            world._settings[key] = value;
        return world;
    }

    public async Task<ServerProcess> StartAsync(string? folder = null, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(_settings, StringComparer.Ordinal);
        foreach (var (key, value) in settings)
            all[key] = value;
        var server = await ServerProcess.StartAsync(folder ?? Folder, all);
        _servers.Add(server);
        return server;
    }

    /// <summary>A second folder, as another machine has one. The keys are shared: cursors are signed with them.</summary>
    public string FolderOfAnother()
    {
        var other = Directory.CreateDirectory(Path.Combine(_root, "other")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(other, "keys"), Path.Combine(Folder, "keys"));
        return other;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        Disk?.Unmount();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
