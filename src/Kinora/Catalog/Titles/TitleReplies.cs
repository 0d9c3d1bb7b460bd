using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;

namespace Kinora.Catalog.Titles;

/// <summary>Titles as clients see them: from the snapshot, the texts of the database, and what other modules add.</summary>
internal sealed class TitleReplies(ITitleDetails details, IEnumerable<ITitleAnnotator> annotators) : ITitleReplies
{
    public async Task<IReadOnlyList<TitleReply>> OfAsync(
        Caller? caller, CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, CancellationToken cancel)
    {
        if (ordinals.Count == 0)
            return [];
        var texts = await details.GetAsync(snapshot, ordinals, cancel);
        IReadOnlyList<TitleReply> replies = [.. ordinals.Select((ordinal, i) => Reply(caller, snapshot, ordinal, texts[i]))];
        foreach (var annotator in annotators)
            replies = await annotator.AnnotateAsync(caller, snapshot, ordinals, replies, cancel);
        return replies;
    }

    private static TitleReply Reply(Caller? caller, CatalogueSnapshot snapshot, int ordinal, TitleDetails text)
    {
        var (card, columns, words) = (snapshot.Card(ordinal), snapshot.Columns, snapshot.Words);
        return new TitleReply
        {
            Id = card.Id,
            Kind = card.Kind,
            Title = card.Name,
            OriginalTitle = text.OriginalTitle,
            Synopsis = text.Synopsis,
            ShortDescription = text.ShortDescription,
            Year = card.Year == 0 ? null : card.Year,
            PublishedAt = snapshot.PublishedAt(ordinal) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            DurationMs = card.DurationMs == 0 ? null : card.DurationMs,
            Language = columns.LanguageOf(ordinal) is >= 0 and var language ? words.Languages[language] : null,
            Creator = card.CreatorName,
            CreatorId = card.CreatorId,
            Genres = card.Genres,
            Categories = words.Categories.Of(snapshot.CategoriesOf(ordinal)),
            Tags = words.Tags.Of(snapshot.TagsOf(ordinal)),
            Moods = words.Moods.Of(snapshot.MoodsOf(ordinal)),
            Themes = words.Themes.Of(snapshot.ThemesOf(ordinal)),
            Maturity = text.Maturity,
            MaturityAge = card.Age,
            SeriesId = snapshot.SeriesFor(ordinal, caller) is var series and >= 0 ? snapshot.IdOf(series) : null,
            Season = card.Season == 0 && card.SeriesOrdinal < 0 ? null : card.Season,
            Episode = card.Episode == 0 ? null : card.Episode,
            PosterUrl = text.PosterUrl,
            StillUrl = text.StillUrl,
            Playback = new PlaybackReply(text.HlsUrl, text.ManifestUrl, text.WebUrl)
            {
                Subtitles = text.Subtitles,
                ChaptersUrl = text.ChaptersUrl,
                ThumbnailsUrl = text.ThumbnailsUrl,
            },
            IsFeatured = snapshot.IsFeatured(ordinal),
            Licence = text.Licence,
            Visibility = card.Visibility,
            Available = card.Available,
            UnavailableReason = card.Available ? null : text.UnavailableReason ?? Reason(card),
            Revision = snapshot.RevisionOf(ordinal),
        };
    }

    private static string Reason(TitleCard card) =>
        card.Visibility == Visibility.Removed ? "It was removed." : "It is not ready to be watched yet.";
}
