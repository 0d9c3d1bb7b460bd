using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kinora.Platform;

/// <summary>Settings that can't be. Each error names its key and what it may be; all of them at once.</summary>
internal sealed class SettingsException(IReadOnlyList<string> errors)
    : Exception($"The settings have {errors.Count} error{(errors.Count == 1 ? "" : "s")}:\n{string.Join('\n', errors.Select(error => "  " + error))}")
{
    public IReadOnlyList<string> Errors => errors;
}

/// <summary>Reads all options of all modules, before anything is built on them.</summary>
internal static partial class OptionsCheck
{
    /// <summary>Throws one <see cref="SettingsException"/> with all errors.</summary>
    public static void Run(IServiceCollection services)
    {
        // The server reads its own options while it is built, so this looks before, through a provider that makes nothing but options.
        using var provider = services.BuildServiceProvider();
        var errors = services.Select(service => service.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
            .Select(type => type.GenericTypeArguments[0])
            .Where(type => type.Namespace?.StartsWith("Kinora.", StringComparison.Ordinal) == true)
            .Distinct()
            .SelectMany(type => Errors(provider, type))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (errors.Count > 0)
            throw new SettingsException(errors);
    }

    private static IEnumerable<string> Errors(IServiceProvider provider, Type type)
    {
        var options = provider.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
        try
        {
            options.GetType().GetProperty(nameof(IOptions<object>.Value))!.GetValue(options);
            return [];
        }
        catch (TargetInvocationException fault) when (fault.InnerException is OptionsValidationException invalid)
        {
            // The framework puts the member and "failed with the error" around the sentence that the option's author wrote.
            return invalid.Failures.Select(failure => Sentence().Match(failure) is { Success: true } match ? match.Groups["text"].Value : failure);
        }
        catch (TargetInvocationException fault) when (fault.InnerException is InvalidOperationException unreadable)
        {
            return [Unreadable().Match(unreadable.Message) is { Success: true } match
                ? $"{match.Groups["key"].Value} must be of the kind {match.Groups["type"].Value}; it is '{match.Groups["value"].Value}'."
                : unreadable.Message];
        }
    }

    [GeneratedRegex("with the error: '(?<text>.*)'\\.$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(
        "Failed to convert configuration value (?:'(?<value>.*)' )?at '(?<key>.*)' to type 'System\\.(?<type>\\w+)'",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unreadable();
}
