#!/usr/bin/env python3
"""Seconds and memory of `codau export` over 50,000 task rows, form by form.

usage: exports.py CODAU [TASKS [OPTION …]]
e.g. exports.py build/release/codau 50000 --provenance

The samples are run once; then their documents are copied (filled_store.py) until there are as many tasks as are
wanted. On a machine with other work only the seconds of the processor are to be
believed.
"""
import os
import pathlib
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import filled_store  # noqa: E402
import program  # noqa: E402


def main(codau, wanted, *options):
    with program.Folder() as folder:
        out = folder / "out"
        texts = sorted(program.SAMPLES.glob("*.txt"))
        done = program.run([codau, "run", *texts, "-o", out, "--quiet", "--formats", "sqlite"])
        assert done.returncode == 0, done.stderr
        print(filled_store.fill(out / "codau.db", wanted))
        for form in ("csv", "csv-excel", "jsonl", "opensearch", "sqlite", "xlsx"):
            begun = time.monotonic()
            process = subprocess.Popen([codau, "export", out, "--to", form, "--target", folder / form, "--quiet", *options])
            _, status, used = os.wait4(process.pid, 0)
            assert os.waitstatus_to_exitcode(status) in (0, 3)
            size = sum(path.stat().st_size for path in (folder / form).rglob("*") if path.is_file())
            print(f"{form:12} {time.monotonic() - begun:6.1f} s, {used.ru_utime + used.ru_stime:6.1f} s of processor, "
                  f"{used.ru_maxrss >> 10:4} MiB resident, {size >> 20:4} MiB written")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50_000, *sys.argv[3:])
