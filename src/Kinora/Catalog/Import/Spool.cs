using System.Buffers;

namespace Kinora.Catalog.Import;

/// <summary>Takes a body into a file.</summary>
internal static class Spool
{
    /// <summary>False when the body is larger than <paramref name="most"/> bytes; then the file holds a part of it.</summary>
    public static async Task<bool> TakeAsync(Stream body, string file, long most, CancellationToken cancel)
    {
        await using var into = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            for (var total = 0L; ;)
            {
                var read = await body.ReadAsync(buffer, cancel);
                if (read == 0)
                    return true;
                if ((total += read) > most)
                    return false;
                await into.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
