using System.Net.Http.Headers;
using Kinora.Platform;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kinora.Tests.Support;

/// <summary>Takes <c>Authorization: Test role/name</c> at its word: for tests of what stands below accounts.</summary>
internal sealed class TestCallers(int ceiling) : ICallerSource
{
    /// <summary>Puts them in; their profiles see titles up to the age of the ceiling.</summary>
    public static void Use(IServiceCollection services, int ceiling = 18) =>
        services.Replace(ServiceDescriptor.Singleton<ICallerSource>(new TestCallers(ceiling)));

    public static AuthenticationHeaderValue Header(Role role, string name) => new("Test", $"{role}/{name}");

    public Task<Outcome<Caller?>> IdentifyAsync(HttpContext context, CancellationToken cancel)
    {
        if (context.Request.Headers.Authorization.ToString() is not ['T', 'e', 's', 't', ' ', .. var credential])
            return Task.FromResult<Outcome<Caller?>>((Caller?)null);
        var parts = credential.Split('/');
        return Task.FromResult<Outcome<Caller?>>(new Caller(
            $"id-{parts[1]}", parts[1], Enum.Parse<Role>(parts[0]), $"profile-{parts[1]}", ceiling, Kids: false, Analyst: false,
            ByCookie: context.Request.Headers.ContainsKey("X-Test-Cookie")));
    }
}
