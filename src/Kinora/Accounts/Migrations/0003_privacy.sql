-- The newest archive of a person's data: built by a job, kept as a file in the folder `exports` until it expires.
create table data_export (
    user_id text not null primary key references user_account (id) on delete cascade,
    id text not null,
    job_id text not null,
    bytes bigint,
    asked_at bigint not null,
    ready_at bigint,
    expires_at bigint
);

-- Who asked for their account to be deleted. Until it is due they may change their mind.
create table leaving (
    user_id text not null primary key references user_account (id) on delete cascade,
    asked_at bigint not null,
    due_at bigint not null
);
create index leaving_due on leaving (due_at);
