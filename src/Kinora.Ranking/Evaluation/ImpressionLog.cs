namespace Kinora.Ranking.Evaluation;

/// <summary>Something that was shown to somebody, and whether it was viewed long.</summary>
internal readonly record struct Impression(int User, int Video, int Date, int Minute, int Tab, float Duration, bool LongView);

/// <summary>What a person had before the first impression; videos oldest first, repeats kept.</summary>
internal sealed record PastViewing(int[] Watched, int[] Liked, int[] WatchedLong, long LastTime);

/// <summary>What does not change about a video.</summary>
/// <param name="Uploaded">A day number.</param>
internal sealed record VideoFacts(long Author, int Tag, int Type, int UploadType, int Uploaded, long Music, float Duration);

/// <summary>A feed's log: what was shown, to whom, and what was known of both before.</summary>
/// <param name="Pasts">For each person; empty where nothing is known.</param>
/// <param name="People">For each person, columns of numbers; NaN where unknown.</param>
internal sealed record ImpressionLog(Impression[] Fit, Impression[] Test, PastViewing[] Pasts, VideoFacts[] Videos, float[][] People);
