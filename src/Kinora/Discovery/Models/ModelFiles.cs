using Kinora.Platform;
using Kinora.Ranking.Learning;

namespace Kinora.Discovery.Models;

/// <summary>Model files below the data folder. One is there whole or not at all: it is written beside, flushed to the disk and renamed.</summary>
internal sealed class ModelFiles(DataFolder folder)
{
    private const string Ending = ".model";

    /// <summary>Gives the checksum and the length.</summary>
    public (string Checksum, long Bytes) Write(LearnedModel model)
    {
        Directory.CreateDirectory(folder.File("models"));
        var (path, beside) = (PathOf(model.Id), PathOf(model.Id) + ".new");
        string checksum;
        long bytes;
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            checksum = LearnedModelPack.Write(model, file);
            bytes = file.Length;
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        return (checksum, bytes);
    }

    /// <summary>The model of that id, mapped.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or another model.</exception>
    public LearnedModel Read(string id)
    {
        var model = LearnedModelPack.Read(MappedBytes.Of(PathOf(id)).Memory);
        return model.Id == id ? model : throw new InvalidDataException($"The file of model {id} holds model {model.Id}.");
    }

    public bool Has(string id) => File.Exists(PathOf(id));

    /// <summary>Takes away all others, also what was left half written.</summary>
    public void KeepOnly(IReadOnlyCollection<string> ids)
    {
        var kept = ids.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.Exists(folder.File("models")) ? Directory.EnumerateFiles(folder.File("models"), "*" + Ending + "*") : [])
        {
            if (!kept.Contains(path))
                File.Delete(path);
        }
    }

    public string PathOf(string id) => folder.File("models", Guid.ParseExact(id, "D") + Ending);
}
