namespace Kinora.Ranking.Simulation;

/// <summary>What the engine did to a made-up town.</summary>
/// <param name="Pages">Handed out.</param>
/// <param name="Places">On them.</param>
/// <param name="EarlyRepeats">Places with a clip that the person had in sight within 30 days, while fresh ones were left: a fault.</param>
/// <param name="Repeats">Places marked as repeats, because fresh clips ran out.</param>
/// <param name="ShortPages">Pages with fewer places than asked for and eligible: a fault.</param>
/// <param name="Good">The share of places that were watched to the end.</param>
/// <param name="Best">What an oracle that knows every taste would have reached at the same moments, of the same fresh clips.</param>
/// <param name="ByChance">What fresh clips picked at random would have reached.</param>
/// <param name="Regret">Best − the expected share of what was handed out: what not knowing costs.</param>
/// <param name="LateRegret">The same in the last week.</param>
/// <param name="Coverage">The share of clips that anybody was handed.</param>
/// <param name="Gini">0 where all clips are shown alike, near 1 where a few take all.</param>
/// <param name="Explored">The share of places that were drawn to learn.</param>
/// <param name="NewClipDays">The median time from coming out to the tenth good viewing, of the best fifth of the clips that came out; null where fewer than half got there.</param>
/// <param name="NewClipsFound">The share of them that got there at all.</param>
/// <param name="NewPersonDays">The median time of a person who came later until a page stood a quarter of the way from chance to the oracle's; null likewise.</param>
/// <param name="NewPersonPages">The same in pages.</param>
internal sealed record SimulationReport(
    bool Explores, int Pages, int Places, int EarlyRepeats, int Repeats, int ShortPages, double Good, double Best, double ByChance, double Regret, double LateRegret,
    double Coverage, double Gini, double Explored, double? NewClipDays, double NewClipsFound, double? NewPersonDays, double? NewPersonPages);
