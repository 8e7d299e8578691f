#!/usr/bin/env python3
"""What a run says and does where the kernel cannot shut in the processes that open files.

usage: sandbox_test.py CODAU WITHOUT_SANDBOX FAULTY_LIBRARY [unittest options]
"""
import json
import os
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = WITHOUT = LIBRARY = None
TEXT = program.SAMPLES / "03-san-pham-dia-phuong.txt"


class Sandbox(unittest.TestCase):
    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.out = self.path / "out"
        if subprocess.run([WITHOUT, "both", "true"]).returncode == 77:
            self.skipTest("this kernel filters no system calls: nothing can be taken away from it")

    def run_without(self, what, *options, **settings):
        return program.run([WITHOUT, what, CODAU, "run", TEXT, "-o", self.out, *options], **settings)

    def sandbox(self):
        return json.loads((self.out / "manifest.json").read_text())["sandbox"]

    def test_what_is_missing_is_told_and_recorded(self):
        for missing, left in (("landlock", "seccomp"), ("both", "none")):
            done = self.run_without(missing)
            self.assertEqual(done.returncode, 0, done.stderr)
            warnings = [line for line in done.stderr.splitlines() if "Landlock" in line]
            self.assertEqual(len(warnings), 1, done.stderr)
            self.assertIn(f"(it has: {left})" if "it has" in warnings[0] else left, warnings[0])
            self.assertEqual(self.sandbox(), left)

    def test_it_can_be_required(self):
        for missing in ("landlock", "both"):
            done = self.run_without(missing, "--require-sandbox")
            self.assertEqual(done.returncode, 6, done.stderr)
            self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
            self.assertFalse(self.out.exists())

    def test_a_whole_one_is_recorded_without_a_word(self):
        done = program.run([CODAU, "run", TEXT, "-o", self.out, "--require-sandbox"])
        if done.returncode == 6:
            self.skipTest("this kernel has not both means")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("Landlock", done.stderr)
        self.assertRegex(self.sandbox(), r"^landlock \d+, seccomp$")

    def test_seccomp_alone_keeps_a_worker_in(self):
        environment = dict(os.environ, LD_PRELOAD=LIBRARY, CODAU_FAULT="escape_seccomp", CODAU_FAULT_AT="cleaning")
        done = program.run([WITHOUT, "landlock", CODAU, "run", program.SCAN, "--pages", "1", "-o", self.out],
                           env=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertFalse(program.was_read_simply(self.out))  # it would have died, and the page been read simply
        self.assertFalse(os.path.exists("/tmp/codau-escaped"))


if __name__ == "__main__":
    CODAU, WITHOUT, LIBRARY = (os.path.abspath(sys.argv.pop(1)) for _ in range(3))
    unittest.main()
