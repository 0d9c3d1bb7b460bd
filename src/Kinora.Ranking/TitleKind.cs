namespace Kinora.Ranking;

/// <summary>What a title is. The numbers are stored.</summary>
internal enum TitleKind : byte
{
    Movie,
    Series,
    Season,
    Episode,
    Clip,
    Stream,
    Audio,
}
