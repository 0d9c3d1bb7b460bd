using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using QRCoder;

namespace Kinora.Accounts.SignIn;

/// <summary>An admin lets somebody in: a code to tell, a link to send, a picture to scan. An earlier one counts no more.</summary>
internal sealed class IssueCode(Db db, CodeStore codes, AuditLog audit, IOptions<AccountsOptions> options)
{
    private const int PixelsPerModule = 4;

    /// <summary>Three ways to the same door.</summary>
    /// <param name="Code">To be entered with the name.</param>
    /// <param name="Link">Signs in by itself, once.</param>
    /// <param name="QrSvg">The link as a picture.</param>
    internal sealed record Response(string Name, string Code, string Link, string QrSvg, DateTimeOffset ExpiresAt);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/admin/users/{name}/code", HandleAsync).Needs(Role.Admin);

    private static async Task<IResult> HandleAsync(string name, IssueCode slice, HttpContext context, CancellationToken cancel) =>
        (await slice.RunAsync(name, $"{context.Request.Scheme}://{context.Request.Host}", cancel)).ToHttp();

    /// <summary>Makes the code.</summary>
    /// <param name="origin">Scheme and host under which people reach the server, where no option says it.</param>
    public async Task<Outcome<Response>> RunAsync(string name, string origin, CancellationToken cancel)
    {
        var (key, code, secret) = (AccountName.Key(name), Secret.NewCode(), Secret.New());
        var by = Author.Current;
        var lifetime = TimeSpan.FromHours(options.Value.IssuedCodeHours);
        var outcome = await db.TransactAsync<Outcome<(string Name, DateTimeOffset Expires)>>(
            async tx =>
            {
                await tx.LockAsync($"accounts/code/{key}");
                var user = await tx.FirstOrDefaultAsync<User>("select id, name from user_account where name_key = @key", new { key });
                if (user is null)
                    return AccountName.NotFound(name);
                await codes.EndAsync(tx, CodeKind.Issued, user.Id);
                var expires = await codes.AddAsync(tx, new NewCode(CodeKind.Issued, user.Id, key, code, lifetime, Link: secret));
                await audit.WriteAsync(tx, by, "code.issued", user.Name, null, new { ExpiresAt = expires });
                return (user.Name, expires);
            },
            cancel);
        return outcome.Then(saved =>
        {
            var link = $"{(options.Value.PublicUrl ?? origin).TrimEnd('/')}{SignInByLink.Page}?code={secret}";
            return new Response(saved.Name, code, link, Picture(link), saved.Expires);
        });
    }

    private static string Picture(string link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(PixelsPerModule);
    }

    private sealed record User
    {
        public required string Id { get; init; }

        public required string Name { get; init; }
    }
}
