#!/usr/bin/env python3
"""The judges judged: examples for tools/evaluation, each with an answer worked out by hand."""
import pathlib
import random
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from evaluation import report, scoring, tables  # noqa: E402


def plain_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, above = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(above[j - 1] + (x != y), above[j] + 1, row[-1] + 1))
    return row[-1]


class Distance(unittest.TestCase):
    def test_counts_edits(self):
        self.assertEqual(scoring.distance("kế hoạch", "kê hoach"), 2)
        self.assertEqual(scoring.distance("", "abc"), 3)
        self.assertEqual(scoring.distance("abc", "abc"), 0)

    def test_agrees_with_the_plain_method(self):
        chance = random.Random(7)
        for _ in range(300):
            a, b = ("".join(chance.choices("abcđ ", k=chance.randrange(90))) for _ in range(2))
            self.assertEqual(scoring.distance(a, b), plain_distance(a, b), (a, b))

    def test_error_rate_folds_white_space_and_form(self):
        self.assertEqual(scoring.character_error_rate("Ế  a\n", "E\u0302\u0301 a"), 0)
        self.assertAlmostEqual(scoring.character_error_rate("abcd", "abxd"), 0.25)


class Align(unittest.TestCase):
    def test_finds_split_merge_and_swap(self):
        self.assertEqual(scoring.align(["a", "b", "c"], ["a", "x", "c"]), [("a", "a"), ("b", "x"), ("c", "c")])
        self.assertEqual(scoring.align(["a", "b"], ["a"]), [("a", "a"), ("b", None)])
        self.assertEqual(scoring.align([], ["a"]), [(None, "a")])

    def test_tiles_both_lists(self):
        chance = random.Random(8)
        for _ in range(200):
            a, b = (chance.choices("abc", k=chance.randrange(12)) for _ in range(2))
            pairs = scoring.align(a, b)
            self.assertEqual([x for x, _ in pairs if x is not None], a)
            self.assertEqual([y for _, y in pairs if y is not None], b)
            self.assertEqual(sum(x != y for x, y in pairs), plain_distance(a, b))


class Syllables(unittest.TestCase):
    def count(self, truth, produced, forgiving):
        judge = scoring.Syllables()
        judge.add(truth, produced, forgiving)
        return judge.right, judge.total, judge.extra

    def test_strict_and_forgiving(self):
        self.assertEqual(self.count("Hòa bình", "hoà binh", True), (1, 2, 0))
        self.assertEqual(self.count("Hòa bình", "hoà binh", False), (0, 2, 0))

    def test_placement_is_not_forgiven_behind_q(self):
        self.assertNotEqual(scoring.tone_key("quý"), scoring.tone_key("qúy"))
        self.assertEqual(scoring.tone_key("thuỷ"), scoring.tone_key("thủy"))

    def test_cut_words_count_as_wrong(self):
        self.assertEqual(self.count("việc làm", "vi¢c làm", False), (1, 2, 1))

    def test_lost_lines_do_not_shift_the_rest(self):
        self.assertEqual(self.count("a b\nc d", "a b\nx\nc d", False), (4, 4, 1))

    def test_ambiguous_are_counted_apart(self):
        judge = scoring.Syllables(frozenset(["ma"]))
        judge.add("má đi", "ma đi", True)
        self.assertEqual((judge.hard, judge.hard_right, judge.right), (1, 0, 1))


class Damage(unittest.TestCase):
    def test_stripping(self):
        self.assertEqual(scoring.strip_marks("Đường đi ỞN"), "Duong di ON")

    def test_dropping(self):
        self.assertEqual(scoring.drop_extended("QUYẾT ĐỊNH"), "QUYT ĐNH")
        self.assertEqual(scoring.drop_extended("Lượng phân hữu cơ cần cung cấp"), "Lưng phân hu co cn cung cp")


class Values(unittest.TestCase):
    def test_same_value(self):
        self.assertTrue(scoring.same_value("HĐND - UBND", "HĐND-UBND"))
        self.assertTrue(scoring.same_value("", None))
        self.assertFalse(scoring.same_value("07", "7"))

    def test_rows_for_the_table_judge(self):
        task = {"ordinal_norm": "3", "task_text": "x", "lead_raw": "- A\n- B", "coop_raw": None, "output": None,
                "deadline_raw": None, "group_path": "A/II", "group_text": "Một / Hai"}
        made = tables.produced(task)
        self.assertEqual(made["stt"], "3")
        self.assertEqual(made["cells"]["Cơ quan chủ trì"], "A\n- B")
        self.assertEqual(made["group_path"], ["A. Một", "II. Hai"])


class Report(unittest.TestCase):
    def test_sections_are_replaced_in_place(self):
        text = report.replace_section("# T\n\n## A\n\nold\n\n## B\n\nkeep\n", "A", "new")
        self.assertEqual(text, "# T\n\n## A\n\nnew\n\n## B\n\nkeep\n")
        self.assertEqual(report.replace_section("# T\n", "C", "x"), "# T\n\n## C\n\nx\n")


if __name__ == "__main__":
    unittest.main()
