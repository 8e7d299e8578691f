#!/usr/bin/env python3
"""100,000 task rows into PostgreSQL: a first load, the same again, then with one document in a hundred changed;
seconds and memory.

usage: postgres.py CODAU [TASKS [EARLIER_CODAU]]

With another program the same is measured with it first, on the same server: ratios of one sitting. The invented
plans of tests/accuracy/plans are read once; the store is then filled with copies of them (filled_store.py). The server
is a real one with its usual settings, in a temporary folder.
"""
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
import filled_store  # noqa: E402
import postgres  # noqa: E402
import program  # noqa: E402

def change_one_in_a_hundred(file):
    """As a run does that has made the rows of these documents anew."""
    store = sqlite3.connect(file)
    some = "SELECT doc_id FROM documents WHERE substr(doc_id, 1, 2) IN ('00', '55', 'aa')"  # 3 of 256
    store.execute(f"UPDATE kept_tasks SET note = 'khác ' || coalesce(note, '') WHERE doc_id IN ({some})")
    store.execute(f"UPDATE made SET digest = 'x' || digest WHERE doc_id IN ({some})")
    store.commit()
    store.close()


def resident_most(pid):
    """MiB resident at most until now."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) >> 10


def load(codau, out, server):
    """Seconds, seconds of processor, MiB resident at most, and what changed."""
    begun = time.monotonic()
    process = subprocess.Popen([codau, "export", out, "postgres", "-o", server.uri, "--format", "json",
                                "--include-unreviewed"], stdout=subprocess.PIPE)
    resident = 0  # not ru_maxrss: that of a child begins with what its parent holds
    while not select.select([process.stdout], [], [], 0.2)[0]:
        resident = max(resident, resident_most(process.pid))
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    assert os.waitstatus_to_exitcode(status) in (0, 3), status
    tables = json.loads(told)["tables"]
    changes = {name: sum(table[name] for table in tables) for name in ("inserted", "updated", "unchanged", "removed")}
    changes["sent"] = sum(table.get("sent", table["exported"]) for table in tables)
    return seconds, used.ru_utime + used.ru_stime, resident, changes


def measure(codau, out, server):
    """Seconds of the three loads."""
    server.psql("drop schema if exists codau cascade")
    server.psql("checkpoint")
    times = {}
    for name in ("first", "unchanged", "1 % changed"):
        if name == "1 % changed":
            change_one_in_a_hundred(out / "codau.db")
        seconds, cpu, memory, changes = load(codau, out, server)
        times[name] = seconds
        print(f"  {name}: {seconds:.1f} s, codau {cpu:.1f} s of processor, {memory} MiB resident at most;", changes,
              flush=True)
    return times


def main(codau, wanted, earlier=None):
    with program.Folder() as folder:
        out = folder / "out"
        plans = [file for file in sorted((program.ROOT / "tests/accuracy/plans").glob("*.txt"))
                 if "mangled" not in file.name]  # these have a correction for every word
        assert program.run([codau, "run", *plans, "-o", out, "--quiet", "--formats", "sqlite"]).returncode == 0
        counts = filled_store.fill(out / "codau.db", wanted)
        print("store:", ", ".join(f"{count:,} {table}" for table, count in counts.items()), flush=True)
        with postgres.Server() as server:
            before = None
            if earlier:
                print(earlier)
                before = measure(earlier, out, server)
            print(codau)
            times = measure(codau, out, server)
        for name, seconds in times.items():
            print(f"{name}: {seconds:.1f} s" + (f", {seconds / before[name]:.2f} of before" if before else ""))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    postgres.require_server()
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000, *sys.argv[3:])
