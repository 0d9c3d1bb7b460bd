namespace Kinora.Integrations.MediaCms;

/// <summary>One medium, from a list or a search; either says things that the other one does not.</summary>
/// <param name="Categories">Null where the reply does not name them: lists never do.</param>
internal sealed record MediaCmsItem(
    string Token, string Title, string? Description, string? AddedAt, long Seconds, string? Thumbnail, string? Page, string? MediaType, string? State,
    string? Encoding, bool? Reviewed, string? User, string? Author, IReadOnlyList<string>? Categories)
{
    /// <summary>What both say; a later reply fills what an earlier one left open.</summary>
    public MediaCmsItem With(MediaCmsItem other) => this with
    {
        Description = Description ?? other.Description,
        Thumbnail = Thumbnail ?? other.Thumbnail,
        Page = Page ?? other.Page,
        MediaType = MediaType ?? other.MediaType,
        State = State ?? other.State,
        Encoding = Encoding ?? other.Encoding,
        Reviewed = Reviewed ?? other.Reviewed,
        User = User ?? other.User,
        Author = Author ?? other.Author,
        Seconds = Seconds > 0 ? Seconds : other.Seconds,
        Categories = Categories is null ? other.Categories : other.Categories is null ? Categories : [.. Categories.Union(other.Categories, StringComparer.Ordinal)],
    };
}

/// <summary>A category and how many media it says it has.</summary>
internal sealed record MediaCmsCategory(string Title, long Count);

/// <summary>One page of a list or a search.</summary>
/// <param name="Count">Of the whole list, as the site says.</param>
/// <param name="Malformed">Entries without a token.</param>
internal sealed record MediaCmsPage(long Count, bool HasNext, IReadOnlyList<MediaCmsItem> Items, int Malformed);
