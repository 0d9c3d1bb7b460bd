-- Who did what to the house. Rows are only ever added: the triggers refuse the rest, whoever asks.
create table audit (
    id text not null primary key,
    at bigint not null,
    actor_id text,
    actor text not null,
    action text not null,
    target text,
    state_before text,
    state_after text,
    request_id text,
    address text
);
create index audit_actor on audit (actor, id);
create index audit_action on audit (action, id);
create index audit_actor_id on audit (actor_id, id);

create trigger audit_keeps_rows before delete on audit begin select raise(abort, 'The audit log only grows.'); end;
create trigger audit_keeps_words before update on audit begin select raise(abort, 'The audit log only grows.'); end;
