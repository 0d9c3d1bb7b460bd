namespace Kinora.Ranking.Columns;

/// <summary>
/// The part of "eligible" that depends on the title and on few numbers, so that it is worked out once and shared by all profiles that ask
/// alike (ranking.md, Eligible).
/// </summary>
/// <param name="Kind">The kind asked for.</param>
/// <param name="Ceiling">The profile's maturity ceiling; 255 = none.</param>
/// <param name="Language">Hard where asked; −1 = any.</param>
/// <param name="DurationMaxMs">The longest that may come.</param>
internal readonly record struct EligibilityFilter(TitleKind Kind, byte Ceiling, short Language, long DurationMaxMs)
{
    public const byte NoCeiling = byte.MaxValue;
    public const short AnyLanguage = -1;

    /// <summary>What a clip of the feed may last unless asked otherwise.</summary>
    public const long ClipMaxMs = 180_000;

    public static EligibilityFilter For(
        TitleKind kind, byte ceiling = NoCeiling, short language = AnyLanguage, long? durationMaxMs = null) =>
        new(kind, ceiling, language, durationMaxMs ?? (kind == TitleKind.Clip ? ClipMaxMs : long.MaxValue));

    /// <summary>The first reason why a title of the kind asked for may not come; null = it may.</summary>
    public DropReason? Drops(ColumnChunk chunk, int local)
    {
        if ((chunk.Flags[local] & TitleFlags.Ready) == TitleFlags.None)
            return DropReason.NotReady;
        if (chunk.Ages[local] > Ceiling)
            return DropReason.Maturity;
        if (Language != AnyLanguage && chunk.Languages[local] != Language)
            return DropReason.Language;
        return chunk.Durations[local] > 0 && chunk.Durations[local] <= DurationMaxMs ? null : DropReason.Duration;
    }
}

/// <summary>Why a title of the asked kind does not come. The numbers are stored.</summary>
internal enum DropReason : byte
{
    NotReady,
    NotPublic,
    Maturity,
    Language,
    Duration,

    /// <summary>This profile has no access.</summary>
    Locked,
    HiddenTitle,
    HiddenCreator,
    HiddenTopic,
    Disliked,

    /// <summary>Seen within the cooldown: eligible, but not fresh.</summary>
    Seen,

    /// <summary>Handed out and not seen yet: eligible, but not fresh.</summary>
    Held,
}
