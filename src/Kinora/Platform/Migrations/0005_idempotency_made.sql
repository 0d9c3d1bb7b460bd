alter table idempotency add column made text;
alter table idempotency add column instance text;
