#!/usr/bin/env python3
"""The judge of real papers judged: examples for tools/evaluation/papers.py, each worked out by hand."""
import json
import pathlib
import sys
import unittest
import zlib

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from evaluation import papers  # noqa: E402

DUTY = "Rà soát danh sách hộ nghèo trên địa bàn xã, báo cáo Ủy ban nhân dân huyện"
NONE = [[{"kind": "none", "due_date": None, "due_op": None, "recurrence": None}]]


def truth(*tasks, **other):
    return {"fields": {}, "open": [], "references": [], "documents": 1,
            "tasks": [{"task_text": text, "lead": [["Văn phòng"]], "coop": None, "deadlines": NONE} for text in tasks]} | other


def document(*tasks, **other):
    return {"fields": {}, "flags": [], "sections": [], "references": [],
            "tasks": [{"task_text": text, "lead": ["Văn phòng"], "coop": [], "deadlines": []} for text in tasks]} | other


class Tasks(unittest.TestCase):
    def test_a_whole_text_is_found(self):
        counts = papers.judge("a", truth(DUTY), [document(DUTY)]).counts
        self.assertEqual((counts["found"], counts["text", "right"], counts["lead", "right"], counts["missed"]), (1, 1, 1, 0))

    def test_a_cut_text_is_found_but_not_whole(self):
        counts = papers.judge("a", truth(DUTY), [document(DUTY[:45])]).counts
        self.assertEqual((counts["found"], counts["text", "right"]), (1, 0))

    def test_another_text_is_added(self):
        counts = papers.judge("a", truth(DUTY), [document("Tổ chức hội thi kể chuyện cấp trường")]).counts
        self.assertEqual((counts["found"], counts["added"], counts["silent"]), (0, 1, 1))

    def test_a_text_of_an_open_passage_is_neither(self):
        counts = papers.judge("a", truth(open=["Điều 3. " + DUTY + "./."]), [document(DUTY)]).counts
        self.assertEqual((counts["open"], counts["added"]), (1, 0))

    def test_a_missed_task_is_told_by_a_reason_of_its_section(self):
        section = {"text": DUTY, "review_reasons": ["TABLE_RAGGED"]}
        counts = papers.judge("a", truth(DUTY), [document(sections=[section])]).counts
        self.assertEqual((counts["told"], counts["silent"]), (1, 0))

    def test_a_missed_task_is_told_by_the_document_only(self):
        counts = papers.judge("a", truth(DUTY), [document(flags=["HEADER_UNKNOWN"])]).counts
        self.assertEqual((counts["told"], counts["document"], counts["silent"]), (0, 1, 0))

    def test_a_missed_task_of_no_plan(self):
        counts = papers.judge("a", truth(DUTY), [document(flags=["NOT_A_PLAN"])]).counts
        self.assertEqual((counts["not a plan"], counts["silent"]), (1, 0))


class Values(unittest.TestCase):
    def test_one_of_several_answers_is_right(self):
        self.assertTrue(papers.same_names([["MTTQ", "các tổ chức"], ["MTTQ và các tổ chức"]], ["các tổ chức", "MTTQ"]))
        self.assertFalse(papers.same_names([["MTTQ", "các tổ chức"]], ["MTTQ"]))

    def test_an_operator_may_be_left_open(self):
        wanted = [[{"kind": "fixed", "due_date": "2012-10-20", "due_op": "*", "recurrence": None}]]
        self.assertTrue(papers.same_deadlines(wanted, [{"kind": "fixed", "due_date": "2012-10-20", "due_op": "on"}]))
        self.assertFalse(papers.same_deadlines(wanted, [{"kind": "fixed", "due_date": "2012-10-21", "due_op": "on"}]))
        self.assertTrue(papers.same_deadlines(NONE, []))

    def test_a_recurrence_is_typed_in_words(self):
        for word, right, wrong in (("monthly", "FREQ=MONTHLY;BYMONTHDAY=20", "FREQ=MONTHLY;INTERVAL=3"),
                                   ("quarterly", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY"),
                                   ("half_yearly", "FREQ=YEARLY;BYMONTH=6,12", "FREQ=YEARLY;BYMONTH=6"),
                                   ("yearly", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=3,6,9,12")):
            self.assertTrue(papers.recurs_as(word, right))
            self.assertFalse(papers.recurs_as(word, wrong))
        self.assertFalse(papers.recurs_as("daily", None))

    def test_a_reference_is_judged_once(self):
        one = {"number": "17", "notation": "CT-TTg", "year": None, "issued_date": "2020-04-13", "relation": "mentions"}
        counts = papers.judge("a", truth(references=[one | {"relation": ["basis"]}]), [document(references=[one, one])]).counts
        self.assertEqual((counts["references"], counts["references", "right"], counts["relations", "right"]), (1, 1, 0))

    def test_a_wanted_reference_named_again_without_date(self):
        one = {"number": "17", "notation": "CT-TTg", "year": None, "issued_date": "2020-04-13", "relation": "basis"}
        again, other = one | {"issued_date": None}, one | {"number": "18", "issued_date": None}
        counts = papers.judge("a", truth(references=[one | {"relation": ["basis"]}]), [document(references=[one, again, other])]).counts
        self.assertEqual((counts["references"], counts["references", "right"]), (2, 1))

    def test_a_header_value_that_is_not_printed(self):
        wanted = truth(fields={"code_number": [None], "code_notation": ["KH-UBND"]})
        counts = papers.judge("a", wanted, [document(fields={"code_number": "12", "code_notation": "KH-UBND"})]).counts
        self.assertEqual((counts["header"], counts["header", "right"]), (2, 1))


class Sealing(unittest.TestCase):
    def test_the_paper_opens_its_truth(self):
        line = papers.seal("a", b"paper", truth(DUTY))
        self.assertEqual(line["tasks"], 1)
        self.assertNotIn("danh sách", json.dumps(line, ensure_ascii=False))
        self.assertEqual(papers.unseal(line, b"paper"), truth(DUTY))

    def test_another_paper_does_not(self):
        line = papers.seal("a", b"paper", truth(DUTY))
        self.assertRaises((ValueError, zlib.error), papers.unseal, line, b"other")


if __name__ == "__main__":
    unittest.main()
