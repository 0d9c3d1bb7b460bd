using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Accounts.Privacy;
using Kinora.Platform.Database;
using Kinora.Platform.Privacy;
using Kinora.Tests.Support;

namespace Kinora.Tests.Architecture;

/// <summary>
/// What is known about a person can be had by that person: a row is planted in every table of the real schema that has a person's column,
/// and the archive is built. A table or a column that is not in it says why in its module's <see cref="IExportPart"/>, or the build is red.
/// </summary>
public sealed class PersonalDataTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Everything_that_any_table_holds_of_a_person_is_in_their_export_or_says_why_not(string database)
    {
        await using var app = await TestApp.StartAsync(database);

        Assert.Empty(await MissingAsync(app));
    }

    [Theory, EachDatabase]
    public async Task A_table_and_a_column_that_nobody_exports_are_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.Get<Db>().ExecuteAsync("create table planted (id text not null primary key, profile_id text not null)", null, Cancel);
        await app.Get<Db>().ExecuteAsync("alter table report add column remark text", null, Cancel);

        Assert.Equal(["planted", "report.remark"], await MissingAsync(app));
    }

    [Fact]
    public async Task No_table_is_exported_twice_or_both_exported_and_left_out()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var parts = app.Get<IEnumerable<IExportPart>>().ToList();
        var all = parts.SelectMany(part => part.Tables.Select(table => table.Table).Concat(part.LeftOut.Keys)).ToList();

        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task The_page_on_the_export_says_what_every_file_is()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var text = new StringBuilder("""
            # The export of one's data

            `GET /api/me/export` answers a zip, once it is built (202 until then). `index.json` names the format, the files and how many rows
            each has; every other file is an array of objects. Times are ISO 8601 in UTC, titles are named by their id. New files and members
            may come at any time; `format` changes when something that was there changes its meaning. This page is written by a test.


            """);
        foreach (var table in app.Get<IEnumerable<IExportPart>>().SelectMany(part => part.Tables).OrderBy(table => table.File, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {table.File}.json\n\n{table.Says}\n\nMembers: {string.Join(", ", table.Columns.Select(column => $"`{column}`"))}.\n\n");
            foreach (var (column, why) in table.Withheld)
                text.Append(CultureInfo.InvariantCulture, $"* without `{column}`: {why}\n");
            text.Append(table.Withheld.Count > 0 ? "\n" : "");
        }

        text.Append("## What no file holds\n\n");
        foreach (var (table, why) in app.Get<IEnumerable<IExportPart>>().SelectMany(part => part.LeftOut).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"* `{table}`: {why}\n");

        Golden.Check("docs/api/export.md", text.ToString());
    }

    /// <summary>Tables and columns that neither stand in the archive nor say why not.</summary>
    private static async Task<List<string>> MissingAsync(TestApp app)
    {
        var user = (await app.Get<IUsers>().AddAsync(new NewUser("mine"), Cancel)).Value;
        await app.ClientAsAsync("mine");
        var planted = await PersonTables.PlantAsync(app.Get<Db>(), user);
        using var archive = await ArchiveAsync(app, user);
        var parts = app.Get<IEnumerable<IExportPart>>().ToList();
        var missing = new List<string>();
        foreach (var table in planted.Append(new PersonTable("user_account", [])))
        {
            if (parts.Any(part => part.LeftOut.ContainsKey(table.Name)))
                continue;
            var exported = parts.SelectMany(part => part.Tables).FirstOrDefault(one => one.Table == table.Name);
            if (exported is null || await RowAsync(archive, exported.File) is not { } row)
                missing.Add(table.Name);
            else
                missing.AddRange(table.Columns.Where(column => !row.ContainsKey(column.Name) && !exported.Withheld.ContainsKey(column.Name)).Select(column => $"{table.Name}.{column.Name}"));
        }

        missing.Sort(StringComparer.Ordinal);
        return missing;
    }

    private static async Task<JsonObject?> RowAsync(ZipArchive archive, string file)
    {
        await using var stream = await archive.GetEntry($"{file}.json")!.OpenAsync(Cancel);
        return (JsonObject?)(await JsonNode.ParseAsync(stream, cancellationToken: Cancel))!.AsArray().FirstOrDefault();
    }

    private static async Task<ZipArchive> ArchiveAsync(TestApp app, UserInfo user)
    {
        var profiles = await app.Get<Db>().QueryAsync<string>("select id from profile where user_id = @Id", new { user.Id }, Cancel);
        var bytes = new MemoryStream();
        await app.Get<ExportArchive>().WriteAsync(new ExportSubject(user.Id, user.Name, profiles), bytes, _ => { }, Cancel);
        return new ZipArchive(bytes, ZipArchiveMode.Read);
    }
}
