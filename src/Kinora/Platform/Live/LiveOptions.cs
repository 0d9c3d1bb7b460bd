using System.ComponentModel.DataAnnotations;

namespace Kinora.Platform.Live;

/// <summary>Section <c>Live</c>: the stream of events at <c>/api/events</c>.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>How many streams one user may hold open in one process. Default 8.</summary>
    [Range(1, 1000, ErrorMessage = "Live:StreamsPerUser must be from 1 to 1000.")]
    public int StreamsPerUser { get; set; } = 8;

    /// <summary>How many events may wait for a slow reader before its stream ends. Default 256.</summary>
    [Range(1, 100_000, ErrorMessage = "Live:Waiting must be from 1 to 100000.")]
    public int Waiting { get; set; } = 256;

    /// <summary>How often the database is asked what is new while anybody listens, in milliseconds. Default 1000.</summary>
    [Range(10, 60_000, ErrorMessage = "Live:PollMilliseconds must be from 10 to 60000.")]
    public int PollMilliseconds { get; set; } = 1000;

    /// <summary>A quiet stream says so this often, in seconds, so that nobody between takes it for dead. Default 15.</summary>
    [Range(1, 300, ErrorMessage = "Live:HeartbeatSeconds must be from 1 to 300.")]
    public int HeartbeatSeconds { get; set; } = 15;

    /// <summary>How soon a stream ends whose session or token has ended, in seconds. Default 5.</summary>
    [Range(1, 300, ErrorMessage = "Live:CheckSeconds must be from 1 to 300.")]
    public int CheckSeconds { get; set; } = 5;

    /// <summary>A reader that takes nothing for so many seconds is cut off. Default 10.</summary>
    [Range(1, 300, ErrorMessage = "Live:WriteSeconds must be from 1 to 300.")]
    public int WriteSeconds { get; set; } = 10;
}
