namespace Kinora.Platform;

/// <summary>
/// Who this process is: the first free slot of the data folder, held by a file lock that the system lets go when the process ends,
/// however it ends. So whoever holds a slot knows that nothing else alive works under its id.
/// </summary>
internal sealed class Instance : IDisposable
{
    private const int Slots = 256;
    private readonly FileStream _slot;

    public Instance(DataFolder folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder.File("instances"));
        for (var number = 0; ; number++)
        {
            try
            {
                _slot = new FileStream(
                    folder.File("instances", $"{number}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                break;
            }
            catch (IOException) when (number < Slots)
            {
            }
        }

        Id = ReadOrMake(time);
    }

    /// <summary>The same for the same slot of the same data folder, through restarts.</summary>
    public string Id { get; }

    public void Dispose() => _slot.Dispose();

    private string ReadOrMake(TimeProvider time)
    {
        using var reader = new StreamReader(_slot, leaveOpen: true);
        var known = reader.ReadToEnd().Trim();
        if (Guid.TryParse(known, out _))
            return known;
        var made = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        _slot.SetLength(0);
        _slot.Write(System.Text.Encoding.ASCII.GetBytes(made));
        _slot.Flush(flushToDisk: true);
        return made;
    }
}
