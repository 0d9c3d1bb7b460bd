using System.ComponentModel.DataAnnotations;
using Kinora.Ranking.Learning;

namespace Kinora.Discovery.Models;

/// <summary>Section <c>Discovery:Models</c>.</summary>
internal sealed class ModelOptions
{
    public const string Section = "Discovery:Models";

    /// <summary>How often a model is trained by itself, in hours; 0 = never. Default 24.</summary>
    [Range(0, 8_760, ErrorMessage = "Discovery:Models:TrainHours must be from 0 to 8760.")]
    public int TrainHours { get; set; } = 24;

    /// <summary>Training that takes longer is given up, in minutes. Default 30.</summary>
    [Range(1, 1_440, ErrorMessage = "Discovery:Models:MostMinutes must be from 1 to 1440.")]
    public int MostMinutes { get; set; } = 30;

    /// <summary>Memory for matrices, in MB; more titles than fit are learned by factors. Default 2048.</summary>
    [Range(16, 1_048_576, ErrorMessage = "Discovery:Models:MemoryMegabytes must be from 16 to 1048576.")]
    public int MemoryMegabytes { get; set; } = 2_048;

    /// <summary>Threads that train; 0 = half of those there are. Default 0.</summary>
    [Range(0, 1_024, ErrorMessage = "Discovery:Models:Threads must be from 0 to 1024.")]
    public int Threads { get; set; }

    /// <summary>How far back signals are read, in days. Default 365.</summary>
    [Range(7, 36_500, ErrorMessage = "Discovery:Models:Days must be from 7 to 36500.")]
    public int Days { get; set; } = 365;

    /// <summary>With fewer people who share and had at least three titles nothing is trained. Default 20.</summary>
    [Range(2, 1_000_000, ErrorMessage = "Discovery:Models:LeastPeople must be from 2 to 1000000.")]
    public int LeastPeople { get; set; } = 20;

    /// <summary>Likewise with fewer titles that at least two of them had. Default 30.</summary>
    [Range(2, 1_000_000, ErrorMessage = "Discovery:Models:LeastTitles must be from 2 to 1000000.")]
    public int LeastTitles { get; set; } = 30;

    /// <summary>Likewise with fewer good viewings. Default 300.</summary>
    [Range(2, 1_000_000_000, ErrorMessage = "Discovery:Models:LeastEvents must be from 2 to 1000000000.")]
    public int LeastEvents { get; set; } = 300;

    /// <summary>A model whose NDCG lies so much below the one before, as a share, is not served. Default 0.1.</summary>
    [Range(0, 1, ErrorMessage = "Discovery:Models:MostDrop must be from 0 to 1.")]
    public double MostDrop { get; set; } = 0.1;

    /// <summary>Model files that are kept to go back to. Default 5.</summary>
    [Range(1, 1_000, ErrorMessage = "Discovery:Models:KeptFiles must be from 1 to 1000.")]
    public int KeptFiles { get; set; } = 5;

    /// <summary>How much of the rail For you the learned model decides, from 0 to 1. Default 0.7.</summary>
    [Range(0, 1, ErrorMessage = "Discovery:Models:ForYouShare must be from 0 to 1.")]
    public double ForYouShare { get; set; } = 0.7;

    public TrainingOptions ForTraining() => new()
    {
        LeastPeople = LeastPeople,
        LeastTitles = LeastTitles,
        LeastEvents = LeastEvents,
        MemoryBytes = MemoryMegabytes * 1_048_576L,
        Threads = Threads > 0 ? Threads : Math.Max(1, Environment.ProcessorCount / 2),
        MostDrop = MostDrop,
    };
}
