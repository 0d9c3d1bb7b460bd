using System.ComponentModel.DataAnnotations;

namespace Kinora.Discovery;

/// <summary>Section <c>Discovery</c>.</summary>
internal sealed class DiscoveryOptions
{
    public const string Section = "Discovery";

    /// <summary>Memory for profiles that were here lately, in MB. Default 256.</summary>
    [Range(1, 65_536, ErrorMessage = "Discovery:ProfileCacheMegabytes must be from 1 to 65536.")]
    public int ProfileCacheMegabytes { get; set; } = 256;

    /// <summary>Pages after which a profile's state is stored again. Default 64.</summary>
    [Range(1, 10_000, ErrorMessage = "Discovery:PagesPerSave must be from 1 to 10000.")]
    public int PagesPerSave { get; set; } = 64;

    /// <summary>A profile that was idle this long is stored again if it changed, in seconds. Default 60.</summary>
    [Range(1, 86_400, ErrorMessage = "Discovery:IdleSeconds must be from 1 to 86400.")]
    public int IdleSeconds { get; set; } = 60;

    /// <summary>What is learned from everybody is built again this long after something happened, in seconds. Default 10.</summary>
    [Range(1, 86_400, ErrorMessage = "Discovery:SharedSeconds must be from 1 to 86400.")]
    public int SharedSeconds { get; set; } = 10;
}
