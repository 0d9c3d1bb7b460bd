namespace Kinora.Catalog.Search;

/// <summary>What a title is found by: its name and, where it differs, its name in the language of its origin.</summary>
internal readonly record struct TitleName(string Name, string? Original = null);
