alter table profile add column avatar text not null default 'sun';
