using Kinora.Accounts;
using Kinora.Admin;
using Kinora.Catalog;
using Kinora.Discovery;
using Kinora.Library;
using Kinora.Platform;
using Kinora.Playlists;
using Kinora.Shell;
using Kinora.Signals;

namespace Kinora.Server;

/// <summary>The modules, in the order in which their tables are made: those that stand on others come after them.</summary>
internal static class Modules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new PlatformModule(), new AccountsModule(), new CatalogModule(), new SignalsModule(), new LibraryModule(), new PlaylistsModule(),
        new DiscoveryModule(), new AdminModule(), new ShellModule(),
    ];
}
