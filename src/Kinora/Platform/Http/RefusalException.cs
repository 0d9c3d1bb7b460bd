namespace Kinora.Platform.Http;

/// <summary>A refusal where a value can't be returned, such as in the binding of a parameter. Everywhere else refusals are values.</summary>
internal sealed class RefusalException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal => refusal;
}
