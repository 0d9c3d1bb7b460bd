-- How a profile stands to a title. `facts` is what its events say, `marks` what the person said; the columns behind them follow from both
-- and are there to be asked for. A row without `added_at` is no state (yet, or any more): it only remembers.
create table watch_state (
    profile_id text not null,
    title_id text not null,
    version bigint not null,
    title text not null,
    creator text,
    words text not null,
    facts text not null,
    last_play text,
    marks text not null,
    status text not null,
    progress double precision not null,
    position_ms bigint,
    duration_ms bigint not null,
    rating integer,
    added_at bigint,
    watched_at bigint,
    completed_at bigint,
    dismissed_at bigint,
    watched_ms bigint not null,
    plays integer not null,
    primary key (profile_id, title_id));
create index watch_state_watched on watch_state (profile_id, watched_at);

-- The tags of states once more, one a row, to be asked for.
create table watch_tag (
    profile_id text not null,
    tag text not null,
    title_id text not null,
    primary key (profile_id, tag, title_id));

-- One play of a title. Those that events made are made again when a late event says otherwise; a `manual` one is the person's own entry.
create table play (
    profile_id text not null,
    id text not null,
    title_id text not null,
    title text not null,
    words text not null,
    started_at bigint not null,
    ended_at bigint not null,
    watched_ms bigint not null,
    credited_ms bigint not null,
    duration_ms bigint not null,
    progress_start double precision not null,
    progress_end double precision not null,
    completed boolean not null,
    manual boolean not null,
    primary key (profile_id, id));
create index play_ended on play (profile_id, ended_at, id);
create index play_title on play (profile_id, title_id, ended_at);

-- One stay of a profile in the app. `titles` counts the catalogue as it was when the visit was last alive: what came later is new.
create table visit (
    profile_id text not null,
    id text not null,
    started_at bigint not null,
    alive_at bigint not null,
    titles integer not null,
    actions integer not null,
    viewed integer not null,
    primary key (profile_id, id));
create index visit_alive on visit (profile_id, alive_at);

-- What a profile chose about its library.
create table library_choice (
    profile_id text not null primary key,
    history_days integer);
