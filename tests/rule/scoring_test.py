#!/usr/bin/env python3
"""The judges judged: examples for tools/evaluation, each with an answer worked out by hand."""
import pathlib
import random
import sys
import tempfile
import unittest
import xml.dom.minidom

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from evaluation import (ablations, against, calibration, damage, fields, ocr, records, report, residual, restoration,  # noqa: E402
                        scoring, silent, tables, withheld, words)


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


class Against(unittest.TestCase):
    def test_names_what_is_wrong_in_a_word(self):
        for true, made, kind in (("hợp,", "hợp.", "sign"), ("Ban", "ban", "case"), ("12", "]2", "digit"),
                                 ("102/KH", "I02/KH", "digit"), ("nhằm", "nhăm", "mark"), ("UBND", "LBND", "letter"),
                                 ("cao", "nâng.cao", "letter"), ("4", None, "lost")):
            self.assertEqual(against.kind_of_change(true, made), kind, (true, made))

    def test_counts_words_that_only_one_program_reads(self):
        truth = ["a", "b", "c", "4"]
        change = against.Change()
        change.add((list(zip(truth, ["a", "x", "c", "4"])), 2), (list(zip(truth, ["a", "b", "y", None])), 0))
        self.assertEqual(change.row(), [4, 3, 2, 1, 2, "20.0", "6666.7", 0, 0, 0, 0, 1, 1, 2, 0])
        self.assertEqual(dict(change.worse), {("c", "y"): 1, ("4", None): 1})


WORDS = """# made
word\tadmin\tgeneral
ma\t40\t10
má\t10\t10
được\t5000\t5000
đươc\t1\t0
người\t900\t900
chết\t900\t900
chêt\t0\t1
lại\t900\t900
lai\t300\t300
"""


def reader_of(ambiguous=()):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "words.tsv"
        path.write_text(WORDS, encoding="utf-8")
        return words.Reader(words.Words(path), frozenset(ambiguous))


class Syllables(unittest.TestCase):
    def count(self, truth, produced, forgiving):
        score = sum(words.score(reader_of(), truth, produced, forgiving), words.Score())
        return score.right[words.ALL], score.total[words.ALL], score.extra

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

    def test_tags(self):
        line = reader_of(["ma"]).line("Má đi UBND xã, Hà Nội. Nay", 0, True)
        self.assertEqual([one.text for one in line if words.AMBIGUOUS in one.tags], ["Má"])
        self.assertEqual([one.text for one in line if words.CAPITALS in one.tags], ["UBND"])
        self.assertEqual([one.text for one in line if words.NAMES in one.tags], ["Hà", "Nội"])

    def test_lines_that_lack_their_marks(self):
        reader = reader_of()
        self.assertTrue(reader.words.lacks_marks("đươc"))
        self.assertTrue(reader.words.lacks_marks("nguoi"))
        self.assertFalse(reader.words.lacks_marks("lai"))  # a word of its own
        self.assertFalse(reader.words.lacks_marks("được"))
        self.assertTrue(reader.lacks_marks(reader.line("nguoi đươc chêt lại", 0, True)))
        self.assertFalse(reader.lacks_marks(reader.line("người được chêt lại", 0, True)))
        marked, lacking = words.score(reader, "người lại\nnguoi đươc chêt", "người lai\nngười được chết", True)
        self.assertEqual((marked.total[words.ALL], marked.right[words.ALL]), (2, 1))
        self.assertEqual((lacking.total[words.ALL], lacking.right[words.ALL]), (3, 0))

    def test_kinds_of_errors(self):
        for true, made, kind in (("cả", "cá", "tone"), ("tư", "tu", "shape mark"), ("từ", "tu", "shape+tone"),
                                 ("đo", "do", "đ/d"), ("hạn", "hận", "shape mark"), ("tám", "lám", "base letter"),
                                 ("Sở", "sở", "case"), ("một", None, "lost"), ("đơn", "dơn", "đ/d")):
            self.assertEqual(words.kind_of_error(true, made), kind, (true, made))


class Residual(unittest.TestCase):
    def test_classes(self):
        reader = reader_of()
        for line, true, made, expected in (
                ("đ) có", "đ", "d", "enumerators"), ("vui đươc", "đươc", "được", "bad truth"),
                ("ông An Hà", "hà", "ha", "names"), ("gửi HĐND", "hđnd", "hdnd", "abbreviations"),
                ("chữ josé", "josé", "jose", "foreign"), ("nay thì người lại", "lại", "lai", "frequent pairs"),
                ("nay thì ông má", "má", "mạ", "rare words")):
            score = sum(words.score(reader, line, line.lower().replace(true, made), True), words.Score())
            found = residual.classify(score, line, reader.words)
            self.assertEqual([name for name, errors in found.items() if errors], [expected], line)

    def test_rimes_are_those_of_vietnamese(self):
        for syllable in ("nghieng", "gi", "quoc", "khuyu", "uong", "y", "duong"):
            self.assertTrue(residual.SYLLABLE.fullmatch(syllable), syllable)
        for syllable in ("jose", "ubnd", "glazers", "street"):
            self.assertFalse(residual.SYLLABLE.fullmatch(syllable), syllable)


class Calibration(unittest.TestCase):
    def test_changes_are_judged_by_their_syllables(self):
        changes = [{"out_start": 0, "out_end": 5, "confidence": 0.95}, {"out_start": 6, "out_end": 10, "confidence": 0.65}]
        one = calibration.reliability("x", reader_of(), "chết lại", "chết lài", changes, True)
        self.assertEqual((one.total, one.right[9], one.right[6]), (2, 1, 0))
        self.assertAlmostEqual(one.error(), (0.05 + 0.65) / 2)

    def test_the_diagram_is_well_formed(self):
        one = calibration.Reliability("a set")
        for _ in range(calibration.ENOUGH):
            one.add(0.9, True)
        xml.dom.minidom.parseString(calibration.diagram([one] * 5))


class Damage(unittest.TestCase):
    def test_stripping(self):
        self.assertEqual(scoring.strip_marks("Đường đi ỞN"), "Duong di ON")

    def test_dropping(self):
        self.assertEqual(scoring.drop_extended("QUYẾT ĐỊNH"), "QUYT ĐNH")
        self.assertEqual(scoring.drop_extended("Lượng phân hữu cơ cần cung cấp"), "Lưng phân hu co cn cung cp")


    def test_encodings(self):
        letters = damage.legacy_letters("letter\tvni\ttcvn\tviscii\nế\teá\td5\taa\nẾ\tEÁ\t13\t8a\nê\teâ\taa\tea\n")
        self.assertEqual(damage.in_encoding("Kế", "TCVN3", letters), (b"K\xd5", "Kế"))
        self.assertEqual(damage.in_encoding("Ế", "TCVN3", letters), (b"\xd5", "Ế"))  # its capital is a font
        self.assertEqual(damage.in_encoding("Kế€", "VNI", letters), (b"Ke\xe1", "Kế"))
        self.assertEqual(damage.in_encoding("Kế", "CP1258", letters), (b"K\xea\xec", "Kế"))
        self.assertEqual(damage.as_characters(b"K\xd5"), "KÕ".encode())

    def test_keystrokes(self):
        self.assertEqual(damage.typed("được", damage.TELEX), "dduwowcj")
        self.assertEqual(damage.typed("Ủy", damage.TELEX), "Uyr")
        self.assertEqual(damage.typed("Đức", damage.VNI_KEYS), "D9u7c1")
        seen, places = damage.mistyped("ủy ban\nủy", damage.TELEX, 1)
        self.assertEqual((seen, places), ("uyr ban\nuyr", {(0, 0), (1, 0)}))
        self.assertEqual(damage.mistyped("ủy ban", damage.TELEX, 0), ("ủy ban", set()))


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
    def test_each_part_has_a_file_that_is_replaced(self):
        with tempfile.TemporaryDirectory() as folder:
            tables_folder = pathlib.Path(folder) / "tables"
            report.write("Other part", "keep", tables_folder)
            report.write("Task tables", "old", tables_folder)
            report.write("Task tables", "\nnew\n\n", tables_folder)
            self.assertEqual(sorted(one.name for one in tables_folder.iterdir()), ["other-part.md", "task-tables.md"])
            self.assertEqual((tables_folder / "task-tables.md").read_text(encoding="utf-8"), "# Task tables\n\nnew\n")

    def test_every_part_of_eval_has_its_file_in_the_repository(self):
        parts = (tables, fields, restoration, ocr, ablations, records, withheld, silent)
        known = {one.name for one in report.TABLES.iterdir()}
        self.assertEqual({part.TITLE.lower().replace(" ", "-") + ".md" for part in parts} - known, set())


if __name__ == "__main__":
    unittest.main()
