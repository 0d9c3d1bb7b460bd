using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kinora.Platform.Database;

/// <summary>
/// A connection that keeps its prepared statements: parsing costs more than most of them take. Its commands are the kept ones, borrowed by
/// their text. What runs is interrupted when its time is over or its caller has gone.
/// </summary>
internal sealed class SqliteKept(string connectionString) : SqliteConnection(connectionString)
{
    private const int Most = 256;

    /// <summary>Longer texts are scripts and lists, which do not come again.</summary>
    private const int LongestText = 4_096;

    /// <summary>Between two looks at the clock the engine takes so many steps, some tenths of a millisecond.</summary>
    private const int StepsBetweenLooks = 20_000;

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);
    private CancellationToken _cancel;
    private long _until = long.MaxValue;

    public override void Open()
    {
        base.Open();
        raw.sqlite3_progress_handler(Handle, StepsBetweenLooks, kept => ((SqliteKept)kept).IsOver ? 1 : 0, this);
    }

    /// <summary>From now on, statements end with <c>SQLITE_INTERRUPT</c> after so long or when the token says so.</summary>
    public void Limit(TimeSpan time, CancellationToken cancel) =>
        (_until, _cancel) = (Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency), cancel);

    public void Unlimit() => (_until, _cancel) = (long.MaxValue, CancellationToken.None);

    /// <summary>The prepared statement of a text: reset, with the bindings of its last use. Lives as long as the connection.</summary>
    public sqlite3_stmt Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
            return known;
        SqliteFault.Check(Handle!, raw.sqlite3_prepare_v2(Handle, sql, out var made));
        return _statements[sql] = made;
    }

    /// <summary>Runs a statement without parameters and rows; the engine's code.</summary>
    public int Run(string sql)
    {
        var statement = Statement(sql);
        var code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        return code is raw.SQLITE_DONE or raw.SQLITE_ROW ? raw.SQLITE_OK : code;
    }

    internal SqliteCommand Borrow(string sql)
    {
        if (_commands.Remove(sql, out var kept))
            return kept;
        var made = CreateCommand();
        made.CommandText = sql;
        return made;
    }

    internal void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (State == ConnectionState.Open && command.CommandText.Length <= LongestText && _commands.Count < Most && _commands.TryAdd(command.CommandText, command))
            return;
        command.Dispose();
    }

    protected override DbCommand CreateDbCommand() => new Command(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _commands.Values)
                command.Dispose();
            foreach (var statement in _statements.Values)
                statement.Dispose();
            _commands.Clear();
            _statements.Clear();
        }

        base.Dispose(disposing);
    }

    private bool IsOver => _cancel.IsCancellationRequested || Stopwatch.GetTimestamp() > _until;

    /// <summary>Borrows the kept command when it is told its text, and gives it back when it is disposed.</summary>
    private sealed class Command(SqliteKept connection) : DbCommand
    {
        private SqliteCommand? _kept;

        [AllowNull]
        public override string CommandText
        {
            get => _kept?.CommandText ?? "";
            set
            {
                Return();
                _kept = connection.Borrow(value ?? "");
            }
        }

        public override int CommandTimeout
        {
            get => Kept.CommandTimeout;
            set => Kept.CommandTimeout = value;
        }

        public override CommandType CommandType
        {
            get => CommandType.Text;
            set
            {
                if (value != CommandType.Text)
                    throw new NotSupportedException();
            }
        }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection
        {
            get => connection;
            set => throw new NotSupportedException();
        }

        protected override DbParameterCollection DbParameterCollection => Kept.Parameters;

        protected override DbTransaction? DbTransaction
        {
            get => null;
            set
            {
                // Transactions are begun by statements; the provider knows of none.
                if (value is not null)
                    throw new NotSupportedException();
            }
        }

        private SqliteCommand Kept => _kept ?? throw new InvalidOperationException("The text of a command comes first.");

        public override void Cancel() => Kept.Cancel();

        public override void Prepare() => Kept.Prepare();

        public override int ExecuteNonQuery() => Kept.ExecuteNonQuery();

        public override object? ExecuteScalar() => Kept.ExecuteScalar();

        public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => Kept.ExecuteNonQueryAsync(cancellationToken);

        public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => Kept.ExecuteScalarAsync(cancellationToken);

        protected override DbParameter CreateDbParameter() => Kept.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Kept.ExecuteReader(behavior);

        protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
            await Kept.ExecuteReaderAsync(behavior, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Return();
            base.Dispose(disposing);
        }

        private void Return()
        {
            if (_kept is { } kept)
                connection.GiveBack(kept);
            _kept = null;
        }
    }
}
