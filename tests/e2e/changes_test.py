#!/usr/bin/env python3
"""export --since: applying the changes to an earlier export gives what an export gives now; and exports of an output
whose run was killed.

usage: changes_test.py CODAU [unittest options]
"""
import csv
import json
import signal
import sys
import time
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
PLAN = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ {commune}\tĐộc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND\t{commune}, ngày 03 tháng 02 năm 2024
{mark}KẾ HOẠCH
Phòng cháy, chữa cháy rừng năm 2024
Thực hiện Kế hoạch số {cited}/KH-UBND ngày 03/02/2024 của UBND xã {commune}, UBND xã xây dựng kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Bảo vệ rừng.
II. TỔ CHỨC THỰC HIỆN
1. Công an xã
- Tuần tra rừng đầu nguồn, báo cáo UBND xã trước ngày 25/4/2024.
2. {office}
- Tổng hợp kết quả, định kỳ hằng tháng báo cáo Chủ tịch.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""


def keyed(out, lines_of):
    """Rows by table and key, which the JSON Schema of a table does not tell: DDL does."""
    keys = json.loads((out / "records/datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: {"|".join(str(row[name]) for name in resource["schema"]["primaryKey"]): row
                               for row in lines_of(resource["name"])} for resource in keys["resources"]}


class Changes(program.MadeOnceTest):
    def setUp(self):
        self.out, self.inputs = self.path / "out", self.path / "in"
        super().setUp()

    def make(self):
        self.inputs.mkdir()
        for number, office in (("11", "Văn phòng"), ("12", "Trạm Y tế xã"), ("13", "Văn phòng")):
            self.write(number, office=office)
        self.run_codau()

    def write(self, number, mark="", cited="11", office="Văn phòng", commune="AN PHÚ"):
        text = PLAN.format(number=number, mark=mark, cited=cited, office=office, commune=commune)
        (self.inputs / f"{number}.txt").write_text(text, encoding="utf-8")

    def run_codau(self, *options, expected=0):
        done = program.run([CODAU, "run", self.inputs, "-o", self.out, "--quiet", "--formats", "csv,jsonl", *options])
        self.assertEqual(done.returncode, expected, done.stderr)

    def export(self, form, name, *options, expected=(0, 3)):
        target = self.path / name
        done = program.run([CODAU, "export", self.out, form, "-o", target, *options])
        self.assertIn(done.returncode, expected, done.stderr)
        return target, done.stderr

    def rows(self, form, target):
        def lines_of(table):
            if not (target / f"{table}.{form}").exists():
                return []
            if form == "csv":
                with (target / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                    return list(csv.DictReader(file))
            return [json.loads(line) for line in (target / f"{table}.jsonl").read_text(encoding="utf-8").split("\n")
                    if line]
        return keyed(self.out, lines_of)

    @staticmethod
    def indexed(target, into):
        """What a search engine holds after the bulk files; files in an order that should not matter."""
        for file in sorted((target / "bulk").glob("*.ndjson"), reverse=True):
            lines = iter(file.read_text(encoding="utf-8").split("\n")[:-1])
            for line in lines:
                (kind, where), = json.loads(line).items()
                key = (where["_index"], where["_id"])
                if kind == "delete":
                    into.pop(key, None)
                else:
                    into[key] = json.loads(next(lines))
        return into

    @staticmethod
    def take_away(rows, line):
        """Of due_dates a line names a deadline: all its days go."""
        if line["table"] != "due_dates":
            rows.pop(line["row_id"], None)
            return
        for key in [key for key in rows if key.startswith(line["row_id"] + "|")]:
            del rows[key]

    def apply(self, held, target):
        for line in map(json.loads, (target / "changes.jsonl").read_text(encoding="utf-8").split("\n")[:-1]):
            if line["op"] == "removed":
                self.take_away(held[line["table"]], line)
        for table, rows in self.rows("jsonl", target).items():
            held[table].update(rows)

    def test_flat_rows_follow_what_becomes_of_deadlines_and_copies(self):
        held, seq = {}, 0

        def follow():
            nonlocal seq
            target, _ = self.export("jsonl", "feed", "--since", str(seq), "--include-unreviewed", "--force")
            seq = json.loads((target / "manifest.json").read_text())["seq"]
            self.apply(held, target) if held else held.update(self.rows("jsonl", target))
            now = self.rows("jsonl", self.export("jsonl", "now", "--include-unreviewed", "--force")[0])
            self.assertEqual(held, now)
            return now

        now = follow()
        self.assertGreater(len(now["due_dates"]), len(now["plan_tasks"]))
        first, = (key for key, row in now["documents"].items() if row["code_number"] == "11")
        task = next(row for row in now["tasks"].values() if row["due_date"] and row["doc_id"] == first)
        months = {row["due_day"] for row in now["due_dates"].values() if row["doc_id"] == task["doc_id"]}

        def correct(**edit):
            (self.path / "edit.jsonl").write_text(json.dumps(edit) + "\n", encoding="utf-8")
            done = program.run([CODAU, "correct", self.out, "--file", self.path / "edit.jsonl", "--actor", "Lan"])
            self.assertEqual(done.returncode, 0, done.stderr)

        def edit(action, **more):
            correct(doc_id=task["doc_id"], table="tasks", row_id=task["task_id"], action=action, **more)
            return {row["due_day"] for row in follow()["due_dates"].values() if row["doc_id"] == task["doc_id"]}

        self.assertEqual(edit("set", field="deadline_raw", value="trước ngày 30/9/2024") - months, {"2024-09-29"})
        self.assertLess(edit("reject"), months, "a task that is rejected is due no more")
        # The same plan again, worse: the first counts; when that goes, the copy does.
        text = (self.inputs / "13.txt").read_text(encoding="utf-8")
        (self.inputs / "14.txt").write_text(text.replace("\n", " \n"), encoding="utf-8")
        self.run_codau()
        now = follow()
        count = len(now["plan_tasks"])
        same = [row["doc_id"] for row in now["documents"].values() if row["code_number"] == "13"]
        counted, = {row["doc_id"] for row in now["plan_tasks"].values() if row["doc_id"] in same}
        self.assertEqual(program.run([CODAU, "remove", self.out, counted]).returncode, 0)
        self.run_codau()
        now = follow()
        other, = set(same) - {counted}
        self.assertEqual((len(now["plan_tasks"]), other in {row["doc_id"] for row in now["plan_tasks"].values()}), (count, True))
        self.assertEqual(program.run([CODAU, "remove", self.out, other]).returncode, 0)
        self.run_codau()
        self.assertLess(len(follow()["plan_tasks"]), count)

    def change_everything(self):
        """A new document, one that is another now, one taken out, one that turned out to be secret."""
        self.write("14", cited="12")
        self.write("13", cited="14", office="Hội Nông dân xã")
        self.write("12", mark="MẬT\n", office="Trạm Y tế xã")
        ids = {row["code_number"]: key for key, row in self.rows("jsonl", self.export("jsonl", "ids")[0])["documents"]
               .items()}
        done = program.run([CODAU, "remove", self.out, ids["11"]])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.run_codau("--allow-secret", "--prune")

    def test_changes_make_of_the_first_export_the_last(self):
        first, seqs = {}, {}
        for form in ("csv", "jsonl", "opensearch"):
            options = ["--provenance"] if form == "csv" else []
            target, told = self.export(form, f"{form}-0", "--since", "0", *options)
            seqs[form] = json.loads((target / "manifest.json").read_text())["seq"]
            self.assertIn(f"--since {seqs[form]}", told)
            first[form] = self.indexed(target, {}) if form == "opensearch" else self.rows(form, target)
            full = self.export(form, f"{form}-full", *options)[0]
            self.assertEqual((target / f"evidence.{form}").exists(), form == "csv")
            self.assertEqual(first[form], self.indexed(full, {}) if form == "opensearch" else self.rows(form, full))
        self.change_everything()
        for form in ("csv", "jsonl"):
            options = ["--provenance"] if form == "csv" else []
            target, _ = self.export(form, f"{form}-1", "--since", str(seqs[form]), *options)
            held = first[form]
            ops = set()
            for line in map(json.loads, (target / "changes.jsonl").read_text(encoding="utf-8").split("\n")[:-1]):
                self.assertEqual(list(line), ["seq", "doc_id", "change", "table", "row_id", "op"])
                self.assertGreater(line["seq"], seqs[form])
                ops.add((line["change"], line["op"]))
                if line["op"] == "removed":
                    self.take_away(held[line["table"]], line)
            for table, rows in self.rows(form, target).items():
                held[table].update(rows)
            self.assertLessEqual({("added", "added"), ("removed", "removed")}, ops)
            self.assertEqual(held, self.rows(form, self.export(form, f"{form}-now", *options)[0]))
            self.assertLess(len(self.rows(form, target)["documents"]), 4)
        target, _ = self.export("opensearch", "opensearch-1", "--since", str(seqs["opensearch"]))
        self.assertEqual(self.indexed(target, first["opensearch"]),
                         self.indexed(self.export("opensearch", "opensearch-now")[0], {}))
        last = json.loads((target / "manifest.json").read_text())["seq"]
        target, _ = self.export("jsonl", "nothing", "--since", str(last))
        self.assertEqual((target / "changes.jsonl").read_text(), "")
        self.assertEqual(sum(len(rows) for rows in self.rows("jsonl", target).values()), 0)

    def test_what_a_person_keeps_back_later_is_removed(self):
        target, _ = self.export("jsonl", "all", "--since", "0", "--include-unreviewed")
        seq = json.loads((target / "manifest.json").read_text())["seq"]
        self.assertGreater(seq, 0)
        self.write("11", mark="MẬT\n")
        self.run_codau("--prune", expected=3)  # the document of before is gone, the new one secret
        target, _ = self.export("opensearch", "gone", "--since", str(seq))
        deleted = (target / "bulk/deleted-0001.ndjson").read_text(encoding="utf-8").split("\n")[:-1]
        self.assertIn("codau-documents-v1", "".join(deleted))
        for line in deleted:
            self.assertEqual(list(json.loads(line)), ["delete"])

    def test_other_forms_and_numbers_ahead_are_refused(self):
        for form, *options in (("xlsx",), ("xlsx-full",), ("sqlite",), ("csv-excel",), ("postgres",), ("jsonl", "--nested")):
            told = self.export(form, "refused", "--since", "0", *options, expected=(2,))[1]
            self.assertIn("--since", told)
            self.assertFalse((self.path / "refused").exists())
        self.export("csv", "begun", "--since", "0")
        told = self.export("csv", "begun", "--since", "1", "--provenance", expected=(2,))[1]
        self.assertIn("--since 0", told, "a feed goes on as it was begun")
        self.export("csv", "begun", "--since", "0", "--provenance")
        self.export("csv", "begun", "--since", "1", expected=(2,))
        self.export("csv", "begun", "--since", "1", "--provenance")
        self.export("csv", "refused", "--since", "999", expected=(2,))
        self.export("csv", "refused", "--since", "-1", expected=(2,))
        self.export("csv", "refused", "--since", "x", expected=(2,))
        self.assertFalse((self.path / "refused").exists())

    def test_an_output_whose_run_was_killed_is_exported_with_a_note(self):
        self.assertNotIn("codau run", self.export("csv", "whole")[1])
        for number in range(100, 250):
            self.write(str(number), commune=f"SỐ {number}")
        run = program.start([CODAU, "run", self.inputs, "-o", self.out, "--quiet", "--jobs", "1"])
        program.wait_until(lambda: len(program.texts(self.out)) > 40)
        target, told = self.export("jsonl", "meanwhile")
        if run.poll() is None:
            self.assertIn("nhất quán nhưng chưa đầy đủ", told)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        time.sleep(0.1)
        target, told = self.export("jsonl", "killed")
        self.assertIn("nhất quán nhưng chưa đầy đủ", told)
        rows = self.rows("jsonl", target)
        self.assertGreater(len(rows["documents"]), 3)
        for task in rows["tasks"].values():
            self.assertIn(task["doc_id"], rows["documents"])
        target, told = self.export("jsonl", "english", "--lang", "en")
        self.assertIn("consistent but not complete", told)
        feed, _ = self.export("jsonl", "feed", "--since", "0")
        self.assertEqual(self.rows("jsonl", feed), rows)
        self.run_codau("--formats", "csv,jsonl")
        self.assertNotIn("codau run", self.export("jsonl", "killed")[1])


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
