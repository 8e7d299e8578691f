#!/usr/bin/env python3
"""Commands on an output whose files were damaged, lost, brought back or may only be read; and dry runs, which write
nothing.

usage: archive_commands_test.py CODAU [unittest options]
"""
import json
import lzma
import os
import pathlib
import shutil
import signal
import sqlite3
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402


class ArchiveCommands(program.ArchiveTest):
    def since(self, number, code=0):
        done = self.codau("export", self.out, "jsonl", "-o", self.path / "feed", "--since", str(number),
                          code=code)
        if code:
            return done.stderr
        lines = (self.path / "feed/changes.jsonl").read_text(encoding="utf-8").splitlines()
        told = sorted({(line["doc_id"], line["change"]) for line in map(json.loads, lines)})
        return json.loads((self.path / "feed/manifest.json").read_text())["seq"], told

    def all_files(self):
        """Every file of the output as it lies there, and what its folder looks like."""
        return {path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
                for path in [self.out, *self.out.rglob("*")]}

    def everything(self):
        """Each command that opens codau.db."""
        edits = self.path / "edits.jsonl"
        edits.write_text("")
        return {"run": ["run", self.inputs, "-o", self.out], "dry run": ["run", self.inputs, "-o", self.out, "--dry-run"],
                "export": ["export", self.out, "csv", "-o", self.path / "csv"],
                "search": ["search", self.out, "kenh muong"], "correct": ["correct", self.out, "--file", edits],
                "remove": ["remove", self.out, "1.txt"], "remove, dry": ["remove", self.out, "1.txt", "--dry-run"],
                "compact": ["compact", self.out], "backup": ["compact", self.out, "--backup", self.path / "copy.db"], "one file": ["backup", self.out, self.path / "copy.tar"]}

    # ---- the change feed ----

    def test_a_history_that_was_lost_is_no_new_one(self):
        last, _ = self.since(0)
        for number, lose in ((4, lambda file: file.unlink()), (6, lambda file: file.write_bytes(b""))):
            lose(self.out / "history.db")
            self.assertIn("begins anew", self.since(last, code=2))
            self.put(number)
            self.run_on()
            for known in (1, last):
                self.assertIn("begins anew", self.since(known, code=2))
            now, told = self.since(0)
            self.assertGreater(now, last)
            self.assertEqual({change for _, change in told}, {"added"})
            self.put(number + 1)
            self.run_on()
            last, told = self.since(now)
            self.assertEqual((last, len(told)), (now + 1, 1))

    def test_an_output_that_was_brought_back_does_not_go_on_with_the_feed(self):
        backup = self.path / "copy.db"
        self.codau("compact", self.out, "--backup", backup)
        self.put(4)
        self.run_on()
        last, _ = self.since(0)
        shutil.copy(backup, self.out / "codau.db")
        shutil.copy(f"{backup}.pages", self.out / "pages.db")
        self.run_on("--dry-run")
        self.run_on()
        self.assertIn("begins anew", self.since(last, code=2))
        self.assertEqual(len(self.since(0)[1]), 4)

    def test_a_store_that_was_made_anew_does_not_go_on_with_the_feed(self):
        last, _ = self.since(0)
        (self.out / "codau.db").unlink()
        self.run_on()
        self.assertIn("begins anew", self.since(last, code=2))
        self.assertEqual(len(self.since(0)[1]), 3)

    def test_a_second_upgrade_tells_nothing_twice(self):
        old = lzma.decompress((program.ROOT / "tests/fixtures/output-0.1.0/codau.db.xz").read_bytes())
        out = self.out = self.path / "old"
        out.mkdir()
        (out / "codau.db").write_bytes(old)
        self.codau("compact", out)
        last, told = self.since(0)
        self.codau("compact", out, "--undo-upgrade")
        self.assertEqual((out / "codau.db").read_bytes(), old)
        self.codau("compact", out)
        self.assertIn("begins anew", self.since(last, code=2))
        self.assertEqual(self.since(0)[1], told)
        history = sqlite3.connect(out / "history.db")
        self.assertEqual(history.execute("SELECT count(*) FROM changes").fetchone()[0], len(told))
        history.close()

    # ---- damage ----

    def test_damage_has_one_code_and_one_way_out_whatever_command_finds_it(self):
        good = (self.out / "codau.db").read_bytes()
        for name, code, word, bytes_ in (("head", 5, "backup", b"\xa5" * 100 + good[100:]),
                                         ("half", 5, "backup", good[:len(good) // 3]),
                                         ("foreign", 5, "backup", b"hello, I am a text\n" * 20),
                                         ("empty", 5, "backup", b"")):
            for what, command in self.everything().items():
                (self.out / "codau.db").write_bytes(bytes_)
                with self.subTest(damage=name, command=what):
                    self.assertIn(word, self.codau(*command, code=code).stderr)
                    self.assertEqual((self.out / "codau.db").read_bytes(), bytes_)
        (self.out / "codau.db").unlink()
        for what, command in self.everything().items():
            if "run" not in what:
                with self.subTest(damage="gone", command=what):
                    self.assertIn("has no codau.db", self.codau(*command, code=4).stderr)

    def test_what_is_damaged_is_seen_before_anything_changes(self):
        (self.out / "history.db").write_bytes(b"\xa5" * 100 + (self.out / "history.db").read_bytes()[100:])
        edits = self.path / "edits.jsonl"
        edits.write_text(json.dumps({"doc_id": self.doc_id("1.txt"), "table": "documents", "row_id": self.doc_id("1.txt"),
                                     "action": "set", "field": "subject", "value": "Khác"}) + "\n", encoding="utf-8")
        self.put(4)
        before = program.rows(self.out, "SELECT doc_id,subject FROM documents ORDER BY 1")
        folders = program.texts(self.out)
        for command in (["remove", self.out, "1.txt"], ["correct", self.out, "--file", edits],
                        ["run", self.inputs, "-o", self.out, "--prune"]):
            self.assertIn("history.db", self.codau(*command, code=5).stderr)
            self.assertEqual(program.rows(self.out, "SELECT doc_id,subject FROM documents ORDER BY 1"), before)
            self.assertEqual(program.texts(self.out), folders)
        (self.out / "history.db").unlink()  # as it was told
        self.codau("remove", self.out, "1.txt")

    # ---- dry runs ----

    def test_a_dry_run_writes_nothing_anywhere(self):
        (self.inputs / "1.txt").unlink()
        self.put(4)
        commands = (["run", self.inputs, "-o", self.out, "--dry-run"],
                    ["run", self.inputs, "-o", self.out, "--dry-run", "--prune"],
                    ["remove", self.out, "2.txt", "--dry-run"])
        before = self.all_files()
        for command in commands:
            self.codau(*command)
            self.assertEqual(self.all_files(), before)
        with self.subTest("a log that a killed run has left"):
            reader = sqlite3.connect(self.out / "codau.db")  # keeps the log from going
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM documents").fetchone()
            run = program.start([program.CODAU, "run", self.inputs, "-o", self.out])
            program.wait_until(lambda: (self.out / "codau.db-wal").stat().st_size > 10_000)
            run.kill()
            run.communicate()
            before = self.all_files()
            for command in commands:
                self.codau(*command)
                self.assertEqual({path for path, seen in self.all_files().items() if seen != before.get(path)
                                  and not path.name.endswith("-shm")}, set())
            reader.close()

    def test_a_dry_run_does_not_upgrade(self):
        out = self.path / "old"
        out.mkdir()
        (out / "codau.db").write_bytes(
            lzma.decompress((program.ROOT / "tests/fixtures/output-0.1.0/codau.db.xz").read_bytes()))
        before = (out / "codau.db").read_bytes()
        for command in (["remove", out, "x", "--dry-run"], ["run", self.inputs, "-o", out, "--dry-run"]):
            self.assertIn("codau compact", self.codau(*command, code=4).stderr)
            self.assertEqual([path.name for path in out.iterdir()], ["codau.db"])
            self.assertEqual((out / "codau.db").read_bytes(), before)

    def test_a_dry_run_knows_what_is_not_finished(self):
        out = self.path / "killed"
        for number in range(100, 200):
            self.put(number)
        run = program.start([program.CODAU, "run", self.inputs, "-o", out, "--jobs", "1"])
        program.wait_until(lambda: len(program.texts(out)) > 20)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        done = self.codau("run", self.inputs, "-o", out, "--dry-run")
        unfinished = done.stdout.count("unfinished\t")
        self.assertGreater(unfinished, 0)
        self.assertIn(f"unfinished {unfinished}, as before {103 - unfinished}", done.stderr)
        done = self.codau("run", self.inputs, "-o", out)
        self.assertIn(f"reused {103 - unfinished};", done.stderr)

    def test_a_dry_run_knows_what_prune_takes_out(self):
        """Gone, changed, truncated to nothing, renamed, and another under the old name."""
        for number in (4, 5, 6):
            self.put(number)
        self.run_on()
        (self.inputs / "1.txt").unlink()
        self.put(2)  # as it was
        self.put(33, "3.txt")
        (self.inputs / "4.txt").write_text("")
        (self.inputs / "5.txt").rename(self.inputs / "năm.txt")
        (self.inputs / "6.txt").rename(self.inputs / "sáu.txt")
        (self.inputs / "6.txt").symlink_to("sáu.txt")
        asked = self.run_on("--prune", "--dry-run").stdout.splitlines()
        gone = sorted(line.split("\t")[1].split()[0] for line in asked if line.startswith("gone"))
        before = {doc_id for doc_id, in program.rows(self.out, "SELECT doc_id FROM documents")}
        self.run_on("--prune", code=3)
        after = {doc_id for doc_id, in program.rows(self.out, "SELECT doc_id FROM documents")}
        self.assertEqual(gone, sorted(before - after))
        self.assertEqual(len(gone), 2)

    # ---- backups, removals ----

    def test_a_name_that_is_no_utf8_is_one_all_the_same(self):
        name = b"l\xe1.txt"
        with open(os.fsencode(self.inputs) + b"/" + name, "w", encoding="utf-8") as file:
            file.write(program.SMALL_PLAN.format(number=9))
        self.run_on()
        for more in ([], ["--forget"]):
            done = program.subprocess.run([program.CODAU, "remove", self.out, name, *more], capture_output=True)
            self.assertEqual(done.returncode, 0, done.stderr)
        self.run_on()
        self.assertEqual(program.rows(self.out, "SELECT count(*) FROM documents"), [(4,)])

    def test_who_may_not_write_is_told_so(self):
        edits = self.path / "edits.jsonl"
        edits.write_text("")
        self.out.chmod(0o755)
        codau = program.install(pathlib.Path(program.CODAU).parent, self.path / "usr")
        for command in (["remove", self.out, "1.txt"], ["compact", self.out], ["correct", self.out, "--file", edits]):
            done = program.run([codau, *command, "--lang", "en"], preexec_fn=program.drop_root)
            self.assertEqual(done.returncode, 5, (command, done.stderr))
            self.assertIn(f"{self.out}/codau.db: cannot be written: Permission denied", done.stderr)

    def test_a_backup_names_the_target_that_cannot_be_written(self):
        target = self.path / "không có/copy.db"
        told = self.codau("compact", self.out, "--backup", target, code=5).stderr
        self.assertIn(str(target), told)
        self.assertNotIn("out/codau.db", told)
        self.codau("compact", self.out, "--backup", self.path / "copy.db")

    def test_what_is_taken_out_is_counted_no_more(self):
        def counted():
            return json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))["counts"]["rows"]["documents"]
        self.assertEqual(counted(), 3)
        self.codau("remove", self.out, "1.txt")
        self.assertEqual(counted(), 2)

    def test_what_was_taken_out_is_taken_back_by_the_name_of_its_file(self):
        taken = self.doc_id("1.txt")
        self.codau("remove", self.out, "1.txt")
        again = self.codau("remove", self.out, "1.txt")  # whoever was killed at it gives the same command
        self.assertEqual(again.stdout, f"{taken}  1.txt\n")
        asked = self.codau("remove", self.out, "1.txt", "--forget", "--dry-run")
        self.assertEqual(asked.stdout, f"{taken}  1.txt\n")
        done = self.codau("remove", self.out, "1.txt", "--forget")
        self.assertEqual(done.stdout, f"{taken}  1.txt\n")
        self.codau("remove", self.out, "1.txt", "--forget", code=2)
        self.codau("remove", self.out, "2.txt", "--forget", code=2)  # it is there
        self.run_on()
        self.assertEqual(self.doc_id("1.txt"), taken)


if __name__ == "__main__":
    sys.argv.pop(1)
    unittest.main()
