-- The vector of a title, by one model and of the texts that the title had in one revision: 384 numbers of one byte and what they are
-- multiplied by. A batch becomes visible as a whole; its number says what a process has not read yet.
create table title_vector (
    ordinal integer not null primary key,
    model text not null,
    dimensions bigint not null,
    revision bigint not null,
    content bigint not null,
    scale double precision not null,
    vector blob not null,
    batch bigint not null,
    made_at bigint not null
);

create index title_vector_batch on title_vector (batch);

insert into catalogue_counter (name, value) values ('vector', 0);
