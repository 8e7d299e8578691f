#!/usr/bin/env python3
"""Parts of an archive: documents by id, date, organ, type and status, columns, days on which something is due.

usage: selection_test.py CODAU [unittest options]
"""
import csv
import json
import re
import sqlite3
import sys
import unittest
import zipfile

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None


class Selection(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        cls.out = cls.path / "out"
        known = sorted((program.ROOT / "tests/accuracy/plans").glob("*.txt"))
        plans = [path for path in known if ".mangled" not in path.name][:6]
        done = program.run([CODAU, "run", *plans, "-o", cls.out, "--quiet"])
        assert done.returncode == 0, done.stderr
        database = sqlite3.connect(cls.out / "codau.db")
        cls.documents = {row[0]: row[1:] for row in database.execute(
            "select doc_id, issued_date_best, organ_name, type_code, review_status from documents")}
        database.close()

    def export(self, *options, to="csv", code=0):
        target = self.path / f"{self.id().rsplit('.', 1)[1]}-{len(list(self.path.iterdir()))}"
        done = program.run([CODAU, "export", self.out, to, "-o", target, "--include-unreviewed",
                            *options])
        self.assertEqual(done.returncode, code, done.stderr)
        return target if code == 0 else done.stderr

    def rows(self, target, table):
        with open(target / f"{table}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def check_documents(self, expected, *options):
        target = self.export(*options, "--provenance")
        self.assertEqual({row["doc_id"] for row in self.rows(target, "documents")}, expected, options)
        for table in ("sources", "sections", "tasks", "plan_tasks", "due_dates", "doc_refs", "corrections"):
            self.assertLessEqual({row["doc_id"] for row in self.rows(target, table)}, expected, table)
        manifest = json.loads((target / "manifest.json").read_text())
        self.assertEqual(manifest["counts"]["documents"]["store"], len(expected))
        for table, count in manifest["counts"].items():
            self.assertEqual(count["exported"], len(self.rows(target, table)), table)
        named = {row["agency_id"] for table in ("task_agencies", "recipients") for row in self.rows(target, table)}
        named |= {row["organ_agency_id"] for row in self.rows(target, "documents")}
        self.assertEqual({row["agency_id"] for row in self.rows(target, "agencies")} >= named - {""}, True)

    def test_documents_are_picked_by_what_their_row_says(self):
        ids = sorted(self.documents)
        self.check_documents({ids[0], ids[2]}, "--doc", ids[0], "--doc", ids[2])
        years = sorted({(date or "")[:4] for date, *_ in self.documents.values()} - {""})
        of_first = {one for one, (date, *_) in self.documents.items() if (date or "").startswith(years[0])}
        self.check_documents(of_first, "--from", years[0], "--until", years[0])
        self.check_documents({one for one, (date, *_) in self.documents.items() if date and date >= years[-1]},
                             "--from", f"{years[-1]}-01")
        some = next(organ for _, organ, *_ in self.documents.values() if organ)
        expected = {one for one, (_, organ, *_) in self.documents.items() if organ and some.lower() in organ.lower()}
        self.check_documents(expected, "--organ", some.lower())
        for place, option in ((2, "--type"), (3, "--status")):
            for value in {row[place] for row in self.documents.values()}:
                self.check_documents({one for one, row in self.documents.items() if row[place] == value}, option, value)

    def test_every_form_takes_the_same_documents(self):
        one = sorted(self.documents)[0]
        tasks = len(self.rows(self.export("--doc", one), "tasks"))
        self.assertGreater(tasks, 0)
        database = sqlite3.connect(self.export("--doc", one, to="sqlite") / "codau.sqlite")
        self.assertEqual(database.execute("select count(*), count(distinct doc_id) from tasks").fetchone(), (tasks, 1))
        self.assertEqual(database.execute("pragma foreign_key_check").fetchall(), [])
        database.close()
        lines = (self.export("--doc", one, "--nested", to="jsonl") / "documents.jsonl").read_text().splitlines()
        self.assertEqual([len(json.loads(line)["tasks"]) for line in lines], [tasks])
        for form in ("csv-excel", "xlsx", "xlsx-full", "opensearch", "postgres"):
            manifest = json.loads((self.export("--doc", one, to=form) / "manifest.json").read_text())
            self.assertEqual(manifest["counts"]["tasks"]["exported"], tasks, form)

    def test_columns_and_days(self):
        target = self.export("--columns", "task,lead,due_last_day,documents.subject")
        self.assertEqual(sorted(path.name for path in target.glob("*.csv")), ["documents.csv", "plan_tasks.csv"])
        self.assertEqual(list(self.rows(target, "plan_tasks")[0]),
                         ["task", "lead", "due_last_day", "task_id", "deadline_seq"])
        self.assertEqual(list(self.rows(target, "documents")[0]), ["doc_id", "subject"])
        tasks, documents = (len(self.rows(target, table)) for table in ("plan_tasks", "documents"))
        for form in ("csv", "xlsx-full"):
            told = self.path / f"told-{form}"
            done = program.run([CODAU, "export", self.out, form, "-o", told, "--include-unreviewed",
                                "--format", "json", "--lang", "en", "--columns", "task,documents.subject"])
            self.assertEqual(done.returncode, 0, done.stderr)
            counts = {table["table"]: table["exported"] for table in json.loads(done.stdout)["tables"]}
            self.assertEqual(counts, {"documents": documents, "plan_tasks": tasks})
            self.assertIn(f"exported {documents + tasks} rows", done.stderr)
            manifest = json.loads((told / "manifest.json").read_text())
            self.assertEqual({table: count["exported"] for table, count in manifest["counts"].items()}, counts)
        # columns of provenance come without --provenance, and the manifest says that they are there
        for columns, has in (("task,documents.subject", False), ("task,tasks.task_text_ocr", True), ("evidence.field", True)):
            target = self.export("--columns", columns)
            self.assertEqual(json.loads((target / "manifest.json").read_text())["export"]["provenance"], has, columns)
        self.assertEqual(list(self.rows(self.export("--columns", "tasks.task_text_ocr"), "tasks")[0]), ["task_id", "task_text_ocr"])
        every = [row["due_day"] for row in self.rows(self.export(), "due_dates")]
        month = sorted(every)[len(every) // 2][:7]
        found = self.rows(self.export("--due-from", month, "--due-to", month), "due_dates")
        self.assertEqual(sorted(row["due_day"] for row in found),
                         sorted(day for day in every if day.startswith(month)))
        self.assertTrue(found)

    def test_a_document_of_many_files_stands_in_every_sheet(self):
        out = self.path / "many"
        plan = next(iter(sorted((program.ROOT / "tests/accuracy/plans").glob("*.txt"))))
        done = program.run([CODAU, "run", plan, "-o", out, "--quiet"])
        self.assertEqual(done.returncode, 0, done.stderr)
        database = sqlite3.connect(out / "codau.db")
        doc_id, = database.execute("select doc_id from documents").fetchone()
        names = [f"{'x' * 50}{number}.txt" for number in range(100, 1000)]
        database.executemany("insert into sources(doc_id, seq, source_name, source_path) values (?, ?, ?, ?)",
                             [(doc_id, at, name, name) for at, name in enumerate(names, 2)])
        database.commit()
        every = database.execute("select count(*) from plan_tasks").fetchone()[0]
        database.close()
        self.assertGreater(every, 0)
        for form, read in (("csv-excel", lambda path: (path / "plan_tasks.csv").read_text(encoding="utf-8-sig")),
                           ("xlsx-full", lambda path: zipfile.ZipFile(path / "codau.xlsx").read(
                               "xl/worksheets/sheet1.xml").decode())):
            target = self.path / f"many-{form}"
            done = program.run([CODAU, "export", out, form, "-o", target, "--include-unreviewed"])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(len(re.findall(r"; … \(\+\d{3}\)", read(target))), every, form)
            self.assertEqual(json.loads((target / "manifest.json").read_text())["notes"], [], form)

    def test_what_is_refused(self):
        for options, words in (((("--from", "31/12/2024")), "--from: 31/12/2024"), (("--until", "2024-02-30"), "--until: 2024-02-30"),
                               (("--to", "xlsx"), "một định dạng"), (("--until", "2024", "--to", "2024"), "một ngày cuối"),
                               (("--doc", "x", "--since", "0"), "--since"),
                               (("--columns", "tasks.nothing"), "task_text"), (("--columns", "nothing.x"), "plan_tasks"),
                               (("--status", "good"), "accepted"), (("--doc", "0" * 16), "--doc " + "0" * 16),
                               (("--from", "2025", "--until", "2024"), "--from 2025-01-01, --until 2024-12-31"),
                               (("--due-from", "2024-03", "--due-to", "2024-02"), "--due-from 2024-03-01"),
                               (("--organ", "."), "--organ"), (("--organ", ""), "--organ")):
            said = self.export(*options, code=2)
            self.assertIn(words, said, options)
            self.assertEqual(said.count("\n"), 1, said)
        for form, options in (("sqlite", ("--columns", "task")), ("xlsx", ("--columns", "task")), ("alto", ("--due-from", "2024")), ("postgres", ("--due-from", "2024")),
                              ("postgres", ("--mirror", "--doc", "x")), ("csv", ("--yes",))):
            self.assertIn(options[0], self.export(*options, to=form, code=2))


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
