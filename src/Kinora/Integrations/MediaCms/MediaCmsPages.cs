using System.Text.Json;

namespace Kinora.Integrations.MediaCms;

/// <summary>
/// The pages of one walk, each asked for once: what was got is kept in a file, so that a walk that is broken off goes on where it was. A file
/// of an older walk is thrown away.
/// </summary>
internal sealed class MediaCmsPages(MediaCmsClient client, string file, TimeSpan mostAge, TimeProvider time)
{
    private readonly Dictionary<string, MediaCmsPage?> _kept = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Pages that an earlier try had got.</summary>
    public int Resumed { get; private set; }

    public async Task LoadAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        foreach (var old in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, $"*{Path.GetExtension(file)}").Where(IsOld).ToList())
            File.Delete(old);
        if (!File.Exists(file))
            return;
        await foreach (var line in File.ReadLinesAsync(file, cancel))
        {
            // The last line of a process that was killed may be half a line.
            if (Read(line) is { } entry)
                _kept[entry.Key] = entry.Page;
        }

        Resumed = _kept.Count;
    }

    /// <summary>The page, from what is kept or from the site.</summary>
    /// <param name="round">Of the same page: 1 for the first look.</param>
    public async Task<MediaCmsPage?> GetAsync(string path, int round, CancellationToken cancel)
    {
        var key = $"{round} {path}";
        lock (_gate)
        {
            if (_kept.TryGetValue(key, out var kept))
                return kept;
        }

        var page = await client.PageAsync(path, cancel);
        Keep(new Entry(key, page));
        return page;
    }

    private bool IsOld(string path) => time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > mostAge;

    /// <summary>The walk is over and done with.</summary>
    public void Forget() => File.Delete(file);

    private void Keep(Entry entry)
    {
        lock (_gate)
        {
            _kept[entry.Key] = entry.Page;
            File.AppendAllText(file, JsonSerializer.Serialize(entry) + "\n");
        }
    }

    private static Entry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Entry(string Key, MediaCmsPage? Page);
}
