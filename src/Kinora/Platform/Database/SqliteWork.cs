using Microsoft.Extensions.Logging;

namespace Kinora.Platform.Database;

/// <summary>A piece of work for the writer, and the one who waits for it.</summary>
internal abstract class SqliteWork(CancellationToken cancel)
{
    public CancellationToken Cancel => cancel;

    /// <summary>What the last run threw.</summary>
    public Exception? Fault { get; set; }

    public abstract bool Refused { get; }

    public abstract void Run(Tx tx);

    /// <summary>Answers after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception fault);
}

internal sealed class SqliteWork<T>(Func<Tx, Task<T>> work, ILogger log, CancellationToken cancel) : SqliteWork(cancel)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Tx? _tx;

    public Task<T> Task => _done.Task;

    public override bool Refused => _result is IOutcome { Refusal: not null };

    public override void Run(Tx tx)
    {
        (Fault, _result, _tx) = (null, default, tx);
        try
        {
            // SQLite's calls complete at once, so the work is done when it returns; see Db.TransactAsync.
            _result = work(tx).GetAwaiter().GetResult();
        }
        catch (Exception fault)
        {
            Fault = fault;
        }
    }

    public override void Complete()
    {
        if (Fault is not null)
        {
            Fail(Fault);
            return;
        }

        if (!Refused)
            _tx?.Committed(log);
        _done.TrySetResult(_result!);
    }

    public override void Fail(Exception fault)
    {
        if (fault is OperationCanceledException)
            _done.TrySetCanceled(Cancel);
        else
            _done.TrySetException(fault);
    }
}
