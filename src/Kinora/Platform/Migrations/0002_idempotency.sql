create table idempotency (
    owner text not null,
    key text not null,
    asked text not null,
    started_at bigint not null,
    status integer,
    headers text,
    body text,
    primary key (owner, key)
);

create index idempotency_age on idempotency (started_at);
