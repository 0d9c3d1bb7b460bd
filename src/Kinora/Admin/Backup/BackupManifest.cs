namespace Kinora.Admin.Backup;

/// <summary>What a backup says about itself: the first entry of its file, <c>backup.json</c>.</summary>
/// <param name="Format">1; a program refuses a higher one.</param>
/// <param name="Version">The Kinora that made it.</param>
/// <param name="Engine"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Migrations">Steps that the database had taken; a program that knows fewer refuses it.</param>
/// <param name="Files">Every other entry by name, with its SHA-256 in hexadecimal.</param>
internal sealed record BackupManifest(
    int Format, string Version, string Engine, DateTimeOffset CreatedAt, int Migrations, IReadOnlyDictionary<string, string> Files)
{
    public const int Newest = 1;
}
