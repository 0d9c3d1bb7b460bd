namespace Kinora.Ranking.Profiles;

/// <summary>The latest of some opposite signals, by (time of event, event id), so that the order of arrival cannot matter.</summary>
/// <param name="Value">What it says: 1, 0 or −1.</param>
/// <param name="About">The title at whose card it was said; −1 = none.</param>
internal readonly record struct Register(long At, Guid EventId, sbyte Value, int About = -1)
{
    public bool IsAfter(in Register other) => At != other.At ? At > other.At : EventId.CompareTo(other.EventId) > 0;
}

/// <summary>Registers by what they are about.</summary>
internal sealed class RegisterSet
{
    private readonly SortedList<int, Register> _registers = [];

    public IReadOnlyDictionary<int, Register> All => _registers;

    /// <summary>0 where nothing was ever said.</summary>
    public int this[int about] => _registers.TryGetValue(about, out var known) ? known.Value : 0;

    /// <summary>Whether it changed what is valid.</summary>
    public bool Set(int about, in Register register)
    {
        if (_registers.TryGetValue(about, out var known) && !register.IsAfter(known))
            return false;
        _registers[about] = register;
        return known.Value != register.Value;
    }

    /// <summary>Those with a value, in order.</summary>
    public IEnumerable<int> With(int value) => _registers.Where(pair => pair.Value.Value == value).Select(pair => pair.Key);

    public bool Any(int value) => _registers.Values.Any(register => register.Value == value);
}
