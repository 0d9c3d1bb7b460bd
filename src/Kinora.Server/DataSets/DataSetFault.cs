using Kinora.Platform;

namespace Kinora.Server.DataSets;

/// <summary>A data set that cannot be read, deep within its reader; the command turns it into its refusal.</summary>
internal sealed class DataSetFault(string code, string detail) : Exception(detail)
{
    public Refusal Refusal { get; } = new(RefusalKind.Invalid, code, detail);
}
