#!/usr/bin/env python3
"""What a merge costs against a plain copy of the same shards, and what it costs to add to a large archive.

usage: merge.py CODAU [--documents 2000] [--shards 8] [--more 200] [--jobs N] [--folder FOLDER]

Makes an archive of text documents (tools/make_archive) in shards, once in FOLDER, and prints seconds (wall): `cp -r` of the
shards with `sync`, the merge, the merge again; MORE documents into the archive and into an empty output. Targets: the
merge at most twice the copy; into the archive at most 1.5 times into an empty one.
"""
import argparse
import pathlib
import shutil
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


def make(count, folder, first=0):
    subprocess.run([ROOT / "tools/make_archive", str(count), folder, "--first", str(first)], check=True)


def measure(given, folder):
    inputs, more = folder / "in", folder / "more"
    shards = [folder / f"shard-{index}" for index in range(1, given.shards + 1)]
    if not inputs.exists():
        make(given.documents, inputs)
        make(given.more, more, given.documents)
        for index, shard in enumerate(shards, 1):
            timed(given.codau, "run", inputs, "-o", shard, "--shard", f"{index}/{given.shards}", "--jobs", given.jobs, "--quiet")
        timed(given.codau, "run", more, "-o", folder / "more-out", "--jobs", given.jobs, "--quiet")
    for name in ("copy", "joined", "empty"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "copy").mkdir()
    subprocess.run(["sync"], check=True)
    copy = timed("sh", "-c", 'to=$1; shift; cp -r "$@" "$to" && sync -f "$to"', "sh", folder / "copy", *shards)
    shutil.rmtree(folder / "copy")
    subprocess.run(["sync"], check=True)
    joined = timed(given.codau, "merge", *shards, "-o", folder / "joined", "--quiet")
    again = timed(given.codau, "merge", *shards, "-o", folder / "joined", "--quiet")
    print(f"{given.documents} documents, {given.shards} shards: cp -r {copy:.1f} s, merge {joined:.1f} s "
          f"({copy / joined:.2f} x the copy's speed; target 0.5), again {again:.1f} s")
    empty = timed(given.codau, "merge", folder / "more-out", "-o", folder / "empty", "--quiet")
    into = timed(given.codau, "merge", folder / "more-out", "-o", folder / "joined", "--quiet")
    print(f"{given.more} more: into an empty output {empty:.2f} s, into the archive {into:.2f} s ({into / empty:.2f} x; target 1.5)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codau", type=pathlib.Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--more", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=pathlib.Path)
    given = parser.parse_args()
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
        return measure(given, given.folder)
    with tempfile.TemporaryDirectory() as folder:
        measure(given, pathlib.Path(folder))


if __name__ == "__main__":
    main()
