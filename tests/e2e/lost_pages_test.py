#!/usr/bin/env python3
"""Decoders that crash, hang, eat memory or try to break out: each costs a page its best reading, or the
page, and nothing else. The faults are real, in a library that is loaded into the workers.

usage: lost_pages_test.py CODAU FAULTY_LIBRARY [unittest options]
"""
import os
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = LIBRARY = None
TEXT = program.SAMPLES / "03-san-pham-dia-phuong.txt"


class LostPages(unittest.TestCase):
    def setUp(self):
        folder = program.Folder()
        self.path = folder.__enter__()
        self.addCleanup(folder.__exit__)
        self.out = self.path / "out"

    def run_with(self, fault, where, *options, out=None, source=program.SCAN, pages="1"):
        environment = dict(os.environ, LD_PRELOAD=LIBRARY, CODAU_FAULT=fault, CODAU_FAULT_AT=where)
        return program.run([CODAU, "run", source, "-o", out or self.out, "--pages", pages, *options],
                           env=environment)

    def text(self):
        return "".join(path.read_text() for path in program.texts(self.out))

    def read_simply(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(program.rejects_of(self.out), [])
        self.assertTrue(program.was_read_simply(self.out))
        for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "phòng, chống thiên tai"):
            self.assertIn(words.casefold(), self.text().casefold())

    def lost(self, done, code):
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertEqual([reject["code"] for reject in program.rejects_of(self.out)], [code])

    def test_a_crash_is_read_around(self):
        self.read_simply(self.run_with("crash", "cleaning"))

    def test_what_crashes_always_is_lost(self):
        self.lost(self.run_with("crash", "reading"), "CRASHED")

    def test_an_endless_loop_is_read_around_and_the_page_tried_again(self):
        self.read_simply(self.run_with("loop", "cleaning", "--timeout-page", "5"))
        done = program.run([CODAU, "run", program.SCAN, "-o", self.out, "--pages", "1", "--timeout-page", "5"])
        self.assertIn("pages done 1, reused 0", done.stderr)
        whole = self.path / "whole"
        program.run([CODAU, "run", program.SCAN, "-o", whole, "--pages", "1", "--timeout-page", "5"])
        self.assertEqual(program.difference(program.files_of(whole), program.files_of(self.out)), [])

    def test_what_hangs_always_is_lost(self):
        self.lost(self.run_with("loop", "reading", "--timeout-page", "2"), "TIMEOUT")

    def test_eaten_memory_is_read_around(self):
        self.read_simply(self.run_with("eat", "cleaning", "--memory-page", "512"))

    def test_what_always_eats_is_lost(self):
        self.lost(self.run_with("eat", "reading", "--memory-page", "512"), "OUT_OF_MEMORY")

    def test_a_worker_cannot_break_out(self):
        os.environ["PGPASSWORD"] = "secret"
        self.addCleanup(os.environ.pop, "PGPASSWORD")
        done = self.run_with("escape", "cleaning")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertFalse(program.was_read_simply(self.out))  # it would have died, and the page been read simply
        self.assertFalse(os.path.exists("/tmp/codau-escaped"))

    def test_simple_readings_do_not_depend_on_jobs(self):
        other = self.path / "other"
        for out, jobs in ((self.out, "1"), (other, "2")):
            done = self.run_with("crash", "cleaning", "--jobs", jobs, out=out, pages="1-2")
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(program.difference(program.files_of(self.out), program.files_of(other)), [])

    def test_a_picture_too_large_for_the_limit(self):
        # Within the bounds of a picture: 1-bit, 139 megapixels; in grey, at half the size, it does not fit.
        subprocess.run(["pdftoppm", "-r", "1200", "-f", "1", "-l", "1", "-singlefile", "-mono", "-tiff",
                        "-tiffcompression", "packbits", program.SCAN, self.path / "large"], check=True)
        self.read_simply(program.run([CODAU, "run", self.path / "large.tif", "-o", self.out,
                                      "--memory-page", "128"]))


if __name__ == "__main__":
    CODAU, LIBRARY = os.path.abspath(sys.argv.pop(1)), os.path.abspath(sys.argv.pop(1))
    unittest.main()
