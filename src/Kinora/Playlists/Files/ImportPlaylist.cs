using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Playlists.Files;

/// <summary>Makes a playlist of a file, and tells each line that was not matched with a title.</summary>
internal sealed class ImportPlaylist(NewPlaylist playlists, ICatalogue catalogue)
{
    private const int MostTold = 1_000;

    /// <summary>What stands beside the file.</summary>
    internal sealed record Question(string? Name = null, string? Format = null, string? File = null, string? Namespace = null, PlaylistVisibility? Visibility = null);

    /// <summary>A line that no title was found for.</summary>
    /// <param name="Reason"><c>unknown</c>, <c>ambiguous</c>, <c>nothing</c> or <c>too_long</c>.</param>
    internal sealed record Unmatched(int Line, string Text, string Reason);

    internal sealed record Report(Playlist Playlist, int Matched, int NotMatched, IReadOnlyList<Unmatched> Unmatched);

    /// <summary>What was made, and the first thousand lines that were not matched.</summary>
    internal sealed record Response(PlaylistReply Playlist, int Matched, int NotMatched, IReadOnlyList<Unmatched> Unmatched);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/playlists/import", HandleAsync).Needs(Role.Blessed).Idempotent().BodyUpTo(PlaylistFile.MostBytes);

    /// <summary>
    /// Makes a playlist of the file in the body: M3U8, XSPF, CSV or JSON. Query: <c>name</c> (of the playlist), <c>file</c> (the file's name),
    /// <c>format</c> (guessed where missing), <c>namespace</c>, <c>visibility</c>. Lines that name no title are told, and left out.
    /// </summary>
    private static async Task<IResult> HandleAsync(
        HttpRequest http, Caller caller, ImportPlaylist import, ICatalogue catalogue, string? name, string? file, string? format, string? @namespace, string? visibility,
        CancellationToken cancel)
    {
        var seen = (PlaylistVisibility?)null;
        if (visibility is not null)
        {
            if (!Enum.TryParse<PlaylistVisibility>(visibility, ignoreCase: true, out var asked) || !Enum.IsDefined(asked) || char.IsAsciiDigit(visibility[0]))
                return new Refusal(RefusalKind.Invalid, "parameter-invalid", "One of: private, shared, unlisted.", "visibility").ToHttp();
            seen = asked;
        }

        var made = await import.RunAsync(new Question(name, format, file, @namespace, seen), http.Body, caller, cancel);
        if (made.Refusal is { } refusal)
            return refusal.ToHttp();
        var report = made.Value;
        http.HttpContext.Response.Headers.ETag = ETags.Of(report.Playlist.Version);
        return Results.Json(
            new Response(PlaylistReply.Of(report.Playlist, caller, catalogue.Current, 1, MostTold), report.Matched, report.NotMatched, report.Unmatched),
            statusCode: StatusCodes.Status201Created);
    }

    public async Task<Outcome<Report>> RunAsync(Question question, Stream body, Caller caller, CancellationToken cancel)
    {
        // Load
        var format = PlaylistFormats.Parse(question.Format);
        if (format.Refusal is { } unknown)
            return unknown;
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, cancel);
        var read = PlaylistReader.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), format.Value, question.File);
        if (read.Refusal is { } unreadable)
            return unreadable;

        // Decide
        var (ids, unmatched, matcher) = (new List<string>(read.Value.Entries.Count), new List<Unmatched>(), new TitleMatcher(catalogue.Current, caller));
        foreach (var entry in read.Value.Entries)
        {
            var (id, reason) = matcher.Match(entry);
            if (id is not null)
                ids.Add(id);
            else
                unmatched.Add(new Unmatched(entry.Line, entry.Text, reason!));
        }

        if (ids.Count == 0)
        {
            return new Refusal(
                RefusalKind.Invalid, "playlist-file-empty",
                unmatched.Count == 0 ? "The file names no title." : $"None of the {unmatched.Count.ToString("N0", CultureInfo.InvariantCulture)} entries is a title of this catalogue.")
            {
                More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["unmatched"] = unmatched.Take(MostTold) },
            };
        }

        // Save
        var request = new PlaylistRoutes.Request
        {
            Name = question.Name ?? Fitting(read.Value.Name) ?? Fitting(Path.GetFileNameWithoutExtension(question.File)) ?? "Imported playlist",
            Namespace = question.Namespace,
            Description = Prose(read.Value.Description),
            Visibility = question.Visibility,
            Items = ids,
        };
        const string change = "imported";
        var made = await playlists.MakeAsync(request, caller, change, cancel);
        // A name that the person did not choose gives way to a free one.
        if (question.Name is null && made.Refusal is { Code: "playlist-name-taken", More: { } more })
            made = await playlists.MakeAsync(request with { Name = (string)more["suggestion"]! }, caller, change, cancel);
        return made.Then(playlist => new Report(playlist, ids.Count, unmatched.Count, [.. unmatched.Take(MostTold)]));
    }

    /// <summary>A name that a file gives, made to fit; null where nothing is left of it.</summary>
    private static string? Fitting(string? name)
    {
        var clean = Clean(name ?? "", Playlist.LongestName).Trim();
        return PlaylistRules.Name(clean) is { Refusal: null, Value: { Length: > 0 } fits } ? fits : null;
    }

    private static string? Prose(string? about)
    {
        var clean = Clean(about ?? "", Playlist.LongestDescription);
        return PlaylistRules.Description(clean) is { Refusal: null, Value: { Length: > 0 } fits } ? fits : null;
    }

    private static string Clean(string text, int longest)
    {
        var clean = string.Concat(text.Where(letter => !char.IsControl(letter)));
        var length = Math.Min(clean.Length, longest);
        return clean[..(length > 0 && length < clean.Length && char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length)];
    }
}
