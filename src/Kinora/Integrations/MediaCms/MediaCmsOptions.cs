using System.ComponentModel.DataAnnotations;

namespace Kinora.Integrations.MediaCms;

/// <summary>Section <c>MediaCms</c>: a MediaCMS site whose titles are brought in. Without an address nothing is asked.</summary>
internal sealed class MediaCmsOptions : IValidatableObject
{
    public const string Section = "MediaCms";

    /// <summary>Such as <c>https://cms.example.org</c>; one in a private network also needs <c>Http:PrivateHosts</c>. Default none.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>An editor's token: with it the whole library is listed however large, titles that are not public too. Default none.</summary>
    public string? Token { get; set; }

    /// <summary>Where the manifest of a title stands; <c>{video_id}</c> and <c>{base_url}</c> are filled in.</summary>
    public string ManifestTemplate { get; set; } = "{base_url}/api/v1/media/cytube/{video_id}.json?format=json";

    /// <summary>Requests at once, 1 or 2. Default 2.</summary>
    [Range(1, 2, ErrorMessage = "MediaCms:Parallel must be 1 or 2.")]
    public int Parallel { get; set; } = 2;

    /// <summary>The pause after each request, in ms. Default 150.</summary>
    [Range(0, 60_000, ErrorMessage = "MediaCms:PauseMilliseconds must be from 0 to 60000.")]
    public int PauseMilliseconds { get; set; } = 150;

    /// <summary>After how many seconds a request is given up. Default 30.</summary>
    [Range(1, 300, ErrorMessage = "MediaCms:Seconds must be from 1 to 300.")]
    public int Seconds { get; set; } = 30;

    /// <summary>How often a request is tried where the site is busy, down or slow. Default 4.</summary>
    [Range(1, 10, ErrorMessage = "MediaCms:Tries must be from 1 to 10.")]
    public int Tries { get; set; } = 4;

    /// <summary>The pause before the second try, in ms; it doubles with each, and the site may ask for more. Default 1000.</summary>
    [Range(1, 60_000, ErrorMessage = "MediaCms:BackoffMilliseconds must be from 1 to 60000.")]
    public int BackoffMilliseconds { get; set; } = 1000;

    /// <summary>By so many percent the titles may become fewer; a refresh that brings less is refused. Default 20; 100 = any.</summary>
    [Range(0, 100, ErrorMessage = "MediaCms:MostLostPercent must be from 0 to 100.")]
    public int MostLostPercent { get; set; } = 20;

    /// <summary>The site is looked through so often by itself, in hours; 0 = never. Default 24.</summary>
    [Range(0, 8760, ErrorMessage = "MediaCms:RefreshHours must be from 0 to 8760.")]
    public int RefreshHours { get; set; } = 24;

    public bool IsConfigured => !string.IsNullOrWhiteSpace(BaseUrl);

    /// <summary>The site, also where somebody gave the address of its interface.</summary>
    public string Site
    {
        get
        {
            var site = (BaseUrl ?? "").Trim().TrimEnd('/');
            return site.EndsWith("/api/v1", StringComparison.OrdinalIgnoreCase) ? site[..^"/api/v1".Length].TrimEnd('/') : site;
        }
    }

    public string ManifestOf(string token) =>
        ManifestTemplate.Replace("{base_url}", Site, StringComparison.Ordinal).Replace("{video_id}", Uri.EscapeDataString(token), StringComparison.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured)
            yield break;
        if (!Uri.TryCreate(Site, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Query.Length > 0)
        {
            yield return new ValidationResult("MediaCms:BaseUrl must be the address of a site, such as https://cms.example.org.");
            yield break;
        }

        if (Token is not null && url.Scheme == "http" && !url.IsLoopback)
            yield return new ValidationResult("MediaCms:Token would cross the network readable: use https.");
        if (!ManifestTemplate.Contains("{video_id}", StringComparison.Ordinal) || !Uri.TryCreate(ManifestOf("abc"), UriKind.Absolute, out var manifest) || manifest.Scheme is not ("http" or "https"))
            yield return new ValidationResult("MediaCms:ManifestTemplate must be an address with {video_id} in it.");
    }
}
