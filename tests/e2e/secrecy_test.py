"""Scans with a stamp of secrecy are stopped whatever its colour; harmless stamps stop nothing (standards 3.12, 13.15).

usage: secrecy_test.py CODAU
"""
import os
import random
import sys
import unittest

import program
from PIL import Image, ImageDraw, ImageFont, ImageOps

sys.dont_write_bytecode = True
sys.path.insert(0, str(program.ROOT / "tools"))
from samples import marks, scan, typeset  # noqa: E402

PLAN = program.ROOT / "tests/accuracy/plans/attp-tinh.txt"
DPI = 200
STAMPS = {
    "red.pdf": marks.Stamp("MẬT", "red", angle=-7),
    "blue.pdf": marks.Stamp("TỐI MẬT", "blue", frame="single", angle=5),
    "black.pdf": marks.Stamp("TUYỆT MẬT", "black", angle=9),
    "over.pdf": marks.Stamp("MẬT", "black", frame="single", angle=8, scale=1.3, over=True),
    "bare.pdf": marks.Stamp("MẬT", "black", frame="none", angle=3, scale=1.3, over=True),
    "urgent.pdf": marks.Stamp("KHẨN", "red", angle=-4),
    "public.pdf": marks.Stamp("CÔNG KHAI", "black", angle=3),
}
# Pages that bear nothing but one large word: the word, points, typeface, ink, turn and slant in degrees.
ALONE = {
    "large.png": ("MẬT", 36, "liberation2/LiberationSerif-Bold", 0, 0, 0),
    "upside-down.png": ("TUYỆT MẬT", 48, "dejavu/DejaVuSans-Bold", 150, 180, 4),
    "sideways.png": ("TỐI MẬT", 24, "liberation2/LiberationSerif-Regular", 60, 90, 0),
    "small-upside-down.png": ("MẬT", 14, "liberation2/LiberationSerif-Bold", 0, 180, 0),
    "title.png": ("BẬT", 36, "liberation2/LiberationSerif-Bold", 0, 0, 0),
    "cover.png": ("KẾ HOẠCH", 48, "dejavu/DejaVuSerif-Bold", 0, 180, 0),
}
SECRET = ("red.pdf", "blue.pdf", "black.pdf", "over.pdf", "bare.pdf", "draft.pdf", "covered.pdf", "large.png",
          "upside-down.png", "sideways.png", "small-upside-down.png")


def write_scan(path, stamp):
    chance = random.Random(f"secrecy {stamp.text}")
    page, _ = marks.first_page(PLAN, typeset.Manner(), chance)
    marks.in_colour(page, DPI)
    marks.put(page, stamp, DPI, chance)
    path.write_bytes(scan.pdf([page.image], DPI, 80))


def lone_word(text, points, face, ink, turn, slant):
    page = Image.new("L", (8 * DPI, 11 * DPI), 250)
    font = ImageFont.truetype(f"{marks.TYPE}{face}.ttf", points * DPI // 72)
    ImageDraw.Draw(page).text((4 * DPI, 3 * DPI), text, ink, font, "mm")
    return page.rotate(slant, Image.BICUBIC, fillcolor=250).rotate(turn, expand=True)


def write_covered(path):
    """A cover that bears a large mark, and a plan behind it that bears none."""
    page, _ = marks.first_page(PLAN, typeset.Manner(), random.Random("secrecy covered"))
    cover = lone_word("MẬT", 30, "liberation2/LiberationSerif-Bold", 0, 0, 0)
    path.write_bytes(scan.pdf([cover, scan.small(page.image, DPI).convert("L")], DPI, 80))


def write_draft(path):
    """A pale MẬT, and a DỰ THẢO below that is read well and reaches over it."""
    chance = random.Random("secrecy draft")
    page, _ = marks.first_page(PLAN, typeset.Manner(), chance)
    marks.in_colour(page, DPI)
    pale = marks.Stamp("MẬT", "blue", frame="single", scale=1.3, strength=0.4)
    (left, top, right, _), _ = marks.put(page, pale, DPI, chance)
    mask = marks.drawn(marks.Stamp("DỰ THẢO", "black", frame="single", scale=1.3), DPI)
    marks.lay(page, mask, marks.COLOURS["black"], (left + right - mask.width) // 2, top + marks.dots(5, DPI), chance)
    path.write_bytes(scan.pdf([page.image.convert("L")], DPI, 80))


def write_behind(path):
    """The head of a column of the page behind shines through: in a mirror "Thời hạn" looks like a mark in its frame."""
    chance = random.Random("secrecy behind Thời hạn")
    page, _ = marks.first_page(PLAN, typeset.Manner(), chance)
    marks.in_colour(page, DPI)
    mask = ImageOps.mirror(marks.drawn(marks.Stamp("Thời hạn", "black", frame="single", scale=0.8), DPI))
    marks.lay(page, mask, (185, 185, 185), marks.dots(15, DPI), marks.dots(13, DPI), chance)
    path.write_bytes(scan.pdf([page.image.convert("L")], DPI, 80))


class Secrecy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        (cls.path / "in").mkdir()
        for name, stamp in STAMPS.items():
            write_scan(cls.path / "in" / name, stamp)
        for name, word in ALONE.items():
            lone_word(*word).save(cls.path / "in" / name, dpi=(DPI, DPI))
        write_covered(cls.path / "in/covered.pdf")
        write_draft(cls.path / "in/draft.pdf")
        write_behind(cls.path / "in/behind.pdf")
        cls.out = cls.path / "out"
        cls.done = program.run([CODAU, "run", cls.path / "in", "-o", cls.out, "--until", "document"])

    def test_each_colour_is_stopped_and_nothing_harmless_is(self):
        self.assertEqual(self.done.returncode, 3, self.done.stderr)
        codes = {reject["file"]: reject["code"] for reject in program.rejects_of(self.out)}
        self.assertEqual(sorted(codes), sorted(SECRET))
        self.assertLessEqual(set(codes.values()), {"SECRET", "SECRET_SUSPECTED"})
        for reject in program.rejects_of(self.out):
            self.assertFalse(program.Document(self.out, reject["doc_id"]).text.exists())
        harmless = set(os.listdir(self.path / "in")) - set(SECRET)
        self.assertEqual(len(program.texts(self.out)), len(harmless))

    def test_leave_lifts_it(self):
        out = self.path / "allowed"
        done = program.run([CODAU, "run", *(self.path / "in" / name for name in SECRET), "-o", out, "--until",
                            "document", "--allow-secret"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(program.texts(out)), len(SECRET))

    def test_records_of_others_stay_where_nothing_of_it_was_ever_kept(self):
        out = self.path / "others"
        self.assertEqual(program.run([CODAU, "run", self.path / "in/urgent.pdf", "-o", out]).returncode, 0)
        before = sorted((out / "records").rglob("*"))
        done = program.run([CODAU, "run", self.path / "in" / SECRET[0], "-o", out, "--until", "document"])
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertEqual(sorted((out / "records").rglob("*")), before)

    def test_what_an_earlier_run_was_allowed_to_keep_goes_with_the_leave(self):
        out = self.path / "earlier"
        scan = self.path / "in" / SECRET[0]
        words = "Độc lập"
        for options in (["--allow-secret"], ["--until", "document"]):
            program.run([CODAU, "run", scan, "-o", out, *options])
            left = [path for path in out.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]
            self.assertEqual(bool(left), "--allow-secret" in options, left)


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
