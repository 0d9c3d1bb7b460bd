using System.ComponentModel.DataAnnotations;

namespace Kinora.Library.Vault;

/// <summary>Section <c>Vault</c>: the library as files that one can read, edit and take along.</summary>
internal sealed class VaultOptions
{
    public const string Section = "Vault";

    /// <summary>Whether this process writes the files and reads what was edited in them. What changes meanwhile is written later. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>A file of a busy person is written at most this often, in milliseconds. Default 2000.</summary>
    [Range(0, 60_000, ErrorMessage = "Vault:EveryMilliseconds must be from 0 to 60000.")]
    public int EveryMilliseconds { get; set; } = 2_000;

    /// <summary>How often it is asked whose files are due, in milliseconds. Default 500.</summary>
    [Range(10, 60_000, ErrorMessage = "Vault:PollMilliseconds must be from 10 to 60000.")]
    public int PollMilliseconds { get; set; } = 500;

    /// <summary>How many people's files are looked at for edits by hand with every poll. Default 200.</summary>
    [Range(1, 100_000, ErrorMessage = "Vault:ScanAtOnce must be from 1 to 100000.")]
    public int ScanAtOnce { get; set; } = 200;

    /// <summary>A file that was touched so lately may still be in somebody's editor, in milliseconds. Default 1000.</summary>
    [Range(0, 60_000, ErrorMessage = "Vault:SettleMilliseconds must be from 0 to 60000.")]
    public int SettleMilliseconds { get; set; } = 1_000;

    /// <summary>How much memory the entries of states may take that are kept from one writing to the next, in MB. Default 32.</summary>
    [Range(0, 4096, ErrorMessage = "Vault:KeptMegabytes must be from 0 to 4096.")]
    public int KeptMegabytes { get; set; } = 32;
}
