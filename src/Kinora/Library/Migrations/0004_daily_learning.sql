-- The day of the profile's time zone that a queue which fills itself was filled for, such as 2026-12-24.
alter table queue add column filled_on text;
