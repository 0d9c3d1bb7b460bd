using Kinora.Platform.Ui;

namespace Kinora.Admin.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class AdminWords
{
    private static readonly Wording Text = new(typeof(AdminWords));

    public static string JobsTitle => Text.Get();

    public static string JobsCaption => Text.Get();

    public static string NoJobsHead => Text.Get();

    public static string NoJobs => Text.Get();

    public static string Kind => Text.Get();

    public static string State => Text.Get();

    public static string ProgressHead => Text.Get();

    public static string Filed => Text.Get();

    public static string Tries => Text.Get();

    public static string Says => Text.Get();

    public static string Acts => Text.Get();

    public static string Retry => Text.Get();

    public static string StartTitle => Text.Get();

    public static string StartLead(object? first) => Text.Fill([first]);

    public static string Checklist => Text.Get();

    public static string StepAdmin => Text.Get();

    public static string StepAdminText(object? first) => Text.Fill([first]);

    public static string StepTitles => Text.Get();

    public static string StepTitlesNone => Text.Get();

    public static string StepTitlesSome(object? first) => Text.Fill([first]);

    public static string StepTitlesDo => Text.Get();

    public static string StepPeople => Text.Get();

    public static string StepPeopleNone => Text.Get();

    public static string StepPeopleSome(object? first) => Text.Fill([first]);

    public static string StepPeopleDo => Text.Get();

    public static string StepCollections => Text.Get();

    public static string StepCollectionsText => Text.Get();

    public static string StepCollectionsDo => Text.Get();

    public static string StepWatch => Text.Get();

    public static string StepWatchText => Text.Get();

    public static string StepWatchDo => Text.Get();

    public static string TileTitles => Text.Get();

    public static string TilePeople => Text.Get();

    public static string TileSnapshot => Text.Get();

    public static string TileMemory => Text.Get();

    public static string TileUp => Text.Get();

    public static string HealthTitle => Text.Get();

    public static string HealthCaption => Text.Get();

    public static string Part => Text.Get();

    public static string Detail => Text.Get();

    public static string Well => Text.Get();

    public static string Down => Text.Get();

    public static string Database => Text.Get();

    public static string Catalogue => Text.Get();

    public static string WebBuild => Text.Get();

    public static string WebBuildMissing => Text.Get();

    public static string WebBuildThere => Text.Get();

    public static string CatalogueText(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string DatabaseText(object? first, object? second) => Text.Fill([first, second]);

    public static string FailedJobs => Text.Get();

    public static string FailedJobsText(object? first) => Text.Fill([first]);

    public static string NoneFailed => Text.Get();

    public static string Machine => Text.Get();

    public static string Done => Text.Get();

    public static string Open => Text.Get();
}
