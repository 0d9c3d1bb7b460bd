#!/bin/sh
# A role and a database for Kinora: the role owns its tables and nothing else, and no row-level policy is waived for it. The other three
# are taken on by transactions: nobody, a person, the server itself.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$KINORA_DB_PASSWORD" --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
create role kinora login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'password';
create role anon nologin;
create role authenticated nologin;
create role service_role nologin;
grant anon, authenticated, service_role to kinora;
create database kinora owner kinora template template0 encoding 'UTF8';
revoke connect on database kinora from public;
SQL
