-- How a flag's variants were shared out, from when on. A change begins the next round; what was stays.
create table flag_round (
    flag text not null,
    round integer not null,
    since bigint not null,
    allocation text not null,
    primary key (flag, round));

-- Who came into a round, in which variant, and, when the days that count are over, what came of it; a profile that does not share has no figures.
create table experiment_person (
    flag text not null,
    round integer not null,
    profile_id text not null,
    variant text not null,
    entered_at bigint not null,
    counted_at bigint,
    seen integer,
    completed integer,
    liked integer,
    hidden integer,
    returned integer,
    primary key (flag, round, profile_id));
create index experiment_person_profile on experiment_person (profile_id);
create index experiment_person_waiting on experiment_person (entered_at) where counted_at is null;
