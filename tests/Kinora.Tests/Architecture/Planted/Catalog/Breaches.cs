using Kinora.Tests.Architecture.Planted.Signals;

namespace Kinora.Tests.Architecture.Planted.Catalog;

// Planted on purpose: each type breaks the module map in another place of the compiled code.
internal sealed class InField
{
    internal SignalThing? Thing { get; set; }
}

internal static class InAsyncLambda
{
    internal static Func<Task<int>> Later() => async () =>
    {
        await Task.Yield();
        return SignalThing.Count();
    };
}

internal static class InGenericArgument
{
    internal static object Make() => new List<SignalThing[]>();
}

internal static class CatalogThing
{
    internal static int Count() => 1;
}
