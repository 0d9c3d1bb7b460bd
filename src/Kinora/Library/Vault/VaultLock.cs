namespace Kinora.Library.Vault;

/// <summary>One at a time works on a folder, whichever process it belongs to. The system lets go of it when a process dies.</summary>
internal sealed class VaultLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FileStream _held;

    private VaultLock(FileStream held) => _held = held;

    public static async Task<VaultLock> TakeAsync(VaultFolder folder, CancellationToken cancel)
    {
        folder.Create();
        var path = Path.Combine(folder.Own, "lock");
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(20))
        {
            try
            {
                return new VaultLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (waited < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancel);
            }
        }
    }

    public void Dispose() => _held.Dispose();
}
