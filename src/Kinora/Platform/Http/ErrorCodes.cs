namespace Kinora.Platform.Http;

/// <summary>What each stable code means and what to do about it: the page <c>/docs/errors</c> and <c>docs/api/errors.md</c> are made of it.</summary>
internal static class ErrorCodes
{
    private const string Table = """
        address-blocked: Somebody has blocked signing in from your network. Wait for the time in Retry-After, or ask an admin.
        address-in-use: The port is taken. Choose another one with --port.
        already-queued: The title stands in that queue already. Move it there instead.
        already-set-up: There is an admin already. Sign in, or ask them for a code.
        archive-invalid: The archive is damaged or has a password. Export it again, or hand in its files one by one.
        archive-path-invalid: A file of the archive is named like a place outside of it. Do not trust the archive; export it again.
        archive-too-large: The archive is larger than what is taken when it is opened. Take the files that hold your history out of it.
        at-future: The time of an event lies more than five minutes ahead. Set the clock of the device.
        at-invalid: The time of an event is not readable. Send ISO 8601 in UTC.
        avatar-not-found: There is no such picture. Take one of /api/catalog/avatars.
        backup-engine: The backup is of the other database. Restore it into a folder whose Database:Engine is that one.
        backup-invalid: The file is no whole backup: damaged, cut off, or of something else. Nothing was changed; use another one.
        backup-newer: The backup is of a newer Kinora. Install that version, then restore.
        batch-too-large: More events than one request takes. Send them in several.
        block-not-found: The network is neither blocked nor locked.
        block-refused: The server cannot tell your network from others. Whoever runs it sets Http:Proxies.
        body-missing: The route needs a body. Send one.
        body-not-json: The body is not JSON. The message names line and column.
        body-too-large: The body is larger than the route takes. Send less at once.
        changed-meanwhile: What was sent rests on an older version. Read it again, then repeat the change.
        chat-missing: No chat model is set up. Set OpenAi:BaseUrl and OpenAi:ChatModel.
        collection-exists: The id of the collection is taken. Choose another one, or change the collection that has it.
        collection-not-found: There is no such collection, or it is not for you.
        confirmation-missing: The account's name was not written into the field, so nothing was deleted. Write it, or leave.
        connection-unknown: The connection is slow, ok or fast.
        connector-not-set-up: The connector lacks its settings. The message names them.
        connector-unknown: No connector has this name. The message names those that there are.
        control-character: A text holds a character that is none. Take it out.
        creator-id-invalid: The id of a creator breaks its rule, which the message states.
        creator-not-found: There is no such creator, or nothing of theirs that you may see.
        csrf-token-missing: A change by cookie needs the token of the page. Load the page again.
        cursor-expired: The cursor is too old. Begin again without it.
        cursor-invalid: The cursor was not made for this user and this question. Begin again without it.
        database-damaged: The database's file is damaged. Put a backup back with 'kinora restore FILE --replace'.
        database-slow: The database took too long. Try again shortly.
        database-tool-failed: A client program of PostgreSQL failed. The message holds what it said.
        database-tool-missing: A client program of PostgreSQL is missing. Install it (Debian: postgresql-client).
        database-unavailable: The database cannot be reached. Try again shortly; an admin looks at /health/ready.
        dataset-malformed: A file of the data set is not what it should be. The message names file and line.
        dataset-not-found: The folder of the data set is not there. Look at its path.
        dataset-too-small: Too few people have enough events to measure by. Bring more, or lower --min-events.
        dataset-unknown: The folder holds no data set that is known. Bring it into the neutral form, which the message describes.
        demo-needs-own-folder: The folder holds a library of your own. Give the demo another one with --data.
        device-unknown: The device is phone, tablet, desktop or tv.
        disk-full: There is no room left for the database, and nothing was changed. Make room.
        dry-run-invalid: dry_run is true or false.
        duration-max-out-of-range: The longest length is outside the range that the message states.
        edited-meanwhile: In an import's report: the title was edited while the import ran, and the edit stays.
        email-invalid: This is no mail address. Send one such as ann@example.org, and nothing around it.
        embedder-down: The server that understands questions does not answer. Search by words, or try again shortly.
        embedder-missing: Nothing is set up that understands questions. Search by words; the message tells an admin what is missing.
        entry-invalid: In an import's notices: an entry of the file names no title, user or time. It is left out; the rest is taken.
        event-id-invalid: The id of an event breaks its rule. Use a UUID.
        event-id-missing: Each event needs an id of its own, so that it counts once. Send one.
        events-missing: The request needs a list of events.
        explain-expired: The decision is no longer kept.
        facet-missing: What the correction is about is missing: genre, creator, hour or mood.
        feed-busy: Too much happens with this profile at once. Try again.
        feed-session-invalid: The feed session's name breaks its rule. Leave it out to begin a new one.
        feed-session-not-found: There is no such feed session. Begin a new one.
        file-damaged: A file of the vault is no JSON. It was set aside and written anew; take from it what is yours.
        file-exists: There is a file of that name. Name another one: none is overwritten.
        file-malformed: The file is not what it claims to be. The message names the place; nothing was imported.
        file-not-found: The file is not there. Look at its path.
        flag-changed: Somebody else changed the flag meanwhile. Look at it again, then change it from there.
        flag-not-found: There is no such flag. GET /api/admin/flags lists those there are.
        format-unknown: The format is none that this route knows. The message lists them.
        headers-too-large: The headers of the request are larger than what is taken. Delete old cookies.
        id-fixed: A title keeps its id. Add another title and remove this one.
        id-invalid: The id breaks its rule. A title's id is provider:external_id.
        id-missing: An id is needed. Send one.
        id-twice: The same id stands twice. Send it once.
        idempotency-key-invalid: The key breaks its rule. Send a UUID for each thing that is made.
        idempotency-key-reused: The key was sent with another body before. Use a new key.
        idempotency-key-running: The first request with this key still runs. Ask again shortly.
        identity-limit: The account has as many outside sign-ins as one may have. Unlink one first.
        identity-not-found: There is no such outside sign-in, or it is somebody else's.
        identity-taken: The outside sign-in belongs to another account. Unlink it there first.
        identity-token-invalid: The token is not one of a configured issuer, or it counts no more. Sign in there again.
        identity-unlinked: The outside sign-in is linked to no account here. Sign in with a code, then link it.
        import-empty: The file holds nothing that could be taken over. Choose the file that the other service gave you.
        import-encoding: The file is not UTF-8 where the message says. Save it as UTF-8, or hand it in as it was exported.
        import-file-invalid: The file is not readable as what it claims to be. The message names the file and the line.
        import-format-unknown: The file is of no service that is read here. The message lists those there are.
        import-not-found: You have no such import: it was removed, or it is somebody else's.
        import-person-needed: The file holds the plays of several people. Say first which of them you are.
        import-state: The import is not where this can be done. Look at its state, and wait for the job that is at work on it.
        import-too-large: The file is larger than what is taken at once. Hand it in as a zip, or divide it.
        internal-error: A fault of ours, which has been logged. Try again; name the request id when you report it.
        job-ended: The job has ended, so it cannot be cancelled.
        job-not-failed: Only a job that failed or was cancelled, and was not filed again, can be run again.
        job-not-found: There is no such job, or somebody else started it.
        kids-profile: A kids profile may not do this. Use another profile.
        kind-missing: The kind is needed. Send one.
        kind-not-open: Signals of this kind have a route of their own. Use that.
        kind-unknown: There is no such kind. The message names those that there are.
        language-invalid: The language is not a language tag such as en or pt-BR.
        last-admin: The last admin stays. Make somebody else an admin first.
        library-exists: There is a library already. With --replace it is set aside and the backup takes its place.
        limit-out-of-range: The limit is outside its range, which the message states.
        line-invalid: In an import's notices: a line of the file is not what its service writes. It is left out.
        line-too-long: In an import's notices: a line of the file is longer than 1 MB. It is left out.
        link-invalid: The link was used already, or it has expired. Ask for a new one.
        map-invalid: Each map is MEMBER:COLUMN, each member once.
        marathon-and-items: A new playlist is made of items or as a marathon. Leave one of them out.
        media-type-unsupported: The route takes no body of this kind. Look at its Content-Type in the API document.
        member-follows: A member of a file of the vault follows from others. Change what it follows from, in Kinora.
        member-missing: A member that is needed is not there. The field names it.
        member-twice: A member stands twice in one object. Send it once.
        method-not-allowed: The address is right, the method is not. The API document names the method.
        metrics-token-needed: From another machine the figures need the token of Http:MetricsToken.
        mode-missing: The mode is needed: familiar, balanced, explore or chronological.
        mode-unknown: The mode is semantic or hybrid.
        model-not-found: There is no such model to go back to: only those that were accepted lately are kept. Take one of GET /api/admin/models whose can_serve is true.
        model-unknown: No model has this name here. The message lists those there are.
        name-invalid: The name breaks its rule, which the message states.
        name-missing: A name is needed. Send one.
        namespace-unknown: There is no such namespace of playlists. The message lists those there are.
        no-courier: The server sends no codes. Whoever runs it lets people in, or sets up mail.
        no-library: The data folder holds no library. Name the right one with --data.
        no-vault: There is no vault in that folder. Write one with 'kinora vault export', or name its folder.
        not-a-title: In an import's report: the row is not an object. Send an object for each title.
        not-leaving: Nobody asked for this account to be deleted, so there is nothing to take back.
        not-ready: A part that is needed is down. The message names it.
        not-visible: The title was in sight too briefly to count.
        note-invalid: The note is longer than what is kept. Shorten it.
        note-limit: You have as many notes as there may be, at this title or in all. Delete one first.
        note-not-found: You have no such note at this title.
        nothing-fits: No unseen title fits. Allow more time, or another mood or genre.
        nothing-to-undo: There is no reset to take back: only the latest can be, once.
        otp-invalid: The code is wrong. attempts_remaining says how many tries are left.
        otp-locked: Too many wrong codes. Wait for the time in Retry-After, then ask for a new one.
        otp-too-often: Codes were asked for too often. Wait for the time in Retry-After.
        otp-unrequested: No code was asked for in this browser. Ask for one first.
        out-of-range: A value is outside its range, which the message states.
        page-out-of-range: The page is outside the range that the message states.
        page-size-out-of-range: The size of the page is outside its range, which the message states.
        parameter-invalid: A parameter of the address is not readable. The field names it.
        parameter-missing: A parameter of the address is needed. The field names it.
        pattern-character: The pattern of a marathon holds a character that means nothing there. The message names its place.
        pattern-count-invalid: A count in the pattern of a marathon is below 1. The message names its place.
        pattern-count-too-large: A count in the pattern of a marathon is too large. The message names its place and the most.
        pattern-empty: The pattern of a marathon names no source. Write one like A2B1, or leave it out.
        pattern-label-missing: A number in the pattern of a marathon has no label before it. The message names its place.
        pattern-label-unknown: There is no source of this label. The message lists the labels there are.
        pattern-not-used: A pattern counts for interleaving only. Choose that method, or leave the pattern out.
        pattern-too-long: The pattern of a marathon is too long. The message says the most.
        percentage-invalid: A percentage goes from 0 to 100, with at most two places.
        percentages-missing: Say how many percent each variant of the flag gets.
        percentages-over-100: The variants of a flag have 100 % together at most. Lower one of them.
        play-not-found: There is no such play in your history.
        playlist-file-empty: Nothing in the file is a title of this catalogue. unmatched says what each line was taken for.
        playlist-file-invalid: The file of a playlist is not readable. The message names the line and what to mend.
        playlist-name-taken: A playlist of this namespace has the name already. suggestion holds a free one.
        playlist-not-found: There is no such playlist, or it is not for you.
        playlist-not-yours: Only its owner may do this with the playlist. Make a copy of it.
        position-not-found: Nothing was handed out at that place of the feed session.
        position-out-of-range: The position is outside its range.
        preference-invalid: A preference breaks its rule. The field names it.
        profile-last: The last profile stays. Make another one first.
        profile-limit: A user has at most five profiles. Remove one first.
        profile-moved: The profile changed in the same moment. Try again.
        profile-name-invalid: A profile's name has 1 to 40 characters on one line.
        profile-not-found: There is no such profile, or it is somebody else's.
        protocol-unknown: No protocol has this name. The message lists those there are.
        protocol-unsuitable: The data set lacks what the protocol needs. The message lists the protocols that fit.
        provider-invalid: The provider's name breaks its rule: a to z and digits, 2 to 16, a letter first.
        provider-missing: A row has no provider. Name one with the import.
        provider-unknown: No provider has this name. The message names those that there are.
        q-invalid: The question is missing or too long. Say in a few words what to look for.
        queue-auto-sorted: The queue sorts itself. Change the priority of the title, or turn auto_sort off.
        queue-full: The queue holds as many titles as it takes. Take one out, or raise max_videos.
        queue-item-not-found: The title does not stand in this queue.
        queue-limit: You have as many queues as one may have. Delete one first.
        queue-not-found: You have no such queue, and nobody shares one of that id with you.
        queue-not-yours: Only who made a shared queue changes its name, settings and members.
        queue-of-system: The queues watch_later and daily_learning always exist. Change their settings, or make a queue of your own.
        rail-not-found: There is no such rail, or none for this profile.
        range-invalid: There is no such part of the file. Leave the header Range out.
        reason-missing: A reason is needed. Send one.
        record-invalid: In an import's notices: a record of a vault breaks its schema. The message names the member; the record is left out.
        refresh-failed: The connector could not bring its titles in. The message says why; the catalogue is as it was.
        request-malformed: The request is not readable as HTTP.
        request-too-slow: The request came in too slowly. Try again.
        role-lacks-this: Your role may not do this. An admin can change that.
        round-not-found: The flag has no such round. Leave it out for the one that runs.
        route-closed: The route does not say who may call it, so nobody may. Report this.
        route-not-found: There is nothing at this address. Look at /docs.
        row-width: In an import's report: the row has another number of cells than the header.
        schema-not-found: There is no such schema.
        scope-unknown: The scope is title, creator or topic.
        searches-left-out: In an import's notices: the file holds searches. Kinora keeps no list of what one searched for.
        series-not-allowed: Titles of this kind belong to no series. Leave series_id out.
        server-runs: A server works on the data folder. Stop it first.
        session-missing: A token has no session. Send the header X-Profile instead.
        session-not-found: There is no such session, or it is somebody else's.
        sign-in-needed: Nobody is signed in. Sign in, or send a token that counts.
        sources-missing: A marathon needs at least one playlist. Name them in sources.
        start-not-found: A source of the marathon has no such place to start from. Name an episode like S02E03, or a title id.
        state-not-found: You have no state for this title yet. Watch some of it, or send a state.
        taste-unknown: Nothing of that name is known. Take a name as the list of beliefs has it.
        time-invalid: A time is not readable. Send ISO 8601 in UTC.
        time-range-invalid: A play begins before it ends, lasts at most a day and does not lie in the future. Correct the times.
        time-unreadable: In an import's notices: a time is written in a way that is not known. Export the history as JSON, where the service can.
        title-exists: The id of the title is taken. Change the title that has it.
        title-missing: A title needs a name. Send one.
        title-not-found: There is no such title, or it is not for you.
        title-removed: The title was removed. Set its visibility to public first.
        title-twice: The same title stands twice. Send it once.
        title-unknown: There is no such title. Look at the id.
        title-without-creator: The title has no creator that could be hidden. Hide the title.
        token-expiry-invalid: The token's end breaks its rule, which the message states.
        token-invalid: The token is wrong, revoked or expired. Make a new one.
        token-name-invalid: The token's name breaks its rule, which the message states.
        token-not-found: There is no such token, or it is somebody else's.
        token-scope: The token may only read. Use one with the scope write.
        token-scope-unknown: The scope of a token is read or write.
        too-long: A text is longer than what is kept. Shorten it.
        too-many: A list holds more than what is kept. Shorten it.
        too-many-requests: Too many requests. Wait for the time in Retry-After.
        too-many-streams: This user holds too many streams of events open. Close one of them, then try again.
        took-too-long: The request took longer than Http:RequestSeconds and was given up. Try again shortly.
        topic-missing: The topic is needed. Send one.
        topic-unknown: There is no such topic in the catalogue.
        unknown-member: The object has a member that is not known here. Take it out; the field names it.
        url-invalid: The address is not one of http or https.
        url-redirects: The address leads on too often. Give the last one.
        url-refused: The address leads into a private network. Whoever runs the server may open it with Http:PrivateHosts.
        url-too-large: What stands at the address is larger than what is taken.
        url-unreachable: The address does not answer, or not in time. Try again later.
        user-name-invalid: The user's name breaks its rule: 1 to 32 of letters, digits, _ and -.
        user-name-taken: The user's name is taken, without regard to case. Choose another one.
        user-not-found: There is no such user.
        value-invalid: A value breaks its rule, which the message states.
        value-unknown: There is no such value. The message names those that there are.
        variant-unknown: The flag has no such variant. The message names those that there are.
        vault-newer: The file is of a newer Kinora. Use that version, or write the file again.
        version-not-kept: This version of the playlist is not kept. Read the playlist and repeat the change.
        via-unknown: There is no such way for codes. The message names those that there are.
        visibility-unknown: The visibility is public, shadow_ban or removed.
        watched-invalid: The watched intervals break their rule, which the message states.
        wrong-type: A value is of the wrong JSON type. The field names it.
        """;

    public static IReadOnlyList<(string Code, string Meaning)> All { get; } =
        [.. Table.Split('\n').Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts[1]))];
}
