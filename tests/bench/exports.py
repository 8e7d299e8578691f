#!/usr/bin/env python3
"""Seconds and memory of `codau export` over 50,000 task rows, form by form.

usage: exports.py CODAU [TASKS]

The samples are run once; then their tasks, with deadlines and agencies, are copied under other ids until
there are as many as are wanted. On a machine with other work only the seconds of the processor are to be
believed.
"""
import hashlib
import os
import pathlib
import sqlite3
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import program  # noqa: E402

TABLES = ("tasks", "task_deadlines", "task_agencies")


def other_id(copy, key):
    made = hashlib.blake2b(f"{copy} {key}".encode(), digest_size=16).hexdigest()
    return "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:]))


def fill(file, wanted):
    """Rows of each table, once there are `wanted` tasks."""
    store = sqlite3.connect(file)
    store.create_function("other_id", 2, other_id, deterministic=True)
    tasks = store.execute("SELECT count(*) FROM tasks").fetchone()[0]
    numbers = store.execute("SELECT max(number) FROM kept_tasks").fetchone()[0]  # even: those of sections are odd
    for table in TABLES:
        columns = [row[1] for row in store.execute(f"PRAGMA table_info(kept_{table})")]
        made = {name: name for name in columns} | {"number": "number + ?1 * ?2", "parent_task_id": "NULL",
                                                   "task_id": "other_id(?1, task_id)" if table == "tasks" else "task_id + ?1 * ?2"}
        store.execute(f"CREATE TEMP TABLE first AS SELECT * FROM kept_{table}")
        for copy in range(1, -(-wanted // tasks)):
            store.execute(f"INSERT INTO kept_{table} SELECT {','.join(made[name] for name in columns)} FROM first",
                          (copy, numbers))
        store.execute("DROP TABLE temp.first")
        store.execute("UPDATE totals SET n = (SELECT count(*) FROM %s) WHERE name = 'rows:%s'" % (table, table))
    store.commit()
    counts = {table: store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    store.close()
    return counts


def main(codau, wanted):
    with program.Folder() as folder:
        out = folder / "out"
        texts = sorted(program.SAMPLES.glob("*.txt"))
        done = program.run([codau, "run", *texts, "-o", out, "--quiet", "--formats", "sqlite"])
        assert done.returncode == 0, done.stderr
        print(fill(out / "codau.db", wanted))
        for form in ("csv", "csv-excel", "jsonl", "opensearch", "sqlite", "xlsx"):
            begun = time.monotonic()
            process = subprocess.Popen([codau, "export", out, "--to", form, "--target", folder / form, "--quiet"])
            _, status, used = os.wait4(process.pid, 0)
            assert os.waitstatus_to_exitcode(status) in (0, 3)
            size = sum(path.stat().st_size for path in (folder / form).rglob("*") if path.is_file())
            print(f"{form:12} {time.monotonic() - begun:6.1f} s, {used.ru_utime + used.ru_stime:6.1f} s of processor, "
                  f"{used.ru_maxrss >> 10:4} MiB resident, {size >> 20:4} MiB written")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 50_000)
