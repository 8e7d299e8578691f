#!/usr/bin/env python3
"""Restoring a restored text again changes at most one line in 1,000, on the development sets.

usage: restored_twice_test.py CODAU

The sets are in $CODAU_TESTDATA, else beside the project in ../shared; without them the test is
skipped (77), but fails where CI is "true".
"""
import os
import pathlib
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETS = (("corpus/dev.admin.txt", "stripped"), ("corpus/dev.admin.txt", "as it is"), ("corpus/dev.news.txt", "stripped"),
        ("corpus/dev.news.txt", "as it is"), ("restoration/dev.ocr.txt", "as it is"))


def stripped(text):
    marks = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return marks.replace("đ", "d").replace("Đ", "D")


def main(codau):
    folder = pathlib.Path(os.environ.get("CODAU_TESTDATA", ROOT.parent / "shared"))
    if not (folder / SETS[0][0]).is_file():
        print(f"no development sets in {folder}; set CODAU_TESTDATA", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 77

    def restored(text):
        return subprocess.run([codau, "restore"], input=text.encode(), capture_output=True, check=True).stdout.decode()

    failed = False
    for name, kind in SETS:
        given = (folder / name).read_text()
        once = restored(stripped(given) if kind == "stripped" else given)
        lines = once.split("\n")
        changed = sum(a != b for a, b in zip(lines, restored(once).split("\n"), strict=True))
        failed = failed or changed * 1000 > len(lines)
        print(f"{name}, {kind}: {changed} of {len(lines)} lines change again")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
