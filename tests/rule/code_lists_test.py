#!/usr/bin/env python3
"""What data/codes.md and data/review-reasons.md say of codes is what the program has (src/record/schema/codes.cpp, reasons.cpp).

usage: code_lists_test.py ROOT PRINT_CODES          fails where they differ
       code_lists_test.py ROOT PRINT_CODES --write  writes the lists anew
"""
import pathlib
import subprocess
import sys

# Each file, and the line behind which its lists begin: what stands above is written by hand.
FILES = [("data/codes.md", "[review-reasons.md](review-reasons.md).\n"), ("data/review-reasons.md", "|---|---|---|---|\n")]


def main(root, program, write):
    printed = subprocess.run([program], check=True, capture_output=True, text=True).stdout
    stale = []
    for (name, mark), lists in zip(FILES, printed.split("=\n"), strict=True):
        file = root / name
        text = file.read_text(encoding="utf-8")
        head, found, _ = text.rpartition(mark)
        assert found, f"{name} has lost the line {mark!r}"
        if text == head + mark + lists:
            continue
        stale.append(name)
        if write:
            file.write_text(head + mark + lists, encoding="utf-8")
    if stale and not write:
        sys.exit(f"{', '.join(stale)}: not the codes of the program; write them anew with --write")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:] == ["--write"])
