#!/usr/bin/env python3
"""The count of silent errors: examples for tools/evaluation/silent.py, each worked out by hand, and the truth of
tools/make_pages --key-values."""
import copy
import datetime
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from evaluation import report, silent  # noqa: E402
from samples import key_values  # noqa: E402

TRUTH = {
    "fields": {"code_number": "07", "code_notation": "KH-UBND", "issued_edtf": "2024-02-05"},
    "tasks": [{"ordinal": "1", "task_text": "Rà soát hộ nghèo trên địa bàn xã", "budget_vnd": 15000000,
               "deadlines": [{"due_date": "2024-06-10", "start_date": "2024-05-02"}]},
              {"ordinal": "2", "task_text": "Báo cáo kết quả về huyện", "budget_vnd": None,
               "deadlines": [{"due_date": "2024-11-20", "start_date": None}]}],
    "references": [{"type_code": "QĐ", "number": "2041", "year": None, "notation": "QĐ-TTg", "issued_date": "2019-08-21"},
                   {"type_code": "CV", "number": "2014", "year": None, "notation": "STC-QLNS", "issued_date": "2020-01-15"}]}


def made():
    """As the program would write it, without an error."""
    rows = [{"origin": "table", "ordinal_norm": one["ordinal"], "task_text": one["task_text"], "budget_vnd": one["budget_vnd"],
             "deadlines": copy.deepcopy(one["deadlines"]), "review_reasons": [], "review_status": "ok"}
            for one in TRUTH["tasks"]]
    return {"fields": TRUTH["fields"] | {"review_reasons": [], "review_status": "ok"}, "tasks": rows,
            "references": [one | {"confidence": 0.9} for one in TRUTH["references"]]}


def counted(change):
    read, count = made(), silent.Count()
    change(read)
    count.add("a.pdf", "clean", TRUTH, read)
    return count


def flag(row, *reasons):
    row.update(review_reasons=list(reasons), review_status="review")


class Outcomes(unittest.TestCase):
    def test_all_is_right(self):
        count = counted(lambda read: None)
        self.assertEqual(count.of(), [13, 0, 0, 0, 0])  # 3, 4 and 2 of the tasks, 4; what is neither printed nor read is none
        self.assertEqual(count.of("start_date"), [1, 0, 0, 0, 0])

    def test_silent(self):
        count = counted(lambda read: read["fields"].update(code_number="67"))
        self.assertEqual(count.of("code_number", "clean"), [0, 0, 0, 0, 1])
        self.assertEqual([(file, one.column, one.read, one.true) for file, one in count.wrong],
                         [("a.pdf", "code_number", "67", "07")])
        self.assertIn("- a.pdf code_number: read 67, true 07", silent.wrong_of(count, silent.SILENT))

    def test_a_leading_zero_is_a_digit(self):
        self.assertEqual(counted(lambda read: read["fields"].update(code_number="7")).of("code_number")[-1], 1)

    def test_a_value_not_read_is_wrong(self):
        self.assertEqual(counted(lambda read: read["tasks"][0].update(budget_vnd=None)).of("budget_vnd"), [0, 0, 0, 0, 1])
        self.assertEqual(counted(lambda read: read["tasks"][1].update(budget_vnd=5)).of("budget_vnd"), [1, 0, 0, 0, 1])

    def test_a_reason_names_its_column_only(self):
        def change(read):
            read["fields"].update(code_number="67", issued_edtf="2024-02-06")
            flag(read["fields"], "DATE_PADDING")
        count = counted(change)
        self.assertEqual(count.of("issued_date"), [0, 0, 1, 0, 0])
        self.assertEqual(count.of("code_number"), [0, 0, 0, 1, 0])

    def test_information_that_names_the_column_is_a_flag(self):
        def change(read):
            read["tasks"][0].update(ordinal_norm="7", review_reasons=["NUM_REPAIRED"])
        self.assertEqual(counted(change).of("ordinal_norm"), [1, 0, 1, 0, 0])

    def test_right_but_flagged(self):
        self.assertEqual(counted(lambda read: flag(read["tasks"][0], "ORDINAL_DUP")).of("ordinal_norm"), [1, 1, 0, 0, 0])

    def test_a_row_in_review_for_another_cell(self):
        def change(read):
            read["tasks"][1]["deadlines"][0]["due_date"] = "2024-11-29"
            flag(read["tasks"][1], "OCR_LOW_CONF")
        self.assertEqual(counted(change).of("due_date"), [1, 0, 0, 1, 0])

    def test_a_reading_in_another_column_is_no_flag(self):
        def change(read):
            read["references"][0]["number"] = "2047"
            flag(read["fields"], "NUMBER_PROPOSED")
        self.assertEqual(counted(change).of("ref number"), [1, 0, 0, 0, 1])

    def test_a_doubtful_citation_is_that_of_low_confidence(self):
        def change(read):
            flag(read["fields"], "REF_UNSURE")
            for one, confidence in zip(read["references"], (0.5, 0.9)):
                one.update(number="1", confidence=confidence)
        self.assertEqual(counted(change).of("ref number"), [0, 0, 1, 0, 1])


class Rows(unittest.TestCase):
    def test_missing_and_added_rows_are_counted_apart(self):
        def change(read):
            read["tasks"][0]["task_text"] = "Một việc khác hẳn không ai giao"
            del read["references"][0]
        count = counted(change)
        self.assertEqual(sum(count.of()), 7)
        self.assertEqual({key: number for key, number in count.rows.items() if number},
                         {("tasks", "clean", "missing"): 1, ("tasks", "clean", "added"): 1, ("doc_refs", "clean", "missing"): 1})

    def test_a_document_that_was_not_read_is_a_missing_row(self):
        count = counted(lambda read: read.update(fields={}))
        self.assertEqual((sum(count.of()), count.rows["documents", "clean", "missing"]), (0, 1))

    def test_citations_are_paired_by_what_is_alike(self):
        def change(read):
            read["references"].reverse()
            read["references"][1]["issued_date"] = "2019-08-27"
        count = counted(change)
        self.assertEqual((count.of("ref number"), count.of("ref date")), ([2, 0, 0, 0, 0], [1, 0, 0, 0, 1]))

    def test_a_title_that_was_not_typed_parts_no_citations(self):
        count = counted(lambda read: read["references"][0].update(title="về việc phê duyệt chương trình của tỉnh đến năm 2030"))
        self.assertEqual(sum(count.rows.values()), 0)

    def test_ordinals_of_prose_are_not_typed(self):
        self.assertEqual(silent.task_values({"ordinal": None}, {"ordinal_norm": "a"}), [])

    def test_deadlines_of_one_date_are_paired_first(self):
        wanted = [{"due_date": "2024-06-10"}, {"due_date": "2024-12-05"}]
        self.assertEqual(silent.pair_dues(wanted, [{"due_date": "2024-12-05"}]), [(wanted[1], wanted[1]), (wanted[0], {})])

    def test_prose_is_left_out_where_tables_alone_are_typed(self):
        read, count = made(), silent.Count()
        read["tasks"].append(read["tasks"][0] | {"origin": "prose", "task_text": "Đọc loa truyền thanh ở các thôn"})
        count.add("a.pdf", "scan", {"fields": {}, "tasks": TRUTH["tasks"], "only_tables": True}, read)
        self.assertEqual(count.rows["tasks", "scan", "added"], 0)


class Intervals(unittest.TestCase):
    def test_clopper_and_pearson(self):
        for part, whole, low, high in ((0, 10, 0, 0.3085), (1, 10, 0.0025, 0.4450), (10, 10, 0.6915, 1),
                                       (5, 5000, 0.0003, 0.0023)):
            for got, expected in zip(report.bounds(part, whole), (low, high)):
                self.assertAlmostEqual(got, expected, 4)
        self.assertEqual(report.interval(1, 10), "10.00 (0.25-44.50)")


class MadePages(unittest.TestCase):
    def test_dates_are_printed_as_the_law_asks(self):
        self.assertEqual([key_values.printed(datetime.date(2024, *day)) for day in ((2, 5), (3, 5), (12, 25))],
                         ["05/02/2024", "05/3/2024", "25/12/2024"])

    def test_an_amount_is_what_it_says(self):
        unit = {"đồng": 1, "triệu": 10**6, "tỷ": 10**9}
        for seed in range(40):
            text, amount = key_values.money(random.Random(seed))
            number, name = text.split()[:2]
            self.assertEqual(round(float(number.replace(".", "").replace(",", ".")) * unit[name]), amount, text)

    def test_the_truth_is_on_the_pages(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder)
            plans = sorted((ROOT / "data/samples-source").glob("*.toml"))
            subprocess.run([ROOT / "tools/make_pages", out, *plans, "--key-values", "1", "--levels", "fax", "--share", "1",
                            "--seed", "5"], check=True, stdout=subprocess.DEVNULL)
            pages = " ".join(path.read_text(encoding="utf-8") for path in sorted(out.glob("truth/*.gt.txt")))
            printed = " ".join(pages.split())
            truth = json.loads((out / "truth/key001.truth.json").read_text(encoding="utf-8"))
        self.assertIn("Số: {code_number}/{code_notation}".format(**truth["fields"]), printed)
        self.assertEqual([one["ordinal"] for one in truth["tasks"] if one["ordinal"]], [str(k) for k in range(1, 13)])
        for one in truth["tasks"]:
            self.assertIn(one["task_text"].split(",")[0][:40], printed)
        for one in truth["references"]:
            self.assertIn(key_values.printed(datetime.date.fromisoformat(one["issued_date"])), printed)


if __name__ == "__main__":
    sys.exit(unittest.main())
