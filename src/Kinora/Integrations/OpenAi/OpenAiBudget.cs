using System.Globalization;
using System.Threading.RateLimiting;

namespace Kinora.Integrations.OpenAi;

/// <summary>What may be asked of the server: so many requests a minute, so many characters and tokens of a chat a day.</summary>
internal sealed class OpenAiBudget : IDisposable
{
    private readonly OpenAiOptions _options;
    private readonly TimeProvider _time;
    private readonly TokenBucketRateLimiter? _limiter;
    private readonly Lock _counting = new();
    private DateTime _day;
    private long _sent;
    private int _asked;
    private long _tokens;

    public OpenAiBudget(OpenAiOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        if (options.RequestsPerMinute > 0)
        {
            _limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
            {
                TokenLimit = Math.Min(options.RequestsPerMinute, 10),
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / options.RequestsPerMinute,
                QueueLimit = int.MaxValue,
                AutoReplenishment = true,
            });
        }
    }

    /// <summary>What was sent since midnight UTC by this process.</summary>
    public (int Requests, long Characters) Today
    {
        get
        {
            lock (_counting)
                return _time.GetUtcNow().UtcDateTime.Date == _day ? (_asked, _sent) : (0, 0);
        }
    }

    /// <summary>Tokens that chats took since midnight UTC in this process.</summary>
    public long TokensToday
    {
        get
        {
            lock (_counting)
                return _time.GetUtcNow().UtcDateTime.Date == _day ? _tokens : 0;
        }
    }

    /// <summary>Why no more may be asked of the chat model today; null = it may.</summary>
    public string? TokensUsedUp => _options.ChatTokensPerDay > 0 && TokensToday is var used && used >= _options.ChatTokensPerDay
        ? string.Create(CultureInfo.InvariantCulture, $"{used} tokens were used today; OpenAi:ChatTokensPerDay allows {_options.ChatTokensPerDay}.")
        : null;

    public void Spend(long tokens)
    {
        lock (_counting)
            _tokens += tokens;
    }

    /// <summary>Waits for its turn and counts the characters; says why where the day's are used up.</summary>
    public async Task<string?> TakeAsync(long characters, CancellationToken cancel)
    {
        lock (_counting)
        {
            var today = _time.GetUtcNow().UtcDateTime.Date;
            if (today != _day)
                (_day, _sent, _asked, _tokens) = (today, 0, 0, 0);
            if (_options.CharactersPerDay > 0 && _sent + characters > _options.CharactersPerDay)
                return string.Create(CultureInfo.InvariantCulture, $"{_sent} characters were sent today; OpenAi:CharactersPerDay allows {_options.CharactersPerDay}.");
            _sent += characters;
            _asked++;
        }

        if (_limiter is not null)
        {
            using var turn = await _limiter.AcquireAsync(1, cancel);
        }

        return null;
    }

    public void Dispose() => _limiter?.Dispose();
}
