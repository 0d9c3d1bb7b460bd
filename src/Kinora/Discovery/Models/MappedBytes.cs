using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Kinora.Discovery.Models;

/// <summary>
/// A file as memory: read by the system when it is looked at, and shared between processes. Unmapped when nothing refers to it any more,
/// because a model that was replaced may still be ranking somewhere.
/// </summary>
internal sealed unsafe class MappedBytes : MemoryManager<byte>
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _length;
    private readonly byte* _start;

    private MappedBytes(MemoryMappedFile file, int length)
    {
        (_file, _length) = (file, length);
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        // Not counted: the view, which this holds, unmaps by itself when nothing refers to it any more.
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _start = start + _view.PointerOffset;
    }

    /// <summary>Maps a file.</summary>
    /// <exception cref="IOException">There is no such file, or it is empty or too large.</exception>
    public static MappedBytes Of(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > 0 and <= int.MaxValue } found)
            return new MappedBytes(MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read), (int)found.Length);
        throw new FileNotFoundException("The model file is missing, empty or too large.", path);
    }

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        _view.Dispose();
        _file.Dispose();
    }
}
