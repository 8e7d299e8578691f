#!/usr/bin/env python3
"""Prints the cells of a workbook as Python's own modules for ZIP and XML read them.

usage: read_workbook.py FILE

One JSON list: sheets, rows, cells. A cell is a text as it stands in the file (cells of ECMA-376 have escapes), a number,
or null.
"""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cell_of(cell):
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{SPACE}t"))
    value = cell.find(f"{SPACE}v")
    assert cell.get("t") is None, f"{cell.get('r')}: neither text nor number"
    return None if value is None else int(value.text)


def row_of(row):
    cells = []
    for cell in row.iter(f"{SPACE}c"):
        column = 0
        for letter in re.match("[A-Z]+", cell.get("r"))[0]:
            column = 26 * column + ord(letter) - ord("A") + 1
        cells += [None] * (column - len(cells))
        cells[column - 1] = cell_of(cell)
    return cells


def main(argv):
    sheets = []
    with zipfile.ZipFile(argv[1]) as archive:
        while (name := f"xl/worksheets/sheet{len(sheets) + 1}.xml") in archive.namelist():
            root = ElementTree.fromstring(archive.read(name))
            sheets.append([row_of(row) for row in root.iter(f"{SPACE}row")])
    print(json.dumps(sheets))


if __name__ == "__main__":
    main(sys.argv)
