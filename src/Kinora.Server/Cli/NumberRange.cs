using System.CommandLine;
using System.Globalization;

namespace Kinora.Server.Cli;

internal static class NumberRange
{
    /// <summary>Refuses numbers outside; what is no number at all is refused already.</summary>
    public static Option<int?> Within(this Option<int?> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                && (number < least || number > most))
                result.AddError($"{option.Name} is a number from {least} to {most}.");
        });
        return option;
    }
}
