using System.Text.Json.Nodes;

namespace Kinora.Library.Vault;

/// <summary>What became of an edit by hand, record by record: the content of a <c>.report.json</c>.</summary>
internal sealed class VaultReport
{
    private readonly List<Taken> _taken = [];
    private readonly List<Refused> _refused = [];

    /// <summary>What was changed in a record.</summary>
    internal sealed record Taken(string? Record, IReadOnlyList<string> Members);

    /// <summary>What was not taken over, and why.</summary>
    internal sealed record Refused(string? Record, string? Member, string Code, string Reason);

    internal sealed record Content(DateTimeOffset ReadAt, string File, string? SetAside, IReadOnlyList<Taken> Taken, IReadOnlyList<Refused> Refused);

    public IReadOnlyList<Taken> AllTaken => _taken;

    public IReadOnlyList<Refused> AllRefused => _refused;

    public bool IsEmpty => _taken.Count == 0 && _refused.Count == 0;

    public void Take(string? record, params IReadOnlyList<string> members) => _taken.Add(new Taken(record, members));

    public void Refuse(string? record, string? member, string code, string reason) => _refused.Add(new Refused(record, member, code, reason));

    public void Refuse(string? record, Platform.Refusal refusal) => Refuse(record, refusal.Field, refusal.Code, refusal.Detail);

    /// <summary>Says why each of these members stayed as it is.</summary>
    public void Refuse(string? record, VaultChange change)
    {
        foreach (var member in change.Clashes)
            Refuse(record, member, "changed-meanwhile", "It was changed in Kinora as well since the file was written: what Kinora has stays.");
        foreach (var member in change.Following)
            Refuse(record, member, "member-follows", "It follows from other members and cannot be changed by itself.");
    }

    public JsonObject Document(VaultFile file, DateTimeOffset at, string? setAside) =>
        VaultJson.Node(new Content(at, file.FileName(), setAside, _taken, _refused));
}
