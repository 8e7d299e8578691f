#!/usr/bin/env python3
"""Outputs of an older codau: what it finished stays as it is, is counted, and is remade only by --redo. The older
program is played by the keys that it would have left.

usage: older_test.py CODAU [unittest options]
"""
import contextlib
import hashlib
import json
import sqlite3
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None


class Older(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        cls.inputs, cls.whole = cls.path / "in", cls.path / "whole"
        cls.inputs.mkdir()
        subprocess.run(["qpdf", program.SCAN, "--pages", ".", "1", "--", cls.inputs / "a.pdf"], check=True)
        (cls.inputs / "blank.png").write_bytes(program.png(1000, 1400))
        (cls.inputs / "c.txt").write_text(program.SMALL_PLAN.format(number=3), encoding="utf-8")
        done = program.run([CODAU, "run", cls.inputs, "-o", cls.whole, "--lang", "en"])
        assert done.returncode == 0, done.stderr

    def setUp(self):
        self.out = self.enterContext(program.Folder()) / "out"
        subprocess.run(["cp", "-a", self.whole, self.out], check=True)

    def codau(self, *command, code=0):
        done = program.run([CODAU, *command, "--lang", "en"])
        self.assertEqual(done.returncode, code, (command, done.stdout, done.stderr))
        return done.stdout + done.stderr

    def run_on(self, *options, **more):
        return self.codau("run", self.inputs, "-o", self.out, *options, **more)

    def change(self, database, *statements):
        with contextlib.closing(sqlite3.connect(self.out / database)) as store:
            for sql, *values in statements:
                store.execute(sql, values)
            store.commit()

    def age(self, form="{head} {pages} {readers}"):
        """As if readers and rules of then had made everything; `form`: of what was noted of a document."""
        self.change("pages.db", ("UPDATE keys SET key = 'reading ' || id || substr(key, instr(key, ','))",),
                    ("UPDATE restorations SET key = 'older'",))
        for doc_id, line in program.rows(self.out, "SELECT doc_id, basis FROM made"):
            head, asked, pages, restoration, rules, pdf, readers = line.split(" ", 6)
            self.assertNotIn(" ", readers)
            line = form.format(head="0" * 24, pages=pages, readers="0" * 24)
            self.change("codau.db", ("UPDATE made SET basis = ? WHERE doc_id = ?", line, doc_id))

    def files(self):
        return {file: (file.stat().st_mtime_ns, file.stat().st_ino) for folder in ("text", "pdf")
                for file in (self.out / folder).rglob("*") if file.is_file()}

    def rows_of(self, table):
        return program.rows(self.out, f"SELECT * FROM {table} ORDER BY 1, 2, 3")

    def older(self):
        return list(json.loads((self.out / "manifest.json").read_text())["counts"]["older"].values())

    def test_what_is_finished_stays(self):
        for form in ("{head}", "{head} {pages} {readers}"):  # that of 0.1.0, and of 06b77ad9
            with self.subTest(form):
                self.age(form)
                before, tables = self.files(), {one: self.rows_of(one) for one in ("documents", "sections", "tasks", "corrections")}
                told = self.run_on()
                self.assertIn("pages done 1, reused 1", told)  # the blank page
                self.assertIn("1 pages that an older codau called blank or nearly empty were read again once", told)
                self.assertRegex(told, r"3 documents were made by an older codau .* --redo ocr \(1\), --redo text \(3\) or --redo rows \(3\)")
                self.assertEqual(self.older(), [3, 1, 3, 3])
                self.assertEqual(self.files(), before)
                self.assertEqual({one: self.rows_of(one) for one in tables}, tables)
        told = self.run_on()
        self.assertIn("pages done 0, reused 2", told)
        self.assertNotIn("read again once", told)
        self.assertEqual(json.loads((self.out / "manifest.json").read_text())["sources"], [])
        self.assertIn("3 documents were made by an older codau", self.codau("doctor", self.out))
        self.assertEqual(self.files(), before)

    def test_what_is_asked_for_is_remade_and_nothing_before_it(self):
        self.age()
        self.run_on()
        before = self.files()
        for stage, pages, older in (("rows", "pages done 0", [3, 1, 3, 0]), ("text", "pages done 0", [1, 1, 0, 0]),
                                    ("ocr", "pages done 2", [0, 0, 0, 0])):
            self.assertIn(pages, self.run_on("--redo", stage), stage)
            self.assertEqual(self.older(), older, stage)
        self.assertEqual(self.files(), before)  # what came out is as it was: no file is written

    def test_a_pdf_is_written_only_for_new_words(self):
        before, log = self.files(), self.path / "log.jsonl"
        def events():
            out = [(event["event"], event["file"]) for event in map(json.loads, log.read_text().splitlines()) if "file" in event]
            log.unlink()
            return [event for event in out if event[0] in ("document_made", "pdf_written")]
        made = [("document_made", name) for name in ("a.pdf", "blank.png", "c.txt")]
        for stage in ("rows", "text"):
            self.run_on("--redo", stage, "--log", log)
            self.assertCountEqual(events(), made, stage)
        (self.out / "lexicon/user").mkdir(parents=True)  # other keys of restoration and rules
        (self.out / "lexicon/user/xa.tsv").write_text("Kịch bản\tdocument_type\tKB\t\t\ttitle; tasks=all; year\n", encoding="utf-8")
        self.run_on("--log", log)
        self.assertCountEqual(events(), made)
        self.assertEqual(self.files(), before)
        sha256 = hashlib.sha256((self.inputs / "a.pdf").read_bytes()).hexdigest()
        page = self.page(sha256)
        page["text"] = page["text"].replace("61/KH-UBND", "62/KH-UBND")
        self.put_page(sha256, page)
        self.run_on("--redo", "rows", "--log", log)
        self.assertCountEqual(events(), made + [("pdf_written", "a.pdf")])
        changed = [file.relative_to(self.out).as_posix() for file, state in self.files().items() if before[file] != state]
        self.assertEqual(sorted(changed), ["pdf/a.pdf", "text/a.txt"])

    def page(self, sha256):
        with contextlib.closing(sqlite3.connect(self.out / "pages.db")) as pages:
            return json.loads(pages.execute("SELECT json FROM pages WHERE sha256 = ?", (sha256,)).fetchone()[0])

    def put_page(self, sha256, page):
        text = json.dumps(page, separators=(",", ":"), ensure_ascii=False)
        self.change("pages.db", ("UPDATE pages SET json = ?, digest = ?, bytes = ? WHERE sha256 = ?", text,
                                 hashlib.sha256(text.encode()).hexdigest(), len(text.encode()), sha256))

    def test_rows_that_come_out_as_they_are_stay_with_what_others_say(self):
        """One plan cites the other: its row names the document that is meant."""
        folder = self.enterContext(program.Folder())
        inputs, out = folder / "in", folder / "out"
        inputs.mkdir()
        (inputs / "a.txt").write_text(program.SMALL_PLAN.format(number=3), encoding="utf-8")
        (inputs / "b.txt").write_text(program.CITING_PLAN.format(number=4, cited=3), encoding="utf-8")
        run = [CODAU, "run", inputs, "-o", out, "--lang", "en"]
        self.assertEqual(program.run(run).returncode, 0)
        self.assertTrue(program.rows(out, "SELECT 1 FROM doc_refs WHERE target_doc_id IS NOT NULL"))
        tables = ("documents", "sections", "tasks", "doc_refs", "evidence", "corrections")
        rows = {table: sorted(program.rows(out, f"SELECT * FROM {table}"), key=repr) for table in tables}
        def told():
            with contextlib.closing(sqlite3.connect(out / "history.db")) as history:
                return history.execute("SELECT count(*) FROM changes").fetchone()
        before_run = told()
        with contextlib.closing(sqlite3.connect(out / "codau.db")) as store:  # as other code would have answered
            store.execute("UPDATE made SET answer = 'other'")
            store.commit()
        self.assertEqual(program.run([*run, "--redo", "rows"]).returncode, 0)
        for table, before in rows.items():
            self.assertEqual(sorted(program.rows(out, f"SELECT * FROM {table}"), key=repr), before, table)
        self.assertEqual(told(), before_run)
        answers = program.rows(out, "SELECT answer FROM made")
        self.assertTrue(answers and all(len(answer) == 64 for answer, in answers), answers)

    def test_a_page_that_was_taken_for_blank_gets_its_text(self):
        sha256, text = program.rows(self.out, "SELECT source_sha256, code_number FROM documents WHERE source_sha256 = '"
                                    + hashlib.sha256((self.inputs / "a.pdf").read_bytes()).hexdigest() + "'")[0]
        self.assertTrue(text)
        page = self.page(sha256)
        for name in ("words", "lines", "cells", "tables", "blocks"):
            page[name] = []
        page.update(text="", warnings=["BLANK"])
        self.put_page(sha256, page)
        self.age("{head}")
        self.assertIn("2 pages that an older codau called blank", self.run_on())
        self.assertEqual(program.rows(self.out, f"SELECT code_number FROM documents WHERE source_sha256 = '{sha256}'"), [(text,)])
        self.assertEqual(self.older(), [2, 0, 2, 2])

    def test_what_was_not_finished_is_finished_without_reading_pages_again(self):
        self.age()
        self.change("codau.db", ("UPDATE made SET basis = ''",))
        told = self.run_on()
        self.assertIn("pages done 1, reused 1", told)
        self.assertEqual(self.older(), [1, 1, 0, 0])  # its page is an older reading

    def test_what_the_user_changes_is_remade(self):
        self.age()
        self.run_on()
        (self.out / "lexicon/user").mkdir(parents=True)
        (self.out / "lexicon/user/xa.tsv").write_text("Kịch bản\tdocument_type\tKB\t\t\ttitle; tasks=all; year\n", encoding="utf-8")
        self.assertIn("pages done 0, reused 2", self.run_on())
        self.assertEqual(self.older(), [1, 1, 0, 0])


if __name__ == "__main__":
    program.CODAU = CODAU = sys.argv.pop(1)
    unittest.main(argv=sys.argv)
