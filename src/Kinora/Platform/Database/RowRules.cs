using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Platform.Database;

/// <summary>Tables that have this column hold a person's rows, and this condition says whose they are.</summary>
/// <param name="Condition">SQL over the column and <see cref="RowRules.Me"/>.</param>
internal sealed record RowOwner(string Column, string Condition);

/// <summary>What the columns alone do not say about a table.</summary>
/// <param name="Own">SQL for the rows that an account may have instead of what the columns say; <c>false</c> for none.</param>
/// <param name="Admins">Whether admins may have all of its rows.</param>
internal sealed record RowRule(string Table, string? Own = null, bool Admins = false);

internal static class RowRules
{
    /// <summary>The account that acts.</summary>
    public const string Me = "(select auth.jwt() ->> 'sub')";

    public static IServiceCollection AddRowOwner(this IServiceCollection services, string column, string condition) =>
        services.AddSingleton(new RowOwner(column, condition));

    public static IServiceCollection AddRowRule(this IServiceCollection services, string table, string? own = null, bool admins = false) =>
        services.AddSingleton(new RowRule(table, own, admins));
}
