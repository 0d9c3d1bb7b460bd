using Kinora.Ranking.Evaluation;

namespace Kinora.Server.DataSets;

/// <summary>A folder of data, recognised by its files.</summary>
/// <param name="Protocols">What it can be measured by; the first is the usual one.</param>
internal sealed record DataSet(string Folder, string[] Protocols, Func<InteractionLog>? Log)
{
    public const string NextItem = "next-item";

    public const string Strong = "strong";

    public const string Ncf = "ncf";

    public const string DiffRec = "diffrec";

    public const string Quarter = "ml-100k";

    public const string Impressions = "impressions";

    public const string Retrieval = "retrieval";

    public const string OffPolicy = "off-policy";

    /// <summary>All that there are, for the one who asks for another.</summary>
    public static readonly string[] AllProtocols = [NextItem, Strong, Ncf, DiffRec, Quarter, Impressions, Retrieval, OffPolicy];

    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    public static DataSet Open(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DataSetFault("dataset-not-found", $"There is no folder '{folder}'.");
        if (Has(NeutralForm.File))
            return new DataSet(folder, [NextItem, Strong, Quarter], () => NeutralForm.Read(folder));
        if (Has("ratings.tsv") && Has("movies.dat"))
            return new DataSet(folder, Has("ncf.test.negative") ? [NextItem, Strong, Ncf, Quarter] : [NextItem, Strong, Quarter], () => MovieLens.Read1M(folder));
        if (Has("u.data"))
            return new DataSet(folder, [Quarter, NextItem, Strong], () => MovieLens.Read100K(folder));
        if (Has("ratings.csv"))
            return new DataSet(folder, [NextItem, Strong, Quarter], () => MovieLens.ReadLatest(folder));
        if (Has("train.tsv") && Has("valid.tsv") && Has("test.tsv"))
            return new DataSet(folder, [DiffRec], null);
        if (KuaiRand.Is(folder))
            return new DataSet(folder, [Impressions, Retrieval], null);
        if (OpenBandit.Campaigns(folder).Length > 0)
            return new DataSet(folder, [OffPolicy], null);
        throw new DataSetFault(
            "dataset-unknown",
            $"'{folder}' holds no data set that is known. Bring it into the neutral form: {NeutralForm.File}[.gz] with a header that names user, item and, if there are such, time and value, separated by tabs.");

        bool Has(string name) => TextTable.Find(folder, name) is not null;
    }

    /// <summary>The split that a protocol makes of it.</summary>
    /// <param name="positiveFrom">Null: four fifths of the largest value.</param>
    public ListProtocol Protocol(string name, int minimum, double? positiveFrom, string? test)
    {
        Check(name);
        if (name == DiffRec)
            return MovieLens.DiffRec(Folder);
        var log = name == Retrieval ? null : Log!();
        var protocol = name switch
        {
            Retrieval => RetrievalSplit.Of(KuaiRand.Read(Folder, null, test, retrieval: true)),
            NextItem => Splits.NextItem(log!, minimum),
            Strong => Splits.Strong(log!, minimum, positiveFrom ?? (0.8 * (log!.Values?.Max() ?? 0))),
            Ncf => FileSplits.Ncf(log!, MovieLens.NcfTests(Folder, log!)),
            _ => Splits.Quarter(log!),
        };
        return protocol.Users > 0 && protocol.Folds[0].Validation.Queries.Length > 0
            ? protocol
            : throw new DataSetFault("dataset-too-small", $"'{Name}' leaves nobody to measure '{name}' by: too few people with {minimum} events or more.");
    }

    public void Check(string name)
    {
        if (!Protocols.Contains(name))
        {
            throw AllProtocols.Contains(name)
                ? new DataSetFault("protocol-unsuitable", $"'{Name}' cannot be measured by '{name}'. It can by {string.Join(", ", Protocols)}.")
                : new DataSetFault("protocol-unknown", $"There is no protocol '{name}'. There are {string.Join(", ", AllProtocols)}.");
        }
    }
}
