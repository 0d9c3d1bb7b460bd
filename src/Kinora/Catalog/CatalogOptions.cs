using System.ComponentModel.DataAnnotations;

namespace Kinora.Catalog;

/// <summary>Section <c>Catalog</c>.</summary>
internal sealed class CatalogOptions
{
    public const string Section = "Catalog";

    /// <summary>Whether strangers may read catalogue, search and collections. Default off.</summary>
    public bool Public { get; set; }

    /// <summary>Largest body of an import, in MB. Default 4096.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Catalog:ImportMegabytes must be from 1 to 1000000.")]
    public int ImportMegabytes { get; set; } = 4096;

    /// <summary>How often other processes' changes are looked for, in ms. Default 200.</summary>
    [Range(20, 60_000, ErrorMessage = "Catalog:PollMilliseconds must be from 20 to 60000.")]
    public int PollMilliseconds { get; set; } = 200;

    /// <summary>An import that has not moved for so many seconds is taken for dead and undone. Default 120.</summary>
    [Range(5, 86_400, ErrorMessage = "Catalog:ImportLeaseSeconds must be from 5 to 86400.")]
    public int ImportLeaseSeconds { get; set; } = 120;

    /// <summary>How long a superseded version of a title is kept for snapshots that still read it, in seconds. Default 600.</summary>
    [Range(10, 86_400, ErrorMessage = "Catalog:KeepSupersededSeconds must be from 10 to 86400.")]
    public int KeepSupersededSeconds { get; set; } = 600;
}
