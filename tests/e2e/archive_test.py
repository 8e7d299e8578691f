#!/usr/bin/env python3
"""An output that lives: files change, move and go, documents are taken out and come back, and nothing else is lost.

usage: archive_test.py CODAU [unittest options]
"""
import contextlib
import csv
import json
import os
import sqlite3
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import program  # noqa: E402


class Archive(program.ArchiveTest):
    def rows(self, sql):
        return program.rows(self.out, sql)

    def paths(self):
        return sorted(path for path, in self.rows("SELECT source_path FROM sources"))

    def test_a_restoration_that_is_kept_may_be_lost_or_damaged(self):
        before = program.files_of(self.out)
        for damages in (("", "1", "2 of another codau"), ["1" + "x" * 40] * 3):
            with contextlib.closing(sqlite3.connect(self.out / "pages.db")) as pages, pages:
                kept = [row for row, in pages.execute("SELECT rowid FROM restorations")]
                self.assertEqual(len(kept), 3)
                pages.executemany("UPDATE restorations SET bytes = CAST(? AS BLOB) WHERE rowid = ?", zip(damages, kept))
            self.run_on("--redo", "rows")
            self.assertEqual([name for name in program.difference(before, program.files_of(self.out)) if name != "manifest.json"], [])

    def test_rows_are_made_again_from_what_was_read(self):
        before = program.files_of(self.out)
        self.assertIn("text files done 3, reused 0", self.run_on("--redo", "rows").stderr)
        after = program.files_of(self.out)
        self.assertEqual([name for name in program.difference(before, after) if name != "manifest.json"], [])
        self.assertIn("text files done 0, reused 3", self.run_on("--rehash").stderr)

    def test_several_documents_go_into_every_form(self):
        for form in ("csv", "csv-excel", "jsonl", "opensearch", "sqlite", "xlsx-full"):
            self.codau("export", self.out, form, "--provenance", "-o", self.path / form)
        written = next((self.path / "sqlite").rglob("*.sqlite"))
        for table in sorted(file.stem for file in (self.out / "records/schema").iterdir()):
            here, there = [], []
            for database, rows in ((self.out / "codau.db", here), (written, there)):
                with contextlib.closing(sqlite3.connect(database)) as store:
                    columns = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
                    names = ",".join(f'"{name}"' for name in columns if name != "doc_id" or table != "evidence")
                    rows += sorted(map(repr, store.execute(f"SELECT {names} FROM {table}")))
            self.assertEqual(here, there, table)

    def test_what_comes_out_as_it_was_is_not_written_again(self):
        def written():
            return document.text.stat().st_mtime_ns

        document = program.Document(self.out, self.doc_id("1.txt"))
        before, times = program.files_of(self.out), written()
        self.run_on("--redo", "rows")
        self.assertEqual(written(), times)
        emptied, overwritten, lost = (program.Document(self.out, self.doc_id(f"{number}.txt")).text for number in (1, 2, 3))
        emptied.write_bytes(b"")
        overwritten.write_bytes(b"x" * overwritten.stat().st_size)
        lost.unlink()
        self.run_on("--redo", "rows")
        self.assertEqual(program.difference(program.files_of(self.out), before), [])
        edit = {"doc_id": document.doc_id, "table": "documents", "row_id": document.doc_id, "action": "set", "field": "subject",
                "value": "Phòng, chống bão"}
        (self.path / "edits.jsonl").write_text(json.dumps(edit))
        self.codau("correct", self.out, "--file", self.path / "edits.jsonl", "--actor", "Lan")
        self.run_on("--redo", "rows")  # with an edit that it was not made with
        edited, times = program.files_of(self.out), written()
        self.run_on("--redo", "rows")
        self.assertEqual((program.files_of(self.out), written()), (edited, times))

    def test_what_is_gone_is_taken_out_when_asked(self):
        (self.inputs / "1.txt").unlink()
        self.put(22, "2.txt")
        (self.inputs / "3.txt").rename(self.inputs / "ba.txt")
        old = {name: self.doc_id(name) for name in ("1.txt", "2.txt", "3.txt")}
        asked = self.run_on("--prune", "--dry-run").stdout
        self.assertIn(f"gone\t{old['1.txt']}", asked)
        self.assertNotIn(old["3.txt"], asked)  # it only moved
        self.run_on()
        self.assertEqual(len(self.rows("SELECT 1 FROM documents")), 4)
        done = self.run_on("--prune")
        self.assertIn("2 documents were taken out", done.stderr)
        self.assertEqual(self.paths(), ["2.txt", "ba.txt"])
        self.assertEqual([path.name for path in program.texts(self.out)], ["2.txt", "ba.txt"])

    def test_a_copy_that_failed_takes_nothing_out(self):
        (self.inputs / "1.txt").write_text("")
        self.run_on("--prune", code=3)
        self.assertEqual(self.paths(), ["1.txt", "2.txt", "3.txt"])
        self.assertEqual([reject["code"] for reject in program.rejects_of(self.out)], ["EMPTY"])

    def test_an_input_folder_that_is_not_there_takes_nothing_out(self):
        for path in self.inputs.iterdir():
            path.unlink()
        self.run_on("--prune", code=2)
        self.assertEqual(len(self.paths()), 3)

    def test_rejects_stay_until_they_are_mended(self):
        (self.inputs / "4.txt").write_text("")
        self.run_on(code=3)
        self.codau("run", self.inputs / "1.txt", "-o", self.out, code=3)  # the reject stays listed
        self.assertEqual([reject["file"] for reject in program.rejects_of(self.out)], ["4.txt"])
        self.put(4)
        self.run_on()
        self.assertEqual(program.rejects_of(self.out), [])

    def test_a_document_that_is_taken_out_stays_out(self):
        note = self.out / "records/ghi-chu.txt"
        note.write_text("của tôi")
        taken = self.doc_id("1.txt")
        self.codau("remove", self.out, "1.txt", "--dry-run")
        self.assertEqual(len(self.paths()), 3)
        self.codau("remove", self.out, "1.txt")
        self.assertEqual(note.read_text(), "của tôi")
        self.assertIn("was taken out by codau remove", self.run_on().stderr)
        self.assertEqual(self.paths(), ["2.txt", "3.txt"])
        self.codau("remove", self.out, "no-such", code=2)
        self.codau("remove", self.out, taken, "--forget")
        self.run_on()
        self.assertEqual(self.paths(), ["1.txt", "2.txt", "3.txt"])

    def test_compacted_twice_it_is_the_same(self):
        self.codau("compact", self.out)
        once = (self.out / "codau.db").read_bytes()
        self.codau("compact", self.out)
        self.assertEqual((self.out / "codau.db").read_bytes(), once)
        self.codau("compact", self.out, "--backup", self.path / "copy.db")
        self.codau("compact", self.out, "--backup", self.path / "copy.db", code=2)
        self.codau("compact", self.out, "--undo-upgrade", code=2)
        self.assertIn("reused 3", self.run_on().stderr)

    def test_a_database_that_was_emptied_is_no_new_one(self):
        (self.out / "codau.db").write_bytes(b"")
        self.assertIn("is empty", self.run_on(code=5).stderr)
        (self.out / "codau.db").unlink()
        self.run_on()
        self.assertEqual(len(self.paths()), 3)

    def test_a_large_output_has_no_records_but_those_asked_for(self):
        tables = self.out / "records"
        self.assertTrue((tables / "tasks.csv").exists())
        for number in range(4, 202):
            self.put(number)
        done = self.run_on("--jobs", "2")
        self.assertIn("codau export", done.stderr)
        self.assertFalse(tables.exists())
        self.run_on("--formats", "csv")
        with (tables / "documents.csv").open(encoding="utf-8", newline="") as file:
            self.assertEqual(len(list(csv.reader(file))), 202)
        self.run_on()  # nothing new: they are still true
        self.assertTrue((tables / "documents.csv").exists())
        self.assertEqual(json.loads((self.out / "manifest.json").read_text())["counts"]["rows"]["documents"], 201)


if __name__ == "__main__":
    sys.argv.pop(1)
    unittest.main()
