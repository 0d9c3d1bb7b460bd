#!/usr/bin/env python3
"""Makes a library of a given size for backups, restores and checks: titles go in by `kinora import`, signals straight into the file.

    bench/library_of_size.py DATA --kinora artifacts/kinora/Kinora.Server --titles 1000000 --signals 10000000

DATA is a new folder. Prints how long each part took. SQLite only; no server may run on the folder.
"""
import argparse
import os
import sqlite3
import subprocess
import time

PROFILES = 200

SIGNALS = """
insert into signal (profile_id, version, number, event_id, kind, title_id, ordinal, at, received_at, position_ms, duration_ms, surface)
select ?1, n, 0, printf('%08x-0000-7000-8000-%012x', ?2, n), case n % 5 when 0 then 'complete' when 1 then 'view' else 'progress' end,
       'size:' || (n * 7919 % ?3 + 1), n * 7919 % ?3, ?4 - n * 1000, ?4 - n * 1000, n % 5400 * 1000, 5400000, 'home'
from numbers where n <= ?5
"""


def titles(count):
    """Rows with texts of real length."""
    words = ["river", "harbour", "lantern", "orchard", "winter", "signal", "paper", "copper", "meadow", "engine", "harvest", "mirror"]
    for n in range(1, count + 1):
        about = " ".join(words[(n * k) % 12] for k in range(1, 50))
        yield (
            f'{{"id":"size:{n}","kind":"movie","title":"{words[n % 12].title()} {words[n // 12 % 12]} {n}","synopsis":"{about}",'
            f'"year":{1900 + n % 125},"duration_ms":{(60 + n % 90) * 60000},"language":"en","creator":"Creator {n % 20000}",'
            f'"genres":["genre {n % 24}","genre {n // 24 % 24}"],"maturity":"PG"}}\n'
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("--kinora", required=True)
    parser.add_argument("--titles", type=int, default=1_000_000)
    parser.add_argument("--signals", type=int, default=10_000_000)
    asked = parser.parse_args()

    def kinora(*arguments):
        subprocess.run([asked.kinora, *arguments, "--data", asked.data], check=True, stdout=subprocess.DEVNULL)

    for n in range(3):
        kinora("user", "add", f"person{n}", "--role", "admin" if n == 0 else "viewer")
    began = time.monotonic()
    rows = os.path.join(asked.data, "titles.ndjson")
    with open(rows, "w", encoding="utf-8") as file:
        file.writelines(titles(asked.titles))
    kinora("import", rows)
    os.remove(rows)
    print(f"{asked.titles} titles in {time.monotonic() - began:.0f} s", flush=True)

    began = time.monotonic()
    database = sqlite3.connect(os.path.join(asked.data, "kinora.db"), isolation_level=None)
    database.execute("pragma synchronous = off")
    each = asked.signals // PROFILES
    now = int(time.time() * 1000)
    database.execute("create temp table numbers (n integer primary key)")
    database.execute("with recursive count(n) as (select 1 union all select n + 1 from count where n < ?) insert into numbers select n from count", (each,))
    own = [row[0] for row in database.execute("select id from profile")]
    for n in range(PROFILES):
        profile = own[n] if n < len(own) else f"00000000-0000-7000-8000-{n:012x}"
        database.execute("begin")
        database.execute(SIGNALS, (profile, n, asked.titles, now, each))
        database.execute("insert into profile_version values (?, ?) on conflict (profile_id) do update set version = excluded.version", (profile, each))
        database.execute("commit")
    database.execute("pragma wal_checkpoint(truncate)")
    database.close()
    print(f"{each * PROFILES} signals in {time.monotonic() - began:.0f} s")
    print(f"{os.path.getsize(os.path.join(asked.data, 'kinora.db')) / 1e9:.2f} GB")


main()
