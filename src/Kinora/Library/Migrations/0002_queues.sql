-- An ordered list of a profile. `watch_later` and `daily_learning` have that name as their id and always exist; others are named by a UUID.
create table queue (
    profile_id text not null,
    id text not null,
    version bigint not null,
    name text not null,
    description text,
    kind text not null,
    created_at bigint not null,
    used_at bigint not null,
    active boolean not null,
    auto_sort boolean not null,
    most integer not null,
    target_minutes integer,
    refresh_daily boolean not null,
    primary key (profile_id, id));
create unique index queue_shared on queue (id) where kind = 'shared';

-- What stands in it; `profile_id` is the queue's. Positions count from 1 without gaps.
create table queue_item (
    profile_id text not null,
    queue_id text not null,
    title_id text not null,
    position integer not null,
    priority integer not null,
    added_at bigint not null,
    added_by text not null,
    notes text,
    target_date text,
    title text not null,
    primary key (profile_id, queue_id, title_id));

-- Who else may use a shared queue.
create table queue_member (
    queue_id text not null,
    user_id text not null,
    profile_id text not null,
    user_name text not null,
    primary key (queue_id, user_id));

-- The latest word on the list "My list" by (at, event id), so that the order of arrival cannot matter.
create table queue_word (
    profile_id text not null,
    title_id text not null,
    at bigint not null,
    event_id text not null,
    primary key (profile_id, title_id));
