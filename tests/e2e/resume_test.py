#!/usr/bin/env python3
"""Whatever stops a run, the same command ends with the same bytes.

usage: resume_test.py CODAU [unittest options]
"""
import json
import os
import pathlib
import re
import shutil
import signal
import sys
import time
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None


class Resume(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = program.Folder()
        path = cls.folder.__enter__()
        cls.addClassCleanup(cls.folder.__exit__)
        cls.path, cls.inputs = path, path / "in"
        shutil.copytree(program.SAMPLES, cls.inputs, ignore=shutil.ignore_patterns("02-*"))  # one long scan is enough
        begun = time.monotonic()
        done = program.run(cls.command(path / "whole", 2))
        cls.seconds = time.monotonic() - begun
        assert done.returncode == 0, done.stderr
        cls.whole = program.files_of(path / "whole")

    @classmethod
    def command(cls, out, jobs):
        return [CODAU, "run", cls.inputs, "-o", out, "--jobs", jobs]

    def assert_whole(self, out):
        files, whole = program.files_of(out), dict(self.whole)
        if json.loads(files["manifest.json"])["sources"] == []:  # the run before came to its end: nothing was new
            for one in (files, whole):
                one["manifest.json"] = json.dumps({**json.loads(one["manifest.json"]), "sources": []})
        self.assertEqual(program.difference(whole, files), [])

    def test_one_job_gives_the_same(self):
        done = program.run(self.command(self.path / "one", 1))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_whole(self.path / "one")

    def test_again_reads_nothing(self):
        done = program.run(self.command(self.path / "whole", 2))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, r"pages done 0, reused [1-9]")
        manifest = json.loads((self.path / "whole/manifest.json").read_text())
        self.assertEqual(manifest["sources"], [])
        self.assert_whole(self.path / "whole")

    def test_redo_reads_everything_and_gives_the_same(self):
        out = self.path / "redo"
        shutil.copytree(self.path / "whole", out)
        done = program.run([*self.command(out, 2), "--redo", "ocr"])
        self.assertRegex(done.stderr, r"pages done [1-9]\d*, reused 0")
        self.assert_whole(out)

    def test_kill_at_any_moment(self):
        out = self.path / "killed"
        for part in (0.01, 0.05, 0.2, 0.5, 0.5):  # of the time that a whole run takes
            process = program.start(self.command(out, 2))
            time.sleep(part * self.seconds)
            workers = program.workers_of(process.pid)
            process.kill()
            process.communicate()
            time.sleep(0.2)
            for worker in workers:
                self.assertFalse(pathlib.Path(f"/proc/{worker}/exe").exists(), "a worker outlived its parent")
        done = program.run(self.command(out, 2))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(int(re.search(r"reused (\d+)", done.stderr)[1]), 0, done.stderr)
        self.assert_whole(out)

    def test_interrupt_ends_cleanly(self):
        for name in (signal.SIGINT, signal.SIGTERM):
            out = self.path / f"stopped-{name}"
            process = program.start(self.command(out, 1))
            program.wait_for_worker(process.pid)
            time.sleep(0.5)
            process.send_signal(name)
            _, messages = process.communicate(timeout=30 * program.PATIENCE)
            self.assertEqual(process.returncode, 130, messages)
            self.assertIn("đã dừng", messages)
        done = program.run(self.command(out, 2))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_whole(out)

    def test_order_of_inputs_does_not_matter(self):
        out = self.path / "order"
        files = sorted(self.inputs.iterdir(), reverse=True)
        done = program.run([CODAU, "run", *files, "-o", out, "--jobs", "2"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_whole(out)

    def test_the_same_file_twice_is_one_document(self):
        given = self.path / "twice"
        (given / "b").mkdir(parents=True)
        text = program.SAMPLES / "03-san-pham-dia-phuong.txt"
        (given / "a.txt").write_bytes(text.read_bytes())
        (given / "b/c.txt").write_bytes(text.read_bytes())
        out = self.path / "twice-out"
        self.assertEqual(program.run([CODAU, "run", given, "-o", out]).returncode, 0)
        self.assertEqual(len(program.texts(out)), 1)
        lines = (out / "records/sources.csv").read_text().splitlines()
        self.assertEqual(len(lines), 3, lines)

    def test_only_some_pages(self):
        out = self.path / "pages"
        done = program.run([CODAU, "run", program.SCAN, "-o", out, "--pages", "2"])
        self.assertEqual(done.returncode, 0, done.stderr)
        text = program.texts(out)[0].read_text()
        pages = text.split("\f")
        self.assertEqual([bool(page.strip()) for page in pages], [False, True, False, False])

    def test_until(self):
        for stage in ("ocr", "restore", "document"):
            out = self.path / f"until-{stage}"
            text = program.SAMPLES / "03-san-pham-dia-phuong.txt"
            done = program.run([CODAU, "run", text, "-o", out, "--until", stage])
            self.assertEqual(done.returncode, 0, done.stderr)
            [document] = program.documents(out)
            self.assertEqual(document.changes is None, stage == "ocr")
            self.assertEqual(document.text.read_bytes() == document.as_read, stage == "ocr")
            self.assertEqual(len(program.rows(out, "SELECT 1 FROM documents")), int(stage == "document"))
            self.assertFalse((out / "records").exists())

    def test_shards_part_the_inputs(self):
        found = []
        for index in (1, 2):
            out = self.path / f"shard-{index}"
            texts = sorted(program.SAMPLES.glob("*.txt"))
            done = program.run([CODAU, "run", *texts, "-o", out, "--shard", f"{index}/2"])
            self.assertEqual(done.returncode, 0, done.stderr)
            found += [path.name for path in program.texts(out)]
        self.assertEqual(len(found), len(set(found)))
        self.assertEqual(len(found), len(texts))


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
