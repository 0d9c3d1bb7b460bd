create table event (
    seq bigint generated always as identity primary key,
    id text not null,
    topic text not null,
    key text not null,
    at bigint not null,
    version text not null,
    source text not null,
    payload text not null,
    correlation_id text,
    parent_id text,
    actor text,
    labels text
);

create index event_age on event (at);

create table event_delivery (
    subscriber text not null,
    seq bigint not null,
    key text not null,
    attempt integer not null,
    due_at bigint not null,
    lease text,
    lease_until bigint,
    dead boolean not null,
    error text,
    primary key (subscriber, seq)
);

create index event_delivery_line on event_delivery (subscriber, key, seq) where not dead;
create index event_delivery_due on event_delivery (due_at) where not dead;
create index event_delivery_event on event_delivery (seq);
