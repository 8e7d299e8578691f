#!/usr/bin/env python3
"""Reads <table>.jsonl and <table>.csv of a folder with Python's own json and csv modules, and the JSONL
with jq too, and compares every value with expected.json.

usage: read_back.py FOLDER
"""
import csv
import json
import pathlib
import subprocess
import sys


def from_csv(kind, field):
    if kind == "list":
        return field.split("|") if field else []
    if field == "":
        return None
    return {"int": int, "real": float, "bool": lambda f: {"true": True, "false": False}[f],
            "json": json.loads}.get(kind, str)(field)


def check(folder, expected):
    name, names, kinds, rows = (expected[key] for key in ("table", "names", "kinds", "rows"))
    text = (folder / f"{name}.jsonl").read_bytes().decode("utf-8")
    objects = [json.loads(line) for line in text.split("\n")[:-1]]
    assert [list(o) for o in objects] == [names] * len(rows), f"{name}: keys"
    assert [list(o.values()) for o in objects] == rows, f"{name}: JSONL"
    by_jq = subprocess.run(["jq", "-c", "."], input=text.encode(), capture_output=True, check=True)
    assert [json.loads(line) for line in by_jq.stdout.split(b"\n")[:-1]] == objects, f"{name}: jq"
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file, strict=True)
    assert head == names, f"{name}: head"
    values = [[from_csv(kind, field) for kind, field in zip(kinds, line, strict=True)]
              for line in lines]
    for value, row in zip(values, rows, strict=True):
        assert value == row, f"{name}: CSV {value} {row}"


def main(argv):
    folder = pathlib.Path(argv[1])
    for expected in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
        check(folder, expected)


if __name__ == "__main__":
    main(sys.argv)
