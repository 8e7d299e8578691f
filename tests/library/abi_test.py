#!/usr/bin/env python3
"""What the shared library shows: the functions of codau/restore.h with their version, and nothing else; and the ABI that
tests/library/restore.abi keeps, to which versions of one SOVERSION are held.

usage: abi_test.py LIBRARY            judge it
       abi_test.py LIBRARY --write    renew restore.abi: after adding something, or with a new SOVERSION
"""
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
HEADERS = HERE.parents[1] / "include/codau"
KEPT = HERE / "restore.abi"
# Enumerators, which functions take and give as int: numbers are never reused.
CODES = {"OK": 0, "BAD_USE": 2, "BAD_INPUT": 3, "STOPPED": 5, "BAD_MODEL": 6, "NO_MEMORY": 8, "DEFECT": 70,
         "AUTO": 0, "STRIPPED": 1, "DAMAGED": 2, "CLEAN": 3,
         "WORD": 0, "LOST_WORD": 1, "CODE": 2, "MARK": 3, "NUMBER": 4}
LIBRARY = None


def declared():
    text = re.sub(r"/\*.*?\*/", "", (HEADERS / "restore.h").read_text(encoding="utf-8"), flags=re.S)
    return set(re.findall(r"CODAU_API[^;]*?\b(codau_\w+)\(", text))


def output(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def dump(library, target):
    """What programs can see of its ABI: the types that the headers define, without lines and places of this machine."""
    output("abidw", "--headers-dir", HEADERS, "--drop-private-types", "--exported-interfaces-only", "--no-show-locs", "--no-corpus-path",
           "--no-comp-dir-path", "--no-write-default-sizes", "--no-elf-needed", "--type-id-style", "hash",
           "--out-file", target, library)


class Abi(unittest.TestCase):
    def test_it_shows_what_the_headers_declare(self):
        lines = output("nm", "-D", "--defined-only", LIBRARY).splitlines()
        soname = re.search(r"SONAME.*\[(.*)\]", output("readelf", "-d", LIBRARY))[1]
        version = "CODAU_RESTORE_" + soname.removeprefix("libcodau-restore.so.")
        shown = [line.split()[1:] for line in lines]
        self.assertIn(["A", version], shown)
        shown.remove(["A", version])
        self.assertEqual({kind for kind, _ in shown}, {"T"})
        self.assertEqual({name for _, name in shown}, {f"{name}@@{version}" for name in declared()})

    def test_it_needs_no_more_than_icu(self):
        needed = re.findall(r"NEEDED.*\[(lib\w+)", output("readelf", "-d", LIBRARY))
        self.assertLessEqual(set(needed), {"libicuuc", "libicudata", "libstdc", "libm", "libgcc_s", "libc", "libasan",
                                           "libubsan", "libtsan", "ld"})

    def test_numbers_of_enumerators_stay(self):
        text = (HEADERS / "restore.h").read_text(encoding="utf-8")
        found = {name: int(number) for name, number in re.findall(r"\bCODAU_(\w+) = (\d+)", text)}
        self.assertEqual({name: found.get(name) for name in CODES}, CODES)

    def test_versions_of_one_soversion_take_each_others_programs(self):
        if shutil.which("abidiff") is None or platform.machine() != "x86_64":
            self.skipTest("no abigail-tools, or another processor")
        with tempfile.TemporaryDirectory() as folder:
            now = pathlib.Path(folder, "now.abi")
            dump(LIBRARY, now)
            done = subprocess.run(["abidiff", str(KEPT), str(now)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr + """
The ABI is not that of tests/library/restore.abi. Where something was only added: abi_test.py LIBRARY --write, and the
version script gets a node for it. Where programs that run today would not: a new SOVERSION (docs/reference.md).""")


if __name__ == "__main__":
    LIBRARY = pathlib.Path(sys.argv.pop(1))
    if sys.argv[1:] == ["--write"]:
        dump(LIBRARY, KEPT)
    else:
        unittest.main()
