-- A sitting with the feed. Its filters hold for all its pages; it ends 24 hours after the last sign of life.
create table feed_session (
    id text not null primary key,
    profile_id text not null,
    seed bigint not null,
    filters text not null,
    opened_at bigint not null,
    alive_at bigint not null);
create index feed_session_profile on feed_session (profile_id, alive_at);

-- A page as it was handed out: its items are the profile's signals of kind `served`, packed, and nowhere a second time.
create table feed_page (
    feed_session text not null,
    number integer not null,
    profile_id text not null,
    version bigint not null,
    made_at bigint not null,
    next_cursor text,
    packed bytea not null,
    primary key (feed_session, number));
create index feed_page_profile on feed_page (profile_id, version);
create index feed_page_made on feed_page (made_at);

-- What the pages and signals up to a version come to.
create table profile_state (
    profile_id text not null primary key,
    version bigint not null,
    saved_at bigint not null,
    packed bytea not null);

-- From when on a profile's taste counts; what was before says nothing any more.
create table feed_reset (
    profile_id text not null primary key,
    version bigint not null,
    at bigint not null);
