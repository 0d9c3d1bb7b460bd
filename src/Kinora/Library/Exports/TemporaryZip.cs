using System.IO.Compression;

namespace Kinora.Library.Exports;

/// <summary>An archive in a file that is gone once it is closed: what is sent has a known length, and a fault on the way is told before anything is sent.</summary>
internal static class TemporaryZip
{
    public static async Task<Stream> MakeAsync(Func<ZipArchive, Task> write, CancellationToken cancel)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"kinora-{Path.GetRandomFileName()}"), Options);
        try
        {
            await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
                await write(zip);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static FileStreamOptions Options
    {
        get
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }
}
