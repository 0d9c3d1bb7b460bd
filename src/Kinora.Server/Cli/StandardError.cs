using Microsoft.Extensions.Logging.Console;

namespace Kinora.Server.Cli;

internal static class StandardError
{
    /// <summary>Standard output belongs to results; logs speak on standard error.</summary>
    public static ILoggingBuilder ToStandardError(this ILoggingBuilder logging)
    {
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
