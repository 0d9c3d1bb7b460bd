using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Kinora.Tests.Architecture;

/// <summary>One type uses another: by the namespaces of the outermost types, since closures and state machines are nested.</summary>
internal sealed record Reference(string FromNamespace, string From, string ToNamespace, string To);

/// <summary>Every reference from one namespace of an assembly to another, read from the compiled code.</summary>
internal static class References
{
    public static IReadOnlyCollection<Reference> Of(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var found = new HashSet<Reference>();
        foreach (var type in module.GetTypes())
        {
            var from = Outermost(type);
            foreach (var used in Used(type).SelectMany(Parts))
            {
                var to = Outermost(used);
                if (to.Namespace != from.Namespace)
                    found.Add(new Reference(from.Namespace, from.Name, to.Namespace, to.Name));
            }
        }

        return found;
    }

    private static IEnumerable<TypeReference?> Used(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. Attributes(type),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
        .. type.GenericParameters.SelectMany(Constraints),
        .. type.Methods.SelectMany(OfMethod),
    ];

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. Attributes(method),
        .. method.GenericParameters.SelectMany(Constraints),
        .. method.HasBody ? OfBody(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> OfBody(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(OfOperand),
    ];

    private static IEnumerable<TypeReference?> OfOperand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider member) =>
        member.CustomAttributes.Select(attribute => (TypeReference?)attribute.AttributeType);

    private static IEnumerable<TypeReference?> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => (TypeReference?)constraint.ConstraintType);

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type;
    }
}
