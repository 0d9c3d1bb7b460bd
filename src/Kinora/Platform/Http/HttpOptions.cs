using System.ComponentModel.DataAnnotations;

namespace Kinora.Platform.Http;

/// <summary>Section <c>Http</c>.</summary>
internal sealed class HttpOptions
{
    public const string Section = "Http";

    /// <summary>Requests a minute from one address without a credential. Default 100; 0 turns the limit off.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Http:AnonymousPerMinute must be from 0 (off) to 1000000.")]
    public int AnonymousPerMinute { get; set; } = 100;

    /// <summary>Requests a minute of one user. Default 600; 0 turns the limit off.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Http:UserPerMinute must be from 0 (off) to 1000000.")]
    public int UserPerMinute { get; set; } = 600;

    /// <summary>The largest body that a route takes which doesn't say otherwise, in bytes. Default 1 MiB.</summary>
    [Range(1024, 1L << 40, ErrorMessage = "Http:MaxBodyBytes must be from 1024 to 2^40.")]
    public long MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>After how many seconds a request is given up. Default 30; routes that stream have no limit.</summary>
    [Range(1, 3600, ErrorMessage = "Http:RequestSeconds must be from 1 to 3600.")]
    public int RequestSeconds { get; set; } = 30;

    /// <summary>For how many hours a paging cursor may be used. Default 24.</summary>
    [Range(1, 720, ErrorMessage = "Http:CursorHours must be from 1 to 720.")]
    public int CursorHours { get; set; } = 24;

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of proxies whose <c>X-Forwarded-*</c> headers are believed. Default none.</summary>
    public IList<string> Proxies { get; } = [];

    /// <summary>
    /// Private addresses or networks that addresses which people give may lead to, such as a media server of the house. Default none.
    /// </summary>
    public IList<string> PrivateHosts { get; } = [];

    /// <summary>What <c>/metrics</c> wants as a bearer token from elsewhere than loopback. Default none: closed to others.</summary>
    public string? MetricsToken { get; set; }
}
