namespace Kinora.Library.Contracts;

/// <summary>How a person stands to a title.</summary>
internal enum WatchStatus
{
    Unwatched,
    Watching,
    Completed,

    /// <summary>Said by the person; nothing that a player reports changes it.</summary>
    Skipped,
}
