"""tools/make_pages: what the truth says is what the page shows."""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unicodedata
import unittest

from PIL import Image, ImageChops, ImageDraw, ImageFont

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools"))
from samples import bent, planes, seals, streaks, typeset, written  # noqa: E402

PLAN = """KẾ HOẠCH
Giữ gìn vệ sinh chợ phiên
Để chợ phiên sạch, đẹp, các đơn vị thực hiện những việc sau:
I. NỘI DUNG
- Quét dọn các dãy hàng rau, hàng thịt sau mỗi phiên chợ
- Đặt thêm thùng rác ở hai cổng chợ và dọc bờ suối
- Nhắc nhở người bán hàng không đổ nước thải ra đường làng
"""


def words(text):
    return text.replace("\n", " ").split()


class PageImages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = pathlib.Path(cls.folder.name)
        plan = cls.out / "cho-phien.txt"
        plan.write_text(PLAN, encoding="utf-8")
        subprocess.run([ROOT / "tools/make_pages", cls.out / "set", plan, "--levels", "clean,fax,turned", "--share", "1"],
                       check=True, stdout=subprocess.DEVNULL)
        cls.manifest = json.loads((cls.out / "set/manifest.json").read_text(encoding="utf-8"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def truth(self, entry):
        return (self.out / "set" / entry["gt"]).read_text(encoding="utf-8")

    def test_every_level_has_every_page(self):
        pages = {}
        for one in self.manifest:
            pages.setdefault(one["variant"].split("+")[0], []).append(one["doc_page"])
        self.assertEqual(sorted(pages), ["clean", "fax", "typical"])
        self.assertEqual(len({tuple(numbers) for numbers in pages.values()}), 1)
        self.assertTrue(all(one["rotate_ccw"] for one in self.manifest if one["variant"].startswith("typical")))

    def test_an_image_is_what_the_manifest_says(self):
        for file in {one["pdf"] for one in self.manifest}:
            done = subprocess.run(["pdfimages", "-list", self.out / "set" / file], capture_output=True, text=True, check=True)
            found = [row.split() for row in done.stdout.splitlines()[2:]]
            entries = [one for one in self.manifest if one["pdf"] == file]
            self.assertEqual([(int(row[3]), int(row[4])) for row in found], [(one["width"], one["height"]) for one in entries])
            self.assertEqual({row[8] for row in found}, {"ccitt" if entries[0]["variant"] == "fax" else "jpeg"})

    def test_the_recogniser_finds_the_lines_of_the_truth(self):
        for one in self.manifest:
            if one["doc_page"] != 1 or one["rotate_ccw"]:
                continue
            stem = self.out / one["variant"]
            subprocess.run(["pdfimages", "-png", "-l", "1", self.out / "set" / one["pdf"], stem], check=True)
            read = subprocess.run(["tesseract", f"{stem}-000.png", "-", "-l", "vie", "--dpi", str(one["dpi"])], check=True,
                                  capture_output=True, text=True).stdout
            expected = words(self.truth(one))
            found = sum(word in words(read) for word in expected)
            self.assertGreater(found, 0.85 * len(expected), (one["variant"], read))

    def test_the_rows_of_the_table_are_printed(self):
        rows = (self.out / "set/truth/cho.tables.jsonl").read_text(encoding="utf-8").splitlines()
        tasks = [row for row in map(json.loads, rows) if row["type"] == "task"]
        self.assertEqual(len(tasks), 3)
        texts = {one["doc_page"]: " ".join(words(self.truth(one))) for one in self.manifest}
        for task in tasks:
            printed = " ".join(texts[page] for page in task["pages"])
            for cell in task["cells"]:
                self.assertIn(cell, printed)


    def test_faults_of_typesetters_have_a_document_of_their_own(self):
        out = self.out / "anew"
        subprocess.run([ROOT / "tools/make_pages", out, self.out / "cho-phien.txt", "--levels", "spread,turned-heads,leaders",
                        "--share", "1"], check=True, stdout=subprocess.DEVNULL)
        found = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        texts = {name: [(out / one["gt"]).read_text(encoding="utf-8") for one in found if one["doc"] == f"cho-{name}"]
                 for name in ("spread", "turned-heads", "leaders")}
        self.assertEqual(sorted(map(len, texts.values())), [1, 2, 2])
        for name, pages in texts.items():
            cells = [cell for row in (out / f"truth/cho-{name}.tables.jsonl").read_text(encoding="utf-8").splitlines()
                     for cell in json.loads(row).get("cells", [])]
            self.assertTrue(all(cell in " ".join(words("\n".join(pages))) for cell in cells), name)
        self.assertIn("Họ và tên: Sinh ngày:\n", texts["leaders"][0])
        self.assertTrue(all(one["width"] > one["height"] for one in found if one["variant"] == "spread"))


class Damage(unittest.TestCase):
    """What scanners and copiers do to a page that was printed well."""

    def streaked(self, paper, seed, thin=1, thick=12, light=False):
        """-> the pixels that a sheet of one colour, black or white, has changed"""
        sheet = Image.new("1", (1654, 2339), paper)
        made = streaks.streaked(sheet, random.Random(seed), thin, thick, light)
        return ImageChops.logical_xor(made, sheet)

    def test_streaks_run_from_the_top_to_the_foot(self):
        for seed in range(12):
            _, top, _, foot = self.streaked(1, seed).getbbox()
            self.assertLess(top, 300, seed)
            self.assertGreater(foot, 2339 - 300, seed)

    def test_streaks_are_as_wide_as_asked(self):
        widths = set()
        for seed in range(24):
            row = self.streaked(1, seed, 3, 6).crop((0, 1000, 1654, 1001)).convert("L").tobytes()
            widths |= {len(run) for run in row.split(b"\0")}
        self.assertLessEqual({3, 4, 5, 6}, widths)
        self.assertLessEqual(max(widths), 8)  # ragged by a pixel at either side

    def test_white_streaks_take_ink_and_dark_ones_give_it(self):
        for seed in range(4):
            self.assertIsNone(self.streaked(1, seed, light=True).getbbox())
            self.assertIsNotNone(self.streaked(0, seed, light=True).getbbox())
            self.assertIsNone(self.streaked(0, seed).getbbox())

    def test_seals_lie_over_titles_signer_and_cells(self):
        page = typeset.Page(Image.new("L", (2480, 3508), 255), titles=[(1240, 600)], signature=(1800, 2900),
                            rows=[(300, 1500, 2200, 1700)])
        seals.black_seals(page, ["ỦY BAN NHÂN DÂN XÃ KHÊ VÂN", "TỈNH LAM GIANG"], random.Random(3))
        ink = page.image.point(lambda value: 255 * (value < 128))
        for name, box in {"title": (600, 250, 1900, 1000), "signer": (1100, 2500, 2300, 3400),
                          "cells": (80, 1250, 2400, 1950)}.items():
            self.assertIsNotNone(ink.crop(box).getbbox(), name)

    def test_a_stamp_of_arrival_lies_on_pages_with_a_title(self):
        for titles in ([], [(1240, 600)]):
            page = typeset.Page(Image.new("L", (2480, 3508), 255), titles=titles)
            seals.arrival(page, None, random.Random(3))
            self.assertEqual(page.image.getextrema()[0] < 128, bool(titles))

    def test_waves_move_print_and_lose_none(self):
        page = typeset.Page(Image.new("L", (2480, 3508), 255))
        ImageDraw.Draw(page.image).line((0, 1700, 2480, 1700), fill=0, width=12)
        bent.wavy(page, None, random.Random(1))
        tops = []
        for x in range(100, 2400, 100):
            _, top, _, foot = ImageChops.invert(page.image.crop((x, 0, x + 1, 3508))).getbbox()
            self.assertAlmostEqual(foot - top, 12, delta=4)
            tops.append(top)
        self.assertGreater(max(tops) - min(tops), typeset.mm(0.5))
        self.assertLess(max(tops) - min(tops), typeset.mm(2 * 1.4))


class Faces(unittest.TestCase):
    def test_every_face_has_every_letter_of_vietnamese(self):
        small = [unicodedata.normalize("NFC", letter + mark) for letter in "aăâeêioôơuưy"
                 for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")] + ["đ"]
        for family in (*typeset.LOTS[1], *typeset.LOTS[2]):  # the third lot need not be installed
            pattern, styles = typeset.FAMILIES[family]
            for style in styles.values():
                font = ImageFont.truetype(pattern.format(style), 40)
                missing = bytes(font.getmask("\U0010fffe"))
                for letter in [*small, *map(str.upper, small), *"–“”…≤≥%"]:
                    self.assertNotEqual(bytes(font.getmask(letter)), missing, (font.path, letter))

    def test_letters_stand_on_the_line_where_those_of_times_do(self):
        feet = {}
        for family in ("tinos", *typeset.LOTS[2]):
            setter = typeset.Typesetter(typeset.Manner(family=family))
            for style in setter.styles:
                setter.new_page(landscape=False)
                setter.y = 600
                setter.put(400, "H", setter.font(14, style))
                part = ImageChops.invert(setter.page.image.crop((380, 500, 520, 900)))
                feet[family, style] = part.getbbox()[3]
        self.assertLessEqual(max(feet.values()) - min(feet.values()), 2, feet)

    def test_damaged_pages_in_other_faces_are_the_same_every_time_with_and_without_planes(self):
        variants = {"streaks": "1", "seals": "1", "through-fax": "1", "wavy-fax": "1", "fold": "L", "camera": "RGB"}
        with tempfile.TemporaryDirectory() as folder:
            plan, made = pathlib.Path(folder) / "cho-phien.txt", []
            plan.write_text(PLAN.split("I. ")[0], encoding="utf-8")
            for more in ([], ["--planes"]):
                out = pathlib.Path(folder) / f"set{len(more)}"
                subprocess.run([ROOT / "tools/make_pages", out, plan, "--levels", ",".join(variants), "--share", "1",
                                "--faces", "2", *more], check=True, stdout=subprocess.DEVNULL)
                made.append({path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()})
            for entry in json.loads(made[1]["manifest.json"]):
                with Image.open(out / entry["planes"]) as found:
                    self.assertEqual(found.size, (entry["width"], entry["height"]))
                    self.assertLess(found.getextrema()[1], 1 << len(planes.CLASSES))
            self.assertLess({*made[0]}, {*made[1]})
            for name in {*made[0]} - {"manifest.json"}:
                self.assertEqual(made[0][name], made[1][name], name)
        self.assertEqual({one["variant"]: one["mode"] for one in json.loads(made[0]["manifest.json"])}, variants)
        face = json.loads(made[0]["cho.fields.json"])["face"]
        self.assertIn(face, typeset.LOTS[2])
        self.assertNotIn(face, typeset.LOTS[1])

    def test_of_a_decision_with_its_plan_the_decision_is_set(self):
        plan = written.read(ROOT / "tests/accuracy/plans/b09_decision_with_plan.txt")
        self.assertEqual((plan.title[0], plan.closing["name"]), ("QUYẾT ĐỊNH", "Lại Quang Thiều"))


if __name__ == "__main__":
    sys.exit(unittest.main())
