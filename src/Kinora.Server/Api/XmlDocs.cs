using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Kinora.Server.Api;

/// <summary>The product's own doc comments, as the compiler wrote them beside the library.</summary>
internal static partial class XmlDocs
{
    private static readonly Lazy<Dictionary<string, XElement>> Members = new(Load);

    /// <summary>The sentence on a method, type or property; null where there is none.</summary>
    public static string? Summary(MemberInfo member) => Text(Find(member)?.Element("summary"));

    /// <summary>What is said of a parameter of a method, or of a positional member of a record.</summary>
    public static string? Parameter(MemberInfo member, string name) =>
        Text(Find(member)?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == name));

    private static XElement? Find(MemberInfo member) => Members.Value.GetValueOrDefault(Id(member));

    private static string Id(MemberInfo member) => member switch
    {
        Type type => $"T:{Name(type)}",
        PropertyInfo property => $"P:{Name(property.DeclaringType!)}.{property.Name}",
        MethodInfo method => $"M:{Name(method.DeclaringType!)}.{method.Name}{Arguments(method)}",
        _ => "",
    };

    private static string Arguments(MethodInfo method) =>
        method.GetParameters() is { Length: > 0 } parameters ? $"({string.Join(',', parameters.Select(one => Name(one.ParameterType)))})" : "";

    private static string Name(Type type)
    {
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (!type.IsConstructedGenericType)
            return (type.FullName ?? type.Name).Replace('+', '.');
        var open = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
        return $"{Arity().Replace(open, "")}{{{string.Join(',', type.GenericTypeArguments.Select(Name))}}}";
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var parts = element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } see => ((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? "").Split('.', ':')[^1],
            XElement { Name.LocalName: "paramref" } reference => (string?)reference.Attribute("name") ?? "",
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement other => other.Value,
            _ => node.ToString(),
        });
        var text = Blank().Replace(string.Concat(parts), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static Dictionary<string, XElement> Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Kinora.xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
            : [];
    }

    [GeneratedRegex(@"`\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Arity();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();
}
