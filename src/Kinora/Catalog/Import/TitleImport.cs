using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Catalog.Titles;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Kinora.Catalog.Import;

/// <summary>
/// Brings a file of titles in: chunk by chunk under one change set that nobody sees, each chunk a short transaction, then one row that makes
/// all of it visible. What is interrupted leaves nothing that anybody could see, and a sweep takes its rows away.
/// </summary>
internal sealed class TitleImport(
    Db db, ChangeSets changes, SnapshotKeeper keeper, DataFolder folder, IJobs jobs, AuditLog audit, IOptions<CatalogOptions> options,
    TimeProvider time) : ITitleImport
{
    public async Task<Outcome<CheckedImport>> ReceiveAsync(ImportRequest request, Stream body, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder.File("spool"));
        var file = folder.File("spool", $"import-{Guid.CreateVersion7(time.GetUtcNow())}");
        var kept = false;
        try
        {
            if (!await Spool.TakeAsync(body, file, options.Value.ImportMegabytes * 1024L * 1024, cancel))
            {
                return new Refusal(
                    RefusalKind.TooLarge, "body-too-large", $"An import takes at most {options.Value.ImportMegabytes} MB (Catalog:ImportMegabytes): split the file.");
            }

            var outcome = (await CheckAsync(request, file, cancel)).Then(import => import with { Spooled = true });
            kept = outcome.Succeeded;
            return outcome;
        }
        finally
        {
            if (!kept)
                File.Delete(file);
        }
    }

    public Task<Outcome<CheckedImport>> CheckAsync(ImportRequest request, string file, CancellationToken cancel) =>
        Task.Run(() => Check(request, file, cancel), cancel);

    public async Task<Outcome<ImportReport>> RunAsync(CheckedImport import, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (await db.FirstOrDefaultAsync<string>("select report from import_run where id = @Id", new { import.Id }, cancel) is { } done)
            return JsonSerializer.Deserialize<ImportReport>(done, KinoraJson.Options)!;
        if (!File.Exists(import.File))
            return new Refusal(RefusalKind.NotFound, "file-not-found", $"The file of '{import.Request.Name}' is gone: import it again.");
        var run = new ImportTransfer(db, changes, keeper, import, progress, time);
        // The reading between the transactions is work for a thread of its own.
        var outcome = await Task.Run(() => run.RunAsync(cancel), cancel);
        if (import.Spooled)
            File.Delete(import.File);
        return outcome;
    }

    public Task<string> FileAsync(CheckedImport import, string? userId, CancellationToken cancel)
    {
        var by = Author.Current;
        return db.TransactAsync(
            async tx =>
            {
                var job = await jobs.AddAsync<ImportTitlesJob>(tx, import, new JobFiling { UserId = userId });
                await audit.WriteAsync(
                    tx, by, "import.filed", import.Request.Name, null, new { Job = job, import.Rows, import.Request.Provider, import.Request.DryRun });
                return job;
            },
            cancel);
    }

    private Outcome<CheckedImport> Check(ImportRequest request, string file, CancellationToken cancel)
    {
        if (ProviderOf(request) is { } provider && request.Provider is not null && !TitleId.IsProvider(provider))
            return new Refusal(RefusalKind.Invalid, "provider-invalid", "A provider is a lower-case letter, then 1 to 15 more or digits.", "provider");
        if (!File.Exists(file))
            return new Refusal(RefusalKind.NotFound, "file-not-found", $"There is no file '{request.Name}'.");
        try
        {
            var format = RowReader.FormatOf(file, request);
            using var reader = RowReader.Open(file, request, format);
            while (reader.Read())
                cancel.ThrowIfCancellationRequested();
            return new CheckedImport(Guid.CreateVersion7(time.GetUtcNow()).ToString(), request, format, file, Spooled: false, reader.Row);
        }
        catch (MalformedFile fault)
        {
            return fault.ToRefusal();
        }
        catch (InvalidDataException)
        {
            return new Refusal(RefusalKind.Malformed, "file-malformed", "The file is packed by gzip and broken: pack it again.");
        }
    }

    /// <summary>The provider for rows that name none: as told, else the file's name up to its first <c>_</c> or <c>.</c>.</summary>
    internal static string? ProviderOf(ImportRequest request)
    {
        if (request.Provider is not null)
            return request.Provider;
        var name = Path.GetFileName(request.Name);
        var end = name.AsSpan().IndexOfAny('_', '.');
        var provider = (end < 0 ? name : name[..end]).ToLowerInvariant();
        return TitleId.IsProvider(provider) ? provider : null;
    }
}
