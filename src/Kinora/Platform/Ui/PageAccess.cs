using Kinora.Platform.Security;

namespace Kinora.Platform.Ui;

/// <summary>Who may open a page; a page without it is for viewers.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PageForAttribute(Role least) : Attribute
{
    public Role Least => least;
}

/// <summary>A page that everybody may open.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OpenPageAttribute : Attribute;

/// <summary>A page that strangers may open where the option <c>Catalog:Public</c> is on.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PublicPageAttribute : Attribute;

/// <summary>Marks what a person opens: who lacks a session is led to the sign-in page instead of being sent a problem document.</summary>
internal sealed class IsPage
{
    public static IsPage Mark { get; } = new();
}
