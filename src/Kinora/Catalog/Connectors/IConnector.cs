namespace Kinora.Catalog.Connectors;

/// <summary>
/// An outside library whose titles are brought in. A connector is a folder, or a file, and one line that registers it; the job, the button, the
/// command and the rules of a refresh are the same for all.
/// </summary>
internal interface IConnector
{
    /// <summary>The provider in its titles' ids, and its name on the command line.</summary>
    string Name { get; }

    /// <summary>What has to be set before it can be asked; null when nothing is missing.</summary>
    string? Missing { get; }

    /// <summary>By so much the titles may become fewer, from 0 to 1; a refresh that brings less is refused.</summary>
    double MostLost { get; }

    /// <summary>All titles that there are. What it cannot get whole, it fails for, and says why in <see cref="ConnectorException"/>.</summary>
    Task<ConnectorTitles> ReadAsync(ConnectorRun run, CancellationToken cancel);
}

/// <summary>The library did not give its titles; the message is for an admin.</summary>
internal sealed class ConnectorException(string message) : Exception(message);

/// <summary>One reading of a library.</summary>
/// <param name="Folder">Where it may keep what it has read, for a try that goes on after this one.</param>
/// <param name="Id">The same in each try of one refresh.</param>
internal sealed record ConnectorRun(string Folder, string Id, IProgress<ConnectorProgress> Progress);

/// <summary>How far a reading is: so many items of so many that are expected.</summary>
internal sealed record ConnectorProgress(long Items, long Expected, double Share);

/// <summary>What a library has.</summary>
/// <param name="Told">What an admin should know: what could not be seen, and what to do about it.</param>
internal sealed record ConnectorTitles(IReadOnlyList<ConnectorTitle> Titles, IReadOnlyList<string> Told);
