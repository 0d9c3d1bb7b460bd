using System.Text.Json.Nodes;
using Kinora.Platform.Database;

namespace Kinora.Platform.Privacy;

/// <summary>
/// What a module knows about a person: every table that has a person's column stands in one part, with what goes into the person's export
/// or with the reason why nothing does. A test holds that against the real schema.
/// </summary>
internal interface IExportPart
{
    IReadOnlyList<ExportTable> Tables { get; }

    /// <summary>Tables with a person's column of which nothing is exported, and why.</summary>
    IReadOnlyDictionary<string, string> LeftOut { get; }
}

/// <summary>One file of an export: those rows of a table that are one person's, as a JSON array of objects.</summary>
/// <param name="Table">The table it is read from.</param>
/// <param name="File">Path within the archive, without its ending.</param>
/// <param name="Says">One sentence for the person who opens the file.</param>
/// <param name="Whose">How a row is known to be the person's.</param>
internal sealed record ExportTable(string Table, string File, string Says, ExportOwner Whose)
{
    /// <summary>What goes in, in this order. Times (<c>at</c>, <c>…_at</c>) become ISO 8601.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The order of the rows, and where the next thousand starts: unique within one person.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Columns that hold JSON.</summary>
    public IReadOnlyList<string> Json { get; init; } = [];

    /// <summary>Columns that hold yes or no.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Columns that stay out, and why.</summary>
    public IReadOnlyDictionary<string, string> Withheld { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Puts a column that only the product can read into words: its value in, the member's value out.</summary>
    public IReadOnlyDictionary<string, Func<object?, JsonNode?>> Read { get; init; } =
        new Dictionary<string, Func<object?, JsonNode?>>(StringComparer.Ordinal);
}

/// <summary>Which column says whose a row is, and what stands in it.</summary>
internal abstract record ExportOwner(string Column)
{
    /// <summary>The person's user id.</summary>
    public sealed record User(string Column) : ExportOwner(Column);

    /// <summary>The id of one of the person's profiles.</summary>
    public sealed record Profile(string Column) : ExportOwner(Column);

    /// <summary>The person's user id or name.</summary>
    public sealed record UserOrName(string Column) : ExportOwner(Column);

    /// <summary>A condition with the parameters <c>user</c>, <c>name</c> and <c>profiles</c>.</summary>
    public string Condition(Dialect dialect) => this switch
    {
        Profile => dialect.AnyOf(Column, "profiles"),
        UserOrName => $"{Column} in (@user, @name)",
        _ => $"{Column} = @user",
    };
}

/// <summary>Whose data it is.</summary>
internal sealed record ExportSubject(string UserId, string UserName, IReadOnlyList<string> ProfileIds);
