#!/usr/bin/env python3
"""What people set, accept, reject, add and remove is everywhere, outlives rows that are made again, is put to review
where other text is read, and gives no way to other documents.

usage: correct_test.py CODAU [unittest options]
"""
import contextlib
import csv
import hashlib
import json
import shutil
import sqlite3
import sys
import unittest
import zipfile

sys.dont_write_bytecode = True
import cross_references_test  # noqa: E402
import program  # noqa: E402

CODAU = None
CORPUS = json.loads((program.ROOT / "tests/support/reason_cases.json").read_text(encoding="utf-8"))
PLAN = CORPUS["plan"]
EMPTY = next(case for case in CORPUS["cases"] if case["code"] == "TASK_EMPTY")
NO_TASK = PLAN.replace(EMPTY["instead_of"], EMPTY["stands"], 1)
ACTOR = "Nguyễn Thị Lan"


class Output:
    """An output folder of some texts, run and corrected. Beside `path` is kept what a run made of the same texts before."""

    def __init__(self, path, **texts):
        self.path, self.out = path, path / "out"
        (path / "in").mkdir()
        for name, text in texts.items():
            (path / f"in/{name}.txt").write_text(text, encoding="utf-8")
        made = path.parent / hashlib.sha256(repr(texts).encode()).hexdigest()
        if made.exists():
            shutil.copytree(made, self.out)
        else:
            assert self.run().returncode == 0
            shutil.copytree(self.out, made)
        self.ids = {row["source_name"].removesuffix(".txt"): row["doc_id"] for row in self.table("sources")}

    def run(self, *options):
        return program.run([CODAU, "run", self.path / "in", "-o", self.out, "--quiet", *options])

    def run_anew(self):
        """All rows are made again, as where a rule has changed."""
        return self.run("--redo", "rows")

    def correct(self, *edits, actor=ACTOR):
        (self.path / "edits.jsonl").write_text("".join(json.dumps(edit) + "\n" for edit in edits), encoding="utf-8")
        return program.run([CODAU, "correct", self.out, "--file", self.path / "edits.jsonl", "--actor", actor, "--lang", "en"])

    def table(self, name, doc=None):
        lines = (self.out / f"records/{name}.jsonl").read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line]
        return [row for row in rows if doc is None or row["doc_id"] == self.ids[doc]]

    def task(self, text, doc=None):
        return next(row for row in self.table("tasks", doc) if row["task_text"] == text)

    def edit(self, action, row, table="tasks", **more):
        keys = {"tasks": "task_id", "documents": "doc_id"}
        return {"doc_id": row["doc_id"], "table": table, "row_id": row[keys[table]], "action": action, **more}

    def set(self, row, field, value, table="tasks", **more):
        return self.edit("set", row, table, field=field, value=value, **more)

    def sql(self, statement, *values):
        store = sqlite3.connect(self.out / "codau.db")
        with store:
            found = store.execute(statement, values).fetchall()
        store.close()
        return found

    def export(self, form):
        target = self.path / f"export-{form}"
        done = program.run([CODAU, "export", self.out, form, "-o", target, "--force"])
        return done.returncode, target


class Correct(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(program.Folder()) / "now"

    def setUp(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()

    def test_a_value_is_everywhere_and_outlives_its_row(self):
        output = Output(self.folder, plan=PLAN)
        task, document = output.task("Rà soát"), output.table("documents")[0]
        done = output.correct(output.set(task, "due_date", "2026-03-31", before=task["due_date"]),
                              output.set(task, "task_text", "Rà soát lại thủ tục"),
                              output.set(document, "signer_name", "Trần Thị Hạnh", "documents"),
                              output.edit("remove_row", output.task("Công bố")))
        self.assertEqual((done.returncode, done.stderr), (0, "made 5 edits in 1 documents\n"))  # the deadline has its day, too
        for again in (False, True):
            with self.subTest(rows_made_again=again):
                if again:
                    before = cross_references_test.files(output.out)
                    self.assertEqual(output.run_anew().returncode, 0)
                    after = cross_references_test.files(output.out)
                    del before["codau.db"], after["codau.db"]  # written to by this test
                    self.assertEqual(after, before)
                self.check_values(output, task)

    def check_values(self, output, task):
        now = output.task("Rà soát lại thủ tục")
        self.assertEqual((now["task_id"], now["due_date"], now["task_text_ocr"]), (task["task_id"], "2026-03-31", "Rà soát"))
        self.assertEqual(output.table("documents")[0]["signer_name"], "Trần Thị Hạnh")
        self.assertNotIn("Công bố", [row["task_text"] for row in output.table("tasks")])
        own = {row["field"]: row for row in output.table("corrections") if row["source"] == "human" and row["table_name"] != "task_deadlines"}
        self.assertIn((task["task_id"], "2026-03-31"), [(row["task_id"], row["due_date"]) for row in output.table("task_deadlines")])
        due = own["due_date"]
        self.assertEqual((due["before"], due["after"], due["actor"], due["status"]), (task["due_date"], "2026-03-31", ACTOR, "applied"))
        self.assertRegex(due["at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        evidence = {(row["row_id"], row["field"]): row for row in output.table("evidence")}
        self.assertEqual(evidence[task["task_id"], "due_date"]["basis"], "human")
        with open(output.out / "records/tasks.csv", encoding="utf-8", newline="") as file:
            self.assertIn("2026-03-31", [row["due_date"] for row in csv.DictReader(file)])
        for form in ("csv", "xlsx"):
            self.assertEqual(output.export(form)[0], 0)
        self.assertIn("Rà soát lại thủ tục", (self.folder / "export-csv/tasks.csv").read_text(encoding="utf-8"))
        for book in (output.out / "records/codau.xlsx", self.folder / "export-xlsx"):
            book = book / "codau.xlsx" if book.is_dir() else book
            with zipfile.ZipFile(book) as parts:
                texts = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml"))
            self.assertIn("Rà soát lại thủ tục", texts.decode())
        found = program.run([CODAU, "search", output.out, "Rà soát"])
        self.assertEqual(found.returncode, 0)
        manifest = json.loads((output.out / "manifest.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest["counts"]["rows"]["tasks"], len(output.table("tasks")))
        for file in manifest["files"]:
            self.assertEqual(hashlib.sha256((output.out / file["path"]).read_bytes()).hexdigest(), file["sha256"])

    def test_what_follows_from_a_text_that_is_set(self):
        output = Output(self.folder, plan=PLAN)
        task = output.task("Rà soát")
        done = output.correct(output.set(task, "deadline_raw", "Trước ngày 15/12/2026"), output.set(task, "lead_raw", "Sở Y tế; Công an tỉnh"))
        self.assertEqual(done.returncode, 0, done.stderr)
        now = output.task("Rà soát")
        self.assertEqual((now["deadline_kind"], now["due_date"], now["due_op"], now["due_last_day"]), ("fixed", "2026-12-15", "before", "2026-12-14"))
        flat = "SELECT lead,deadline,due_last_day FROM plan_tasks WHERE task_id = ?"
        for again in (False, True):
            self.assertFalse(again and output.run_anew().returncode)
            self.assertEqual(output.sql(flat, task["task_id"]), [("Sở Y tế; Công an tỉnh", "Trước ngày 15/12/2026", "2026-12-14")])
        # agencies that nobody has read in the document
        done = output.correct(output.set(task, "lead_raw", "Công an xã; Trạm Khuyến nông"))
        self.assertEqual(done.returncode, 0, done.stderr)
        agencies = "SELECT a.name FROM task_agencies JOIN agencies a USING (agency_id) WHERE task_id = ? AND role = 'lead' ORDER BY 1"
        for again in (False, True):
            self.assertFalse(again and output.run_anew().returncode)
            self.assertEqual(output.sql(agencies, task["task_id"]), [("Công an xã An Bình",), ("Trạm Khuyến nông xã An Bình",)])
        # a name is what was typed, recognised as that was; edits of the rows still find them
        of_lead = "SELECT raw,norm,method FROM task_agencies WHERE task_id = ? AND role = 'lead' ORDER BY seq"
        for text, rows in (
            ("UBND xã", [("UBND xã", "Ủy ban nhân dân xã", "abbr")]),
            ("Công an xã; Trạm Khuyến nông", [("Công an xã", "Công an xã", "exact"), ("Trạm Khuyến nông", "Trạm Khuyến nông", "none")]),
        ):
            done = output.correct(output.set(task, "lead_raw", text))
            self.assertEqual(done.returncode, 0, done.stderr)
            for again in (False, True):
                self.assertFalse(again and output.run_anew().returncode)
                self.assertEqual(output.sql(of_lead, task["task_id"]), rows)
                self.assertNotIn("EDIT_STALE", output.task("Rà soát")["review_reasons"])
        # who says more than the text is heard
        done = output.correct(output.set(task, "deadline_raw", "Trước ngày 20/12/2026"), output.set(task, "due_date", "2026-12-31"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(output.sql("SELECT due_day FROM due_dates WHERE task_id = ?", task["task_id"]), [("2026-12-30",)])
        # and what somebody has set by hand against the text stays
        done = output.correct(output.set(task, "deadline_raw", "Trước ngày 10/12/2026"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(output.task("Rà soát")["due_date"], "2026-12-31")

    def test_a_task_of_people_has_the_rows_of_a_read_one(self):
        output = Output(self.folder, plan=PLAN)
        like = output.task("Rà soát")
        row = {"section_id": like["section_id"], "origin": like["origin"], "task_text": "Đo đạc lại", "lead_raw": "Sở Y tế; Công an tỉnh",
               "deadline_raw": "Trước ngày 15/12/2026", "deadline_kind": "none"}
        done = output.correct({"doc_id": like["doc_id"], "table": "tasks", "action": "add_row", "row": row})
        self.assertEqual(done.returncode, 0, done.stderr)
        task = output.task("Đo đạc lại")
        flat = "SELECT lead, deadline, due_last_day, deadline_kind FROM plan_tasks WHERE task_id = ?"
        days = lambda: [(one["raw"], one["due_last_day"]) for one in output.table("task_deadlines") if one["task_id"] == task["task_id"]]
        for again in (False, True):
            self.assertFalse(again and output.run_anew().returncode)
            self.assertEqual(output.sql(flat, task["task_id"]), [("Sở Y tế; Công an tỉnh", "Trước ngày 15/12/2026", "2026-12-14", "fixed")])
            self.assertEqual(days(), [("Trước ngày 15/12/2026", "2026-12-14")])
            self.assertNotIn("EDIT_STALE", output.task("Đo đạc lại")["review_reasons"])
        done = output.correct(output.set(task, "deadline_raw", "Tháng 3; tháng 9"))
        self.assertEqual((done.returncode, [day for _, day in days()]), (0, ["2024-03-31", "2024-09-30"]), done.stderr)
        done = output.correct(output.set(task, "due_date", "2024-04-05"))
        self.assertEqual((done.returncode, [day for _, day in days()]), (0, ["2024-04-05", "2024-09-30"]), done.stderr)
        self.assertEqual([day for (day,) in output.sql("SELECT due_day FROM due_dates WHERE task_id = ? ORDER BY 1", task["task_id"])], ["2024-04-05", "2024-09-30"])
        self.assertEqual(output.run_anew().returncode, 0)
        self.assertEqual([day for _, day in days()], ["2024-04-05", "2024-09-30"])
        code, target = output.export("csv")
        self.assertIn(task["task_id"], (target / "task_deadlines.csv").read_text(encoding="utf-8"))

    def test_accepted_rows_are_exported_and_rejected_ones_are_not(self):
        output = Output(self.folder, plan=NO_TASK)
        task = next(row for row in output.table("tasks") if "TASK_EMPTY" in row["review_reasons"])

        def exported():
            code, target = output.export("jsonl")
            return code, task["task_id"] in (target / "tasks.jsonl").read_text(encoding="utf-8")

        self.assertEqual(exported(), (3, False))
        self.assertEqual(output.correct(output.edit("accept", task)).returncode, 0)
        self.assertEqual(exported(), (0, True))
        self.assertEqual(output.run_anew().returncode, 0)
        self.assertEqual(exported(), (0, True))
        self.assertEqual(output.correct(output.edit("reject", task)).returncode, 0)
        self.assertEqual(exported(), (0, False))

    def test_what_was_made_on_other_text_goes_to_review(self):
        output = Output(self.folder, plan=PLAN)
        task = output.task("Rà soát")
        self.assertEqual(output.correct(output.set(task, "note", "gấp")).returncode, 0)
        [(edit,)] = output.sql("SELECT edit FROM human_edits")
        output.sql("UPDATE human_edits SET edit = ?", json.dumps({**json.loads(edit), "read": "Rà xoát\n"}))
        self.assertEqual(output.run_anew().returncode, 0)
        task = output.task("Rà soát")
        self.assertEqual((task["note"], task["review_status"]), (None, "review"))
        self.assertIn("EDIT_STALE", task["review_reasons"])
        self.assertEqual(output.correct(output.edit("accept", task)).returncode, 0)
        self.assertEqual(output.run_anew().returncode, 0)
        task = output.task("Rà soát")
        self.assertEqual(task["review_status"], "accepted")
        self.assertNotIn("EDIT_STALE", task["review_reasons"])

    def test_other_documents_do_not_overrule_a_person(self):
        output = Output(self.folder, cited=cross_references_test.CITED, citing=cross_references_test.CITING)
        document = output.table("documents", "cited")[0]
        self.assertEqual((document["code_number"], document["issued_date_best"]), ("05", "2023-01-09"))
        done = output.correct(output.set(document, "issued_date", "2022-01-09", "documents"),
                              output.set(document, "code_number", "8605", "documents"))
        self.assertEqual(done.returncode, 0, done.stderr)
        for _ in range(2):
            now = output.table("documents", "cited")[0]
            self.assertEqual((now["code_number"], now["issued_date"], now["issued_date_best"], now["issued_date_basis"]),
                             ("8605", "2022-01-09", "2022-01-09", "printed"))
            self.assertNotIn("NUMBER_PROPOSED", now["flags"])
            self.assertEqual(output.run_anew().returncode, 0)

    def test_of_each_document_all_edits_are_made_or_none(self):
        output = Output(self.folder, one=PLAN, two=PLAN.replace("07/", "08/"))
        one, two = output.task("Rà soát", "one"), output.task("Rà soát", "two")
        before = cross_references_test.files(output.out)
        done = output.correct(output.set(one, "note", "gấp"), output.set(one, "due_date", "2026-02-30"),
                              output.set(two, "note", "gấp", before="x"), {"doc_id": "f" * 16, "x": 1},
                              output.edit("accept", {**one, "doc_id": "f" * 16}))
        name = self.folder / "edits.jsonl"
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stderr.split("\n"), [
            f"{name}:1: left out, since another line of the same document was refused",
            f'{name}:2: "due_date": there is no such day',
            f'{name}:3: the present value is not the one of "before"',
            f'{name}:4: there is no key "x"',
            f"{name}:5: left out, since another line of the same document was refused",
            "made 0 edits in 0 documents, refused 5", ""])
        self.assertEqual(cross_references_test.files(output.out), before)
        done = output.correct(output.set(one, "due_date", "soon"), output.set(two, "note", "gấp"))
        self.assertEqual(done.returncode, 3)
        self.assertEqual(output.task("Rà soát", "two")["note"], "gấp")
        self.assertEqual(done.stderr.split("\n")[-2], "made 1 edits in 1 documents, refused 1")
        done = output.correct(output.set(two, "note", "gấp"))
        self.assertEqual((done.returncode, done.stderr), (0, "made 0 edits in 0 documents, made before 1\n"))

    def test_a_command_that_was_killed_goes_on(self):
        output = Output(self.folder, plan=PLAN, other=PLAN.replace("07/", "08/"))
        shutil.copytree(output.out / "records", self.folder / "before")
        edit = output.set(output.task("Rà soát", "plan"), "note", "gấp")
        self.assertEqual(output.correct(edit).returncode, 0)
        after = cross_references_test.files(output.out)
        # As it is left between the last edit and what is made of it.
        shutil.rmtree(output.out / "records")
        shutil.copytree(self.folder / "before", output.out / "records")
        with contextlib.closing(sqlite3.connect(output.out / "codau.db")) as connection, connection:
            connection.execute("INSERT INTO state VALUES('open','edits')")
        self.assertEqual(output.correct(edit).returncode, 0)
        self.assertEqual(cross_references_test.files(output.out), after)
        # And what is taken out may be named again, as long as anything of it is left.
        gone = output.ids["other"]
        for _ in range(2):
            done = program.run([CODAU, "remove", output.out, gone])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(len(program.texts(output.out)), len(output.ids) - 1)
        self.assertEqual(program.run([CODAU, "remove", output.out, "f" * 16]).returncode, 2)

    def test_an_edit_of_a_newer_codau_is_no_damage(self):
        output = Output(self.folder, plan=PLAN)
        task = output.task("Rà soát")
        self.assertEqual(output.correct(output.set(task, "note", "gấp")).returncode, 0)
        for edit, said in ((json.dumps({"action": "praise", "table": "tasks", "row_id": task["task_id"], "before": None}), "newer codau"),
                           ('{"action":', "is damaged")):
            output.sql("UPDATE human_edits SET edit = ?", edit)
            done = output.correct(output.set(task, "note", "x"))
            self.assertEqual(done.returncode, 5, done.stderr)
            self.assertIn(said, done.stderr)

    def test_an_edit_that_nobody_can_read_costs_a_run_its_document_alone(self):
        output = Output(self.folder, one=PLAN, two=PLAN.replace("năm 2024", "năm 2025"))
        for name in ("one", "two"):
            self.assertEqual(output.correct(output.set(output.task("Rà soát", name), "note", "gấp")).returncode, 0)
        praise = json.dumps({"action": "praise", "table": "tasks", "row_id": "x", "before": None})
        for edit, code in ((praise, "NEWER_EDIT"), ('{"action":', "DAMAGED_EDIT")):
            output.sql("UPDATE human_edits SET edit = ? WHERE doc_id = ?", edit, output.ids["one"])
            done = output.run("--redo", "rows")
            self.assertEqual(done.returncode, 3, done.stderr)
            (reject,) = program.rejects_of(output.out)
            self.assertEqual((reject["code"], reject["doc_id"]), (code, output.ids["one"]))
            self.assertEqual([output.task("Rà soát", name)["note"] for name in ("one", "two")], ["gấp", "gấp"])

    def test_a_task_may_be_added_by_its_text_alone(self):
        output = Output(self.folder, plan=PLAN)
        like = output.task("Rà soát")
        row = {"section_id": like["section_id"], "task_text": "Đo đạc lại", "deadline_raw": "Trước ngày 15/12/2026"}
        done = output.correct({"doc_id": like["doc_id"], "table": "tasks", "action": "add_row", "row": row})
        self.assertEqual(done.returncode, 0, done.stderr)
        task = output.task("Đo đạc lại")
        self.assertEqual((task["origin"], task["deadline_kind"], task["due_last_day"]), ("prose", "fixed", "2026-12-14"))
        done = output.correct({"doc_id": like["doc_id"], "table": "tasks", "action": "add_row",
                               "row": {"section_id": like["section_id"], "lead_raw": "Sở Y tế"}})
        self.assertEqual(done.returncode, 0, done.stderr)
        for again in (False, True):
            self.assertFalse(again and output.run_anew().returncode)
            (empty,) = (row for row in output.table("tasks") if row["task_text"] is None)
            self.assertEqual((empty["lead_raw"], empty["review_reasons"], empty["review_status"]), ("Sở Y tế", ["TASK_EMPTY"], "review"))
            agencies = [row["norm"] for row in output.table("task_agencies") if row["task_id"] == empty["task_id"]]
            self.assertEqual(agencies, ["Sở Y tế"])
        exported = lambda: empty["task_id"] in (output.export("jsonl")[1] / "tasks.jsonl").read_text(encoding="utf-8")
        self.assertFalse(exported())
        done = output.correct(output.set(empty, "task_text", "Tiêm phòng"), output.edit("accept", empty))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(exported())

    def test_all_that_may_be_written_is_said(self):
        output = Output(self.folder, plan=PLAN)
        (document,) = output.table("documents")
        done = output.correct(output.set(document, "type_code", "XYZ", "documents"))
        self.assertEqual(done.returncode, 3)
        self.assertIn("KHAC (Khác)", done.stderr)

    def test_says_what_is_not_there(self):
        output = Output(self.folder, plan=PLAN)
        for command, code in ((["correct", self.folder / "in", "--file", "/dev/null"], 4),
                              (["correct", output.out, "--file", "/absent"], 2),
                              (["correct", output.out, "--file", "/dev/null", "--actor", " "], 2),
                              (["correct", output.out, "--file", "/dev/null"], 0)):
            with self.subTest(command):
                done = program.run([CODAU, *command])
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertEqual((done.stdout, done.stderr.count("\n")), ("", 1))
        lines = json.dumps(output.set(output.task("Rà soát"), "note", "x"))
        done = program.run([CODAU, "correct", output.out, "--file", "-", "--quiet"], input=lines)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
