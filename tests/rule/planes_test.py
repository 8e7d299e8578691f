"""tools/samples/planes.py: labels of made pages lie where the page images show what they name."""
import dataclasses
import functools
import pathlib
import random
import sys
import unittest

import numpy
from PIL import Image, ImageDraw, ImageFilter

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools"))
from samples import digits, faults, levels, office, planes, plan as plans, streaks, typeset  # noqa: E402

WORDS = ["ỦY BAN NHÂN DÂN XÃ KHÊ VÂN", "TỈNH LAM GIANG"]
SIZE = (400, 300)


@functools.cache
def page_of(labelled, number=0, **manner):
    """A page with a title, or the one with a table."""
    plan = plans.read_plan(ROOT / "data/samples-source/01-phong-chong-thien-tai.toml")
    plan = dataclasses.replace(plan, body=plan.body[:6])
    return typeset.typeset(plan, typeset.Manner(labelled=labelled, **manner))[0][number]


def bit(packed, kind):
    return packed >> kind & 1 == 1


def grown(on):
    return numpy.asarray(Image.fromarray(on.astype(numpy.uint8) * 255).filter(ImageFilter.MaxFilter(3))) > 0


class Planes(unittest.TestCase):
    def blank(self, *kinds):
        """Labels of a small page of which the left half is of these classes."""
        made = planes.Planes(SIZE)
        for kind in kinds:
            made.box(kind, (0, 0, SIZE[0] // 2 - 1, SIZE[1]))
        return made

    def test_without_a_size_nothing_is_kept(self):
        none, image = planes.Planes(), Image.new("L", SIZE, 255)
        none.pen(image, planes.PRINT).line((0, 0, 9, 9), fill=0)
        none.paste(planes.SEAL, image)
        none.keep_visible(image)
        self.assertFalse(none.warped(lambda mask, outside: mask.rotate(90), 255).masks)
        self.assertEqual(image.getpixel((5, 5)), 0)

    def test_thin_lines_outlive_halving_and_other_ink_as_half_of_a_pixel(self):
        made = planes.Planes(SIZE)
        for kind in (planes.RULING, planes.SEAL):
            made.mask(kind).paste(255, (0, 10, 400, 11))  # one of two rows
            made.mask(kind).paste(255, (100, 100, 101, 101))  # one of four pixels
        packed = made.resized((200, 150)).packed()
        self.assertTrue(bit(packed, planes.RULING)[5].all() and bit(packed, planes.SEAL)[5].all())
        self.assertTrue(bit(packed, planes.RULING)[50, 50])
        self.assertFalse(bit(packed, planes.SEAL)[50, 50])

    def test_one_bit_drops_ink_that_is_not_dark_but_no_ground(self):
        made, image = self.blank(planes.PRINT, planes.STAMP, planes.CORE, planes.OFF_SHEET), Image.new("1", SIZE, 1)
        made.keep_visible(image)
        kept = {kind for kind, mask in made.masks.items() if mask.getbbox()}
        self.assertEqual(kept, {planes.CORE, planes.OFF_SHEET})

    def test_white_print_stays_on_a_dark_ground(self):
        made, image = self.blank(planes.DARK_GROUND), Image.new("1", SIZE, 1)
        made.mask(planes.PRINT).paste(255, (0, 0, 50, 50))
        image.paste(0, (50, 0, 200, 300))
        made.keep_visible(image)
        packed = made.packed()
        self.assertTrue((bit(packed, planes.PRINT) & bit(packed, planes.DARK_GROUND))[:50, :50].all())

    def test_print_stays_below_a_dark_streak_and_is_lost_below_a_white_one(self):
        for light in (False, True):
            made, image = self.blank(planes.PRINT), Image.new("1", SIZE, 1)
            image.paste(0, (0, 0, 200, 300))
            streaks.streaked(image, random.Random(2), 6, 6, light, middles=[100], labels=made)
            packed = made.packed()
            self.assertEqual(bit(packed, planes.STREAK).any(), not light)
            self.assertEqual(bit(packed, planes.WHITE_STREAK).any(), light)
            self.assertEqual(bit(packed, planes.PRINT)[:, 99].mean() > 0.5, not light)

    def test_what_lies_beyond_the_sheet_is_nothing_else(self):
        made = self.blank(planes.PRINT, planes.OFF_SHEET)
        self.assertEqual(set(numpy.unique(made.packed())), {0, 1 << planes.OFF_SHEET})

    def test_a_pen_draws_and_labels_the_same_pixels(self):
        made, image = planes.Planes(SIZE), Image.new("L", SIZE, 255)
        made.pen(image, planes.SPECK).ellipse((50, 60, 90, 80), fill=10)
        self.assertTrue(((numpy.asarray(image) < 255) == bit(made.packed(), planes.SPECK)).all())


class LabelledPages(unittest.TestCase):
    KINDS = ("fax", "seals", "arrival", "streaks-white", "smear", "edges", "desk-low")

    def damaged(self, page, name, back=None):
        if name in faults.KINDS:
            return faults.scanned(page, back, faults.KINDS[name], WORDS, random.Random(name))
        return levels.scanned(page, back, levels.LEVELS[name], WORDS, random.Random(name))

    def test_labels_change_no_image(self):
        plain, labelled = page_of(False), page_of(True)
        self.assertEqual(plain.image.tobytes(), labelled.image.tobytes())
        for name in self.KINDS:
            made = self.damaged(labelled, name)
            self.assertEqual(self.damaged(plain, name).image.tobytes(), made.image.tobytes(), name)
            self.assertEqual(made.planes.size, made.image.size, name)

    def test_print_and_rulings_cover_the_dark_pixels_of_a_clean_page(self):
        for number, manner in ((0, {}), (-1, {"rules": "broken", "turned_heads": True})):
            made = self.damaged(page_of(True, number, **manner), "clean")
            packed, dark = made.planes.packed(), numpy.asarray(made.image) < 128
            ink = bit(packed, planes.PRINT) | bit(packed, planes.RULING)
            self.assertFalse((dark & ~grown(ink)).any(), manner)
            self.assertFalse((ink & ~grown(numpy.asarray(made.image) < 200)).any(), manner)

    def test_cores_lie_on_the_lines_of_print(self):
        packed = self.damaged(page_of(True), "clean").planes.packed()
        core, ink = bit(packed, planes.CORE), bit(packed, planes.PRINT)
        self.assertGreater((core & ink).sum() / ink.sum(), 0.5)
        self.assertFalse((core.any(axis=1) & ~ink.any(axis=1)).any())

    def test_the_planes_of_a_turned_page_are_turned(self):
        made = self.damaged(page_of(True), "fax")
        for degrees in (90, 180, 270):
            turned = levels.turned(made, degrees).planes.packed()
            self.assertTrue((turned == numpy.rot90(made.planes.packed(), degrees // 90)).all(), degrees)

    def test_faults_have_their_class(self):
        wanted = {"seals": planes.SEAL, "arrival": planes.STAMP, "streaks-wide": planes.STREAK, "streaks-white": planes.WHITE_STREAK,
                  "edges": planes.OFF_SHEET, "desk-low": planes.OFF_SHEET, "through-fax": planes.BLEED, "smear": planes.SPECK}
        page = page_of(True)
        for name, kind in wanted.items():
            self.assertTrue(bit(self.damaged(page, name, page.image).planes.packed(), kind).any(), name)

    ON_THE_SHEET = {office.varied_seals: planes.SEAL, office.arrival: planes.STAMP, office.urgent: planes.STAMP,
                    office.name_stamps: planes.STAMP, office.signed: planes.HAND, office.initials: planes.HAND, office.numbers: planes.HAND,
                    office.masthead: planes.PRINT, office.electronic: planes.PRINT, office.frames: planes.RULING, office.coloured_print: planes.PRINT}
    AFTER_THE_SCAN = {streaks.faint: planes.STREAK, streaks.crease: planes.STREAK, streaks.dashes: planes.STREAK,
                      faults.edge_lines: planes.OFF_SHEET}

    def test_marks_of_offices_have_their_class_and_change_no_image(self):
        level = levels.Level(dpi=100)
        steps = [(step, kind, faults.Kind(level, (step,))) for step, kind in self.ON_THE_SHEET.items()]
        steps += [(step, kind, faults.Kind(level, after=(step,))) for step, kind in self.AFTER_THE_SCAN.items()]
        before = levels.scanned(page_of(True), None, level, WORDS, random.Random(1)).planes.packed()
        for step, kind, damage in steps:
            plain, labelled = (faults.scanned(page_of(labels), None, damage, WORDS, random.Random(1)) for labels in (False, True))
            self.assertEqual(plain.image.tobytes(), labelled.image.tobytes(), step.__name__)
            self.assertTrue((bit(labelled.planes.packed(), kind) & ~bit(before, kind)).any() or step is office.coloured_print, step.__name__)

    def test_a_faint_streak_is_seen_where_it_is_labelled(self):
        made = levels.Scanned(Image.new("L", (200, 1000), 240), 200, 90, planes=planes.Planes((200, 1000)))
        streaks.faint(made, random.Random(3))
        on = bit(made.planes.packed(), planes.STREAK)
        self.assertTrue(on.any())
        self.assertLess(numpy.asarray(made.image)[on].max(), 240)

    def test_print_of_a_masthead_moves_the_page_down(self):
        page = page_of(True)
        made = faults.scanned(page, None, faults.Kind(levels.Level(dpi=100), (office.masthead,)), WORDS, random.Random(2))
        before = levels.scanned(page, None, levels.Level(dpi=100), WORDS, random.Random(2)).planes.packed()
        rows = [numpy.flatnonzero(bit(packed, planes.RULING).any(axis=1)) for packed in (before, made.planes.packed())]
        self.assertGreater(rows[1][0], rows[0][0])

    def test_a_number_by_hand_leaves_a_gap_in_its_line(self):
        page = page_of(True, pen=("", 20))
        self.assertTrue(page.planes.masks[planes.HAND].getbbox())
        self.assertFalse(any("27" in line for line in page.lines if line.startswith("Số:")))
        mask = digits.number("12/5", 60, random.Random(1))
        self.assertGreater(mask.width, mask.height)

    def test_a_dark_head_has_light_print_on_its_ground(self):
        made = self.damaged(page_of(True, -1, dark=(20, 40, 96)), "clean")
        packed, grey = made.planes.packed(), numpy.asarray(made.image.convert("L"))
        ground = bit(packed, planes.DARK_GROUND)
        self.assertGreater(grey[ground & bit(packed, planes.PRINT)].mean(), 180)
        self.assertLess(grey[ground & ~grown(bit(packed, planes.PRINT) | bit(packed, planes.RULING))].mean(), 60)


if __name__ == "__main__":
    sys.exit(unittest.main())
