#!/usr/bin/env python3
"""The count of handwritten values: examples for tools/evaluation/hand.py, each worked out by hand."""
import pathlib
import sys
import tempfile
import types
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from evaluation import hand  # noqa: E402

LABELS = """file\tkind\tnumber\tday\tmonth\thow_number\thow_day\thow_month\tdpi
xa-hl-1.n.png\tnumber\t07\t\t\thand\t\t\t200
xa-hl-1.d.png\tdate\t\t05\t02\t\thand\ttyped\t200
xa-kv-2.d.png\tdate\t\t16\t4\t\ttyped\thand\t
"""


def number(label, filled="", *offered, how="hand"):
    return hand.Value("a.n.png", "number", how, label, filled, offered)


def day(label, filled="", *offered, how="hand"):
    return hand.Value("a.d.png", "day", how, label, filled, offered)


def number_row(label, how="hand"):
    return {"file": "a.n.png", "kind": "number", "number": label, "how_number": how}


def date_row(day_label, month_label, how_day="hand", how_month="typed"):
    return {"file": "a.d.png", "kind": "date", "day": day_label, "month": month_label, "how_day": how_day, "how_month": how_month}


class Values(unittest.TestCase):
    def test_a_leading_zero_is_a_digit_of_a_number(self):
        self.assertTrue(number("07", "07").is_right)
        self.assertFalse(number("07", "7").is_right)
        self.assertFalse(number("7", "07").is_right)

    def test_a_leading_zero_is_none_of_a_day(self):
        self.assertTrue(day("5", "05").is_right)
        self.assertTrue(day("05", "05").is_right)
        self.assertFalse(day("5", "15").is_right)

    def test_a_value_that_is_not_filled_is_not_right(self):
        self.assertFalse(number("07").is_right)
        self.assertFalse(day("", "").is_right)

    def test_a_right_value_is_offered_if_it_is_filled_or_among_the_offers(self):
        self.assertTrue(number("07", "07").is_offered)
        self.assertTrue(number("07", "01", "02", "07").is_offered)
        self.assertTrue(day("7", "", "01", "07").is_offered)
        self.assertFalse(number("07", "01", "7", "Số07/KH-UBND").is_offered)


class Dates(unittest.TestCase):
    def test_forms(self):
        for text in ("2024-02-05", "05/02/2024", "05-02-2024", "Hạ Lũng, ngày 05 tháng 02 năm 2024"):
            self.assertEqual(hand.parse_date(text), {"day": "05", "month": "02"}, text)
        self.assertEqual(hand.parse_date("5/2/2024"), {"day": "5", "month": "2"})

    def test_unknown_parts(self):
        self.assertEqual(hand.parse_date("2024-02-XX"), {"day": "", "month": "02"})
        self.assertEqual(hand.parse_date("2024-XX-08"), {"day": "08", "month": ""})
        self.assertEqual(hand.parse_date("XXXX-11-08"), {"day": "08", "month": "11"})
        for text in (None, "", "2024", "ngày tháng năm 2024", "05/02/20245"):
            self.assertEqual(hand.parse_date(text), {"day": "", "month": ""}, text)


class Rows(unittest.TestCase):
    def test_a_number(self):
        made = hand.make_values(number_row("07"), {"code_number": "01", "issued_edtf": "2024-02-05"}, ["07", "1", "07"])
        self.assertEqual(made, [number("07", "01", "07", "1")])

    def test_a_date_has_a_day_and_a_month(self):
        made = hand.make_values(date_row("5", "02"), {"code_number": "07", "issued_edtf": "2024-02-XX"},
                                ["05/02/2024", "06/02/2024", "06/03/2024"])
        self.assertEqual([(one.part, one.how, one.label, one.filled, one.offered) for one in made],
                         [("day", "hand", "5", "", ("05", "06")), ("month", "typed", "02", "02", ("02", "03"))])
        self.assertEqual([(one.is_right, one.is_offered) for one in made], [(False, True), (True, True)])

    def test_a_page_without_a_document_fills_nothing(self):
        self.assertEqual(hand.make_values(number_row("07"), None, []), [number("07")])
        self.assertEqual([one.filled for one in hand.make_values(date_row("5", "2"), None, [])], ["", ""])

    def test_a_null_fills_nothing(self):
        document = {"code_number": None, "issued_edtf": None}
        self.assertEqual([one.filled for row in (number_row("07"), date_row("5", "2")) for one in hand.make_values(row, document, [])],
                         ["", "", ""])

    def test_strips_of_a_paper(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "labels.tsv").write_text(LABELS, encoding="utf-8")
            setting = types.SimpleNamespace(strips=pathlib.Path(folder), only=None, quick=False)
            papers = hand.read_labels(setting)
            self.assertEqual({name: [row["kind"] for row in rows] for name, rows in papers.items()},
                             {"xa-hl-1": ["number", "date"], "xa-kv-2": ["date"]})
            setting.only = "kv"
            self.assertEqual(list(hand.read_labels(setting)), ["xa-kv-2"])


class Report(unittest.TestCase):
    VALUES = [number("07", "07"), number("12", "72", "12"), number("30"), number("41", "47"), number("8", "8", how="typed"),
              day("5", "05"), day("6", "", "16"), day("9", "19", how="stamped")]

    def lines(self, values, with_details=False):
        return hand.make_report(values, with_details).split("\n")

    def test_a_line_for_each_group(self):
        self.assertEqual(self.lines(self.VALUES), [
            "number hand: 4 strips, 3 filled, 1 right, 2 wrong, 2 offered right",
            "number stamped: 0 strips, 0 filled, 0 right, 0 wrong, 0 offered right",
            "number typed: 1 strips, 1 filled, 1 right, 0 wrong, 1 offered right",
            "day hand: 2 strips, 1 filled, 1 right, 0 wrong, 1 offered right",
            "day typed: 0 strips, 0 filled, 0 right, 0 wrong, 0 offered right",
            "month hand: 0 strips, 0 filled, 0 right, 0 wrong, 0 offered right",
            "blank: 0 strips, 0 filled"])

    def test_details_have_intervals_and_what_is_not_right(self):
        lines = self.lines(self.VALUES, with_details=True)
        self.assertEqual(lines[0], "number hand: 4 strips, 3 filled, 1 right, 2 wrong, 2 offered right; "
                                   "wrong of filled 66.67 (9.43-99.16) %; filled of strips 75.00 (19.41-99.37) %")
        self.assertEqual(lines[1], "number stamped: 0 strips, 0 filled, 0 right, 0 wrong, 0 offered right")
        self.assertEqual(lines[6:], ["blank: 0 strips, 0 filled", "",
                                     "- a.n.png number hand: label 12, filled 72, offered 12",
                                     "- a.n.png number hand: label 30, filled nothing, offered nothing",
                                     "- a.n.png number hand: label 41, filled 47, offered nothing",
                                     "- a.d.png day hand: label 6, filled nothing, offered 16"])

    def test_blanks_count_by_strip(self):
        values = [number("", how="blank"), *hand.make_values(date_row("", "", "blank", "blank"), {"issued_edtf": "2024-02-05"}, [])]
        self.assertEqual(self.lines(values)[-1], "blank: 2 strips, 1 filled")
        self.assertEqual(self.lines(values, with_details=True)[-2:],
                         ["- a.d.png day blank: label blank, filled 05, offered nothing",
                          "- a.d.png month blank: label blank, filled 02, offered nothing"])


if __name__ == "__main__":
    sys.exit(unittest.main())
