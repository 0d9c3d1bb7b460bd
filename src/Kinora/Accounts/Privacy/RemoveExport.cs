using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;

namespace Kinora.Accounts.Privacy;

/// <summary>The archive of a person who goes is deleted with them.</summary>
internal sealed class RemoveExport(ExportStore store) : IUserRemovalPart
{
    public Task RemoveAsync(Tx tx, string? userId, IReadOnlyList<string> profileIds) =>
        userId is null ? Task.CompletedTask : store.RemoveAsync(tx, userId);
}
