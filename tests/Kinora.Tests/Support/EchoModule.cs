using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Support;

/// <summary>Routes that only tests have, on the real server: for what holds of every route.</summary>
internal sealed class EchoModule : IModule
{
    public enum Colour
    {
        DeepBlue,
        Red,
    }

    public string Name => "Echo";

    public int Calls;

    public Func<HttpContext, Task<IResult>> Do { get; set; } = _ => Task.FromResult(Results.Text("done"));

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/test").Open().ExcludeFromDescription();
        group.MapPost("/echo", (Body body) => Results.Json(body));
        group.MapPost("/create", Create).Idempotent();
        group.MapGet("/page", (Paged page, int? number) => Results.Json(page with { Question = page.Question + number }));
        group.MapGet("/do", (HttpContext context, CancellationToken _) => Do(context));
        group.MapPost("/write", () => Results.NoContent()).Needs(Role.Viewer);
        endpoints.MapGet("/api/test/ruleless", () => Results.Ok());
    }

    private IResult Create(Body body) => Results.Created($"/api/test/{Interlocked.Increment(ref Calls)}", new { body.Name, Number = Calls });

    internal sealed record Body(string Name, int? Count, Colour? Colour, DateTimeOffset? At, List<Item>? Items);

    internal sealed record Item
    {
        public required string Id { get; init; }
    }
}
