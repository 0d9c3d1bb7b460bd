create table user_account (
    id text primary key,
    name text not null,
    name_key text not null unique,
    role text not null,
    analyst boolean not null default false,
    default_profile_id text not null,
    created_at bigint not null,
    seen_at bigint
);

create table profile (
    id text primary key,
    user_id text not null references user_account (id) on delete cascade,
    name text not null,
    kids boolean not null default false,
    maturity_ceiling integer not null default 18,
    share_engagement boolean not null default false,
    time_zone text not null default 'UTC',
    preferences text not null,
    created_at bigint not null
);
create index profile_by_user on profile (user_id);
create index profile_sharing on profile (id) where share_engagement and not kids;

create table session (
    id text primary key,
    user_id text not null references user_account (id) on delete cascade,
    secret_hash text not null unique,
    profile_id text references profile (id) on delete set null,
    agent text not null,
    address text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index session_by_user on session (user_id);

create table access_token (
    id text primary key,
    user_id text not null references user_account (id) on delete cascade,
    name text not null,
    secret_hash text not null unique,
    scopes text not null,
    created_at bigint not null,
    seen_at bigint,
    expires_at bigint not null
);
create index access_token_by_user on access_token (user_id);

-- kind: asked (bound to the browser that asked), issued (by an admin), first (the very first admin).
-- user_id stays null for a name that is nobody's: such a row is a decoy, so that every name gets the same answers.
create table one_time_code (
    id text primary key,
    kind text not null,
    user_id text references user_account (id) on delete cascade,
    name_key text not null,
    code_hash text not null,
    browser_hash text,
    link_hash text unique,
    address text not null,
    tries_left integer not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index one_time_code_by_name on one_time_code (name_key, created_at);
create index one_time_code_by_address on one_time_code (address, created_at);
