using Microsoft.AspNetCore.Components;

namespace Kinora.Platform.Ui;

/// <summary>A drawing of the sprite that the web build makes; nothing where the build is missing.</summary>
internal static class Icon
{
    /// <summary>One address for the sprite, whatever its file is called.</summary>
    public const string Sheet = "/icons.svg";

    public static RenderFragment Of(string name) => builder =>
        builder.AddMarkupContent(0, $"<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{Sheet}#{name}\"></use></svg>");
}
