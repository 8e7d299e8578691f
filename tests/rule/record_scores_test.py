#!/usr/bin/env python3
"""The judge of records judged: examples for tools/evaluation/record_scores.py, each worked out by hand."""
import copy
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from evaluation import record_scores as scores  # noqa: E402


def task(text, **other):
    return {"task_text": text, "output": None, "group_path": None, "lead": ["Văn phòng"], "coop": [],
            "deadlines": [{"kind": "none", "due_date": None, "due_op": None, "recurrence": None}]} | other


TRUTH = {
    "fields": {"type_code": "KH", "code_number": "07", "issued_place": "Hưng Yên", "plan_year": 2025, "priority": "normal",
               "secrecy": "none"},
    "recipients": ["Sở Nội vụ", "Lưu: VT"],
    "sections": [{"path": "I", "heading": "MỤC ĐÍCH"}, {"path": "I.-1", "heading": None}],
    "tasks": [task("Rà soát danh sách hộ nghèo trên địa bàn xã"),
              task("Báo cáo kết quả về huyện", deadlines=[{"kind": "fixed", "due_date": "2025-06-10", "due_op": "before"}])],
    "references": [{"type_code": "KH", "number": "07", "year": None, "notation": "KH-UBND", "issued_date": "2023-01-12",
                    "title": "về cải cách"},
                   {"type_code": "L", "number": None, "year": None, "notation": None, "issued_date": None, "title": "Luật Đất đai"}],
    "flags": ["NUMBER_BLANK"]}


def judged(change, key=scores.read_key):
    made = copy.deepcopy(TRUTH)
    change(made)
    return scores.judge(TRUTH, made, key)


class Keys(unittest.TestCase):
    def test_read_alike(self):
        for a, b in (("ỦY BAN – HĐND", "Uỷ ban-hđnd"), ("Lưu: VT.", "Lưu:VT"), (None, "")):
            self.assertEqual(scores.read_key(a), scores.read_key(b))
        self.assertNotEqual(scores.read_key("Tổ"), scores.read_key("Tô"))
        self.assertNotEqual(scores.read_key("07"), scores.read_key("7"))

    def test_folded_alike(self):
        self.assertEqual(scores.fold_key("Kỹ thuật số"), scores.fold_key("Kĩ thuât sô"))
        self.assertNotEqual(scores.fold_key("Tổ"), scores.fold_key("Tỉ"))


class Whole(unittest.TestCase):
    def test_the_truth_is_right(self):
        tally = judged(lambda made: None)
        self.assertEqual(tally.mean(), 1)
        self.assertEqual(tally.errors, [])
        self.assertEqual(tally.wanted["fields"], 4)  # an absent urgency mark counts nothing

    def test_parts_that_the_truth_leaves_out(self):
        tally = scores.judge({"fields": {}, "tasks": []}, copy.deepcopy(TRUTH) | {"fields": {}, "tasks": []}, scores.read_key)
        self.assertIsNone(tally.mean())

    def test_invented_tasks_count(self):
        tally = scores.judge({"fields": {}, "tasks": []}, copy.deepcopy(TRUTH) | {"fields": {}}, scores.read_key)
        self.assertEqual(tally.share("tasks"), 0)

    def test_sums(self):
        whole = scores.Tally()
        whole.add(judged(lambda made: None))
        whole.add(judged(lambda made: made["tasks"].pop()))
        self.assertEqual((whole.right["tasks"], whole.wanted["tasks"], whole.made["tasks"]), (3, 4, 3))


class Parts(unittest.TestCase):
    def test_fields(self):
        self.assertEqual(judged(lambda made: made["fields"].update(code_number="7")).share("fields"), 0.75)
        self.assertEqual(judged(lambda made: made["fields"].update(secrecy="mat")).share("fields"), 0.8)
        marks = {"issued_place": "Hưng Yen"}
        self.assertEqual(judged(lambda made: made["fields"].update(marks)).share("fields"), 0.75)
        self.assertEqual(judged(lambda made: made["fields"].update(marks), scores.fold_key).share("fields"), 1)

    def test_sections(self):
        tally = judged(lambda made: made["sections"].extend({"path": path, "heading": None} for path in (
            "header", "p1", "PL1.t2", "I.p1", "recipients")))
        self.assertEqual(tally.share("sections"), 1)  # only numbered sections and bullets are judged
        tally = judged(lambda made: made["sections"].append({"path": "P1.II.1.1.đ.-2", "heading": None}))
        self.assertAlmostEqual(tally.share("sections"), 4 / 5)
        tally = judged(lambda made: made["sections"].append({"path": "A.II.1", "heading": None}))
        self.assertAlmostEqual(tally.share("sections"), 4 / 5)  # parts with capital letters are numbered too
        tally = judged(lambda made: made["sections"][0].update(heading="MỤC TIÊU"))
        self.assertEqual((tally.share("sections"), tally.share("headings")), (1, 0.5))

    def test_headings_that_are_left_open(self):
        truth = copy.deepcopy(TRUTH)
        truth["sections"][0]["heading"] = scores.EITHER
        self.assertEqual(scores.judge(truth, copy.deepcopy(TRUTH), scores.read_key).share("headings"), 1)

    def test_tasks_are_paired_by_text(self):
        made = [task("Báo cáo kêt quả vê huyên"), task("Việc khác hẳn"), task("Rà soát danh sách hộ nghèo trên")]
        self.assertEqual(scores.pair_tasks(TRUTH["tasks"], made), [(1, 0)])
        made[2]["task_text"] += " địa bàn xa,"
        self.assertEqual(scores.pair_tasks(TRUTH["tasks"], made), [(0, 2), (1, 0)])

    def test_equal_texts_are_paired_by_place(self):
        same = [task("Báo cáo"), task("Báo cáo")]
        self.assertEqual(scores.pair_tasks(same, same), [(0, 0), (1, 1)])

    def test_agencies_and_deadlines(self):
        def change(made):
            made["tasks"][0].update(lead=["văn phòng", "Tư pháp"], coop=["Công an"])
            made["tasks"][1]["deadlines"][0].update(due_op="by")
        tally = judged(change)
        self.assertEqual((tally.share("lead"), tally.share("support"), tally.share("deadline kind")), (0.5, 0.5, 1))
        self.assertEqual((tally.right["due date"], tally.wanted["due date"]), (0, 1))

    def test_references(self):
        tally = judged(lambda made: made["references"][0].update(title="other", type_code=None))
        self.assertEqual(tally.share("references"), 1)  # a number says enough
        tally = judged(lambda made: made["references"][1].update(title="Luật Biển"))
        self.assertEqual(tally.share("references"), 0.5)

    def test_flags(self):
        self.assertEqual(judged(lambda made: made.update(flags=[])).share("flags"), 0)


if __name__ == "__main__":
    unittest.main()
