using System.Data.Common;
using System.Text.Json;

namespace Kinora.Platform.Database;

/// <summary>The words in which the two databases differ. Everything else is one text for both.</summary>
internal abstract class Dialect
{
    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Name { get; }

    /// <summary>A condition that holds when the column equals a member of a list passed with <see cref="List{T}"/>.</summary>
    public abstract string AnyOf(string column, string parameter);

    /// <summary>A list as a parameter for <see cref="AnyOf"/>.</summary>
    public abstract object List<T>(IEnumerable<T> values);

    /// <summary>Whether the fault says that a unique key is taken.</summary>
    public abstract bool IsUniqueViolation(DbException fault);

    /// <summary>Locks the rows that a work queue takes (<c>for update skip locked</c>); nothing where there is one writer.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>The larger of two expressions (<c>max</c> or <c>greatest</c>).</summary>
    public abstract string Greater(string left, string right);
}

internal sealed class SqliteDialect : Dialect
{
    private const int Constraint = 19;

    public override string Name => "sqlite";

    public override string SkipLocked => "";

    public override string AnyOf(string column, string parameter) => $"{column} in (select value from json_each(@{parameter}))";

    public override object List<T>(IEnumerable<T> values) => JsonSerializer.Serialize(values);

    public override bool IsUniqueViolation(DbException fault) =>
        fault is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: Constraint };

    public override string Greater(string left, string right) => $"max({left}, {right})";
}

internal sealed class PostgresDialect : Dialect
{
    public override string Name => "postgres";

    public override string SkipLocked => "for update skip locked";

    public override string AnyOf(string column, string parameter) => $"{column} = any(@{parameter})";

    public override object List<T>(IEnumerable<T> values) => values.ToArray();

    public override bool IsUniqueViolation(DbException fault) => fault.SqlState == Npgsql.PostgresErrorCodes.UniqueViolation;

    public override string Greater(string left, string right) => $"greatest({left}, {right})";
}
