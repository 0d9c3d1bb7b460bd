using System.Buffers.Text;
using Kinora.Accounts.Identities;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts;

/// <summary>The signed examples of RFC 7515, appendices A.1 to A.3 and A.5. They name no subject, so the issuer's rules are all that is tried.</summary>
public sealed class JwtVectorTests
{
    private const string Payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string A1 = $"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{Payload}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string A2 = $"eyJhbGciOiJSUzI1NiJ9.{Payload}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    private const string A3 = $"eyJhbGciOiJFUzI1NiJ9.{Payload}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private const string A5 = $"eyJhbGciOiJub25lIn0.{Payload}.";

    private const string Rsa = """{"keys":[{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}]}""";

    private const string Curve = """{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";

    public static TheoryData<string, string, string> Signed { get; } = new() { { "HS256", "", A1 }, { "RS256", Rsa, A2 }, { "ES256", Curve, A3 } };

    [Theory]
    [MemberData(nameof(Signed))]
    public async Task The_examples_of_the_standard_are_verified(string algorithm, string key, string token)
    {
        var check = new JwtCheck([Issuer(algorithm, key)], Clock());

        Assert.True(await check.VerifyAsync(token) is not null);
        Assert.False(await new JwtCheck([Issuer(algorithm, key)], new TestClock()).VerifyAsync(token) is not null);
        var forged = token.Replace(Payload, Payload[..^4] + "9fQx"[..4], StringComparison.Ordinal);
        Assert.False(await check.VerifyAsync(forged) is not null);
        Assert.False(await check.VerifyAsync(token[..^4] + "AAAA") is not null);
        Assert.False(await check.VerifyAsync(token[..(token.LastIndexOf('.') + 1)]) is not null);
        foreach (var other in (string[])[A1, A2, A3, A5])
            Assert.Equal(other == token, await check.VerifyAsync(other) is not null);
    }

    private static IssuerOptions Issuer(string algorithm, string key) => algorithm == "HS256"
        ? new IssuerOptions
        {
            Issuer = "joe",
            Algorithm = algorithm,
            SecretBase64 = Convert.ToBase64String(Base64Url.DecodeFromChars("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")),
        }
        : new IssuerOptions { Issuer = "joe", Algorithm = algorithm, PublicKey = key };

    /// <summary>Shortly before the examples expire, in March 2011.</summary>
    private static TestClock Clock()
    {
        var clock = new TestClock();
        clock.Set(DateTimeOffset.FromUnixTimeSeconds(1300819380 - 60));
        return clock;
    }
}
