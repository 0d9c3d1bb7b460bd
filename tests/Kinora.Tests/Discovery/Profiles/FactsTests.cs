using Kinora.Discovery.Profiles;
using Kinora.Ranking.Profiles;
using Kinora.Signals.Contracts;

namespace Kinora.Tests.Discovery.Profiles;

public sealed class FactsTests
{
    [Fact]
    public void The_vocabulary_is_the_same_at_the_door_and_in_the_engine()
    {
        Assert.Equal(Enum.GetNames<SignalKind>(), Enum.GetNames<FactKind>());
        Assert.All(Enum.GetValues<SignalKind>(), kind => Assert.Equal(kind.IsSight(), ((FactKind)(byte)kind).IsSight()));
    }

    [Fact]
    public void A_device_is_a_class_or_unknown() =>
        Assert.Equal([Device.Tv, Device.Phone, Device.Unknown, Device.Unknown], new[] { "TV", "phone", "fridge", null }.Select(Facts.DeviceOf));
}
