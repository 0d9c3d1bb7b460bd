alter table user_account add column email text;

-- Wrong tries, by network ('net NETWORK') and by name and network ('pair NETWORK NAME'), whichever process met them.
create table sign_in_guard (
    key text primary key,
    failures integer not null,
    locked_until bigint not null,
    seen_at bigint not null
);
create index sign_in_guard_by_time on sign_in_guard (seen_at);

-- Networks from which nobody signs in with a code for a while, because somebody there has asked for that.
create table network_block (
    network text primary key,
    created_at bigint not null,
    expires_at bigint not null
);
