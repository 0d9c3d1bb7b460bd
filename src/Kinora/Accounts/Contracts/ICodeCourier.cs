namespace Kinora.Accounts.Contracts;

/// <summary>A way by which one-time codes reach people. Contributed; of those that are set up the one of the lowest rank is the default.</summary>
internal interface ICodeCourier
{
    /// <summary>The word for it in <c>via</c>, such as <c>email</c>.</summary>
    string Via { get; }

    int Rank { get; }

    /// <summary>Whether it is set up on this installation, whoever asks.</summary>
    bool Ready { get; }

    /// <summary>
    /// Hands the code over; false where it knows no way to this person. A fault is tried again. The code goes nowhere but to the person:
    /// not into a log, not into an exception.
    /// </summary>
    Task<bool> DeliverAsync(CodeMessage message, CancellationToken cancel);
}

/// <summary>A code on its way.</summary>
/// <param name="Agent">What asked, as its browser calls itself.</param>
/// <param name="Address">From where it was asked.</param>
internal sealed record CodeMessage(string UserId, string Name, string? Email, string Code, int Minutes, string Agent, string Address)
{
    /// <summary>Without the code, whoever prints it.</summary>
    public override string ToString() => $"a code for {Name}";
}
