using System.Formats.Tar;
using System.IO.Compression;
using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd;

/// <summary>Everything in one file, and back, by the command line beside real servers.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.Path, "data");

    private string Kept => Path.Combine(_folder.Path, "kept.tar.gz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_taken_while_others_write_brings_everything_back()
    {
        await using (var server = await ServerProcess.StartAsync(Data))
        {
            await Cli.RunAsync("user", "add", "ann", "--data", Data);
            var writes = Enumerable.Range(0, 6).Select(n => Cli.RunAsync("user", "add", $"user{n}", "--data", Data)).ToList();
            var (code, output, errors) = await Cli.RunAsync("backup", Kept, "--data", Data);
            Assert.Equal((0, ""), (code, errors));
            Assert.Contains(Kept, output, StringComparison.Ordinal);
            await Task.WhenAll(writes);

            Assert.Contains("Stop it first", (await Cli.RunAsync("restore", Kept, "--replace", "--data", Data)).Errors, StringComparison.Ordinal);
        }

        var other = Path.Combine(_folder.Path, "other");
        Assert.Equal(0, (await Cli.RunAsync("restore", Kept, "--data", other)).Code);
        Assert.Contains("ann", (await Cli.RunAsync("user", "list", "--data", other)).Output, StringComparison.Ordinal);
        Assert.True(Directory.EnumerateFiles(Path.Combine(other, "keys")).Any(), "Sessions and cursors stay readable.");
        await using var again = await ServerProcess.StartAsync(other);
    }

    [Fact]
    public async Task A_library_that_is_there_is_set_aside_and_only_on_demand()
    {
        await Cli.RunAsync("user", "add", "ann", "--data", Data);
        await Cli.RunAsync("backup", Kept, "--data", Data);
        await Cli.RunAsync("user", "add", "later", "--data", Data);

        var (refused, _, errors) = await Cli.RunAsync("restore", Kept, "--data", Data);
        Assert.Equal(1, refused);
        Assert.Contains("--replace", errors, StringComparison.Ordinal);
        Assert.Contains("later", (await Cli.RunAsync("user", "list", "--data", Data)).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await Cli.RunAsync("restore", Kept, "--replace", "--data", Data)).Code);
        Assert.DoesNotContain("later", (await Cli.RunAsync("user", "list", "--data", Data)).Output, StringComparison.Ordinal);
        var aside = Directory.EnumerateDirectories(Data, "before-restore-*").Single();
        Assert.Contains("later", (await Cli.RunAsync("user", "list", "--data", aside)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_finds_a_page_that_the_disk_lost()
    {
        await Cli.RunAsync("user", "add", "ann", "--data", Data);
        var file = Path.Combine(Data, "kinora.db");
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes.AsSpan(bytes.Length / 4096 / 2 * 4096, 4096).Fill(0x5a);
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        var (code, output, _) = await Cli.RunAsync("doctor", "--data", Data);

        Assert.Equal(1, code);
        Assert.Contains("damaged", output, StringComparison.Ordinal);
        Assert.Contains("kinora restore", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("escaping")]
    [InlineData("nothing")]
    public async Task A_damaged_or_hostile_backup_changes_nothing(string harm)
    {
        await Cli.RunAsync("user", "add", "ann", "--data", Data);
        await Cli.RunAsync("backup", Kept, "--data", Data);
        await HarmAsync(harm);

        var (code, _, errors) = await Cli.RunAsync("restore", Kept, "--replace", "--data", Data);

        Assert.Equal(1, code);
        Assert.Contains("Nothing was changed", errors, StringComparison.Ordinal);
        Assert.Contains("ann", (await Cli.RunAsync("user", "list", "--data", Data)).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "escaped")), "An entry's name leads nowhere else.");
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(Data, "spool")));
    }

    private async Task HarmAsync(string harm)
    {
        var bytes = await File.ReadAllBytesAsync(Kept, Cancel);
        switch (harm)
        {
            case "cut":
                await File.WriteAllBytesAsync(Kept, bytes[..(bytes.Length / 2)], Cancel);
                break;
            case "flipped":
                bytes[bytes.Length / 2] ^= 0x55;
                await File.WriteAllBytesAsync(Kept, bytes, Cancel);
                break;
            case "escaping":
                await using (var zip = new GZipStream(File.Create(Kept), CompressionLevel.Fastest))
                await using (var tar = new TarWriter(zip))
                {
                    await AddAsync(tar, "backup.json", """{"format":1,"version":"0","engine":"sqlite","created_at":"2026-01-01T00:00:00Z","migrations":1,"files":{"../../../escaped":"00"}}"""u8.ToArray());
                    await AddAsync(tar, "../../../escaped", "x"u8.ToArray());
                }

                break;
            default:
                await File.WriteAllBytesAsync(Kept, [], Cancel);
                break;
        }
    }

    private static async Task AddAsync(TarWriter tar, string name, byte[] content)
    {
        using var data = new MemoryStream(content);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data }, Cancel);
    }
}
