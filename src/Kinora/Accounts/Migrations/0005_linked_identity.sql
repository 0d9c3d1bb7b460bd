create table linked_identity (
    id text primary key,
    user_id text not null references user_account (id) on delete cascade,
    issuer text not null,
    subject text not null,
    label text,
    created_at bigint not null,
    unique (issuer, subject)
);
create index linked_identity_by_user on linked_identity (user_id);
