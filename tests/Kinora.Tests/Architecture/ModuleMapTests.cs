using System.Reflection;
using Kinora.Platform;

namespace Kinora.Tests.Architecture;

public sealed class ModuleMapTests
{
    private const string Planted = "Kinora.Tests.Architecture.Planted.";

    [Fact]
    public void Modules_use_each_other_only_along_the_map()
    {
        var breaches = ModuleMap.Breaches(References.Of(typeof(IModule).Assembly.Location));

        Assert.True(breaches.Count == 0, string.Join('\n', breaches));
    }

    [Fact]
    public void The_engine_uses_neither_the_product_nor_input_and_output()
    {
        var assembly = Assembly.Load("Kinora.Ranking").GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(assembly, name =>
            name is "Kinora" or "Dapper" or "Npgsql" || name.StartsWith("Microsoft.", StringComparison.Ordinal)
            || name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.IO.FileSystem", StringComparison.Ordinal));
    }

    [Fact]
    public void A_planted_breach_is_found_in_every_place_where_code_can_hide()
    {
        var breaches = ModuleMap.Breaches(References.Of(typeof(ModuleMapTests).Assembly.Location), Planted);

        Assert.Contains(breaches, breach => breach.Contains("Catalog may not use Signals", StringComparison.Ordinal) && breach.Contains("InField"));
        Assert.Contains(breaches, breach => breach.Contains("InAsyncLambda", StringComparison.Ordinal));
        Assert.Contains(breaches, breach => breach.Contains("InGenericArgument", StringComparison.Ordinal));
        Assert.Contains(breaches, breach => breach.Contains("only Catalog.Contracts is open", StringComparison.Ordinal));
        Assert.Equal(4, breaches.Count);
    }
}
