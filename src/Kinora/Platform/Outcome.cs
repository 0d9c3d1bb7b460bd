namespace Kinora.Platform;

/// <summary>What kind of "no" it is; each maps to one status code.</summary>
internal enum RefusalKind
{
    /// <summary>400: not readable as what it claims to be.</summary>
    Malformed,

    /// <summary>401: no credential, or none that counts.</summary>
    Unauthenticated,

    /// <summary>403: one's role lacks this.</summary>
    Forbidden,

    /// <summary>404: not there, or somebody else's.</summary>
    NotFound,

    /// <summary>405: the address is right, the method is not.</summary>
    WrongMethod,

    /// <summary>409: clashes with what is there.</summary>
    Conflict,

    /// <summary>412: based on an older version.</summary>
    Stale,

    /// <summary>413: larger than what is taken.</summary>
    TooLarge,

    /// <summary>415: a body of a kind that is not taken.</summary>
    WrongMedia,

    /// <summary>416: there is no such part of it.</summary>
    WrongRange,

    /// <summary>422: well-formed, but against a rule.</summary>
    Invalid,

    /// <summary>429: too often.</summary>
    TooMany,

    /// <summary>500: a fault of ours. Never returned by a slice: exceptions are faults.</summary>
    Broken,

    /// <summary>503: something that is needed is down.</summary>
    Unavailable,
}

/// <summary>An expected "no": a value, never an exception.</summary>
/// <param name="Kind">Decides the status code.</param>
/// <param name="Code">Stable, kebab-case, documented.</param>
/// <param name="Detail">What happened and what to do, for a person.</param>
/// <param name="Field">Path of the member at fault, such as <c>items[3].video_id</c>; null where none.</param>
internal sealed record Refusal(RefusalKind Kind, string Code, string Detail, string? Field = null)
{
    /// <summary>Further members of the problem document, such as <c>attempts_remaining</c>.</summary>
    public IReadOnlyDictionary<string, object?>? More { get; init; }
}

/// <summary>Either a value or a refusal. Returned from a transaction, a refusal rolls it back.</summary>
internal readonly struct Outcome<T> : IOutcome
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public bool Succeeded => Refusal is null;

    /// <summary>The value; asking a refused outcome for it is a fault.</summary>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Code}.");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    public Outcome<TOther> Then<TOther>(Func<T, TOther> map) => Refusal is null ? map(_value!) : Refusal;
}

/// <summary>What a transaction asks of its result: whether to keep what was written.</summary>
internal interface IOutcome
{
    Refusal? Refusal { get; }
}

/// <summary>The value of an outcome that has nothing to say.</summary>
internal readonly record struct Done;
