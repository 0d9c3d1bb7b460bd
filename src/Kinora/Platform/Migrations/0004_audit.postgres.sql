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

create function audit_only_grows() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log only grows.';
end
$$;
create trigger audit_keeps before update or delete on audit for each row execute function audit_only_grows();
create trigger audit_keeps_all before truncate on audit for each statement execute function audit_only_grows();
