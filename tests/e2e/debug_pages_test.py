#!/usr/bin/env python3
"""Pictures for people: they are there when they are asked for, and change nothing else.

usage: debug_pages_test.py CODAU [unittest options]
"""
import os
import struct
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
NAMES = ["0001-overlay.png", "0001-steps.png", "0002-overlay.png", "0002-steps.png"]


def is_picture(path):
    return path.startswith("debug/")


class DebugPages(unittest.TestCase):
    def setUp(self):
        folder = program.Folder()
        self.path = folder.__enter__()
        self.addCleanup(folder.__exit__)

    def run_codau(self, out, *options, source=program.SCAN):
        return program.run([CODAU, "run", source, "-o", out, "--pages", "1-2", *options])

    def pictures(self, out):
        return {path.split("/")[-1]: data for path, data in program.files_of(out).items() if is_picture(path)}

    def test_pictures_are_small_and_change_nothing_else(self):
        plain, drawn = self.path / "plain", self.path / "drawn"
        self.assertEqual(self.run_codau(plain).returncode, 0)
        self.assertEqual(self.pictures(plain), {})
        done = self.run_codau(drawn, "--debug-pages")
        self.assertEqual(done.returncode, 0, done.stderr)
        pictures = self.pictures(drawn)
        self.assertEqual(sorted(pictures), NAMES)
        for name, data in pictures.items():
            self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
            width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
            self.assertTrue(600 <= width <= 1200 and height >= 600, (name, width, height))
            self.assertEqual((depth, kind), (8, 3), "a palette")
            self.assertLess(len(data), 600_000, name)
        others = {path: data for path, data in program.files_of(drawn).items() if not is_picture(path)}
        self.assertEqual(program.difference(program.files_of(plain), others), [])

        # Of pages that were read before, too; what was read stays.
        done = self.run_codau(plain, "--debug-pages")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("pages done 0, reused 2", done.stderr)
        self.assertEqual(program.difference(program.files_of(plain), program.files_of(drawn)), [])

    def test_a_page_without_text_shows_why(self):
        (self.path / "blank.png").write_bytes(program.png(1654, 2339))
        self.run_codau(self.path / "out", "--debug-pages", source=self.path / "blank.png")
        self.assertEqual(sorted(self.pictures(self.path / "out")), NAMES[:2])

    def test_pictures_that_cannot_be_written_are_an_unwritable_output(self):
        out = self.path / "out"
        self.assertEqual(self.run_codau(out).returncode, 0)
        (out / "debug").write_text("in the way")
        done = self.run_codau(out, "--debug-pages", "--quiet")
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn("debug", done.stderr)
        self.assertEqual(len(program.told(done.stderr.strip())), 1, done.stderr)


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
