using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Kinora.Platform.Database;

/// <summary>Loads the system's own SQLite, once a process.</summary>
internal static class SqliteNative
{
    private const string Oldest = "3.37.0";
    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>Throws a fault that says what to install when there is no usable SQLite.</summary>
    public static void Load()
    {
        lock (Gate)
        {
            if (_loaded)
                return;
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            // Each connection is used by one thread at a time, and nobody asks how much memory the engine has: both would cost a lock at every call.
            _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
            _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
            var version = Version.Parse(raw.sqlite3_libversion().utf8_to_string());
            if (version < Version.Parse(Oldest))
                throw new InvalidOperationException($"SQLite {version} is too old: install {Oldest} or newer (Debian: libsqlite3-0).");
            _loaded = true;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        string[] candidates = OperatingSystem.IsWindows() ? ["winsqlite3", "sqlite3"]
            : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"]
            : ["libsqlite3.so.0", "libsqlite3.so"];
        foreach (var candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var handle))
                return handle;
        }

        throw new DllNotFoundException("No SQLite found on this system: install it (Debian: apt-get install libsqlite3-0).");
    }
}
