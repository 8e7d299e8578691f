#!/usr/bin/env python3
"""What a run costs on an output that is there already, and how large it is.

usage: archive.py CODAU [--sizes 1000,10000] [--tasks T] [--paragraphs P] [--jobs N] [--folder FOLDER]

For each size: an output of so many text documents (tools/make_archive) is made; then the same command again (nothing
new), with ten more documents, a search, and with all rows made again (--redo rows). Ten documents are also run alone.
Prints seconds (wall), documents a second, and the tables of codau.db by dbstat against the text. FOLDER is kept and
used again, so that a large archive is made once.
"""
import argparse
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def timed(*command):
    begun = time.monotonic()
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command}: exit {done.returncode}\n{done.stderr}")
    return time.monotonic() - begun


def make(given, count, folder, first=0):
    subprocess.run([ROOT / "tools/make_archive", str(count), folder, "--first", str(first), "--tasks", str(given.tasks),
                    "--paragraphs", str(given.paragraphs)], check=True)


def sizes(out, text):
    for name in ("codau.db", "pages.db", "history.db"):
        print(f"  {name}: {(out / name).stat().st_size / text:.2f} x the text")
    store = sqlite3.connect(f"file:{out / 'codau.db'}?mode=ro", uri=True)
    try:
        tables = store.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 12").fetchall()
    except sqlite3.OperationalError:  # Python's SQLite may lack dbstat, which Debian's command has
        lines = subprocess.run(["sqlite3", "-readonly", "-separator", "\t", out / "codau.db",
                                "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 12"],
                               check=True, capture_output=True, text=True).stdout.splitlines()
        tables = [(line.split("\t")[0], int(line.split("\t")[1])) for line in lines]
    for name, size in tables:
        print(f"    {name}: {size / text:.2f}")


def measure(given, count, folder):
    inputs, more, out = folder / f"in-{count}", folder / f"more-{count}", folder / f"out-{count}"
    run = [given.codau, "run", inputs, "-o", out, "--jobs", given.jobs, "--quiet"]
    if not out.exists():
        make(given, count, inputs)
        time.sleep(2.1)  # what was only just written is read again
        seconds = timed(*run)
        print(f"{count} documents: made in {seconds:.1f} s, {count / seconds:.1f} a second")
    timed(*run)
    print(f"{count}: nothing new {timed(*run):.2f} s")
    shutil.rmtree(more, ignore_errors=True)
    make(given, 10, more, first=1_000_000 + count)
    print(f"{count}: ten more {timed(given.codau, 'run', more, '-o', out, '--jobs', given.jobs, '--quiet'):.2f} s")
    print(f"{count}: search {timed(given.codau, 'search', out, 'ho so ngheo'):.2f} s")
    seconds = timed(*run, "--redo", "rows")
    print(f"{count}: all rows again {seconds:.1f} s, {count / seconds:.1f} a second")
    sizes(out, sum(path.stat().st_size for path in inputs.rglob("*.txt")))


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("codau", type=pathlib.Path)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--tasks", type=int, default=14)
    parser.add_argument("--paragraphs", type=int, default=6)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=pathlib.Path)
    given = parser.parse_args()
    folder = given.folder or pathlib.Path(tempfile.mkdtemp(prefix="codau-archive-"))
    folder.mkdir(parents=True, exist_ok=True)
    alone = folder / "alone"
    make(given, 10, alone, first=2_000_000)
    for _ in range(2):
        shutil.rmtree(folder / "alone-out", ignore_errors=True)
        seconds = timed(given.codau, "run", alone, "-o", folder / "alone-out", "--jobs", given.jobs, "--quiet")
    print(f"ten documents alone {seconds:.2f} s")
    for count in given.sizes.split(","):
        measure(given, int(count), folder)
    if not given.folder:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
