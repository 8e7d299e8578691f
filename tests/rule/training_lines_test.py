"""What the network for lines learns from: each line's text is what is printed there, and pages without print have none."""
import importlib.machinery
import importlib.util
import io
import json
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

from PIL import Image, ImageDraw, ImageFont

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools"))
from samples import no_print, texts  # noqa: E402


def program(path):
    """A program without an ending, as a module."""
    loader = importlib.machinery.SourceFileLoader(path.name, str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(path.name, loader))
    loader.exec_module(module)
    return module


make_lines = program(ROOT / "tools/train/make_lines")
PAGE = """PHỤ LỤC
Quét dọn các dãy hàng rau, hàng thịt sau mỗi phiên chợ
Kết quả
STT
12345
XIV.
2.345.678
c)
1234
b
456,78
10.11.12
99.000
C
C.
Nơi nhận: Như trên
"""


class Texts(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.truth = self.truth_of(PAGE)

    def truth_of(self, *pages):
        paths = [pathlib.Path(self.folder) / f"{number}.gt.txt" for number in range(len(pages))]
        for path, page in zip(paths, pages):
            path.write_text(page, encoding="utf-8")
        return make_lines.Truth(paths)

    def test_between_two_long_numbers_stands_a_short_cell(self):
        self.assertEqual(self.truth.between, {("12345", "2.345.678"): "XIV.", ("456,78", "99.000"): "10.11.12"})

    def test_a_cell_is_what_stands_there_whatever_was_read(self):
        for read in ("XlV", "", "|", "Quét dọn các dãy hàng rau, hàng thịt"):
            self.assertEqual(self.truth.of(read, "12345", "2.345.678"), "XIV.", read)

    def test_where_a_number_beside_was_misread_the_cell_must_be_known_by_itself(self):
        self.assertEqual(self.truth.of("XIV", "1234S", "2.345.678"), "XIV.")
        self.assertIsNone(self.truth.of("XlV.", "1234S", "2.345.678"))
        self.assertIsNone(self.truth.of("C", "99.0OO", ""), "C or C. or c)")
        self.assertIsNone(self.truth.of(".", "", ""))

    def test_cells_of_the_next_page_go_on_from_the_last_one(self):
        truth = self.truth_of("12345\nIX\n", "678,90\nv\n")
        self.assertEqual(truth.of("lX", "12345", "678,90"), "IX")

    def test_a_line_is_the_nearest_part_of_the_page_or_in_doubt(self):
        self.assertEqual(self.truth.of("Quet don cac dãy hàng rau hàng thit sau", "", ""),
                         "Quét dọn các dãy hàng rau, hàng thịt sau")
        self.assertIsNone(self.truth.of("Đặt thêm thùng rác ở hai cổng chợ", "", ""))


class Nothing(unittest.TestCase):
    PAGES = range(8)

    def page(self, seed):
        with (mock.patch.object(ImageDraw.ImageDraw, "text", side_effect=AssertionError("print")),
              mock.patch.object(ImageFont, "truetype", side_effect=AssertionError("a typeface"))):
            return no_print.page(random.Random(f"nothing {seed}"))

    def test_pages_without_print_are_the_same_every_time_and_draw_no_letter(self):
        made = [self.page(seed) for seed in self.PAGES]
        self.assertEqual(made, [self.page(seed) for seed in self.PAGES])
        self.assertEqual(len(set(made)), len(made))

    def test_they_are_sheets_of_every_size_and_kind(self):
        sizes, kinds, with_ink = set(), set(), 0
        for seed in self.PAGES:
            data, ending = self.page(seed)
            image = Image.open(io.BytesIO(data))
            self.assertEqual(no_print.A4[round(image.info["dpi"][0])], image.size)
            with_ink += image.convert("L").getextrema()[0] < 128
            sizes.add(image.size)
            kinds.add((ending, image.mode))
        self.assertEqual(sizes, set(no_print.A4.values()))
        self.assertEqual(kinds, {("png", "1"), ("jpg", "L")})
        self.assertGreater(with_ink, len(self.PAGES) / 2)

    def test_what_is_taken_for_a_line_there_holds_nothing(self):
        found = [(40, bytes(36 * 40), "ii"), *[(2, bytes(36 * 2), "i")] * 40] + [(60, bytes(36 * 60), "W")] * 40
        with mock.patch.object(make_lines, "lines_of", return_value=found):
            made = make_lines.make_nothing(1, "reader")
        columns = []
        while made:
            wide, letters, is_misread = struct.unpack_from("<III", made)
            self.assertEqual((letters, is_misread), (0, 0))
            columns.append(wide)
            made = made[12 + 36 * wide:]
        self.assertEqual(len(columns), make_lines.MOST_OF_NOTHING)
        self.assertLessEqual(set(columns), {40, 60})  # two columns are no line


class ShortCells(unittest.TestCase):
    LINE = "Các đơn vị số {0} quét dọn những dãy hàng rau, hàng thịt sau phiên chợ thứ {0} của xã\n"

    @classmethod
    def setUpClass(cls):
        cls.out = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        (cls.out / "lines.txt").write_text("".join(cls.LINE.format(number) for number in range(10, 50)), encoding="utf-8")
        subprocess.run([ROOT / "tools/make_pages", cls.out, "--lines", cls.out / "lines.txt", "--plans-of-lines", "1",
                        "--short-cells", "--levels", "clean", "--share", "1"], check=True, stdout=subprocess.DEVNULL)
        tables = [json.loads(line) for line in (cls.out / "truth/lines1.tables.jsonl").read_text(encoding="utf-8").splitlines()]
        cls.rows = [one["cells"] for one in tables if one.get("table") == 2 and one["type"] == "task"]
        cls.pages = sorted((cls.out / "truth").glob("*.gt.txt"))

    def test_a_plan_of_lines_has_a_table_of_them(self):
        self.assertEqual((len(self.rows), {len(row) for row in self.rows}), (texts.SHORT_CELLS, {8}))
        for row in self.rows:
            for number, cell in zip(row[::2], row[1::2]):
                self.assertRegex(number, make_lines.LONG_NUMBER)
                self.assertLessEqual(len(cell), 9)

    def test_the_truth_says_what_stands_between_the_numbers(self):
        between, cells = make_lines.Truth(self.pages).between, [cell for row in self.rows for cell in row]
        for number, cell, behind in zip(cells[::2], cells[1::2], cells[2::2]):
            if " " not in cell:  # one with a blank may take two lines, and is left out
                self.assertEqual(between[number, behind], make_lines.normal(cell))

    def test_the_numbers_are_printed_where_the_truth_has_them(self):
        page = next(one for one in json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))
                    if self.rows[0][0] in (self.out / one["gt"]).read_text(encoding="utf-8").split())
        subprocess.run(["pdfimages", "-png", "-f", str(page["page"]), "-l", str(page["page"]), self.out / page["pdf"], self.out / "page"],
                       check=True)
        read = subprocess.run(["tesseract", self.out / "page-000.png", "-", "-l", "vie", "--dpi", str(page["dpi"]), "--psm", "11"],
                              check=True, capture_output=True, text=True).stdout
        printed = re.findall(r"[\d.,]{5,}", (self.out / page["gt"]).read_text(encoding="utf-8"))
        self.assertGreater(sum(number in read for number in printed), 0.6 * len(printed), read)


if __name__ == "__main__":
    sys.exit(unittest.main())
