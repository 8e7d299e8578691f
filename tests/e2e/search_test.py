#!/usr/bin/env python3
"""codau search as people use it: what it prints, what it says, what it does not touch.

usage: search_test.py BUILD [unittest options]
"""
import json
import os
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

BUILD = None
PLAN = """Số: 07/KH-UBND
An Bình, ngày 05 tháng 02 năm 2024

KẾ HOẠCH
Cải cách hành chính năm 2024

I. MỤC ĐÍCH
1. Tiếp nhận hồ sơ tại bộ phận một
cửa; công khai với Đảng ủy.
""" + "một hai " * 100 + "khác thường" + " một hai" * 100 + "\n"


def setUpModule():
    global FOLDER, CODAU, OUT
    FOLDER = program.Folder()
    base = FOLDER.__enter__()
    unittest.addModuleCleanup(FOLDER.__exit__, None, None, None)
    CODAU = program.install(BUILD, base / "usr")
    (base / "plan.txt").write_text(PLAN, encoding="utf-8")
    OUT = base / "out"
    done = program.run([CODAU, "run", base / "plan.txt", "-o", OUT, "--quiet"])
    assert done.returncode == 0, done.stderr


def search(*arguments, **options):
    return program.run([CODAU, "search", OUT, *arguments], **options)


class Search(unittest.TestCase):
    def test_finds_with_marks_and_without(self):
        expected = "plan.txt, dòng 8: 1. Tiếp nhận hồ sơ tại bộ phận một\n"
        for typed in ("ho so", "hồ sơ", "hô sơ", '"HỒ SƠ"'):
            found = search(typed)
            self.assertEqual((found.returncode, found.stdout, found.stderr), (0, expected, ""), typed)
        self.assertIn("dòng 9", search("dang uy").stdout)
        self.assertEqual(search("ho", "so").stdout, expected, "words as several arguments")

    def test_a_name_of_a_file_steers_no_terminal(self):
        name = "a\u009b2J\x1b[2J\u202e.txt"
        (FOLDER.path / name).write_text(PLAN, encoding="utf-8")
        out = FOLDER.path / "odd"
        self.assertEqual(program.run([CODAU, "run", FOLDER.path / name, "-o", out, "--quiet"]).returncode, 0)
        shown = program.run([CODAU, "search", out, "ho so"]).stdout
        self.assertTrue(shown.startswith("a\ufffd2J\ufffd[2J\ufffd.txt, dòng 8: "), ascii(shown))

    def test_codes_phrases_prefixes(self):
        self.assertEqual(search("07/KH-UBND", "--lang", "en").stdout, "plan.txt, line 1: Số: 07/KH-UBND\n")
        self.assertIn("một cửa;", search('"mot cua"').stdout)
        self.assertIn("Tiếp", search("tie*").stdout)

    def test_long_lines_are_cut_around_what_was_found(self):
        shown = search("khac thuong").stdout
        self.assertTrue(shown.startswith("plan.txt, dòng 10: … hai một hai"), shown)
        self.assertIn(" khác thường một", shown)
        self.assertTrue(shown.endswith(" …\n") and len(shown) < 400, shown)

    def test_jsonl(self):
        hit = json.loads(search("07/KH-UBND", "--format", "jsonl").stdout)
        self.assertEqual((hit["source_name"], hit["page"], hit["line"]), ("plan.txt", None, 1))
        begin, end = hit["marks"][0]
        self.assertEqual(hit["text"].encode()[begin:end].decode(), "07/KH-UBND")
        text = program.Document(OUT, hit["doc_id"]).text.read_text(encoding="utf-8")
        self.assertEqual(text.split("\n")[hit["line"] - 1], hit["text"])

    def test_marks_are_for_terminals(self):
        with program.terminal() as (master, slave):
            subprocess.run([CODAU, "search", OUT, "dang"], stdout=slave, timeout=60, check=True)
            self.assertIn("\x1b[1;31mĐảng\x1b[0m", os.read(master, 4096).decode())

    def test_nothing_found_is_no_failure(self):
        for typed in ("xyzzy", "x'; DROP TABLE printed; --", 'AND NOT NEAR( "'):
            found = search(typed)
            self.assertEqual((found.returncode, found.stdout, found.stderr), (0, "", "không tìm thấy\n"), typed)

    def test_says_what_is_wrong(self):
        found = search("*** -")
        self.assertEqual((found.returncode, found.stdout), (2, ""))
        self.assertIn("không có chữ hay số nào để tìm", found.stderr)
        for folder in (OUT / "text", OUT / "nowhere", OUT / "manifest.json"):
            found = program.run([CODAU, "search", folder, "hồ sơ"])
            self.assertEqual((found.returncode, found.stdout), (4, ""))
            self.assertIn(f"{folder}: không có codau.db", found.stderr)
        self.assertEqual(search("x", "--limit", "0").returncode, 2)

    def test_reads_a_folder_that_cannot_be_written(self):
        before = {p: p.stat().st_mtime_ns for p in [OUT, *OUT.rglob("*")]}
        subprocess.run(["chmod", "-R", "a-w", OUT], check=True)
        try:
            found = search("hồ sơ", preexec_fn=program.drop_root)
        finally:
            subprocess.run(["chmod", "-R", "u+w", OUT], check=True)
        self.assertEqual((found.returncode, found.stdout.count("\n")), (0, 1), found.stderr)
        self.assertEqual({p: p.stat().st_mtime_ns for p in [OUT, *OUT.rglob("*")]}, before)


if __name__ == "__main__":
    BUILD = os.path.abspath(sys.argv.pop(1))
    unittest.main()
