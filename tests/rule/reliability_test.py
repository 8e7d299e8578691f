#!/usr/bin/env python3
"""Confidence of values: examples for tools/evaluation/value_confidence.py, reliability.py and tools/make_calibration, each
worked out by hand."""
import importlib.machinery
import importlib.util
import math
import pathlib
import random
import sys
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from evaluation import reliability, review_order, value_confidence  # noqa: E402
from samples import invented  # noqa: E402

LOADER = importlib.machinery.SourceFileLoader("make_calibration", str(ROOT / "tools/make_calibration"))
make_calibration = importlib.util.module_from_spec(importlib.util.spec_from_loader("make_calibration", LOADER))
LOADER.exec_module(make_calibration)


class Rows:
    def __init__(self, evidence):
        self.evidence = evidence

    def rows(self, table):
        return self.evidence if table == "evidence" else []


def row(table, row_id, field, confidence):
    return {"table_name": table, "row_id": row_id, "field": field, "page_no": None, "confidence": confidence, "basis": "read"}


def value(confidence, right, kind="lead"):
    return value_confidence.Value(kind, confidence, right, "read", False, ("tasks", "t", "lead_raw"), "")


class Values(unittest.TestCase):
    def test_a_field_is_right_where_it_reads_the_same(self):
        evidence = value_confidence.Evidence(Rows([row("documents", "d", "code_number", 0.9), row("documents", "d", "signer_name", 0.8)]))
        made = {"doc_id": "d", "code_number": "07", "signer_name": "Vi Văn Thu", "subject": "không có chứng cứ"}
        truth = {"code_number": "07", "signer_name": "Vi Văn Thụ", "subject": "x"}
        found = value_confidence.of_fields(evidence, truth, made)
        self.assertEqual([(one.kind, one.confidence, one.right) for one in found], [("number", 0.9, True), ("signer", 0.8, False)])

    def test_each_truth_is_taken_once(self):
        left = value_confidence.Open(["a", "b"])
        self.assertEqual([left.take(one) for one in "aab"], [True, False, True])

    def test_a_task_that_is_not_there_has_wrong_values(self):
        evidence = value_confidence.Evidence(Rows([row("tasks", "t", "task_text", 0.9)]))
        made = {"task_id": "t", "task_text": "Rà soát", "ordinal_raw": None, "output": None, "budget_vnd": None, "deadlines": []}
        agencies = [{"task_id": "t", "seq": 1, "role": "lead", "raw": "Sở Y tế", "confidence": 0.7}]
        found = value_confidence.of_task(evidence, None, made, agencies, True)
        self.assertEqual([(one.kind, one.right, one.recognised) for one in found], [("task text", False, True), ("lead", False, True)])


class Reliability(unittest.TestCase):
    def test_error_is_the_distance_of_claims_from_counts(self):
        values = [value(0.9, True), value(0.9, False)] + [value(0.6, True)] * 2
        self.assertAlmostEqual(reliability.error(reliability.bins(values)), (0.4 * 2 + 0.4 * 2) / 4)
        self.assertAlmostEqual(reliability.brier(values), (0.01 + 0.81 + 2 * 0.16) / 4)

    def test_one_is_in_the_last_bin(self):
        self.assertEqual(reliability.bin_of(1.0), len(reliability.EDGES) - 2)
        self.assertEqual(reliability.bin_of(0.0), 0)


class Order(unittest.TestCase):
    def test_the_dearest_row_first(self):
        queue = [(5.0, "a", "tasks", "1"), (40.0, "b", "tasks", "2"), (7.0, "b", "tasks", "3"), (0.5, "c", "tasks", "4")]
        orders = review_order.orders(queue)
        self.assertEqual([row for _, row in orders["by cost"]], ["2", "3", "1", "4"])
        self.assertEqual([row for _, row in orders["by document"]], ["1", "2", "3", "4"])
        self.assertEqual(review_order.met(orders["by cost"], {("tasks", "2"): 3, ("tasks", "1"): 1, ("tasks", "3"): 0, ("tasks", "4"): 0})[0.25],
                         0.75)

    def test_an_agency_is_seen_in_its_task(self):
        one = value_confidence.Value("lead", 0.7, False, "read", False, ("task_agencies", "t|2", "raw"), "")
        self.assertEqual(review_order.row_of(one), ("tasks", "t"))


class Fit(unittest.TestCase):
    def test_a_curve_is_found_again(self):
        chance, points = random.Random(1), {}
        for kind in value_confidence.KINDS[:2]:
            points[kind] = {"plain": []}
            for _ in range(500):
                joint = chance.random()
                at = make_calibration.sureness(joint)
                points[kind]["plain"].append((at, chance.random() < make_calibration.chance(4, 0.8, at)))
        base, slope = make_calibration.fit(points, ["plain"])["number", "plain"]
        self.assertAlmostEqual(base, 4, delta=0.9)
        self.assertAlmostEqual(slope, 0.8, delta=0.3)

    def test_nothing_in_doubt_is_surest(self):
        self.assertEqual(make_calibration.sureness(1), 0)
        self.assertLess(make_calibration.sureness(0.5), make_calibration.sureness(0.9))

    def test_no_base_is_above_what_invented_documents_can_show(self):
        points = {kind: {"plain": [(0.0, True)] * 90} for kind in value_confidence.KINDS[:1]}
        for base, _ in make_calibration.fit(points, ["plain"]).values():
            self.assertLessEqual(base, math.log(0.995 / 0.005))


class Invented(unittest.TestCase):
    def test_a_plan_holds_its_truth(self):
        places = invented.places_before_reform(ROOT / "data/lexicon/places.tsv")
        for _, text, truth in invented.plans_of(5, places, ["Rà soát hồ sơ"]):
            self.assertIn(truth["fields"]["signer_name"], text)
            self.assertIn(truth["fields"]["subject"], text)
            self.assertTrue(truth["tasks"])
            for task in truth["tasks"]:
                self.assertIn(task["task_text"], text)


if __name__ == "__main__":
    unittest.main()
