#!/usr/bin/env python3
"""100,000 task rows into PostgreSQL, twice, then with a tenth of them changed: seconds and memory.

usage: postgres.py CODAU [TASKS]

The invented plans of tests/accuracy/plans are read once; the store is then filled with copies of their
rows under other ids, so that sections, deadlines, agencies, evidence and corrections keep their
proportion. The server is a real one with its usual settings, in a temporary folder.
"""
import hashlib
import json
import os
import pathlib
import re
import select
import sqlite3
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import postgres  # noqa: E402
import program  # noqa: E402

TABLES = ["documents", "sources", "pages", "sections", "tasks", "task_deadlines", "task_agencies", "recipients",
          "doc_refs", "evidence", "corrections", "journal_agencies"]
OWN_IDS = {"doc_id", "section_id", "parent_section_id", "task_id", "parent_task_id", "ref_id", "corr_id", "row_id",
           "target_doc_id"}


def other_id(copy, key):
    """The id of a row in another copy: as random as the first, and of the same form."""
    first, *rest = key.split("|")
    made = hashlib.blake2b(f"{copy} {first}".encode(), digest_size=16).hexdigest()
    made = made[:16] if len(first) == 16 else "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:]))
    return "|".join((made, *rest))


def fill(file, wanted):
    """Copies all documents of a store until it has `wanted` tasks; the number it has then."""
    store = sqlite3.connect(file)
    store.create_function("other_id", 2, other_id, deterministic=True)
    store.execute("PRAGMA synchronous = OFF")
    store.execute("PRAGMA cache_size = -500000")
    tasks = store.execute("SELECT count(*) FROM tasks").fetchone()[0]
    for table in TABLES:
        columns = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
        rows = [f"CASE WHEN {name} IS NULL THEN NULL ELSE other_id(?1, {name}) END"
                if name in OWN_IDS and table != "agencies" else f'"{name}"' for name in columns]
        store.execute(f"CREATE TEMP TABLE one_{table} AS SELECT * FROM {table}")
        for copy in range(1, -(-wanted // tasks)):
            store.execute(f"INSERT INTO {table} SELECT {','.join(rows)} FROM one_{table}", (copy,))
    store.execute("DROP TABLE IF EXISTS search")  # another measure's
    store.execute("PRAGMA schema_version = 1000001")  # as a finished run leaves it
    store.commit()
    counts = {table: store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    store.close()
    return counts


def resident_most(pid):
    """MiB resident at most until now."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) >> 10


def load(codau, out, server):
    """Seconds, seconds of processor, MiB resident at most, and what changed."""
    begun = time.monotonic()
    process = subprocess.Popen([codau, "export", out, "--to", "postgres", "--target", server.uri, "--format", "json",
                                "--include-unreviewed"], stdout=subprocess.PIPE)
    resident = 0  # not ru_maxrss: that of a child begins with what its parent holds
    while not select.select([process.stdout], [], [], 0.2)[0]:
        resident = max(resident, resident_most(process.pid))
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    assert status == 0
    tables = json.loads(told)["tables"]
    changes = {name: sum(table[name] for table in tables) for name in ("inserted", "updated", "unchanged", "removed")}
    return seconds, used.ru_utime + used.ru_stime, resident, changes


def main(codau, wanted):
    with program.Folder() as folder:
        out = folder / "out"
        plans = [file for file in sorted((program.ROOT / "tests/accuracy/plans").glob("*.txt"))
                 if "mangled" not in file.name]  # these have a correction for every word
        assert program.run([codau, "run", *plans, "-o", out, "--quiet", "--formats", "sqlite"]).returncode == 0
        counts = fill(out / "codau.db", wanted)
        print("store:", ", ".join(f"{count:,} {table}" for table, count in counts.items()))
        with postgres.Server() as server:
            for name in ("first", "second", "a tenth changed"):
                if name == "a tenth changed":
                    store = sqlite3.connect(out / "codau.db")
                    store.execute("UPDATE tasks SET note = 'khác' WHERE substr(task_id, 1, 1) = 'a'")
                    store.commit()
                    store.close()
                seconds, cpu, memory, changes = load(codau, out, server)
                print(f"{name}: {seconds:.1f} s, codau {cpu:.1f} s of processor, {memory} MiB resident at most;", changes)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    postgres.require_server()
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 100_000)
