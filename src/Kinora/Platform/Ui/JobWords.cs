using Kinora.Platform.Jobs;

namespace Kinora.Platform.Ui;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class JobWords
{
    private static readonly Wording Text = new(typeof(JobWords));

    public static string Queued => Text.Get();

    public static string Running => Text.Get();

    public static string Finished => Text.Get();

    public static string Failed => Text.Get();

    public static string Cancelled => Text.Get();

    public static string Done(object? first) => Text.Fill([first]);

    public static string Of(JobState state) => state switch
    {
        JobState.Queued => Queued,
        JobState.Running => Running,
        JobState.Done => Finished,
        JobState.Failed => Failed,
        JobState.Cancelled => Cancelled,
    };

    /// <summary>The class of its colour.</summary>
    public static string Tone(JobState state) => state switch
    {
        JobState.Queued => "",
        JobState.Running => "busy",
        JobState.Done => "good",
        JobState.Failed => "bad",
        JobState.Cancelled => "warn",
    };
}
