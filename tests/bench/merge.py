#!/usr/bin/env python3
"""What a merge costs against a plain copy of the same shards, and what it costs to add to a large archive.

usage: merge.py CODAU [--documents 2000] [--shards 8] [--more 200] [--jobs N] [--folder FOLDER] [--rounds 1] [--link]

Makes an archive of text documents (tools/make_archive) in shards, once in FOLDER, and prints seconds by the clock and of
processor time: `cp -r` of the shards with `sync`, the merge, the merge again; MORE documents into the archive and into an
empty output. Rounds alternate, each in folders of its own: ext4 is slow for a minute where files were deleted, so nothing is
before the end. Targets: the merge at most twice the copy; into the archive at most 1.5 times into an empty one.
"""
import argparse
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import typing

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Seconds(typing.NamedTuple):
    clock: float
    processor: float

    def __str__(self):
        return f"{self.clock:.2f} s ({self.processor:.2f} of processor)"


def timed(*command):
    def spent():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    begun, before = time.monotonic(), spent()
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command}: exit {done.returncode}\n{done.stderr}")
    return Seconds(time.monotonic() - begun, spent() - before)


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
    with tempfile.TemporaryDirectory(dir=folder) as place:
        for one in range(given.rounds):
            measure_once(given, shards, folder / "more-out", pathlib.Path(place) / str(one))


def measure_once(given, shards, more, place):
    copied, joined = place / "copy", place / "joined"
    copied.mkdir(parents=True)
    subprocess.run(["sync"], check=True)
    copy = timed("sh", "-c", 'to=$1; shift; cp -r "$@" "$to" && sync -f "$to"', "sh", copied, *shards)
    subprocess.run(["sync"], check=True)
    options = ["--quiet", *(["--link"] if given.link else [])]
    merge = timed(given.codau, "merge", *shards, "-o", joined, *options)
    again = timed(given.codau, "merge", *shards, "-o", joined, *options)
    print(f"{given.documents} documents, {given.shards} shards: cp -r {copy}, merge {merge}"
          f" ({copy.clock / merge.clock:.2f} x the copy's speed; target 0.5), again {again}")
    empty = timed(given.codau, "merge", more, "-o", place / "empty", *options)
    into = timed(given.codau, "merge", more, "-o", joined, *options)
    print(f"{given.more} more: into an empty output {empty}, into the archive {into} ({into.clock / empty.clock:.2f} x; target 1.5)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codau", type=pathlib.Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--more", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--link", action="store_true", help="codau merge --link")
    given = parser.parse_args()
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
        return measure(given, given.folder)
    with tempfile.TemporaryDirectory() as folder:
        measure(given, pathlib.Path(folder))


if __name__ == "__main__":
    main()
