#!/usr/bin/env python3
"""Seconds and memory of `codau export` over 50,000 task rows, form by form.

usage: exports.py CODAU [TASKS [OPTION …]]
e.g. exports.py build/release/codau 50000 --provenance

Plans that all differ (tools/make_archive), so that plan_tasks has every task: copies of a document count once. On a
machine with other work only the seconds of the processor are to be believed.
"""
import os
import pathlib
import sqlite3
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import program  # noqa: E402


TASKS = 40  # of a document


def main(codau, wanted, *options):
    with program.Folder() as folder:
        out = folder / "out"
        subprocess.run([program.ROOT / "tools/make_archive", str(-(-wanted // TASKS)), folder / "plans", "--tasks", str(TASKS)],
                       check=True)
        done = subprocess.run([codau, "run", folder / "plans", "-o", out, "--quiet", "--formats", "sqlite"])
        assert done.returncode in (0, 3)
        store = sqlite3.connect(out / "codau.db")
        tasks, flat = (store.execute(f"SELECT count(DISTINCT task_id) FROM {name}").fetchone()[0] for name in ("tasks", "plan_tasks"))
        store.close()
        assert tasks == flat, "plan_tasks lacks tasks"
        print(tasks)
        for form in ("csv", "csv-excel", "jsonl", "opensearch", "sqlite", "xlsx", "xlsx-full"):
            begun = time.monotonic()
            process = subprocess.Popen([codau, "export", out, form, "-o", folder / form, "--quiet", *options])
            _, status, used = os.wait4(process.pid, 0)
            assert os.waitstatus_to_exitcode(status) in (0, 3)
            size = sum(path.stat().st_size for path in (folder / form).rglob("*") if path.is_file())
            print(f"{form:12} {time.monotonic() - begun:6.1f} s, {used.ru_utime + used.ru_stime:6.1f} s of processor, "
                  f"{used.ru_maxrss >> 10:4} MiB resident, {size >> 20:4} MiB written")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50_000, *sys.argv[3:])
