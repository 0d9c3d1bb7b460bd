-- A file that was handed in, and what came of it. `state` goes ready, applying, done, undoing, undone. `person` is whose part of a file of several people
-- is taken; `lists` says what went into which queue, so that it can be taken out again.
create table library_import (
    profile_id text not null,
    id text not null,
    name text not null,
    format text not null,
    state text not null,
    person text,
    people text not null,
    take_likely boolean not null,
    keep_unmatched boolean not null,
    notices text not null,
    notice_count integer not null,
    lists text,
    job_id text,
    created_at bigint not null,
    applied_at bigint,
    undone_at bigint,
    primary key (profile_id, id));
create index library_import_created on library_import (created_at);

-- A title as that file names it. `choice` is the person's own: `skip`, `keep` or `pick` with the title in `chosen`. `undo` is how it stood before.
create table library_import_title (
    profile_id text not null,
    import_id text not null,
    number integer not null,
    person text,
    name text not null,
    said text not null,
    plays integer not null,
    rated boolean not null,
    listed boolean not null,
    found text not null,
    confidence double precision not null,
    title_id text,
    suggestions text not null,
    choice text,
    chosen text,
    outcome text,
    applied_to text,
    added integer,
    undo text,
    rating_undone_at bigint,
    primary key (profile_id, import_id, number));
create index library_import_title_applied on library_import_title (profile_id, applied_to);
