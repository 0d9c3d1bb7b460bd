using System.CommandLine;
using System.Text.Json;
using Kinora.Catalog.Connectors;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Server.Cli;

/// <summary>
/// Asks a connector for what is new: files the job that the page files, too. A running server does it; where none runs, this process does.
/// </summary>
internal static class RefreshCommand
{
    private static readonly Argument<string> Connector = new("CONNECTOR") { Description = "Where titles come from, such as mediacms" };

    /// <summary>So long a server has time to take the job up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static Command Make() => UserCommand.Verb("refresh", "Bring in what is new at a connector", [Connector], [], RunAsync);

    private static async Task<int> RunAsync(CommandHost host, ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        var filed = await host.Get<RefreshConnector>().FileAsync(parsed.GetValue(Connector)!, null, cancel);
        if (filed.Refusal is { } refusal)
            return output.Refused(refusal);
        var job = await FollowAsync(host, output, filed.Value, cancel);
        var report = job.Report is { ValueKind: JsonValueKind.Object } text ? text.Deserialize<RefreshReport>(KinoraJson.Options) : null;
        if (job.State != JobState.Done || report?.Import is not { } import)
            return output.Refused(new Refusal(RefusalKind.Unavailable, "refresh-failed", job.Error ?? "The refresh was cancelled."));
        return output.Done(report, writer =>
        {
            writer.WriteLine(FormattableString.Invariant(
                $"{report.Connector}: {report.Items:N0} titles, {import.Accepted:N0} new, {import.Updated:N0} updated, {import.Unchanged:N0} unchanged, {import.Refused:N0} refused, {report.Gone:N0} gone"));
            foreach (var told in report.Told)
                writer.WriteLine($"  {told}");
        });
    }

    private static async Task<JobView> FollowAsync(CommandHost host, Output output, string id, CancellationToken cancel)
    {
        var (time, running, said) = (host.Get<TimeProvider>(), (Task?)null, "");
        var begun = time.GetTimestamp();
        while (true)
        {
            var job = (await host.Get<Db>().FirstOrDefaultAsync<JobRow>(JobRow.Select + " where id = @id", new { id }, cancel))!.ToView();
            if (job.State is JobState.Done or JobState.Failed or JobState.Cancelled)
            {
                await (running ?? Task.CompletedTask);
                return job;
            }

            if (job.State == JobState.Queued && running is null or { IsCompleted: true } && time.GetElapsedTime(begun) > Patience)
                running = host.Get<JobRunner>().RunDueAsync(cancel);
            var line = job.Report is { ValueKind: JsonValueKind.Object } report && report.TryGetProperty("expected", out var expected)
                ? $"{report.GetProperty("items")} of {expected} titles" : "";
            if (line != said)
                output.Note(said = line);
            await Task.Delay(Look, time, cancel);
        }
    }
}
