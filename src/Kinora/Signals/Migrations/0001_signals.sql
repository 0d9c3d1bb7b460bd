-- One fact about one profile. `version` is the profile's version that this fact made: "what is new since N" is a range.
create table signal (
    profile_id text not null,
    version bigint not null,
    number integer not null,
    event_id text not null,
    kind text not null,
    title_id text,
    ordinal integer,
    target text,
    at bigint not null,
    received_at bigint not null,
    feed_session text,
    served_at bigint,
    position_ms bigint,
    duration_ms bigint,
    watched text,
    value double precision,
    note text,
    surface text,
    device text,
    primary key (profile_id, version, number));
create unique index signal_event on signal (profile_id, event_id);
create index signal_received on signal (received_at);

-- Moved by everything that may change what a profile is shown next; the compare-and-set that keeps pages apart.
create table profile_version (
    profile_id text not null primary key,
    version bigint not null);

-- The latest opinion by (at, event id); the facts themselves stand in `signal`.
create table rating (
    profile_id text not null,
    title_id text not null,
    value integer not null,
    at bigint not null,
    event_id text not null,
    primary key (profile_id, title_id));

create table hide (
    profile_id text not null,
    target text not null,
    hidden boolean not null,
    at bigint not null,
    event_id text not null,
    primary key (profile_id, target));

create table follow (
    profile_id text not null,
    creator_id text not null,
    following boolean not null,
    at bigint not null,
    event_id text not null,
    primary key (profile_id, creator_id));

create table report (
    id text not null primary key,
    profile_id text not null,
    title_id text not null,
    reason text not null,
    at bigint not null);
create index report_at on report (at);
