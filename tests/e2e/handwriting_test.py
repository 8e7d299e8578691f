#!/usr/bin/env python3
"""Numbers and days that a pen wrote into a printed head: filled where they are read surely, else left open and offered.

usage: handwriting_test.py CODAU [unittest options]
"""
import json
import pathlib
import random
import sys
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent), str(HERE.parents[2] / "tools"), str(HERE.parents[2] / "tools/train")]
import numpy  # noqa: E402
from evaluation import hand_pages  # noqa: E402
from hand_lines import pen  # noqa: E402
from PIL import ImageChops  # noqa: E402
from program import CODAU, Document, Folder, run  # noqa: E402

DPI = 200
INK_TOP = 1.62  # inches
DIGIT_HEIGHT = 0.17  # inches


class Pen:
    """A hand that writes on a sheet."""

    def __init__(self, sheet, seed):
        self.sheet = sheet
        self.hand = pen.PenHand(random.Random(seed), numpy.random.default_rng(seed))

    def put(self, mask, base, x):
        left, top = self.sheet.to_pixels(x), self.sheet.to_pixels(INK_TOP + 0.17) - base
        place = (left, top, left + mask.width, top + mask.height)
        self.sheet.image.paste(ImageChops.multiply(self.sheet.image.crop(place), ImageChops.invert(mask)), place)

    def write(self, text, x):
        self.put(*self.hand.write(text, self.sheet.to_pixels(DIGIT_HEIGHT)), x)

    def scribble(self, x):
        self.put(*self.hand.scribble(self.sheet.to_pixels(DIGIT_HEIGHT)), x)


def draw_page(path, number, day, seed):
    """Writes a page whose number and day are written by hand; "*": a scribble; None: typed."""
    sheet = hand_pages.Sheet("L", DPI)
    hand_pages.print_plan(sheet)
    x = 0.9
    sheet.print(x, INK_TOP, "Số: 418/KH-UBND" if number is None else "Số:", 13, "Regular", "la")
    if number is not None:
        sheet.print(x + 0.95, INK_TOP, "/KH-UBND", 13, "Regular", "la")
    left = 4.1
    sheet.print(left, INK_TOP, f"Hà Nội, ngày {'16' if day is None else ''}", 13, "Italic", "la")
    sheet.print(left + 1.62, INK_TOP, "tháng 5 năm 2024", 13, "Italic", "la")
    writer = Pen(sheet, seed)
    for text, at in ((number, x + 0.42), (day, left + 1.18)):
        if text == "*":
            writer.scribble(at)
        elif text:
            writer.write(text, at)
    sheet.image.save(path, dpi=(DPI, DPI))


class HandwritingTest(unittest.TestCase):
    """One run over pages that differ in what a pen wrote."""

    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(Folder())
        (cls.path / "in").mkdir()
        for name, number, day, seed in (("sure", "25", "18", 4), ("typed", None, None, 0), ("scribble", "*", "*", 5),
                                        ("25-KH-UBND", "25", None, 4), ("blank", "", "", 0)):
            draw_page(cls.path / f"in/{name}.png", number, day, seed)
        run([CODAU, "run", cls.path / "in", "-o", cls.path / "out"])
        rows = [json.loads(line) for line in (cls.path / "out/records/documents.jsonl").read_text(encoding="utf-8").splitlines()]
        sources = [json.loads(line) for line in (cls.path / "out/records/sources.jsonl").read_text(encoding="utf-8").splitlines()]
        by_id = {row["doc_id"]: row for row in rows}
        cls.rows = {one["source_name"].removesuffix(".png"): by_id[one["doc_id"]] for one in sources}

    def text(self, name):
        return Document(self.path / "out", self.rows[name]["doc_id"]).text.read_text(encoding="utf-8")

    def test_what_is_read_surely_is_filled_in_and_marked(self):
        row = self.rows["sure"]
        self.assertEqual((row["code_number"], row["issued_date"]), ("25", "2024-05-18"))
        self.assertLessEqual({"NUMBER_HAND", "DATE_HAND"}, set(row["flags"]))
        self.assertIn("25/KH-UBND", self.text("sure").replace(" ", ""))
        self.assertIn("ngày 18 tháng 5", self.text("sure"))

    def test_a_name_of_the_file_is_a_witness(self):
        self.assertEqual(self.rows["25-KH-UBND"]["code_number"], "25")
        self.assertIn("NUMBER_HAND_NAMED", self.rows["25-KH-UBND"]["flags"])

    def test_type_stays_type(self):
        row = self.rows["typed"]
        self.assertEqual((row["code_number"], row["issued_date"]), ("418", "2024-05-16"))
        self.assertFalse({"NUMBER_HAND", "DATE_HAND"} & set(row["flags"]))

    def test_what_nobody_can_read_stays_open(self):
        for name in ("scribble", "blank"):
            row = self.rows[name]
            self.assertEqual((row["code_number"], row["issued_date"], row["issued_edtf"]), (None, None, "2024-05-XX"), name)
            self.assertLessEqual({"NUMBER_BLANK", "DATE_PARTIAL"}, set(row["flags"]), name)
        self.assertIn("[…]", self.text("scribble"))
        self.assertNotIn("[…]", self.text("blank"))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    CODAU = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
