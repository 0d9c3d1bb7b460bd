using System.Threading.Channels;
using Kinora.Accounts.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kinora.Accounts.SignIn;

/// <summary>
/// Carries codes away from the request that asked, so that the answer takes the same time whether somebody is written to or not. Codes
/// are kept in memory alone: what a stopped server has not delivered is asked for again.
/// </summary>
internal sealed partial class CodePost(IEnumerable<ICodeCourier> couriers, TimeProvider time, ILogger<CodePost> log) : BackgroundService
{
    private const int Carriers = 4;

    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)];

    private readonly ICodeCourier[] _couriers = [.. couriers.OrderBy(courier => courier.Rank)];

    private readonly Channel<Letter> _letters = Channel.CreateBounded<Letter>(1000);

    private int _open;

    /// <summary>What is set up, the default first.</summary>
    public IReadOnlyList<string> Ways => [.. _couriers.Where(courier => courier.Ready).Select(courier => courier.Via)];

    /// <summary>Whether nothing is on its way.</summary>
    public bool IsIdle => Volatile.Read(ref _open) == 0;

    /// <summary>Takes a code; null for a name that is nobody's, which costs the same and goes nowhere.</summary>
    public void Take(CodeMessage? message, string via)
    {
        Interlocked.Increment(ref _open);
        if (!_letters.Writer.TryWrite(new Letter(message, via)))
            Interlocked.Decrement(ref _open);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Carriers).Select(_ => CarryAllAsync(stoppingToken)));

    private async Task CarryAllAsync(CancellationToken cancel)
    {
        await foreach (var letter in _letters.Reader.ReadAllAsync(cancel))
        {
            try
            {
                if (letter.Message is { } message)
                    await CarryAsync(message, letter.Via, cancel);
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        }
    }

    /// <summary>By the wanted way, else by the next ones: the console of whoever runs the server is the last.</summary>
    private async Task CarryAsync(CodeMessage message, string via, CancellationToken cancel)
    {
        var ways = _couriers.Where(courier => courier.Ready && courier.Via == via)
            .Concat(_couriers.Where(courier => courier.Ready && courier.Via == ConsoleCourier.Word)).Distinct();
        foreach (var way in ways)
        {
            if (await TryAsync(way, message, cancel))
                return;
        }

        NoWay(message.Name);
    }

    private async Task<bool> TryAsync(ICodeCourier way, CodeMessage message, CancellationToken cancel)
    {
        for (var round = 0; ; round++)
        {
            try
            {
                return await way.DeliverAsync(message, cancel);
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                // The fault's own words may quote what was sent, so only its kind is told.
                Failed(way.Via, message.Name, fault.GetType().Name);
                if (round == Waits.Length)
                    return false;
                await Task.Delay(Waits[round], time, cancel);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A code for {Name} could not be sent by {Via}: {Fault}.")]
    private partial void Failed(string via, string name, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A code for {Name} reached nobody: the account has no mail address, or mail is down. Let them in with 'kinora user code'.")]
    private partial void NoWay(string name);

    private sealed record Letter(CodeMessage? Message, string Via);
}
