-- What of a profile's library is not in its files yet: marked in the transaction of the change. `dirty` holds bits of parts; `changed` moves with
-- every mark, so that the writer sees what came while it wrote. `folder` is where the files stand, below the vault.
create table vault_mark (
    profile_id text not null primary key,
    changed bigint not null,
    dirty integer not null,
    written_at bigint not null,
    folder text);
create index vault_mark_due on vault_mark (written_at) where dirty <> 0;

-- A file as it was written last: the hash of all of it and of what follows from the library, its size and time, and the members that no schema
-- knows. `pending` is the hash of what is about to be written, so that a file of ours is never taken for somebody's edit.
create table vault_file (
    profile_id text not null,
    file text not null,
    hash text,
    body text,
    pending text,
    size bigint not null,
    touched bigint not null,
    extras text,
    primary key (profile_id, file));

-- What stood in the history of an earlier installation, as a player or the person told it there.
alter table play add column carried boolean not null default false;
