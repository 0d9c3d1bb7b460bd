using Kinora.Signals.Contracts;

namespace Kinora.Signals;

/// <summary>Words of replies and metrics.</summary>
internal static class SignalNames
{
    public static string Of(SignalStatus status) => status switch
    {
        SignalStatus.Recorded => "recorded",
        SignalStatus.Duplicate => "duplicate",
        SignalStatus.Refused => "refused",
    };
}
