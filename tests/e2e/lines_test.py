#!/usr/bin/env python3
"""A person corrects printed lines; text, rows, search, PDF and exports follow, and all of it goes again.

usage: lines_test.py CODAU [unittest options]
"""
import json
import re
import shutil
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402
from several_documents_test import DECISION, PLAN  # noqa: E402

CODAU = None
SCAN = program.SAMPLES / "04-phong-chay-chua-chay.tif"
TEXT = program.SAMPLES / "03-san-pham-dia-phuong.txt"


class Lines(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        (cls.path / "in").mkdir()
        shutil.copy(SCAN, cls.path / "in/a.tif")
        shutil.copy(TEXT, cls.path / "in/b.txt")
        (cls.path / "in/c.txt").write_text(DECISION + PLAN, encoding="utf-8")
        cls.out = cls.path / "out"
        cls.run_again("--formats", "pdf,jsonl")
        names = {row["source_name"]: row["doc_id"] for row in cls.table("sources")}
        cls.scan = program.Document(cls.out, names["a.tif"])
        cls.text = program.Document(cls.out, names["b.txt"])

    @classmethod
    def run_again(cls, *options):
        done = program.run([CODAU, "run", cls.path / "in", "-o", cls.out, "--quiet", *options])
        assert done.returncode == 0, done.stderr

    @classmethod
    def table(cls, name, document=None):
        lines = (cls.out / f"records/{name}.jsonl").read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line]
        return [row for row in rows if document is None or row["doc_id"] == document.doc_id]

    def correct(self, document, *edits, code=0):
        lines = [{"doc_id": document.doc_id, "action": "set_line", **edit} for edit in edits]
        done = program.run([CODAU, "correct", self.out, "--file", "-", "--actor", "Lan", "--lang", "en"],
                           input="".join(json.dumps(line) + "\n" for line in lines))
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr

    def find(self, document, words):
        """The line of a document with these words, as a request names it."""
        pages = document.text.read_text(encoding="utf-8").split("\f")
        for page, text in enumerate(pages, 1):
            for number, line in enumerate(text.split("\n"), 1):
                if words in line:
                    return {"line": number, "before": line, **({"page": page} if document is self.scan else {})}
        self.fail(words)

    def layer(self):
        done = subprocess.run(["pdftotext", "-layout", self.scan.pdf, "-"], capture_output=True, text=True, check=True)
        return re.sub(r"\s+", " ", done.stdout)

    def finds(self, words):
        return bool(program.run([CODAU, "search", self.out, words]).stdout.strip())

    def undone(self, document):
        (self.path / "changes.jsonl").write_bytes(document.changes)
        done = program.run([CODAU, "restore", "--undo", self.path / "changes.jsonl", document.text])
        self.assertEqual(done.stdout, document.as_read.decode())

    def state(self):
        rows = {name: self.table(name) for name in ("documents", "sections", "tasks", "corrections", "evidence")}
        return self.scan.content() | {"pdf": self.layer()}, self.text.content(), rows

    def test_a_deadline_in_a_text(self):
        before = self.state()
        line = self.find(self.text, "28/02/2026")
        new = line["before"].replace("28/02/2026", "15/3/2026")
        self.correct(self.text, {**line, "value": new})
        for redo in (None, "text"):
            with self.subTest(redo=redo):
                if redo:
                    self.run_again("--redo", redo)
                self.assertEqual(self.text.text.read_text(encoding="utf-8").split("\n")[line["line"] - 1], new)
                self.assertIn("2026-03-15", [task["due_date"] for task in self.table("tasks", self.text)])
                self.assertNotIn("2026-02-28", [task["due_date"] for task in self.table("tasks", self.text)])
                self.assertTrue(self.finds("phê duyệt trước ngày 15/3/2026"))
                self.assertFalse(self.finds("phê duyệt trước ngày 28/02/2026"))
                self.undone(self.text)
                people = [json.loads(one) for one in self.text.changes.decode().splitlines() if '"human"' in one]
                self.assertEqual([(one["rule"], one["runner_up"]) for one in people], [(f"line {line['line']}", "28/02/2026.")])
                kept = {row["table_name"]: row["after"] for row in self.table("corrections", self.text) if row["actor"] == "Lan"}
                self.assertEqual(kept, {"documents": new, "sections": "15/3/2026.", "tasks": "15/3/2026."})
                self.assertNotIn("EDIT_STALE", self.table("documents", self.text)[0]["flags"])
        self.assertIn("made before 1", self.correct(self.text, {**line, "value": new}))
        self.correct(self.text, {"line": line["line"], "before": new, "value": None})
        self.assertEqual(self.state(), before)

    def test_an_agency_in_a_scan(self):
        before = self.state()
        lead = next(task["lead_raw"] for task in self.table("tasks", self.scan) if task["lead_raw"])
        line = self.find(self.scan, lead)
        new = line["before"].replace(lead, "Trạm Y tế phường Hoa Mai")
        self.correct(self.scan, {**line, "value": new})
        for redo in (None, "rows"):
            with self.subTest(redo=redo):
                if redo:
                    self.run_again("--redo", redo, "--formats", "pdf,jsonl")
                self.assertIn("Trạm Y tế phường Hoa Mai", [task["lead_raw"] for task in self.table("tasks", self.scan)])
                self.assertEqual(self.find(self.scan, "Hoa Mai")["before"], new)
                self.assertIn("Trạm Y tế phường Hoa Mai", self.layer())
                self.assertTrue(self.finds("trạm y tế phường hoa mai"))
                self.undone(self.scan)
        for form in ("alto", "hocr"):
            target = self.path / form
            program.run([CODAU, "export", self.out, form, "-o", target, "--force"])
            words = "".join(file.read_text(encoding="utf-8") for file in target.rglob("*") if file.is_file())
            self.assertIn("Mai", words, form)
        self.correct(self.scan, {**line, "before": new, "value": None})
        self.assertEqual(self.state(), before)

    def test_documents_of_one_file(self):
        before = [document.content() for document in program.documents(self.out)]
        plan = next(one for one in program.documents(self.out) if one.name == "c (2)")
        line = json.loads(program.run([CODAU, "search", self.out, "giữ gìn trật tự", "--format", "jsonl"]).stdout)
        self.assertEqual(line["doc_id"], plan.doc_id)
        new = line["text"].replace("25/4/2024", "26/4/2024")
        self.correct(plan, {"line": line["line"], "before": line["text"], "value": new})
        for redo in (False, True):
            if redo:
                self.run_again("--redo", "rows")
            self.assertIn(new + "\n", plan.text.read_text(encoding="utf-8"))
            self.assertEqual([task["due_date"] for task in self.table("tasks", plan)], ["2024-04-26"])
            self.assertNotIn("EDIT_STALE", self.table("documents", plan)[0]["flags"])
            self.undone(plan)
        # a line of the first document, with all of the second where they were
        head = {"doc_id": self.table("doc_refs", plan)[0]["target_doc_id"], "line": 6, "before": "Độc lập - Tự do - Hạnh phúc"}
        (self.path / "in/c.txt").rename(self.path / "c.txt")
        self.assertIn("the source is gone", self.correct(plan, {**head, "value": "Độc lập"}, code=3))
        (self.path / "c.txt").rename(self.path / "in/c.txt")
        self.correct(plan, {**head, "value": "Độc lập"})
        self.assertIn(new + "\n", plan.text.read_text(encoding="utf-8"))
        self.correct(plan, {**head, "before": "Độc lập", "value": None})
        self.correct(plan, {"line": line["line"], "before": new, "value": None})
        self.assertEqual([document.content() for document in program.documents(self.out)], before)

    def test_a_line_and_values_of_people(self):
        before = self.state()
        number = {"doc_id": self.scan.doc_id, "table": "documents", "row_id": self.scan.doc_id, "action": "set",
                  "field": "code_number", "value": "2155"}
        file = self.path / "edits.jsonl"
        file.write_text(json.dumps(number) + "\n", encoding="utf-8")
        self.assertEqual(program.run([CODAU, "correct", self.out, "--file", file]).returncode, 0)
        line = self.find(self.scan, "2155/")
        self.assertIn("a value that a person has set", self.correct(
            self.scan, {**line, "value": line["before"].replace("2155", "2166")}, code=3))
        self.correct(self.scan, {**line, "value": line["before"].replace("SVHTT", "SVHTTDL")})
        self.assertEqual(self.table("documents", self.scan)[0]["code_notation"], "KH-SVHTTDL")
        self.assertEqual(self.table("documents", self.scan)[0]["code_number"], "2155")
        self.assertIn("2155/KH-SVHTTDL", self.find(self.scan, "2155/")["before"])
        now = self.find(self.scan, "2155/")
        self.correct(self.scan, {**now, "value": None})
        file.write_text("".join(json.dumps({**number, **more}) + "\n" for more in
                                ({"value": None}, {"action": "reopen"})).replace(', "value": "2155"}', "}"), encoding="utf-8")
        self.assertEqual(program.run([CODAU, "correct", self.out, "--file", file]).returncode, 0)
        self.assertEqual(self.state()[0], before[0])

    def test_ink_marks_go_where_a_person_writes_the_day(self):
        before = self.state()
        line = self.find(self.scan, "tháng 3 năm 2023")
        new = re.sub(r"ngày.*tháng", "ngày 05 tháng", line["before"])
        self.correct(self.scan, {**line, "value": new})
        self.assertEqual(self.find(self.scan, "tháng 3 năm 2023")["before"], new)
        self.assertEqual(self.table("documents", self.scan)[0]["issued_date"], "2023-03-05")
        self.correct(self.scan, {**line, "before": new, "value": None})
        self.assertEqual(self.state(), before)

    def test_what_is_refused_changes_nothing(self):
        before = self.state()
        line = self.find(self.text, "28/02/2026")
        value = line["before"] + " x"
        for cases in ((({"before": "another"}, "not that of"), ({"line": 9999}, "no such line"), ({"page": 1}, "no such line"),
                       ({"line": 4, "before": ""}, "blank")),
                      (({"value": "a\nb"}, "one line"), ({"value": "a\x1bb"}, "one line"), ({"value": "a\u2028b"}, "one line"),
                       ({"value": "a" * 70000}, "longer"), ({"value": 5}, "no string"), ({"line": "7"}, "whole number"))):
            told = self.correct(self.text, *({**line, "value": value, **edit} for edit, _ in cases), code=3).splitlines()
            for (edit, why), answer in zip(cases, told):
                self.assertIn(why, answer, edit)
        two = self.correct(self.text, {**line, "value": value}, {**line, "value": value + "y"}, code=3)
        self.assertIn("two different texts", two)
        self.assertIn("left out", two)
        with self.text.text.open("a", encoding="utf-8") as file:
            file.write("by hand")
        self.assertIn("outside codau", self.correct(self.text, {**line, "value": value}, code=3))
        self.text.text.write_bytes(before[1]["text"])
        self.assertEqual(self.state(), before)


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
