-- The moods and themes that a title was given by itself, how sure that was, and whether a person has taken the matter over.
create table title_enrichment (
    ordinal integer not null primary key,
    provider text not null,
    moods text,
    themes text,
    confidence text not null,
    by_hand boolean not null,
    made_at bigint not null
);
