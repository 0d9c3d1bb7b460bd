using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Ranking.Profiles;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Shared;

/// <summary>What a profile's signals come to, for what is learned from many.</summary>
/// <param name="All">Oldest first.</param>
/// <param name="Reports">How often each creator was reported.</param>
/// <param name="LastAt">The newest sign of life, Unix ms.</param>
internal sealed record SignalViewings(List<Viewing> All, IReadOnlyDictionary<int, int> Reports, long LastAt)
{
    public static SignalViewings Of(IEnumerable<Signal> signals, CatalogueSnapshot snapshot)
    {
        var columns = snapshot.Columns;
        var (viewings, ratings) = (new Viewings(), new RegisterSet());
        var reports = new Dictionary<int, int>();
        var last = long.MinValue;
        foreach (var signal in signals)
        {
            last = Math.Max(last, signal.ReceivedAt);
            if (signal.HistoryOnly || Facts.Of(signal, snapshot) is not { Title: >= 0 } fact || !columns.Has(fact.Title))
                continue;
            if (fact.Kind is FactKind.Like or FactKind.Unlike or FactKind.Dislike)
                ratings.Set(fact.Title, new Register(fact.At, fact.EventId, (sbyte)(fact.Kind == FactKind.Like ? 1 : fact.Kind == FactKind.Dislike ? -1 : 0)));
            if (fact.Kind == FactKind.Report && columns.CreatorOf(fact.Title) is var reported and >= 0)
                reports[reported] = reports.GetValueOrDefault(reported) + 1;
            if (fact.Kind.IsViewing())
                viewings.Add(fact);
        }

        return new SignalViewings(viewings.All(columns, long.MinValue, ratings), reports, last);
    }
}
