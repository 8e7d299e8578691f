#!/usr/bin/env python3
"""codau backup and codau restore-backup: what comes back, while others write, and from backups that are damaged or forged.

usage: backup_test.py CODAU [unittest options]
"""
import contextlib
import hashlib
import io
import json
import os
import pathlib
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

MANIFEST = "codau-backup.jsonl"
DATABASES = ("serve/jobs.db", "codau.db", "history.db", "pages.db")
# Names that people drop, as bytes: with combining marks, not UTF-8, with signs, and a long path.
UPLOADS = [b"quet/ke\xcc\x82 hoa\xcc\xa3ch.pdf", "quét/kế hoạch.pdf".encode(), b"\xff\xfe.pdf", b'a "b"\n\\c.pdf', b"/".join([b"x" * 90] * 4) + b"/y.pdf"]


def tree(folder):
    """All files below `folder` by path, but for databases and their logs."""
    return {os.path.relpath(os.path.join(at, name), os.fsencode(folder)): pathlib.Path(os.fsdecode(os.path.join(at, name))).read_bytes()
            for at, _, names in os.walk(os.fsencode(folder)) for name in names if b".db" not in name}


def limited(size):
    """For preexec_fn: no file grows over `size` bytes, as if the disk were full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def entry(name, content=b"x", **fields):
    """A member of a tar file."""
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for field, value in fields.items():
        setattr(info, field, value)
    return info, content


def line(info, content):
    return {"path": info.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(), "modified": 0}


class BackupTest(program.ArchiveTest):
    def setUp(self):
        super().setUp()
        self.backup, self.back = self.path / "a.tar", self.path / "back"

    def back_up(self, *options, code=0):
        return self.codau("backup", self.out, self.backup, *options, code=code)

    def restore(self, code=0, **options):
        return self.codau("restore-backup", self.backup, self.back, code=code, **options)

    def assertNothingIsLeft(self):
        self.assertEqual([path.name for path in self.path.iterdir() if "back" in path.name or "part" in path.name], [])

    def assertRefused(self, words="", code=3, commands=("restore",)):
        """The commands say one line about the backup, and nothing is written."""
        for command in commands:
            command = ["--check", self.backup] if command == "check" else [self.backup, self.back]
            done = self.codau("restore-backup", *command, code=code)
            self.assertEqual((done.stdout, len(done.stderr.splitlines())), ("", 1), done.stderr)
            self.assertIn(words, done.stderr)
            self.assertTrue(done.stderr.startswith(f"codau: {self.backup}"), done.stderr)
        self.assertNothingIsLeft()

    def fill(self):
        """Puts what people and the server add into the output; the database of jobs stays open, with a log of writes."""
        (self.out / "review").mkdir()
        (self.out / "review/sample-1.jsonl").write_text("{}\n")
        for folder in ("serve/exports/1", "exports"):
            (self.out / folder).mkdir(parents=True)
            (self.out / folder / "x.csv").write_text("x")
        for name in UPLOADS:
            path = os.path.join(os.fsencode(self.out), b"serve/uploads/1", name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            pathlib.Path(os.fsdecode(path)).write_bytes(name)
        jobs = sqlite3.connect(self.out / "serve/jobs.db")
        jobs.executescript("PRAGMA journal_mode = WAL; CREATE TABLE jobs(id); INSERT INTO jobs VALUES(7)")
        self.addCleanup(jobs.close)


class RoundTrip(BackupTest):
    def make(self):
        self.inputs.mkdir()
        for number in (1, 2, 3):
            self.put(number)
        program.write_small_scan(self.inputs / "scan.pdf")
        (self.out / "lexicon/user").mkdir(parents=True)
        (self.out / "lexicon/user/agencies.tsv").write_text("")
        self.run_on()

    def test_everything_comes_back_and_a_run_goes_on(self):
        self.fill()
        edits = self.path / "edits.jsonl"
        edits.write_text(json.dumps({"doc_id": self.doc_id("1.txt"), "table": "documents", "row_id": self.doc_id("1.txt"), "action": "set",
                                     "field": "subject", "value": "Khác"}) + "\n", encoding="utf-8")
        self.codau("correct", self.out, "--file", edits)
        told = self.back_up().stderr
        self.assertIn("4 documents have theirs outside the output", told)
        with tarfile.open(self.backup) as backup:
            names = backup.getnames()
            listed = [json.loads(one) for one in backup.extractfile(MANIFEST).read().splitlines()][:-1]
        self.assertEqual(names[-1], MANIFEST)
        self.assertEqual(names[:4], list(DATABASES))
        paths = [os.fsdecode(bytes.fromhex(one["path_hex"])) if "path_hex" in one else one["path"] for one in listed[1:]]
        self.assertEqual(paths, names[:-1])
        self.assertEqual((listed[0]["files"], listed[0]["documents"]), (len(paths), 4))
        self.codau("restore-backup", "--check", self.backup)
        self.restore()
        expected = {path: content for path, content in tree(self.out).items() if b"exports/" not in path}
        self.assertEqual(tree(self.back), expected)
        self.assertEqual(program.compacted(self.back), program.compacted(self.out))
        jobs = sqlite3.connect(self.back / "serve/jobs.db")
        self.assertEqual(jobs.execute("SELECT id FROM jobs").fetchall(), [(7,)])
        jobs.close()
        self.codau("doctor", self.back)
        told = self.codau("run", self.inputs, "-o", self.back).stderr
        self.assertRegex(told, r"pages done 0, reused \d+, rejected 0; text files done 0, reused 3")
        self.assertEqual(program.compacted(self.back), program.compacted(self.out))
        # The old output may have gone on: its numbers mean nothing here.
        self.put(4)
        self.codau("run", self.inputs, "-o", self.back)
        for known in (1, 5, 99):
            self.assertIn("begins anew", self.codau("export", self.back, "jsonl", "-o", self.path / "feed", "--since", str(known), code=2).stderr)
        self.codau("export", self.back, "jsonl", "-o", self.path / "feed", "--since", "0")

    def test_a_backup_of_unchanged_files_lists_the_same(self):
        self.back_up()
        first = self.backup.read_bytes()
        for name in ("b.tar.zst", "c.tar"):
            self.codau("backup", self.out, self.path / name)
        with tarfile.open(self.backup) as one, tarfile.open(self.path / "c.tar") as other:
            self.assertEqual([(info.name, info.size, info.mtime) for info in one][:-1], [(info.name, info.size, info.mtime) for info in other][:-1])
        self.backup = self.path / "b.tar.zst"
        self.assertLess(self.backup.stat().st_size, len(first))
        self.restore()
        self.assertEqual(tree(self.back), tree(self.out))


class Making(BackupTest):
    def test_each_backup_during_a_run_is_one_state(self):
        for number in range(4, 20):
            self.put(number)
        going = program.start([program.CODAU, "run", self.inputs, "-o", self.out, "--lang", "en"])
        taken = 0
        while going.poll() is None and taken < 3:
            self.backup = self.path / f"{taken}.tar"
            self.back_up()
            taken += 1
        going.communicate()
        self.assertEqual(going.returncode, 0)
        self.assertGreater(taken, 1)
        counts = []
        for number in range(taken):
            self.backup, self.back = self.path / f"{number}.tar", self.path / f"back{number}"
            self.restore()
            made = program.rows(self.back, "SELECT name FROM result_files WHERE is_made = 1")
            self.assertEqual({f"{name}.txt" for (name,) in made}, {path.name for path in program.texts(self.back)})
            counts.append(len(made))
        self.assertEqual(counts, sorted(counts))
        self.codau("run", self.inputs, "-o", self.back)
        self.codau("doctor", self.back)
        self.assertEqual(program.compacted(self.back), program.compacted(self.out))

    def test_what_cannot_be_read_is_listed_and_the_rest_is_there(self):
        self.fill()
        program.documents(self.out)[0].text.unlink()
        second = program.documents(self.out)[1].text
        second.unlink()
        second.symlink_to("/etc/passwd")
        os.mkfifo(self.out / "serve/uploads/1/pipe")
        done = self.back_up("--quiet", code=3)
        for words in ("text/1.txt: the file is gone", "text/2.txt: no regular file", "serve/uploads/1/pipe: no regular file"):
            self.assertIn(words, done.stderr)
        self.restore()
        self.assertEqual([path.name for path in program.texts(self.back)], ["3.txt"])
        self.codau("run", self.inputs, "-o", self.back)
        self.assertEqual(len(program.texts(self.back)), 3)

    def test_linked_folders_are_not_followed(self):
        (self.out / "review").symlink_to("/etc")
        self.assertIn("review: is no regular file or folder", self.back_up(code=3).stderr)

    # ---- without room, or time ----

    def test_a_disk_that_fills_up_leaves_nothing(self):
        done = self.codau("backup", self.out, self.backup, code=5, preexec_fn=limited(200_000))
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertEqual(sorted(path.name for path in self.path.iterdir()), ["in", "out"])
        self.back_up()
        done = self.restore(code=5, preexec_fn=limited(50_000))
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertNothingIsLeft()
        self.restore()

    def test_too_little_room_is_told_before_anything_begins(self):
        small = self.path / "small"
        small.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", small], check=False, capture_output=True).returncode:
            self.skipTest("no right to mount")
        with contextlib.ExitStack() as last:
            last.callback(subprocess.run, ["umount", "--lazy", small], check=True)
            self.assertRegex(self.codau("backup", self.out, small / "a.tar", code=5).stderr, r"too little room: about .* are needed, .* are left")
            self.back_up()
            self.assertIn("too little room", self.codau("restore-backup", self.backup, small / "out", code=5).stderr)
            self.assertIn("root of a disk", self.codau("restore-backup", self.backup, small, code=2).stderr)
            self.assertEqual(list(small.iterdir()), [])

    def test_a_signal_leaves_nothing(self):
        (self.out / "serve/uploads/1").mkdir(parents=True)
        with open(self.out / "serve/uploads/1/long.pdf", "wb") as long:
            long.truncate(64 << 20)
        for command, part in ((["backup", self.out, self.backup], ".a.tar.codau-part"),
                              (["restore-backup", self.backup, self.back], ".back.codau-part")):
            going = program.start([program.CODAU, *command, "--lang", "en"])
            program.wait_until((self.path / part).exists)
            going.send_signal(signal.SIGTERM)
            _, told = going.communicate()
            self.assertEqual((going.returncode, told.count("interrupted")), (130, 1), told)
            self.assertNothingIsLeft()
            if command[0] == "backup":
                self.back_up()


class Refusals(BackupTest):
    def make(self):
        super().make()
        self.codau("backup", self.out, self.path / "a.tar")

    def test_wrong_usage(self):
        (self.path / "file").write_text("x")
        for command, words in ((["backup", self.out, self.backup], "is there already"),
                               (["backup", self.out, self.out / "b.tar"], "lies in the folder"),
                               (["backup", self.out, self.out / "serve/uploads/b.tar"], "lies in the folder"),
                               (["backup", self.out], "an argument is missing"),
                               (["restore-backup", self.backup], "an argument is missing: OUT"),
                               (["restore-backup", "--check", self.backup, self.back], "exclude each other"),
                               (["restore-backup", self.backup, self.out], "has files already"),
                               (["restore-backup", self.backup, self.path / "file"], "is no folder"),
                               (["restore-backup", self.path / "none.tar", self.back], "No such file"),
                               (["restore-backup", self.inputs, self.back], "is no regular file"),
                               (["restore-backup", "/dev/zero", self.back], "is no regular file")):
            self.assertIn(words, self.codau(*command, code=2).stderr)
        self.assertIn("has no codau.db", self.codau("backup", self.inputs, self.path / "b.tar", code=4).stderr)
        self.assertNothingIsLeft()

    def test_an_empty_folder_is_taken_as_it_is(self):
        self.back.mkdir(mode=0o750)
        self.restore()
        self.assertEqual(self.back.stat().st_mode & 0o777, 0o750)
        self.assertTrue((self.back / "codau.db").is_file())

    def test_a_changed_byte_anywhere_is_found(self):
        good = self.backup.read_bytes()
        with tarfile.open(self.backup) as backup:
            members = backup.getmembers()
        ends = len(good) - len(good.rstrip(b"\0"))
        places = [member.offset_data + member.size // 2 for member in members[::2] if member.size] + [good.rindex(b'"created":"') + 15, members[1].offset + 5, members[3].offset + 130]
        for place in places:
            self.backup.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1:])
            with self.subTest(place=place):
                self.assertRefused(commands=("check", "restore") if place == places[1] else ("restore",))
        for length in (0, 100, 512, members[2].offset, members[2].offset_data + 7, members[-1].offset, len(good) - ends - 1):
            self.backup.write_bytes(good[:length])
            with self.subTest(length=length):
                self.assertRefused()

    def test_what_is_no_backup_is_told(self):
        self.backup.write_bytes(b"hello, I am a text\n" * 1000)
        self.assertRefused()
        self.backup.write_bytes(program.SCAN.read_bytes())
        self.assertRefused()

    def forge(self, members, head=(), listed=None, after=()):
        """A backup with these members besides the databases, and a manifest that fits."""
        with tarfile.open(self.path / "good.tar") as good:
            databases = [entry(info.name, good.extractfile(info).read()) for info in good if info.name.endswith(".db")]
        members = databases + list(members)
        lines = [line(*one) for one in (members if listed is None else databases + listed)]
        first = {"codau_backup": 1, "codau": "0.1.0", "schema": 8, "created": "2026-11-30T00:00:00Z", "documents": 3, "sources_outside": 3,
                 "files": len(lines), "bytes": sum(one["bytes"] for one in lines), **dict(head)}
        manifest = "".join(json.dumps(one) + "\n" for one in [first, *lines]).encode()
        manifest += json.dumps({"sha256": hashlib.sha256(manifest).hexdigest()}).encode() + b"\n"
        self.backup.unlink(missing_ok=True)
        with tarfile.open(self.backup, "w", format=tarfile.PAX_FORMAT) as forged:
            for info, content in [*members, entry(MANIFEST, manifest), *after]:
                forged.addfile(info, io.BytesIO(content))

    def test_a_forged_backup_writes_nothing(self):
        shutil.copy(self.backup, self.path / "good.tar")
        text = entry("text/9.txt")
        self.forge([text])
        self.restore()  # as a check of forge()
        shutil.rmtree(self.back)
        link = {"type": tarfile.SYMTYPE, "linkname": "/etc"}
        for what, forged in {
                "above": {"members": [entry("../evil.txt")]},
                "above, within": {"members": [entry("text/../../evil.txt")]},
                "absolute": {"members": [entry(str(self.path / "evil.txt"))]},
                "dot": {"members": [entry("text/./evil.txt")]},
                "empty name": {"members": [entry("text//evil.txt")]},
                "folder's name": {"members": [entry("text/evil/")]},
                "foreign file": {"members": [entry("evil.txt")]},
                "log of writes": {"members": [entry("codau.db-wal")]},
                "exports": {"members": [entry("serve/exports/evil.csv")]},
                "long name": {"members": [entry("text/" + "x" * 300)]},
                "link": {"members": [entry("text/9", b"", **link), entry("text/9/evil.txt")]},
                "link alone": {"members": [entry("text/9.txt", b"", **link)]},
                "hard link": {"members": [entry("text/9.txt", b"", type=tarfile.LNKTYPE, linkname="/etc/passwd")]},
                "device": {"members": [entry("text/9.txt", b"", type=tarfile.CHRTYPE)]},
                "pipe": {"members": [entry("text/9.txt", b"", type=tarfile.FIFOTYPE)]},
                "folder": {"members": [entry("text/9.txt", b"", type=tarfile.DIRTYPE)]},
                "twice": {"members": [text, text]},
                "file and folder": {"members": [text, entry("text/9.txt/x")]},
                "not listed": {"members": [text], "listed": []},
                "not there": {"members": [], "listed": [text]},
                "other content": {"members": [text], "listed": [entry("text/9.txt", b"y")]},
                "other name": {"members": [text], "listed": [entry("text/8.txt")]},
                "behind the list": {"members": [], "after": [text]},
                "count": {"members": [text], "head": {"files": 9}},
                "sum": {"members": [text], "head": {"bytes": 9}},
                "negative": {"members": [text], "head": {"bytes": -1}},
                "no version": {"members": [text], "head": {"codau": None}}}.items():
            with self.subTest(what):
                self.forge(**forged)
                self.assertRefused()
        for newer in ({"codau_backup": 2}, {"schema": 99}):
            self.forge([text], newer)
            self.assertRefused("newer codau", code=4)
        self.forge([entry("text/9.txt", b"")])
        huge = self.backup.read_bytes().replace(b"text/9.txt".ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + b"00000000000\0",
                                                b"text/9.txt".ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + b"77777777777\0")
        self.assertNotEqual(huge, self.backup.read_bytes())
        self.backup.write_bytes(huge)
        self.assertRefused()
        self.assertEqual(list(self.path.rglob("evil*")), [])


if __name__ == "__main__":
    program.CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
