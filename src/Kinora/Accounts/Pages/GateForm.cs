namespace Kinora.Accounts.Pages;

/// <summary>What the forms of the sign-in page post.</summary>
internal sealed class GateForm
{
    public string? Username { get; set; }

    public string? Otp { get; set; }

    public string? Via { get; set; }

    public string? ReturnTo { get; set; }
}
