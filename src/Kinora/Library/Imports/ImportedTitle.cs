using Kinora.Library.Vault;

namespace Kinora.Library.Imports;

/// <summary>A title as a file names it, and all that the file says of one person and it.</summary>
internal sealed record ImportedTitle
{
    /// <summary>What makes two records of a file one title.</summary>
    public required string Key { get; init; }

    /// <summary>Whose it is, where a file holds several people's.</summary>
    public string? Person { get; init; }

    /// <summary>The ids of providers, such as <c>youtube:miTpJmMt7uo</c>. Under the first one it is kept where the catalogue does not have it.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    public required string Name { get; init; }

    public ImportedKind Kind { get; init; }

    public string? Creator { get; init; }

    public int? Year { get; init; }

    public long? DurationMs { get; init; }

    /// <summary>Of an episode.</summary>
    public string? Series { get; init; }

    public int? Season { get; init; }

    public int? Episode { get; init; }

    public List<ImportedPlay> Plays { get; init; } = [];

    public ImportedRating? Rating { get; set; }

    /// <summary>It was watched, and nobody says when.</summary>
    public bool Seen { get; set; }

    /// <summary>When it was marked as watched, where that is known.</summary>
    public long? SeenAt { get; set; }

    /// <summary>Where it was left, 0–1.</summary>
    public double? Progress { get; set; }

    public long? ProgressAt { get; set; }

    public string? Notes { get; set; }

    public List<string> Tags { get; init; } = [];

    public List<ImportedListing> Lists { get; init; } = [];

    /// <summary>The whole entry of another installation's vault.</summary>
    public VaultState? Carried { get; set; }

    public bool IsEmpty => Plays.Count == 0 && Rating is null && !Seen && Progress is null && Lists.Count == 0 && Carried is null && Notes is null && Tags.Count == 0;
}

internal enum ImportedKind
{
    /// <summary>Anything that is played.</summary>
    Any,
    Movie,
    Episode,
    Series,
}

/// <summary>One play, as far as the source knows it.</summary>
/// <param name="WatchedMs">Null: the length of the title, where the catalogue knows it.</param>
/// <param name="Completed">Null: by how far it came, and the person's own threshold.</param>
/// <param name="DayOnly">The source knows the day and no time.</param>
internal sealed record ImportedPlay(long EndedAt, long? StartedAt = null, long? WatchedMs = null, double? Progress = null, bool? Completed = null, bool DayOnly = false);

internal sealed record ImportedRating(int Stars, long At);

/// <summary>It stands in a list.</summary>
/// <param name="List">Null: the list of what to watch, "My list" here.</param>
internal sealed record ImportedListing(string? List, long? AddedAt);
