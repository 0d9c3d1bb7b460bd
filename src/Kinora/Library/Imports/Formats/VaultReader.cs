using System.Text.Json.Nodes;
using Kinora.Library.Queues;
using Kinora.Library.Vault;
using Kinora.Platform;

namespace Kinora.Library.Imports.Formats;

/// <summary>
/// The files of a vault, of this installation or another. What stands in <c>video_states.json</c> and <c>queues.json</c> is taken over; profile, figures and
/// visits belong to where they were made.
/// </summary>
internal sealed class VaultReader : IImportReader
{
    public string Name => "kinora";

    public string Label => "Kinora";

    public bool Knows(IReadOnlyList<ImportFile> files) => files.Any(file => FileOf(file) is not null);

    /// <summary>One of the five by its name, or by what stands in it.</summary>
    private static VaultFile? FileOf(ImportFile file)
    {
        foreach (var one in VaultFiles.All)
        {
            if (file.ShortName == one.FileName() && file.Head.StartsWith('{'))
                return one;
        }

        return file.Head.StartsWith('{') && file.Utf8.Span.IndexOf("\"video_states\""u8) >= 0 ? VaultFile.VideoStates
            : file.Head.StartsWith('{') && file.Head.Contains("\"total_queues\"", StringComparison.Ordinal) ? VaultFile.Queues
            : null;
    }

    public Outcome<Done> Read(IReadOnlyList<ImportFile> files, ImportHarvest into)
    {
        foreach (var (file, part) in files.Select(file => (file, FileOf(file))).Where(pair => pair.Item2 is VaultFile.VideoStates or VaultFile.Queues))
        {
            if (VaultJson.Parse(file.Bytes.Span) is not { } document)
                return ImportLimits.Malformed(file.Name, 1, "this is no JSON object, or it names a member twice.");
            var current = VaultMigration.ToCurrent(part!.Value, document);
            if (current.Refusal is { } newer)
                return newer;
            var sound = VaultSound.Part(part.Value, current.Value, (path, rule) => into.Tell(file.Name, null, "record-invalid", $"{path}: {rule} It was left out."));
            if (part == VaultFile.VideoStates)
                States(sound, file.Name, into);
            else
                Queued(sound, into);
        }

        return default(Done);
    }

    private static void States(JsonObject document, string file, ImportHarvest into)
    {
        foreach (var (id, record) in document["video_states"] as JsonObject ?? [])
        {
            var entry = VaultJson.Read<VaultState>(record!) with { VideoId = id };
            var title = into.Of(new ImportedTitle
            {
                Key = id,
                Ids = [id],
                Name = entry.VideoTitle ?? id,
                Creator = entry.ChannelName,
                DurationMs = entry.XKinora?.DurationMs,
            });
            title.Carried = entry;
            foreach (var play in entry.WatchSessions ?? [])
            {
                into.Play(
                    title,
                    new ImportedPlay(
                        play.EndedAt.ToUnixTimeMilliseconds(), play.StartedAt.ToUnixTimeMilliseconds(), play.XKinora?.WatchedMs ?? (long)(play.DurationMinutes * 60_000), play.ProgressEnd,
                        play.XKinora?.Completed),
                    file, 0);
            }

            if (entry.PersonalRating is { } stars)
                into.Rate(title, stars, (entry.LastWatchedAt ?? entry.AddedToStatesAt)?.ToUnixTimeMilliseconds());
            into.Tag(title, entry.Tags ?? []);
            into.Note(title, entry.PersonalNotes);
        }
    }

    private static void Queued(JsonObject document, ImportHarvest into)
    {
        foreach (var (id, record) in document["queues"] as JsonObject ?? [])
        {
            var queue = VaultJson.Read<VaultQueue>(record!);
            // What is fresh every day is made here anew.
            if (id == Queue.DailyLearning)
                continue;
            foreach (var video in (queue.Videos ?? []).OrderBy(video => video.Position ?? int.MaxValue))
            {
                var title = into.Of(new ImportedTitle { Key = video.VideoId, Ids = [video.VideoId], Name = video.XKinora?.Title ?? video.VideoId });
                into.List(title, id == Queue.WatchLater ? null : queue.Name ?? id, video.AddedAt?.ToUnixTimeMilliseconds());
            }
        }
    }
}
