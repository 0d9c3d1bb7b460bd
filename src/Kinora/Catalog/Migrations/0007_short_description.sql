-- A line or two about a title: a person's, an import's, or enrichment's own, which may then be written anew.
alter table title add column short_description text;
alter table title_enrichment add column short_description text;
alter table title_enrichment add column short_by_hand boolean not null default false;

-- The texts that a chat model was asked with last, so that it is not paid twice for the same.
alter table title_enrichment add column asked bigint;
