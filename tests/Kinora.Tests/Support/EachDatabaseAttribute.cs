using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Kinora.Tests.Support;

/// <summary>Runs a theory once a database. A missing PostgreSQL is a skip by name on a developer's machine and a failure in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EachDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var missing = TestPostgres.Missing;
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<string>("sqlite"),
            new TheoryDataRow<string>("postgres") { Skip = missing is null || TestPostgres.Required ? null : missing },
        ]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
