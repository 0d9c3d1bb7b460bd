namespace Kinora.Signals;

/// <summary>What the door must know of the catalogue.</summary>
internal interface ISignalTitles
{
    /// <summary>The title's ordinal for life; null for an unknown title.</summary>
    int? Ordinal(string titleId);
}
