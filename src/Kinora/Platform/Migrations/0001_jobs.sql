create table job (
    id text primary key,
    kind text not null,
    args text not null,
    state text not null,
    dedupe text,
    user_id text,
    attempt integer not null,
    tries integer not null,
    due_at bigint not null,
    lease text,
    lease_owner text,
    lease_until bigint,
    cancel_asked boolean not null,
    progress double precision not null,
    report text,
    error text,
    created_at bigint not null,
    started_at bigint,
    finished_at bigint
);

create index job_due on job (due_at, id) where state = 'queued';
create index job_leased on job (lease_until) where state = 'running';
create index job_finished on job (finished_at) where finished_at is not null;
create unique index job_dedupe on job (kind, dedupe) where state = 'queued' and dedupe is not null;

create table schedule (
    name text primary key,
    next_at bigint not null,
    last_at bigint
);
