namespace Kinora.Platform.Telemetry;

/// <summary>A part of the product that can be asked how it is; each module contributes its own.</summary>
internal interface IHealthPart
{
    /// <summary>Such as <c>database</c>.</summary>
    string Name { get; }

    /// <summary>Whether nothing works without it. What isn't required leaves <c>/health/ready</c> at 200.</summary>
    bool Required { get; }

    /// <summary>Asks; what it throws, or takes longer than two seconds for, counts as down.</summary>
    Task<HealthState> CheckAsync(CancellationToken cancel);
}

/// <summary>How a part is.</summary>
/// <param name="Detail">For a person: figures, or what is wrong. No secrets: anybody may read it.</param>
internal sealed record HealthState(bool Up, string? Detail = null);
