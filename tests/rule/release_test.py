#!/usr/bin/env python3
"""tools/release: it begins a version in all places that name it, and makes nothing of sources without one.

usage: release_test.py [unittest options]
"""
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACES = ("tools/release", "CMakeLists.txt", "CHANGELOG.md", "README.md", "docs/handbook/vi/1-van-thu.md", "docs/handbook/en/1-clerk.md")
SONAME_PLACES = ("python/codau/_library.py", "docs/reference.md", "docs/handbook/vi/3-ky-thuat.md", "docs/handbook/en/3-engineer.md",
                 "tests/library/restore.abi")
PROJECTS = ("tests/library/CMakeLists.txt", "tests/library/c_only/CMakeLists.txt")


class Release(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        for place in PLACES + SONAME_PLACES + PROJECTS:
            (self.root / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / place, self.root / place)
        changes = self.root / "CHANGELOG.md"
        text = changes.read_text(encoding="utf-8")
        if "\n## Unreleased\n" not in text:  # just after a release
            changes.write_text(text.replace("\n## ", "\n## Unreleased\n\n- Something.\n\n## ", 1), encoding="utf-8")

    def release(self, *arguments):
        return subprocess.run([self.root / "tools/release", *arguments], capture_output=True, text=True, check=False)

    def test_a_version_begins_everywhere(self):
        done = self.release("--begin", "987.6.5")
        self.assertEqual(done.returncode, 0, done.stderr)
        texts = {place: (self.root / place).read_text(encoding="utf-8") for place in PLACES}
        self.assertIn("project(codau VERSION 987.6.5 ", texts["CMakeLists.txt"])
        self.assertRegex(texts["CHANGELOG.md"], r"(?m)^## 987\.6\.5 — \d{4}-\d\d-\d\d$")
        self.assertNotIn("## Unreleased", texts["CHANGELOG.md"])
        for place in PLACES[3:]:
            self.assertEqual(set(re.findall(r"codau-(\d+\.\d+\.\d+)-linux", texts[place])), {"987.6.5"}, place)
        for place in PROJECTS:
            self.assertIn("find_package(codau 987 REQUIRED)", (self.root / place).read_text(encoding="utf-8"))
        for place in SONAME_PLACES:
            text = (self.root / place).read_text(encoding="utf-8")
            self.assertEqual(set(re.findall(r"(?:libcodau-restore\.so\.|CODAU_RESTORE_)(\d[\d.]*\d|\d)", text)), {"987"}, place)

    def test_a_version_that_does_not_follow_is_refused(self):
        for version, told in (("0.0.1", "does not follow"), ("1.0", "three numbers"), ("v2.0.0", "three numbers")):
            done = self.release("--begin", version)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(told, done.stderr)

    def test_sources_of_another_version_make_no_release(self):
        done = self.release("987.6.5")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("tools/release --begin 987.6.5", done.stderr)


if __name__ == "__main__":
    unittest.main()
