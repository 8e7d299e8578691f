#!/usr/bin/env python3
"""Options, exit codes and streams of the real program.

usage: command_line_test.py CODAU [unittest options]
"""
import json
import os
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
TEXT = program.SAMPLES / "05-phong-chay-chua-chay-eng.txt"
BARE = "UY BAN NHAN DAN\n\nke hoach nam 2024\tso 07/KH-UBND\n\fnoi nhan:\nkhong co dau"


class CommandLine(unittest.TestCase):
    def test_wrong_usage(self):
        with program.Folder() as folder:
            run = ["run", TEXT, "-o", folder / "out"]
            for arguments in ([], ["sing"], ["export", "x"], ["export", "x", "edxml"], ["export", "x", "csv", "--nested"], ["run"], ["run", TEXT], [*run, "--jobs", "0"],
                              [*run, "--jobs", "x"], [*run, "--formats", "edxml"], [*run, "--pages", "3-1"],
                              [*run, "--until", "x"], [*run, "--shard", "3/2"], [*run, "--timeout-page", "0"],
                              [*run, "--as-of", "2024-01-01"], ["run", folder / "absent", "-o", folder / "out"],
                              ["restore", "--mode", "x"], ["restore", folder / "absent"],
                              ["restore", "--undo", "x", "--changes", "y"]):
                done = program.run([CODAU, *arguments], stdin=-3)
                self.assertEqual(done.returncode, 2, f"{arguments}: {done.stderr}")
                self.assertEqual(done.stdout, "")
                self.assertTrue(done.stderr.startswith("codau: "), done.stderr)
            self.assertFalse((folder / "out").exists())

    def test_help_has_an_example(self):
        for command in ([], ["run"], ["export"], ["restore"]):
            for language, word in (("vi", "Ví dụ"), ("en", "Example")):
                done = program.run([CODAU, *command, "--help", "--lang", language])
                self.assertEqual(done.returncode, 0)
                self.assertIn(word, done.stdout)

    def test_version_names_what_results_depend_on(self):
        done = program.run([CODAU, "--version"])
        self.assertEqual(done.returncode, 0, done.stderr)
        for word in ("codau 0.", "tesseract", "print", "leptonica", "poppler", "ICU", "models/"):
            self.assertIn(word, done.stdout)

    def test_restore_is_a_filter_and_can_be_undone(self):
        with program.Folder() as folder:
            done = program.run([CODAU, "restore", "--changes", folder / "log"], input=BARE)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("ỦY BAN NHÂN DÂN", done.stdout)
            self.assertIn("07/KH-UBND", done.stdout)
            self.assertEqual(done.stdout.count("\n"), BARE.count("\n"))
            for line in (folder / "log").read_text().splitlines():
                self.assertIn("confidence", json.loads(line))
            (folder / "text").write_text(done.stdout)
            back = program.run([CODAU, "restore", "--undo", folder / "log", folder / "text"])
            self.assertEqual((back.returncode, back.stdout), (0, BARE), back.stderr)

    def test_restore_by_line(self):
        done = program.run([CODAU, "restore", "--format", "jsonl", "-"], input=BARE)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        plain = program.run([CODAU, "restore"], input=BARE).stdout
        self.assertEqual([row["text"] for row in rows], plain.split("\n"))
        self.assertEqual([row["line"] for row in rows], list(range(1, len(rows) + 1)))
        bytes_of = plain.encode()
        for row in rows:
            for change in row["changes"]:
                self.assertEqual(bytes_of[change["out_start"]:change["out_end"]].decode(), change["after"])

    def test_a_reader_that_leaves_is_an_output_that_cannot_be_written(self):
        with program.Folder() as folder:
            (folder / "long").write_text("ke hoach nam 2024\n" * 20_000)
            done = program.run(["sh", "-c", '"$1" restore "$2" | true; exit ${PIPESTATUS:-0}', "sh", CODAU,
                                folder / "long"])
            self.assertLessEqual(len(done.stderr.splitlines()), 1, done.stderr)
            full = program.run(["sh", "-c", '"$1" restore "$2" > /dev/full', "sh", CODAU, folder / "long"])
            self.assertEqual(full.returncode, 5, full.stderr)

    def test_results_of_run_are_files_not_output(self):
        with program.Folder() as folder:
            done = program.run([CODAU, "run", TEXT, "-o", folder / "out", "--quiet"])
            self.assertEqual((done.returncode, done.stdout, program.told(done.stderr)), (0, "", []))
            done = program.run([CODAU, "run", TEXT, "-o", folder / "out"])
            self.assertIn("văn bản", done.stderr)


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
