alter table collection add column published boolean not null default true;
alter table collection add column shown_from bigint;
alter table collection add column shown_until bigint;
