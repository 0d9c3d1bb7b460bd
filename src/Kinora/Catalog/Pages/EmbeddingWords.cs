using Kinora.Platform.Ui;

namespace Kinora.Catalog.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class EmbeddingWords
{
    private static readonly Wording Text = new(typeof(EmbeddingWords));

    public static string TurnedOff => Text.Get();

    public static string NoServer => Text.Get();

    public static string NoWeights => Text.Get();

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string Titles => Text.Get();

    public static string Embedded => Text.Get();

    public static string Waiting => Text.Get();

    public static string Model => Text.Get();

    public static string NoModel => Text.Get();

    public static string Generate => Text.Get();

    public static string GenerateAll => Text.Get();

    public static string GenerateHint => Text.Get();

    public static string Labels => Text.Get();

    public static string LabelsLead => Text.Get();

    public static string GiveLabels => Text.Get();

    public static string LabelsDone(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string LabelsNeed(object? first) => Text.Fill([first]);

    public static string Sent(object? first, object? second) => Text.Fill([first, second]);

    public static string SentOf(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string Last => Text.Get();

    public static string None => Text.Get();

    public static string AJob => Text.Get();

    public static string Done(object? first, object? second) => Text.Fill([first, second]);

    public static string NoChat => Text.Get();

    public static string AskChat => Text.Get();

    public static string AskChatHint(object? first) => Text.Fill([first]);

    public static string TokensOf(object? first, object? second) => Text.Fill([first, second]);

    public static string Tokens(object? first) => Text.Fill([first]);

    public static string ChatDone(object? first, object? second, object? third, object? fourth) => Text.Fill([first, second, third, fourth]);

    public static string ChatCost(object? first) => Text.Fill([first]);
}
