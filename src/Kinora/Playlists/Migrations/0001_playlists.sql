create table playlist (
    id text not null primary key,
    namespace text not null,
    name text not null,
    -- The name as it is compared; unique among those that are there.
    name_key text not null,
    description text,
    visibility text not null,
    -- The owner; null once the owner has left.
    user_id text,
    created_by text,
    forked_from text,
    version bigint not null,
    size bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    deleted_at bigint
);

create unique index playlist_name on playlist (namespace, name_key) where deleted_at is null;

create index playlist_user on playlist (user_id);

-- The items of each version, one title id a line; the newest is what the playlist holds.
create table playlist_version (
    playlist_id text not null,
    version bigint not null,
    name text not null,
    items text not null,
    size bigint not null,
    change text not null,
    saved_at bigint not null,
    -- Who saved it; null once they have left.
    user_id text,
    saved_by text,
    primary key (playlist_id, version)
);

create index playlist_version_user on playlist_version (user_id);
