namespace Kinora.Platform.Database;

/// <summary>The fixed part of <see cref="RowSecurity"/>: functions and rights, in the words that imported policies use.</summary>
internal static class RowSecuritySql
{
    /// <summary>Changes whenever <see cref="Script"/> does.</summary>
    public const string Version = "kinora 1";

    public const string Mark = "select obj_description(to_regprocedure('act_as(text, text)'), 'pg_proc')";

    public const string IsAdmin = "(select auth.jwt() -> 'app_metadata' ->> 'role') = 'admin'";

    /// <summary>From version 16 on, membership and the right to take the role on are two things.</summary>
    public const string IsMember = """
        select case when (select rolsuper from pg_roles where rolname = @login) then true
            when current_setting('server_version_num')::int >= 160000 then pg_has_role(@login, @role, 'SET')
            else pg_has_role(@login, @role, 'MEMBER') end
        """;

    /// <summary>
    /// What already stands in <c>auth</c> is left alone: it may be another product's. The setting is text that may be empty, because that is
    /// what a pooled connection keeps of a transaction that has ended.
    /// </summary>
    public const string Script = $$"""
        do $do$ begin
            if to_regnamespace('auth') is null then
                create schema auth;
            end if;
            begin
                grant usage on schema auth to public;
            exception when insufficient_privilege then null;
            end;
            if to_regprocedure('auth.jwt()') is null then
                create function auth.jwt() returns jsonb language sql stable
                    as $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
            end if;
            if to_regprocedure('auth.uid()') is null then
                create function auth.uid() returns uuid language sql stable as $$ select nullif(auth.jwt() ->> 'sub', '')::uuid $$;
            end if;
            if to_regprocedure('auth.role()') is null then
                create function auth.role() returns text language sql stable as $$ select auth.jwt() ->> 'role' $$;
            end if;
            execute format('grant usage on schema %I to anon, authenticated, service_role', current_schema());
            execute format('grant select, insert, update, delete on all tables in schema %I to anon, authenticated, service_role', current_schema());
            execute format('grant usage, select on all sequences in schema %I to anon, authenticated, service_role', current_schema());
            execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to anon, authenticated, service_role', current_schema());
            execute format('alter default privileges in schema %I grant usage, select on sequences to anon, authenticated, service_role', current_schema());
            if to_regclass('migration') is not null then
                revoke insert, update, delete on migration from anon, authenticated, service_role;
            end if;
        end $do$;

        create or replace procedure act_as(role text, claims text) language plpgsql as $$
        declare
            told text;
        begin
            told := set_config('request.jwt.claims', claims, true);
            told := set_config('role', role, true);
        end $$;

        comment on procedure act_as(text, text) is '{{Version}}';

        """;
}
