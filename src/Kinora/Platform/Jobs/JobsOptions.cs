using System.ComponentModel.DataAnnotations;

namespace Kinora.Platform.Jobs;

/// <summary>Section <c>Jobs</c>.</summary>
internal sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>Whether this process runs jobs and delivers events. Default true; off for a process that only serves requests.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many jobs this process runs at once. Default 2.</summary>
    [Range(1, 64, ErrorMessage = "Jobs:Runners must be from 1 to 64.")]
    public int Runners { get; set; } = 2;

    /// <summary>After how many seconds without a sign of life another process takes a job over. Default 60.</summary>
    [Range(2, 3600, ErrorMessage = "Jobs:LeaseSeconds must be from 2 to 3600.")]
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>How often jobs that other processes filed are looked for, in milliseconds. Default 1000.</summary>
    [Range(10, 60000, ErrorMessage = "Jobs:PollMilliseconds must be from 10 to 60000.")]
    public int PollMilliseconds { get; set; } = 1000;

    /// <summary>For how many days finished jobs are kept. Default 14.</summary>
    [Range(1, 3650, ErrorMessage = "Jobs:KeepDays must be from 1 to 3650.")]
    public int KeepDays { get; set; } = 14;
}
