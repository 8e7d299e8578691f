#!/usr/bin/env python3
"""Full disks, missing models, workers that die or hang: what it costs, and which exit code says so.

usage: faults_test.py CODAU [unittest options]
"""
import contextlib
import os
import pathlib
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
TEXT = program.SAMPLES / "03-san-pham-dia-phuong.txt"


def no_more_than(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


class Faults(unittest.TestCase):
    def setUp(self):
        folder = program.Folder()
        self.path = folder.__enter__()
        self.addCleanup(folder.__exit__)
        self.out = self.path / "out"

    def one_line(self, text):
        self.assertEqual(len(program.told(text.strip())), 1, text)
        return text

    def test_a_size_limit_is_an_unwritable_output(self):
        for size in (2_000, 60_000, 600_000):
            done = program.run([CODAU, "run", program.SCAN, "--pages", "1-2", "-o", self.out, "--quiet"], preexec_fn=no_more_than(size))
            self.assertEqual(done.returncode, 5, done.stderr)
            self.one_line(done.stderr)
        self.assertEqual(program.run([CODAU, "run", program.SCAN, "--pages", "1-2", "-o", self.out]).returncode, 0)
        whole = self.path / "whole"
        self.assertEqual(program.run([CODAU, "run", program.SCAN, "--pages", "1-2", "-o", whole]).returncode, 0)
        self.assertEqual(program.difference(program.files_of(whole), program.files_of(self.out)), [])

    def test_a_workbook_for_which_there_is_no_room_says_why(self):
        self.assertEqual(program.run([CODAU, "run", TEXT, "-o", self.out, "--quiet"]).returncode, 0)
        done = program.run([CODAU, "export", self.out, "xlsx-full", "-o", self.path / "a.xlsx", "--lang", "en"],
                           preexec_fn=no_more_than(34_000))
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn("cannot be written: File too large", done.stderr)
        self.assertEqual(sorted(path.name for path in self.path.iterdir()), ["out"])

    def test_a_full_disk(self):
        script = 'mount -t tmpfs -o size=700k none "$1" && exec "$2" run "$3" -o "$1/out" --quiet'
        mounted = subprocess.run(["unshare", "-m", "sh", "-c", 'mount -t tmpfs none "$1"', "sh", self.path],
                                 capture_output=True).returncode == 0
        if not mounted:
            self.skipTest("a disk of its own cannot be mounted here; the size limit stands for it")
        done = program.run(["unshare", "-m", "sh", "-c", script, "sh", self.path, CODAU, program.SCAN])
        self.assertEqual(done.returncode, 5, done.stderr)
        self.one_line(done.stderr)

    def test_an_output_that_cannot_be_made(self):
        for out in ("/proc/codau-out", "/dev/null/out"):
            done = program.run([CODAU, "run", TEXT, "-o", out])
            self.assertEqual(done.returncode, 5, done.stderr)
            self.assertIn(out, self.one_line(done.stderr))

    def test_reading_does_not_depend_on_data_of_tesseract(self):
        """Pages come out as they were, with another vie.traineddata and with none."""
        installed, folder = pathlib.Path("/usr/share/tesseract-ocr/5/tessdata"), self.path / "tessdata"
        folder.mkdir()
        if (installed / "Vietnamese.traineddata").exists():
            shutil.copy(installed / "Vietnamese.traineddata", folder / "vie.traineddata")
        for name in ("eng", "Vietnamese"):
            (folder / f"{name}.traineddata").write_bytes(b"damaged")

        def pages(out, environment):
            done = program.run([CODAU, "run", program.SCAN, "-o", out, "--until", "ocr"], env={**os.environ, **environment})
            self.assertEqual(done.returncode, 0, done.stderr)
            with contextlib.closing(sqlite3.connect(out / "pages.db")) as database:
                return list(database.execute("SELECT * FROM pages ORDER BY 1, 2"))

        usual = pages(self.out, {})
        self.assertTrue(usual)
        self.assertEqual(pages(self.path / "other", {"TESSDATA_PREFIX": str(folder)}), usual)
        self.assertEqual(pages(self.path / "none", {"TESSDATA_PREFIX": str(self.path)}), usual)

    def test_without_models(self):
        done = program.run([CODAU, "run", TEXT, "-o", self.out, "--models", self.path])
        self.assertEqual(done.returncode, 6, done.stderr)
        self.one_line(done.stderr)

    def test_with_a_damaged_model(self):
        shutil.copytree(program.ROOT / "models", self.path / "models")
        shutil.copytree(program.ROOT / "data", self.path / "data")
        for path in (self.path / "models").iterdir():
            if path.suffix != ".md" and path.stat().st_size > 1000:
                os.truncate(path, path.stat().st_size // 2)
        for command in (["run", TEXT, "-o", self.out], ["restore", TEXT]):
            done = program.run([CODAU, *command, "--models", self.path])
            self.assertEqual(done.returncode, 6, done.stderr)
            self.one_line(done.stderr)

    def copy_of_the_scan(self):
        return pathlib.Path(shutil.copy(program.SCAN, self.path / "scan.pdf"))

    def start_on_a_page(self, *options):
        # What the scan is, is in the journal then: a worker that has it open is reading a page.
        first = program.run([CODAU, "run", program.SCAN, "-o", self.out, "--pages", "1"])
        self.assertEqual(first.returncode, 0, first.stderr)
        return self.start_on(program.SCAN, "--pages", "1-2", *options)

    def start_on(self, source, *options):
        """The run of one source and the worker that has it open."""
        process = program.start([CODAU, "run", source, "-o", self.out, "--jobs", "1", *options])
        self.addCleanup(process.stderr.close)
        working = program.wait_until(lambda: [worker for worker in program.workers_of(process.pid)
                                              if str(source) in program.open_files(worker)])
        return process, working[0]

    def test_a_worker_that_dies_is_replaced(self):
        process, worker = self.start_on_a_page()
        os.kill(worker, signal.SIGKILL)
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertEqual(process.returncode, 0, messages)
        self.assertEqual(program.rejects_of(self.out), [])

    def test_a_source_whose_place_a_pipe_took_is_not_waited_for(self):
        scan = self.copy_of_the_scan()
        process, _ = self.start_on(scan)
        scan.unlink()
        os.mkfifo(scan)
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertIn(process.returncode, (3, 4), messages)

    def test_a_link_to_a_source_changes_nothing(self):
        scan = self.copy_of_the_scan()
        process, _ = self.start_on(scan, "--pages", "1-2")
        os.link(scan, self.path / "link.pdf")
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertEqual(process.returncode, 0, messages)

    def test_a_parent_that_was_stopped_loses_nothing(self):
        text = self.path / "long.txt"
        text.write_text(program.PLAN * 100, encoding="utf-8")
        process, _ = self.start_on(text, "--timeout-page", str(program.HANGS))
        for _ in range(2):
            os.kill(process.pid, signal.SIGSTOP)
            time.sleep(22)
            os.kill(process.pid, signal.SIGCONT)
            time.sleep(0.2)
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertEqual(process.returncode, 0, messages)

    def test_a_large_text_is_a_document(self):
        text = self.path / "large.txt"
        text.write_text("Cộng hòa xã hội chủ nghĩa Việt Nam. " * 480_000, encoding="utf-8")
        self.assertGreater(text.stat().st_size, 17 << 20)
        done = program.run([CODAU, "run", text, "-o", self.out, "--until", "ocr"])
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_program_of_the_workers_that_dies_at_once_ends_the_run_at_once(self):
        shutil.copy(CODAU, self.path / "codau")
        (self.path / "codau-worker").write_text("#!/bin/sh\nexit 1\n")
        (self.path / "codau-worker").chmod(0o755)
        began = time.monotonic()
        done = program.run([self.path / "codau", "run", TEXT, "-o", self.out, "--models", program.ROOT])
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn("codau-worker", self.one_line(done.stderr))
        self.assertLess(time.monotonic() - began, 30 * program.PATIENCE)

    def test_without_a_process_to_spare(self):
        if os.geteuid() != 0 or not shutil.which("setpriv"):
            self.skipTest("needs root and setpriv, to be a user with few processes")
        self.path.chmod(0o777)
        scans = []
        for name in ("a", "b"):
            scans.append(shutil.copy(program.SCAN, self.path / f"{name}.pdf"))
        codau = program.install(pathlib.Path(CODAU).parent, self.path / "usr")
        for most in (2, 3):
            done = program.run(["setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups", "prlimit",
                                f"--nproc={most}", codau, "run", *scans, "--pages", "1-2", "-o", self.path / f"out{most}", "--jobs", "2"])
            self.assertIn(done.returncode, (0, 3, 5), done.stderr)

    def test_a_source_that_is_overwritten_gives_nothing_under_its_old_hash(self):
        scan = self.copy_of_the_scan()
        process, _ = self.start_on(scan)
        other = (program.SAMPLES / "02-chuyen-doi-so.pdf").read_bytes()
        with open(scan, "r+b") as file:  # in place, as a slow copy does
            file.write(other)
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertIn(process.returncode, (3, 4), messages)
        self.assertEqual({reject["code"] for reject in program.rejects_of(self.out)}, {"CHANGED"})
        self.assertEqual(program.run([CODAU, "run", scan, "-o", self.out, "--pages", "1", "--quiet"]).returncode, 0)
        self.assertEqual(program.rejects_of(self.out), [])

    def test_a_page_that_kills_twice_is_read_simply(self):
        process, worker = self.start_on_a_page()
        os.kill(worker, signal.SIGKILL)
        os.kill(program.wait_for_worker(process.pid, other_than=[worker]), signal.SIGKILL)
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertEqual(process.returncode, 0, messages)
        self.assertTrue(program.was_read_simply(self.out))

    def test_a_page_that_kills_three_times_is_lost(self):
        process, worker = self.start_on_a_page()
        killed = []
        for _ in range(3):
            worker = program.wait_for_worker(process.pid, other_than=killed)
            killed.append(worker)
            os.kill(worker, signal.SIGKILL)
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertEqual(process.returncode, 3, messages)
        rejects = program.rejects_of(self.out)
        self.assertEqual([(reject["code"], reject["stage"]) for reject in rejects], [("CRASHED", "page")])
        text = program.texts(self.out)[0].read_text()
        self.assertEqual([bool(page.strip()) for page in text.split("\f")], [True, False, False, False])
        self.assertEqual(rejects[0]["page"], 2)
        # The same command tries the page again, and nothing else.
        done = program.run([CODAU, "run", program.SCAN, "-o", self.out, "--jobs", "1", "--pages", "1-2"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("pages done 1, reused 1", done.stderr)

    def test_a_page_that_hangs_twice_is_lost(self):
        process, worker = self.start_on_a_page("--timeout-page", "5")
        os.kill(worker, signal.SIGSTOP)
        os.kill(program.wait_for_worker(process.pid, other_than=[worker]), signal.SIGSTOP)
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertEqual(process.returncode, 3, messages)
        self.assertEqual([reject["code"] for reject in program.rejects_of(self.out)], ["TIMEOUT"])

    def test_all_workers_killed_at_once_leave_no_trace(self):
        whole = self.path / "whole"
        self.assertEqual(program.run([CODAU, "run", program.SCAN, "-o", whole]).returncode, 0)
        process = program.start([CODAU, "run", program.SCAN, "-o", self.out, "--jobs", "4"])
        self.addCleanup(process.stderr.close)
        program.wait_until(lambda: len(program.workers_of(process.pid)) == 4)
        for worker in program.workers_of(process.pid):
            os.kill(worker, signal.SIGKILL)
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertEqual(process.returncode, 0, messages)
        self.assertEqual(program.difference(program.files_of(whole), program.files_of(self.out)), [])

    def test_without_the_program_of_the_workers(self):
        alone = self.path / "codau"
        shutil.copy(CODAU, alone)
        for source in (program.SCAN, TEXT):
            done = program.run([alone, "run", source, "-o", self.out, "--models", program.ROOT])
            self.assertEqual(done.returncode, 70, done.stderr)
            self.assertIn("codau-worker", self.one_line(done.stderr))

    def test_a_worker_hears_nothing_and_says_nothing(self):
        os.environ["PGPASSWORD"] = "secret"
        self.addCleanup(os.environ.pop, "PGPASSWORD")
        process, worker = self.start_on_a_page()
        files = {os.readlink(f"/proc/{worker}/fd/{number}") for number in (0, 1, 2)}
        self.assertEqual(files, {"/dev/null"})
        environment = pathlib.Path(f"/proc/{worker}/environ").read_bytes().split(b"\0")
        self.assertIn(b"OMP_THREAD_LIMIT=1", environment)
        self.assertNotIn(b"PGPASSWORD", b"".join(environment))
        process.kill()
        process.communicate()


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
