using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Kinora.Platform;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Pages;

public partial class TitleForm
{
    /// <summary>Members whose field is their text.</summary>
    private static readonly string[] Texts =
    [
        "title", "original_title", "synopsis", "short_description", "language", "creator", "maturity", "poster_url", "still_url", "hls_url", "web_url",
        "chapters_url", "thumbnails_url",
    ];

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private ITitleReplies Replies { get; set; } = null!;

    [Inject]
    private TitleEditor Editor { get; set; } = null!;

    private TitleReply? Title { get; set; }

    private Refusal? Refusal { get; set; }

    private bool Saved { get; set; }

    private Caller Admin => Context.Features.Get<Caller>()!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var snapshot = Catalogue.Current;
        var found = snapshot.Find(Id, Admin);
        Title = found.Succeeded ? (await Replies.OfAsync(Admin, snapshot, [found.Value], Context.RequestAborted))[0] : null;
    }

    private async Task SaveAsync()
    {
        if (Title is null)
            return;
        var read = Posted();
        if (read.Refusal is { } wrong)
        {
            Refusal = wrong;
            return;
        }

        var asked = Context.Request.Form["revision"].ToString();
        Refusal = (await Editor.PatchAsync(
            Id, read.Value,
            revision => revision.ToString(CultureInfo.InvariantCulture) == asked ? null
                : new Refusal(RefusalKind.Stale, "changed-meanwhile", "Somebody has changed this title since you opened it. Load it again."),
            Admin.UserName, Context.RequestAborted)).Refusal;
        Saved = Refusal is null;
        await LoadAsync();
    }

    /// <summary>What differs from what is there: an untouched field changes nothing.</summary>
    private Outcome<JsonElement> Posted()
    {
        var (form, now, body) = (Context.Request.Form, Title!, new JsonObject());
        foreach (var name in Texts)
        {
            var (text, was) = (form[name].ToString().Trim().ReplaceLineEndings("\n"), Now(name)?.ReplaceLineEndings("\n") ?? "");
            if (text != was)
                body[name] = text.Length == 0 ? null : text;
        }

        if (Number(form["year"].ToString(), "year") is var year && year.Refusal is { } noYear)
            return noYear;
        if (Number(form["minutes"].ToString(), "minutes") is var minutes && minutes.Refusal is { } noLength)
            return noLength;
        if ((int?)year.Value != now.Year)
            body["year"] = (int?)year.Value;
        if (form["minutes"].ToString().Trim() != (Minutes(now.DurationMs) ?? ""))
            body["duration_ms"] = (long?)(minutes.Value * 60_000);
        var genres = form["genres"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!genres.SequenceEqual(now.Genres, StringComparer.Ordinal))
            body["genres"] = new JsonArray([.. genres.Select(genre => (JsonNode)genre)]);
        return JsonSerializer.SerializeToElement(body);
    }

    private string? Now(string name) => name switch
    {
        "title" => Title!.Title,
        "original_title" => Title!.OriginalTitle,
        "synopsis" => Title!.Synopsis,
        "short_description" => Title!.ShortDescription,
        "language" => Title!.Language,
        "creator" => Title!.Creator,
        "maturity" => Title!.Maturity,
        "poster_url" => Title!.PosterUrl,
        "still_url" => Title!.StillUrl,
        "hls_url" => Title!.Playback.HlsUrl,
        "chapters_url" => Title!.Playback.ChaptersUrl,
        "thumbnails_url" => Title!.Playback.ThumbnailsUrl,
        _ => Title!.Playback.WebUrl,
    };

    private static string? Minutes(long? ms) => ms is { } length ? (length / 60_000.0).ToString("0.##", CultureInfo.InvariantCulture) : null;

    private static Outcome<double?> Number(string text, string field) => text.Trim() is not { Length: > 0 } some ? default(double?)
        : double.TryParse(some, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 100_000 ? number
        : new Refusal(RefusalKind.Invalid, "out-of-range", $"'{some}' is no number.", field);
}
