using System.Reflection;
using System.Text.Json.Nodes;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kinora.Server.Api;

/// <summary><c>/openapi.json</c>, made from the routes and their doc comments, and a page to read it at <c>/docs</c>.</summary>
internal static class ApiDocument
{
    private static readonly string[] Roots = ["api/", "health/", "metrics", "tv/", "schemas/", "discover.json", "lineup"];

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => Roots.Any(root => description.RelativePath?.StartsWith(root, StringComparison.Ordinal) == true);
        options.CreateSchemaReferenceId = info => info.Type is { IsNested: true, DeclaringType: { } outer } type
            ? outer.Name + type.Name
            : OpenApiOptions.CreateDefaultSchemaReferenceId(info);
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(DescribeAsync);
    });

    public static void UseApiDocument(this WebApplication app)
    {
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Kinora API";
            page.SwaggerEndpoint("/openapi.json", "Kinora");
        });
        app.MapOpenApi("/openapi.json").WithName("openapi").Open();
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Kinora",
            Version = ProductVersion.Text,
            Description = "Every error is a problem document (RFC 9457) with the member error {code, message, field}.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["token"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A personal access token: kin_…",
            },
        };
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<MethodInfo>().FirstOrDefault() is { } method)
        {
            operation.Summary = XmlDocs.Summary(method) ?? XmlDocs.Summary(Slice(method));
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                parameter.Description ??= parameter.Name is null ? null : XmlDocs.Parameter(method, parameter.Name);
            if (method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Paged)))
                AddPaging(operation);
        }

        var rule = metadata.OfType<AccessRule>().LastOrDefault();
        operation.Description = rule switch
        {
            null => null,
            { Least: null } => "Open to everybody.",
            { PublicOption: true } => "For viewers; for everybody where Catalog:Public is on.",
            { Least: { } least } => $"For the role {WordConverter.Of(least.ToString())} and those above it.",
        };
        if (rule is { Least: not null })
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", context.Document)] = [] }];
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse { Description = "A problem document." };
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo.Type;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var orNull = plain == type ? default : JsonSchemaType.Null;
        if (plain.IsEnum)
        {
            schema.Type = JsonSchemaType.String | orNull;
            schema.Enum = [.. Enum.GetNames(plain).Select(name => (JsonNode)WordConverter.Of(name))];
        }
        else if (plain == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | orNull;
            schema.Format = "date-time";
        }

        if (context.JsonPropertyInfo is { AttributeProvider: PropertyInfo property })
            schema.Description ??= XmlDocs.Summary(property) ?? XmlDocs.Parameter(property.DeclaringType!, property.Name);
        else if (context.JsonPropertyInfo is null)
            schema.Description ??= XmlDocs.Summary(plain);
        return Task.CompletedTask;
    }

    /// <summary>The class whose sentence says what the route does, also where the handler is a lambda.</summary>
    private static Type Slice(MethodInfo handler)
    {
        var type = handler.DeclaringType!;
        while (type is { IsNested: true, DeclaringType: { } outer } && type.Name.StartsWith('<'))
            type = outer;
        return type;
    }

    private static void AddPaging(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(Query("limit", JsonSchemaType.Integer, $"1 to {Paged.Most}, default {Paged.Default}."));
        operation.Parameters.Add(Query("cursor", JsonSchemaType.String, "next_cursor of the page before."));
    }

    private static OpenApiParameter Query(string name, JsonSchemaType type, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = type },
    };
}
