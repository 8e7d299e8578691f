#!/usr/bin/env python3
"""A number and a date that a scan lacks are asked for; what people set stands in text, PDF, search and exports, and goes again.

usage: set_by_people_test.py CODAU [unittest options]
"""
import json
import re
import shutil
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
BLANK = program.SAMPLES / "04-phong-chay-chua-chay.tif"  # "Số:    /KH-SVHTT", "ngày    tháng 3 năm 2023"
TEXT = """UỶ BAN NHÂN DÂN
XÃ HẠ LŨNG
Số:     /KH-UBND

Hạ Lũng, ngày     tháng 01 năm 2026

KẾ HOẠCH
Phòng, chống thiên tai năm 2026

1. Công an xã chủ trì kiểm tra kênh mương trước ngày 28/02/2026.
"""


class SetByPeople(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        (cls.path / "in").mkdir()
        shutil.copy(BLANK, cls.path / "in/a.tif")
        (cls.path / "in/b.txt").write_text(TEXT, encoding="utf-8")
        cls.out = cls.path / "out"
        cls.run_again("--formats", "pdf,csv,jsonl")
        names = {row["source_name"]: row["doc_id"] for row in cls.table("sources")}
        cls.scan, cls.text = names["a.tif"], names["b.txt"]
        cls.made = program.Document(cls.out, cls.scan)

    @classmethod
    def run_again(cls, *options):
        done = program.run([CODAU, "run", cls.path / "in", "-o", cls.out, "--quiet", *options])
        assert done.returncode == 0, done.stderr

    @classmethod
    def table(cls, name):
        lines = (cls.out / f"records/{name}.jsonl").read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line]

    def document(self, doc_id):
        return next(row for row in self.table("documents") if row["doc_id"] == doc_id)

    def correct(self, *edits):
        file = self.path / "edits.jsonl"
        lines = [{"doc_id": self.scan, "table": "documents", "row_id": self.scan, **edit} for edit in edits]
        file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        return program.run([CODAU, "correct", self.out, "--file", file, "--actor", "Lan", "--lang", "en"])

    def set(self, field, value):
        done = self.correct({"action": "set", "field": field, "value": value})
        self.assertEqual(done.returncode, 0, done.stderr)

    def read(self):
        return self.made.text.read_text(encoding="utf-8")

    def layer(self):
        return subprocess.run(["pdftotext", "-layout", self.made.pdf, "-"], capture_output=True,
                              text=True, check=True).stdout

    def finds(self, words):
        return bool(program.run([CODAU, "search", self.out, words]).stdout.strip())

    def export(self, form):
        target = self.path / f"export-{form}"
        done = program.run([CODAU, "export", self.out, form, "-o", target, "--force"])
        self.assertIn(done.returncode, (0, 3), done.stderr)
        files = [target] if target.is_file() else sorted(one for one in target.rglob("*") if one.is_file())
        return "\n".join(one.read_text(encoding="utf-8", errors="replace") for one in files)

    def test_a_scan_is_asked_for_number_and_date_and_a_text_is_not(self):
        scan, text = self.document(self.scan), self.document(self.text)
        for code in ("NUMBER_BLANK", "DATE_PARTIAL"):
            self.assertIn(code, scan["review_reasons"])
            self.assertIn(code, text["flags"])
            self.assertNotIn(code, text["review_reasons"])
        self.assertEqual(scan["review_status"], "review")

    def test_what_a_person_sets_is_everywhere_until_it_is_taken_back(self):
        before = {name: made for name, made in self.made.content().items() if name != "pdf"}
        page = self.layer()
        self.assertIn("Số: /KH-SVHTT", self.read())
        self.assertFalse(self.finds("2155/KH-SVHTT"))
        self.set("code_number", "2155")
        self.set("issued_date", "2023-03-05")
        self.set("signer_name", "Tạ Hữu Khương Định")
        for again in (False, True):
            with self.subTest(made_again=again):
                if again:
                    self.run_again("--redo", "rows", "--formats", "pdf")
                self.check_set()
        for field, value in (("code_number", None), ("issued_date", None), ("signer_name", "Tạ Hữu Khương")):
            done = self.correct({"action": "set", "field": field, "value": value}, {"action": "reopen", "field": field})
            self.assertEqual(done.returncode, 0, done.stderr)
        for name, bytes_before in before.items():
            self.assertEqual(self.made.content()[name], bytes_before, name)
        self.assertEqual(self.layer(), page)
        self.assertFalse(self.finds("2155/KH-SVHTT"))
        self.assertIn("NUMBER_BLANK", self.document(self.scan)["review_reasons"])

    def check_set(self):
        text = self.read()
        self.assertIn("\nSố: 2155/KH-SVHTT\n", text)
        self.assertIn("Lam Giang, ngày 05 tháng 3 năm 2023", text)
        self.assertIn("Tạ Hữu Khương Định", text)
        changes = [json.loads(line) for line in self.made.changes.decode().splitlines()]
        self.assertEqual(sum(one["source"] == "human" for one in changes), 3)
        (self.path / "changes.jsonl").write_bytes(self.made.changes)
        undone = program.run([CODAU, "restore", "--undo", self.path / "changes.jsonl", self.made.text])
        self.assertEqual(undone.stdout, self.made.as_read.decode())
        layer = re.sub(r"\s+", " ", self.layer())
        for words in ("2155/KH-SVHTT", "ngày 05 tháng 3", "Khương Định"):
            self.assertIn(words, layer)
            self.assertTrue(self.finds(words), words)
        self.assertTrue(self.finds("kiểm tra công tác phòng cháy"))
        for form in ("csv", "jsonl", "alto", "hocr"):
            self.assertIn("2155", self.export(form), form)

    def test_a_document_is_accepted_once_a_person_says_that_there_is_none(self):
        accept = {"action": "accept"}
        refused = self.correct(accept)
        self.assertEqual(refused.returncode, 3)
        self.assertIn("no number yet", refused.stderr)
        self.set("code_number", "không có")
        self.assertIn("no date of issue yet", self.correct(accept).stderr)
        others = [{"action": "accept", "table": name, "row_id": row[key]} for name, key in (("tasks", "task_id"), ("sections", "section_id"))
                  for row in self.table(name) if row["doc_id"] == self.scan and row["review_status"] == "review"]
        done = self.correct(*others, {"action": "set", "field": "issued_date", "value": "none"}, accept)
        self.assertEqual(done.returncode, 0, done.stderr)
        for again in (False, True):
            if again:
                self.run_again("--redo", "rows")
            scan = self.document(self.scan)
            self.assertIsNone(scan["code_number"])
            self.assertEqual(scan["review_status"], "accepted")
            self.assertNotIn("NUMBER_BLANK", scan["review_reasons"])
            self.assertIn("NUMBER_BLANK", scan["flags"])
        said = [row for row in self.table("corrections") if row["source"] == "human" and row["field"] == "code_number"]
        self.assertEqual([(row["actor"], row["after"]) for row in said if row["status"] == "applied"], [("Lan", None)])
        edits = [{"action": "reopen", "field": field} for field in ("code_number", "issued_date")]
        self.assertEqual(self.correct(*edits).returncode, 0)
        self.assertIn("NUMBER_BLANK", self.document(self.scan)["review_reasons"])


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
