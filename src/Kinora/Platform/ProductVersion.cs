namespace Kinora.Platform;

/// <summary>The one version of the product, as <c>Directory.Build.props</c> says it.</summary>
internal static class ProductVersion
{
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
