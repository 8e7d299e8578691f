#!/usr/bin/env python3
"""An output of several offices lives on: what one office does to its files takes nothing of another's.

usage: joined_test.py CODAU [unittest options]
"""
import os
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import program  # noqa: E402

CODAU = None


class Joined(unittest.TestCase):
    """Offices a and b have had the same name for the folder of their scans, on machines of their own."""

    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.scans, self.all = self.path / "scans", self.path / "all"

    def codau(self, *command, code=0):
        done = program.run([CODAU, *command, "--lang", "en"])
        self.assertEqual(done.returncode, code, (command, done.stdout, done.stderr))
        return done

    def put(self, name, number):
        self.scans.mkdir(exist_ok=True)
        (self.scans / name).write_text(program.SMALL_PLAN.format(number=number), encoding="utf-8")

    def office(self, name, files):
        """Its output; its folder of scans is away afterwards, and is back with at_office()."""
        for file, number in files.items():
            self.put(file, number)
        self.codau("run", self.scans, "-o", self.path / name)
        self.scans.rename(self.path / f"scans-{name}")
        return self.path / name

    def at_office(self, name):
        (self.path / f"scans-{name}").rename(self.scans)

    def numbers(self, out=None):
        """Plans by their numbers."""
        return {int(number) for number, in program.rows(out or self.all, "SELECT code_number FROM documents")}

    def test_what_is_gone_at_one_office_another_may_have(self):
        one = self.office("a", {"x.txt": 1, "same.txt": 3, "gone.txt": 4})
        other = self.office("b", {"x.txt": 2, "same.txt": 3, "y.txt": 5})
        self.codau("merge", one, other, "-o", self.all)
        self.assertEqual(self.numbers(), {1, 2, 3, 4, 5})
        self.at_office("a")
        done = self.codau("run", self.scans, "-o", self.all)
        self.assertNotIn("older version", done.stderr)
        for name in ("same.txt", "gone.txt"):
            (self.scans / name).unlink()
        self.assertNotIn("/KH", self.codau("run", self.scans, "-o", self.all, "--prune", "--dry-run").stdout)
        done = self.codau("run", self.scans, "-o", self.all, "--prune")
        self.assertEqual(self.numbers(), {1, 2, 3, 4, 5})
        self.assertIn("documents that came from other outputs (codau merge) were kept", done.stderr)
        self.assertEqual(len(program.told(done.stderr)), 2, done.stderr)

    def test_a_file_that_is_the_same_here_is_ours(self):
        """Parts of one archive, or an office where its output was joined: the folder is the same one."""
        for name, number in {"x.txt": 1, "gone.txt": 4}.items():
            self.put(name, number)
        time.sleep(2.1)  # so that its times are known (has_rested)
        self.codau("run", self.scans, "-o", self.path / "a")
        self.scans.rename(self.path / "scans-a")
        other = self.office("b", {"x.txt": 2, "y.txt": 5})
        self.at_office("a")
        self.codau("merge", self.path / "a", other, "-o", self.all)
        self.codau("run", self.scans, "-o", self.all)
        (self.scans / "gone.txt").unlink()
        listed = self.codau("run", self.scans, "-o", self.all, "--prune", "--dry-run").stdout
        self.assertIn("gone.txt", listed)
        self.assertNotIn("y.txt", listed)
        self.codau("run", self.scans, "-o", self.all, "--prune")
        self.assertEqual(self.numbers(), {1, 2, 5})
        self.codau("merge", other, "-o", self.all)
        self.assertEqual(self.numbers(), {1, 2, 5})

    def test_a_name_that_two_offices_use(self):
        one, other = self.office("a", {"x.txt": 1}), self.office("b", {"x.txt": 2})
        self.codau("merge", one, other, "-o", self.all)
        for options in ([], ["--dry-run"]):
            done = self.codau("remove", self.all, "x.txt", *options, code=2)
            self.assertEqual(len(program.told(done.stderr)), 1, done.stderr)
            ids = dict(program.rows(self.all, "SELECT code_number, doc_id FROM documents"))
            for doc_id in ids.values():
                self.assertIn(doc_id, done.stderr)
        self.assertEqual(self.numbers(), {1, 2})
        self.codau("remove", self.all, ids["01"])
        self.assertEqual(self.numbers(), {2})


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
