#!/usr/bin/env python3
"""A hot folder: what comes is read when it is whole, and nothing is missed, however it comes.

usage: watch_test.py CODAU [unittest options]
"""
import contextlib
import ctypes
import json
import os
import pathlib
import signal
import sqlite3
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import program  # noqa: E402

CODAU = None
MANY = 120


class Watch(unittest.TestCase):
    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.inbox, self.out = self.path / "in", self.path / "out"
        self.inbox.mkdir()
        self.process = None

    def tearDown(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
        if self.process:
            self.process.communicate()

    def start(self, *options, **how):
        self.process = program.start([CODAU, "watch", self.inbox, "-o", self.out, "--lang", "en", *options], **how)
        program.wait_until(lambda: (self.out / "watch.json").exists())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        _, messages = self.process.communicate(timeout=60)
        self.assertEqual(self.process.returncode, 130, messages)
        return messages

    def status(self):
        return json.loads((self.out / "watch.json").read_text())

    def put(self, name, number, folder=None):
        (folder or self.inbox).joinpath(name).write_text(program.SMALL_PLAN.format(number=number), encoding="utf-8")

    def sources(self):
        if not (self.out / "codau.db").exists():
            return set()
        with contextlib.suppress(sqlite3.OperationalError):
            return {path for path, in program.rows(self.out, "SELECT source_path FROM sources")}
        return set()

    def wait_for(self, names):
        program.wait_until(lambda: self.sources() >= set(names) or time.sleep(0.1))

    def test_a_status_file_of_somebody_is_left_alone(self):
        self.out.mkdir()
        (self.out / "watch.json").write_text('{"mine": 1}')
        done = program.run([CODAU, "watch", self.inbox, "-o", self.out, "--lang", "en"])
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual((self.out / "watch.json").read_text(), '{"mine": 1}')

    def test_no_link_leads_out_of_the_inbox(self):
        away = self.path / "away"
        away.mkdir()
        self.put("1.txt", 1, away)
        (self.inbox / "file.txt").symlink_to(away / "1.txt")
        (self.inbox / "folder").symlink_to(away)
        self.put("own.txt", 2)
        self.start()
        self.wait_for(["own.txt"])
        program.wait_until(lambda: len(self.status()["failed"]) == 2 or time.sleep(0.1))
        self.stop()
        self.assertEqual(self.sources(), {"own.txt"})
        rejects = [json.loads(line) for line in (self.out / "rejects.jsonl").read_text().splitlines()]
        self.assertEqual([(one["file"], one["code"]) for one in rejects],
                         [("file.txt", "NOT_A_FILE"), ("folder", "NOT_A_FILE")])

    def test_what_comes_is_read_and_stays(self):
        self.put("a.txt", 1)
        self.start()
        self.wait_for(["a.txt"])
        (self.inbox / "sub/deep").mkdir(parents=True)
        self.put("sub/deep/b.txt", 2)
        self.put("c.part", 3, self.path)
        (self.path / "c.part").rename(self.inbox / "c.txt")
        self.wait_for(["a.txt", "sub/deep/b.txt", "c.txt"])
        self.put("a.part", 11, self.path)
        (self.path / "a.part").rename(self.inbox / "a.txt")  # another file
        (self.inbox / "c.txt").unlink()
        program.wait_until(lambda: len(program.rows(self.out, "SELECT 1 FROM documents")) == 4 or time.sleep(0.1))
        self.assertEqual(self.sources(), {"a.txt", "sub/deep/b.txt", "c.txt"})
        program.wait_until(lambda: self.status()["state"] == "idle" or time.sleep(0.1))
        self.assertEqual(self.status()["files"], 2)
        self.stop()
        self.assertEqual(sorted(path.name for path in self.inbox.rglob("*.txt")), ["a.txt", "b.txt"])

    def test_many_at_once_a_kill_and_a_restart(self):
        self.start("--quiet")
        for number in range(MANY):
            self.put(f"{number}.txt", number)
        program.wait_until(lambda: len(self.sources()) > 3 or time.sleep(0.05))
        self.process.kill()
        self.process.communicate()
        for number in range(MANY, MANY + 5):
            self.put(f"{number}.txt", number)
        self.start("--quiet")
        self.wait_for([f"{number}.txt" for number in range(MANY + 5)])
        program.wait_until(lambda: self.status()["state"] == "idle" or time.sleep(0.1))
        self.assertEqual(self.status()["failed"], [])
        self.assertLess(self.load(), 0.01)
        with open(self.inbox / "0.txt", "a") as file:
            file.write("\n")
            file.flush()
            program.wait_until(lambda: self.status()["waiting"] == 1 or time.sleep(0.1))
            time.sleep(3)
            self.assertLess(self.load(), 0.01)
            self.assertEqual(self.status()["waiting"], 1)
        program.wait_until(lambda: self.status()["waiting"] == 0 or time.sleep(0.1))
        self.stop()

    def load(self, seconds=4):
        """Share of a processor."""
        ticks = self.ticks()
        time.sleep(seconds)
        return (self.ticks() - ticks) / os.sysconf("SC_CLK_TCK") / seconds

    def ticks(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def test_a_file_that_is_still_written(self):
        self.start()
        text = program.SMALL_PLAN.format(number=5).encode() + program.PLAN.encode()
        with open(self.inbox / "slow.txt", "wb", buffering=0) as file:
            for i in range(5):
                file.write(text[i * len(text) // 5:(i + 1) * len(text) // 5])
                time.sleep(2.5 if i == 2 else 0.3)  # once longer than files are given to settle
                self.assertEqual(self.sources(), set())
        self.wait_for(["slow.txt"])
        self.assertEqual(len(program.rows(self.out, "SELECT DISTINCT source_sha256 FROM documents")), 1)
        self.assertEqual(program.rows(self.out, "SELECT source_bytes FROM documents LIMIT 1"), [(len(text),)])
        self.stop()

    def documents(self):
        """Sizes of what the documents were read from."""
        return [size for size, in program.rows(self.out, "SELECT source_bytes FROM documents ORDER BY 1")]

    def test_a_pause_in_writing_anothers_file(self):
        if os.geteuid() != 0:
            self.skipTest("needs root, to have another's file")
        no_lease = ctypes.CDLL(None).prctl
        self.start("--settle", "4", preexec_fn=lambda: no_lease(24, 28, 0, 0, 0))  # PR_CAPBSET_DROP, CAP_LEASE
        file = self.inbox / "slow.txt"
        text = program.SMALL_PLAN.format(number=5).encode()
        file.write_bytes(text[:200])
        os.chown(file, program.NOBODY, program.NOBODY)
        time.sleep(3)  # longer than a file needs to settle of which the system tells
        self.assertEqual(self.sources(), set())
        with open(file, "ab") as more:
            more.write(text[200:])
        self.wait_for(["slow.txt"])
        self.assertEqual(self.documents(), [len(text)])
        self.stop()

    def test_what_was_written_on_after_it_was_taken(self):
        self.start("--settle", "1")
        text = program.SMALL_PLAN.format(number=5).encode()
        (self.inbox / "a.txt").write_bytes(text[:200])
        self.wait_for(["a.txt"])
        self.assertEqual(self.documents(), [200])
        with open(self.inbox / "a.txt", "ab") as more:
            more.write(text[200:])
        program.wait_until(lambda: self.documents() == [len(text)] or time.sleep(0.1))
        self.assertEqual(len(program.texts(self.out)), 1)
        program.wait_until(lambda: self.status()["state"] == "idle" or time.sleep(0.1))
        self.put("a.part", 6, self.path)
        (self.path / "a.part").rename(self.inbox / "a.txt")
        program.wait_until(lambda: len(self.documents()) == 2 or time.sleep(0.1))
        self.assertIn("its older version is still among the results", self.stop())

    def test_a_folder_that_goes_away_and_comes_back(self):
        self.put("a.txt", 1)
        self.start("--poll", "1")
        self.wait_for(["a.txt"])
        self.inbox.rename(self.path / "away")
        told = program.wait_until(lambda: self.status()["trouble"] or time.sleep(0.1))
        self.assertIn("no such file or folder", told)
        self.assertEqual(self.status()["state"], "waiting")
        time.sleep(2)
        self.assertIsNone(self.process.poll())
        self.inbox.mkdir()
        self.put("b.txt", 2)
        self.wait_for(["a.txt", "b.txt"])
        self.assertIsNone(program.wait_until(lambda: self.status() if self.status()["state"] == "idle" else None)["trouble"])
        self.assertTrue(self.status()["told_of_changes"])
        (self.inbox / "sub").mkdir()
        self.put("sub/c.txt", 3)
        self.wait_for(["sub/c.txt"])
        self.assertEqual(self.stop().count("no such file or folder"), 1)

    def test_the_sign_at_the_end_of_a_job(self):
        self.start("--marker", ".xong")
        self.put("a.txt", 1)
        self.put("b.txt", 2)
        (self.inbox / "b.txt.xong").touch()
        self.wait_for(["b.txt"])
        program.wait_until(lambda: self.status()["waiting"] == 1 or time.sleep(0.1))
        time.sleep(1)
        self.assertEqual(self.sources(), {"b.txt"})
        (self.inbox / ".xong").touch()
        self.wait_for(["a.txt"])
        self.stop()
        self.assertEqual(program.rejects_of(self.out), [])

    def test_what_failed_is_told_and_tried_again(self):
        (self.inbox / "x.pdf").write_bytes(b"%PDF-1.7 nothing")
        self.put("a.txt", 1)
        self.start()
        self.wait_for(["a.txt"])
        failed = program.wait_until(lambda: self.status()["failed"])
        self.assertEqual(failed, [{"file": "x.pdf", "tries": 1, "next_try": None}])  # damaged: it will be so the next time too
        (self.inbox / "x.pdf").write_bytes(program.SCAN.read_bytes())
        (self.inbox / "x.pdf").unlink()
        self.put("x.pdf", 2)  # text, whatever its name says: another failure, at once
        program.wait_until(lambda: "NOT_SUPPORTED" in {one["code"] for one in program.rejects_of(self.out)} or time.sleep(0.1))
        told = self.stop().splitlines()
        self.assertIn(f"watching {self.inbox}; how it stands: {self.out / 'watch.json'}", told[0])
        self.assertTrue(any("documents in them: 1, the output has: " in line for line in told), told)
        self.assertTrue(any("cannot be read until it is replaced: 1" in line for line in told), told)

    def test_what_failed_is_known_by_its_place(self):
        """Not by the name that a list gives it: a name may be none, and another office may use it too."""
        bad = os.fsencode(self.inbox) + b"/b\xe1\xba.pdf"
        with open(bad, "wb") as file:
            file.write(b"%PDF-1.7 nothing")
        theirs = self.path / "theirs"
        theirs.mkdir()
        (theirs / "a.txt").write_bytes(b"")
        program.run([CODAU, "run", theirs, "-o", self.out])
        self.put("a.txt", 1)
        self.start()
        self.wait_for(["a.txt"])
        failed = program.wait_until(lambda: self.status()["failed"])
        self.assertEqual([one["tries"] for one in failed], [1])
        self.assertTrue(failed[0]["file"].endswith(".pdf"))
        self.stop()

    def test_a_folder_that_comes_while_others_are_read(self):
        self.start("--settle", "2")
        for number in range(12):
            self.put(f"{number}.txt", number)
        time.sleep(1.9)  # its coming is told in time for the look that finds these to be whole
        (self.inbox / "sub").mkdir()
        program.wait_until(lambda: self.status()["state"] == "reading")
        self.put("sub/x.txt", 77)
        begun = time.monotonic()
        self.wait_for(["sub/x.txt"])
        self.assertLess(time.monotonic() - begun, 40)
        self.stop()

    def test_an_output_that_another_holds_is_waited_for(self):
        self.out.mkdir()
        more = self.path / "more"
        more.mkdir()
        for number in range(20):
            self.put(f"m{number}.txt", 100 + number, more)
        other = program.start([CODAU, "run", more, "-o", self.out])
        program.wait_until(lambda: program.is_held(self.out))
        os.kill(other.pid, signal.SIGSTOP)
        self.put("a.txt", 1)
        self.start()
        program.wait_until(lambda: self.status()["trouble"] or time.sleep(0.1))
        self.assertEqual(self.status()["state"], "waiting")
        os.kill(other.pid, signal.SIGCONT)
        other.communicate()
        self.wait_for(["a.txt", "m7.txt"])
        self.assertIn("is locked by another codau process", self.stop())

    def test_a_file_that_is_mended(self):
        (self.inbox / "a.txt").write_bytes(b"%PDF-1.7 nothing")
        self.start()
        program.wait_until(lambda: self.status()["failed"] or time.sleep(0.1))
        self.put("a.part", 1, self.path)
        (self.path / "a.part").rename(self.inbox / "a.txt")
        self.wait_for(["a.txt"])
        self.assertNotIn("older version", self.stop())

    def test_no_such_folder(self):
        done = program.run([CODAU, "watch", self.path / "absent", "-o", self.out, "--lang", "en"])
        self.assertEqual((done.returncode, len(done.stderr.splitlines())), (2, 1), done.stderr)
        self.assertIn("no such folder", done.stderr)


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
