using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace Kinora.Platform.Ui;

/// <summary>The sentences of one folder, from the resource file beside its class. The asking member's name is the sentence's name.</summary>
internal sealed class Wording(Type owner)
{
    private readonly ResourceManager _sentences = new(owner.FullName!, owner.Assembly);

    public string Get([CallerMemberName] string name = "") =>
        _sentences.GetString(name, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"{owner.Name} says no '{name}'.");

    public string Fill(object?[] values, [CallerMemberName] string name = "") =>
        string.Format(CultureInfo.CurrentCulture, Get(name), values);
}
