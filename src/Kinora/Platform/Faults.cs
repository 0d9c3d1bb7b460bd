namespace Kinora.Platform;

/// <summary>What is wrong with one thing that somebody wrote; the first twenty.</summary>
internal sealed class Faults
{
    public List<Fault> All { get; } = [];

    public bool Any => All.Count > 0;

    public void Add(string code, string? field, string message)
    {
        if (All.Count < 20)
            All.Add(new Fault(code, field, message));
    }

    public T? WrongType<T>(string field, string wanted)
        where T : class
    {
        Add("wrong-type", field, $"'{field}' must be {wanted}.");
        return null;
    }

    public Refusal ToRefusal() => new(
        All[0].Code == "wrong-type" ? RefusalKind.Malformed : RefusalKind.Invalid, All[0].Code, All[0].Message, All[0].Field);
}

/// <summary>One thing that is wrong: a stable code, the member, and what to do.</summary>
internal sealed record Fault(string Code, string? Field, string Message);
