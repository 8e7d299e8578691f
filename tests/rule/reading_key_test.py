#!/usr/bin/env python3
"""Whoever changes the rooms that read pages says whether pages come out otherwise, and how trained layers are made.

usage: reading_key_test.py ROOT          fails where src/image, src/recogniser or src/ocr is not what reading_key.txt was written for
       reading_key_test.py ROOT --write  writes it anew

Pages are kept under the number kReading of src/pipeline/page_keys.cpp. Raise it when a page may come out otherwise than
before, so that archives read theirs again; leave it when it may not. Then write the file anew.
"""
import hashlib
import pathlib
import re
import sys


def known(root):
    """The number, and a hash of the code that it stands for."""
    number = re.search(r'kReading = "reading (\d+)"', (root / "src/pipeline/page_keys.cpp").read_text(encoding="utf-8"))[1]
    code = hashlib.sha256()
    for room in ("image", "recogniser", "ocr"):
        for path in sorted((root / "src" / room).glob("*.*")):
            if path.suffix == ".lstm":
                code.update(path.read_bytes())
                continue
            text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))  # comments read nothing
            code.update(f"{path.name} {' '.join(text.split())}\n".encode())
    return f"reading {number}: {code.hexdigest()[:32]}\n"


def main(root, write):
    layers = hashlib.sha256((root / "src/recogniser/vie.lstm").read_bytes()).hexdigest()
    if layers not in (root / "models/README.md").read_text(encoding="utf-8"):
        sys.exit(f"models/README.md does not tell how src/recogniser/vie.lstm ({layers}) is made")
    file = root / "tests/rule/reading_key.txt"
    if write:
        file.write_text(known(root), encoding="utf-8")
    elif file.read_text(encoding="utf-8") != known(root):
        sys.exit("src/image, src/recogniser or src/ocr has changed.\n" + __doc__.split("\n\n")[2])


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), sys.argv[2:] == ["--write"])
