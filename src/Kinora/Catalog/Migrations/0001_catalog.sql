-- Numbers that are given out one after the other: ordinal, creator, revision, seq.
create table catalogue_counter (
    name text not null primary key,
    value bigint not null
);

insert into catalogue_counter (name, value) values ('ordinal', 0), ('creator', 0), ('revision', 0), ('seq', 0);

-- One edit or one import. Its title rows are visible from the moment in which it has a seq, all at once.
create table change_set (
    revision bigint not null primary key,
    seq bigint unique,
    kind text not null,
    state text not null,
    base_seq bigint not null,
    who text,
    started_at bigint not null,
    touched_at bigint not null,
    published_at bigint,
    swept boolean not null default false
);

create table creator (
    ordinal bigint not null primary key,
    id text not null unique,
    name text not null,
    revision bigint not null
);

create index creator_revision on creator (revision);

create table collection (
    id text not null primary key,
    name text not null,
    description text,
    position bigint not null,
    version bigint not null,
    created_by text,
    created_at bigint not null,
    updated_at bigint not null
);

create table collection_item (
    collection_id text not null references collection (id) on delete cascade,
    title_id text not null,
    position bigint not null,
    primary key (collection_id, title_id)
);

create table import_run (
    id text not null primary key,
    name text not null,
    dry_run boolean not null,
    state text not null,
    who text,
    started_at bigint not null,
    ended_at bigint,
    seq bigint,
    report text
);

create index import_run_started on import_run (started_at);
