namespace Kinora.Integrations.Nats;

/// <summary>What kept something from being done.</summary>
internal enum NatsFault
{
    /// <summary>No address is set.</summary>
    NotConfigured,

    /// <summary>There is no connection, and what was wanted does not wait for one.</summary>
    Away,

    /// <summary>There is no connection, and as much waits for it as may.</summary>
    Full,

    /// <summary>The connection broke before the answer came: whether it was done is unknown.</summary>
    Broken,

    /// <summary>No answer in time: whether it was done is unknown.</summary>
    Timeout,

    /// <summary>Nobody listens there.</summary>
    NoResponders,

    /// <summary>Larger than the server takes.</summary>
    TooLarge,

    /// <summary>The server does not let Kinora in, or not do this.</summary>
    Denied,

    /// <summary>What a caller gave is no subject, key or header.</summary>
    Invalid,

    /// <summary>What came over the wire is not NATS.</summary>
    Protocol,

    /// <summary>There is no such stream, consumer, bucket or message.</summary>
    NotFound,

    /// <summary>Somebody else wrote in between.</summary>
    Conflict,

    /// <summary>JetStream refused for another reason.</summary>
    Refused,
}

/// <summary>Something could not be done over the bus; the message is for an admin and holds no credential.</summary>
internal sealed class NatsException(NatsFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public NatsFault Fault => fault;
}
