using Kinora.Tests.Architecture.Planted.Catalog;

namespace Kinora.Tests.Architecture.Planted.Signals;

// Planted on purpose: Signals may use Catalog, but only its Contracts.
internal sealed class SignalThing
{
    internal static int Count() => CatalogThing.Count();
}
