using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace Kinora.Platform.Ui;

/// <summary>Where the web build has put what: from source names (<c>src/main.ts</c>) to hashed files. Empty when npm was missing at build.</summary>
internal sealed partial class AssetManifest
{
    private const string Folder = "/assets/";
    private readonly Dictionary<string, Entry> _entries;

    public AssetManifest(IWebHostEnvironment host)
    {
        var file = host.WebRootFileProvider?.GetFileInfo("assets/manifest.json");
        _entries = file is { Exists: true } ? Read(file) : [];
    }

    /// <summary>Whether pages have their style and script.</summary>
    public bool Built => _entries.Count > 0;

    /// <summary>The address of a file; null when it was not built.</summary>
    public string? File(string source) => _entries.TryGetValue(source, out var entry) ? Folder + entry.File : null;

    /// <summary>The style sheets that come with an entry.</summary>
    public IReadOnlyList<string> Styles(string source) =>
        _entries.TryGetValue(source, out var entry) && entry.Css is { } css ? [.. css.Select(name => Folder + name)] : [];

    /// <summary>Chunks that an entry imports, to be fetched beside it and not after it.</summary>
    public IReadOnlyList<string> Imports(string source)
    {
        var found = new List<string>();
        Collect(source, found);
        return found;
    }

    private void Collect(string source, List<string> found)
    {
        foreach (var import in _entries.GetValueOrDefault(source)?.Imports ?? [])
        {
            if (File(import) is not { } file || found.Contains(file))
                continue;
            found.Add(file);
            Collect(import, found);
        }
    }

    private static Dictionary<string, Entry> Read(IFileInfo file)
    {
        using var stream = file.CreateReadStream();
        return JsonSerializer.Deserialize(stream, ManifestJson.Default.DictionaryStringEntry) ?? [];
    }

    internal sealed record Entry
    {
        public required string File { get; init; }

        public IReadOnlyList<string>? Css { get; init; }

        public IReadOnlyList<string>? Imports { get; init; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Dictionary<string, Entry>))]
    internal sealed partial class ManifestJson : JsonSerializerContext;
}
