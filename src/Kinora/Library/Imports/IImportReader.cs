using Kinora.Platform;

namespace Kinora.Library.Imports;

/// <summary>Reads one format. Pure: bytes in, titles out; what a file says is data, never trusted.</summary>
internal interface IImportReader
{
    /// <summary>The format's name in the API, such as <c>letterboxd</c>.</summary>
    string Name { get; }

    /// <summary>As people call it.</summary>
    string Label { get; }

    /// <summary>Whether the files look like this format.</summary>
    bool Knows(IReadOnlyList<ImportFile> files);

    /// <summary>Refused: <c>import-file-invalid</c>, <c>import-encoding</c>. Single records that make no sense are told to the harvest.</summary>
    Outcome<Done> Read(IReadOnlyList<ImportFile> files, ImportHarvest into);
}
