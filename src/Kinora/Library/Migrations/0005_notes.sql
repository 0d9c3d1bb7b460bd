-- What a profile wrote at a moment of a title. `title` is the name at that time: a note outlives its title.
create table note (
    profile_id text not null,
    title_id text not null,
    id text not null,
    version bigint not null,
    title text not null,
    position_ms bigint not null,
    body text not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (profile_id, title_id, id));
