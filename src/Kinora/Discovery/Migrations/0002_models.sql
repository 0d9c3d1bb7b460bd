-- What training came to, each time; nothing in it is about one person.
create table model_run (
    id text not null primary key,
    at bigint not null,
    outcome text not null,
    why text,
    people integer not null,
    titles integer not null,
    events integer not null,
    missing text not null,
    parameters text not null,
    ndcg double precision,
    recall double precision,
    coverage double precision,
    base_ndcg double precision,
    base_recall double precision,
    base_coverage double precision,
    calibrated_on integer not null,
    seconds double precision not null,
    peak_bytes bigint not null,
    file_bytes bigint not null,
    checksum text);
create index model_run_at on model_run (at);

-- The model that all processes serve; without a run, the baselines.
create table model_served (
    name text not null primary key,
    run_id text,
    since bigint not null);
