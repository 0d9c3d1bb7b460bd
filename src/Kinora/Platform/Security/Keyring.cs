using System.Security.Cryptography;
using System.Text.Json;

namespace Kinora.Platform.Security;

/// <summary>
/// Secret keys for signing, kept in <c>keys/</c> of the data folder: they survive restarts, a new one takes over every 30 days, and
/// what an older one signed counts for 90 days.
/// </summary>
internal sealed class Keyring
{
    private static readonly TimeSpan Turn = TimeSpan.FromDays(30);
    private static readonly TimeSpan Keep = TimeSpan.FromDays(90);
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly TimeProvider _time;
    private List<Key> _keys = [];

    /// <summary>Opens the ring; keys are made when the first is needed.</summary>
    /// <param name="purpose">Names the file; keys of one purpose serve nothing else.</param>
    public Keyring(DataFolder folder, string purpose, TimeProvider time)
    {
        PrivateFolder(folder.File("keys"));
        (_file, _time) = (folder.File("keys", $"{purpose}.json"), time);
    }

    /// <summary>The key to sign with now.</summary>
    public Key Current()
    {
        lock (_gate)
        {
            if (_keys is [var newest, ..] && newest.Created > _time.GetUtcNow() - Turn)
                return newest;
            return Renew();
        }
    }

    /// <summary>The key of that id; null where it never was or is too old.</summary>
    public Key? Find(uint id)
    {
        lock (_gate)
        {
            // Another process on this folder may have made a newer one.
            var found = _keys.Find(key => key.Id == id) ?? (_keys = Read()).Find(key => key.Id == id);
            return found is null || found.Created < _time.GetUtcNow() - Keep ? null : found;
        }
    }

    public static void PrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Key Renew()
    {
        using var only = Lock();
        var now = _time.GetUtcNow();
        _keys = Read();
        if (_keys is not [var newest, ..] || newest.Created <= now - Turn)
        {
            var made = new Key(RandomNumberGenerator.GetHexString(8), now, RandomNumberGenerator.GetBytes(32));
            _keys = [made, .. _keys.Where(key => key.Created > now - Keep)];
            File.WriteAllText(_file + ".new", JsonSerializer.Serialize(_keys, KinoraJson.Options));
            File.Move(_file + ".new", _file, overwrite: true);
        }

        return _keys[0];
    }

    private FileStream Lock()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 1_000_000)
            {
                Thread.Yield();
            }
        }
    }

    private List<Key> Read() => File.Exists(_file)
        ? JsonSerializer.Deserialize<List<Key>>(File.ReadAllText(_file), KinoraJson.Options) ?? []
        : [];

    /// <summary>One key and when it was made.</summary>
    /// <param name="Name">Eight hexadecimal digits.</param>
    internal sealed record Key(string Name, DateTimeOffset Created, byte[] Secret)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public uint Id => uint.Parse(Name, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
    }
}
