-- What a person corrected of what is believed of a profile's taste.
create table taste_correction (
    profile_id text not null,
    facet text not null,
    name text not null,
    correction text not null,
    at bigint not null,
    primary key (profile_id, facet, name));

-- The reset before the latest, so that the latest can be undone.
alter table feed_reset add column before_at bigint;
