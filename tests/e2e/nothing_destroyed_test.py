#!/usr/bin/env python3
"""Nothing of a user's is destroyed: no input, no store, no file that codau did not write, no finished work.

usage: nothing_destroyed_test.py CODAU [unittest options]
"""
import fcntl
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
TEXT = program.SAMPLES / "03-san-pham-dia-phuong.txt"
BARE = "UY BAN NHAN DAN XA AN PHU\n"
FOREIGN = "của người khác\n"


def is_held(part):
    """Whether a living process has locked it: a moment after it has made it."""
    fd = os.open(part, os.O_RDONLY)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(fd)
    return False


class Nothing(unittest.TestCase):
    def refused(self, *command, says="", **options):
        """Exit 2 with one line."""
        done = program.run([CODAU, *command], **options)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(len(program.told(done.stderr)), 1, done.stderr)
        self.assertIn(says, done.stderr)

    def good(self, *command, **options):
        done = program.run([CODAU, *command], **options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done


class Links(Nothing):
    @staticmethod
    def bytes_of(place):
        return {path: path.read_bytes() for path in (place, *place.rglob("*")) if path.is_file()}

    def test_no_link_in_an_output_is_written_through(self):
        path = self.enterContext(program.Folder())
        (path / "in.txt").write_text(program.SMALL_PLAN.format(number=1), encoding="utf-8")
        self.good("run", path / "in.txt", "-o", path / "sound", "--quiet")
        for name in ("text", "records", "codau.db"):
            shutil.rmtree(path / "out", ignore_errors=True)
            shutil.copytree(path / "sound", path / "out")
            (path / "out" / name).rename(path / "elsewhere")
            (path / "out" / name).symlink_to(path / "elsewhere")
            for text in (path / "elsewhere").rglob("*.txt"):
                text.write_text("")  # which the run would write again
            before = self.bytes_of(path / "elsewhere")
            done = program.run([CODAU, "run", path / "in.txt", "-o", path / "out", "--redo", "rows", "--quiet",
                                "--lang", "en"])
            self.assertEqual(done.returncode, 5, (name, done.stderr))
            self.assertEqual(len(program.told(done.stderr)), 1, done.stderr)
            self.assertIn(f"{path / 'out' / name}", done.stderr)
            self.assertIn("link", done.stderr)
            self.assertEqual(self.bytes_of(path / "elsewhere"), before, name)
            shutil.rmtree(path / "elsewhere", ignore_errors=True)
            (path / "elsewhere").unlink(missing_ok=True)


class Exports(Nothing):
    @classmethod
    def setUpClass(cls):
        cls.out = cls.enterClassContext(program.Folder()) / "out"
        done = program.run([CODAU, "run", TEXT, "-o", cls.out, "--quiet"])
        assert done.returncode == 0, done.stderr

    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.before = self.files()

    def files(self):
        """Whoever is killed while reading leaves SQLite's index of a log, which the next one clears away."""
        return {path: path.read_bytes() for path in self.out.rglob("*")
                if path.is_file() and not path.name.endswith((".db-wal", ".db-shm"))}

    def tearDown(self):
        self.assertEqual(self.files(), self.before)

    def refused_as(self, form, target, *options, says=""):
        self.refused("export", self.out, form, "-o", target, *options, says=says)

    def export(self, form, target, *options):
        self.good("export", self.out, form, "-o", target, "--quiet", *options)

    def foreign(self, name, text=FOREIGN):
        path = self.path / name
        path.write_text(text)
        return path

    def test_the_store_is_no_target_under_any_name(self):
        os.symlink(self.out / "codau.db", self.path / "link.sqlite")
        os.link(self.out / "codau.db", self.path / "hard.sqlite")
        for target in (self.out / "codau.db", self.out / "text/../codau.db", self.path / "link.sqlite",
                       self.path / "hard.sqlite", self.out / "pages.db", self.out / "records/tasks.sqlite"):
            for force in ([], ["--force"]):
                self.refused_as("sqlite", target, *force, says="codau run")
        for name in ("", "records", "documents", "manifest.json", "records/codau.xlsx"):
            for form in ("csv", "xlsx"):
                self.refused_as(form, self.out / name, "--force", says="codau run")

    def test_another_store_is_no_target(self):
        other = self.path / "other.db"
        shutil.copy(self.out / "codau.db", other)
        self.refused_as("sqlite", other, "--force", says="codau run")

    def test_a_foreign_file_stays_unless_forced(self):
        database = sqlite3.connect(self.path / "mine.sqlite")
        database.execute("create table mine(x)")
        database.commit()
        database.close()
        targets = {"sqlite": self.path / "mine.sqlite", "xlsx": self.foreign("mine.xlsx")}
        os.symlink(targets["xlsx"], self.path / "link.xlsx")
        for form, target in [*targets.items(), ("xlsx", self.path / "link.xlsx")]:
            bytes_before = target.read_bytes()
            self.refused_as(form, target, says="--force")
            self.assertEqual(target.read_bytes(), bytes_before)
        self.assertEqual(sorted(os.listdir(self.path)), ["link.xlsx", "mine.sqlite", "mine.xlsx"])
        for form, target in targets.items():
            self.export(form, target, "--force")
            self.export(form, target)  # its own now

    def test_a_foreign_database_is_no_output(self):
        database = sqlite3.connect(self.path / "codau.db")
        database.execute("create table mine(x)")
        database.commit()
        database.close()
        before = (self.path / "codau.db").read_bytes()
        for command, code in ((["export", self.path, "csv"], 5), (["search", self.path, "x"], 5),
                              (["run", TEXT, "-o", self.path], 5)):
            self.assertEqual(program.run([CODAU, *command]).returncode, code)
        self.assertEqual((self.path / "codau.db").read_bytes(), before)

    def test_what_lies_beside_a_target_stays(self):
        for name in ("plans.xlsx.manifest.json", "plans.xlsx.rejects.jsonl"):
            path = self.foreign(name)
            self.refused_as("xlsx", self.path / "plans.xlsx", says=name)
            self.assertEqual(path.read_text(), FOREIGN)
            path.unlink()

    def test_an_export_that_was_edited_stays_unless_forced(self):
        self.export("xlsx", self.path / "plans.xlsx")
        self.export("xlsx", self.path / "plans.xlsx")
        with open(self.path / "plans.xlsx", "ab") as file:
            file.write(b"x")
        self.refused_as("xlsx", self.path / "plans.xlsx", says="đã được sửa")
        self.export("xlsx", self.path / "plans.xlsx", "--force")
        self.export("csv", self.path / "csv")
        self.export("csv", self.path / "csv")
        with open(self.path / "csv/tasks.csv", "a") as file:
            file.write(FOREIGN)
        self.refused_as("csv", self.path / "csv", says="tasks.csv")
        self.export("csv", self.path / "csv", "--force")

    def test_a_folder_in_another_form_stays(self):
        self.export("csv", self.path / "plans")
        for form in ("xlsx", "jsonl", "postgres"):
            self.refused_as(form, self.path / "plans", says="--force")
        self.assertTrue((self.path / "plans/tasks.csv").exists())
        self.export("xlsx", self.path / "plans", "--force")

    def test_a_folder_that_a_desktop_has_shown_is_replaced(self):
        self.export("csv", self.path / "csv")
        (self.path / "csv/Thumbs.db").write_text("x")
        self.export("csv", self.path / "csv")

    def test_a_folder_with_a_foreign_file_stays_even_when_forced(self):
        self.export("csv", self.path / "plans")
        self.foreign("plans/letter.txt")
        for target in (self.path / "plans", self.path):
            for force in ([], ["--force"]):
                for form in ("csv", "xlsx"):
                    self.refused_as(form, target, *force)
        self.assertEqual((self.path / "plans/letter.txt").read_text(), FOREIGN)

    def test_an_ending_in_capitals_names_a_file_too(self):
        for form, name in (("xlsx", "PLANS.XLSX"), ("sqlite", "PLANS.DB")):
            for _ in range(2):
                self.export(form, self.path / name)
                self.assertTrue((self.path / name).is_file(), name)

    def test_a_link_to_a_folder_is_followed(self):
        (self.path / "shared").mkdir()
        os.symlink("shared", self.path / "link")
        for target in ("link", "link/"):
            self.export("csv", f"{self.path}/{target}")
            self.assertTrue((self.path / "shared/tasks.csv").exists())
        self.assertEqual(os.readlink(self.path / "link"), "shared")
        self.foreign("shared/letter.txt")
        self.refused_as("csv", self.path / "link", "--force", says="letter.txt")
        os.symlink(self.out / "records", self.path / "records")
        self.refused_as("csv", self.path / "records", "--force", says="codau run")

    def test_a_foreign_file_that_looks_like_a_part_stays(self):
        path = self.foreign(".plans.xlsx.part")
        self.export("xlsx", self.path / "plans.xlsx")
        self.assertEqual(path.read_text(), FOREIGN)

    def parts(self):
        """Walked, not globbed: a folder may go while it is looked into."""
        return [pathlib.Path(folder, name) for root in (self.path, self.out)
                for folder, folders, files in os.walk(root) for name in folders + files
                if name.startswith(".") and "part" in name]

    def stopped_export(self, form, target):
        """An export that stands still (SIGSTOP) while it holds its part; one that was faster or slower is made again."""
        while True:
            process = program.start([CODAU, "export", self.out, form, "-o", target])
            program.wait_until(lambda: self.parts() or process.poll() is not None)
            process.send_signal(signal.SIGSTOP)
            program.wait_until(lambda: program.is_stopped(process.pid) or process.poll() is not None)
            if process.poll() is None and any(is_held(part) for part in self.parts()):
                return process
            process.send_signal(signal.SIGCONT)
            process.communicate()
            for path in target.parent.glob(f"{target.name}*"):  # a workbook has its manifest and rejects beside it
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def test_parts_go_with_a_signal(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for form, name in (("csv", "csv"), ("xlsx", "plans.xlsx")):
                process = self.stopped_export(form, self.path / name)
                process.send_signal(number)
                process.send_signal(signal.SIGCONT)
                _, messages = process.communicate()
                self.assertEqual(process.returncode, 130, messages)
                self.assertEqual(messages, "codau: đã dừng\n")
                self.assertEqual(os.listdir(self.path), [])

    def test_parts_of_the_killed_go_with_the_next_command(self):
        commands = {"here": ["export", self.out, "jsonl", "-o", self.path / "jsonl"],
                    "there": ["search", self.out, "kế hoạch"]}
        targets = {"here": self.path / "plans.xlsx", "there": self.out / "exports/plans.xlsx"}
        self.addCleanup(shutil.rmtree, self.out / "exports", ignore_errors=True)
        for place, command in commands.items():
            process = self.stopped_export("xlsx", targets[place])
            process.kill()
            process.communicate()
            self.assertTrue(self.parts())
            self.good(*command)
            self.assertEqual(self.parts(), [])
        shutil.rmtree(self.out / "exports")

    def test_two_exports_to_one_target_do_not_meet(self):
        process = self.stopped_export("xlsx", self.path / "plans.xlsx")
        done = program.run([CODAU, "export", self.out, "xlsx", "-o", self.path / "plans.xlsx"])
        self.assertEqual(done.returncode, 5, done.stderr)
        process.send_signal(signal.SIGCONT)
        process.communicate()
        self.assertEqual(process.returncode, 0)

    def test_a_report_that_cannot_be_written_is_told(self):
        done = subprocess.run(["sh", "-c", '"$0" export "$1" csv -o "$2" --format json >&-', CODAU,
                               self.out, self.path / "csv"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 5, done.stderr)


class Restores(Nothing):
    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.text = self.path / "goc.txt"
        self.text.write_text(BARE)

    def shell(self, script, code):
        done = subprocess.run(["sh", "-c", f'cd "$1" && {script}', CODAU, self.path], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_an_input_is_no_change_log(self):
        os.symlink(self.text, self.path / "link")
        os.link(self.text, self.path / "hard")
        for log in ("goc.txt", "./goc.txt", "link", "hard"):
            for force in ([], ["--force"]):
                self.refused("restore", "goc.txt", "--changes", log, *force, says="là tệp đầu vào", cwd=self.path)
        self.shell('"$0" restore --changes goc.txt <goc.txt', 2)
        self.shell('"$0" restore - --changes goc.txt <goc.txt', 2)
        self.assertEqual(self.text.read_text(), BARE)
        part = self.path / ".log.codau-part"
        part.write_text(BARE)
        self.refused("restore", part, "--changes", self.path / "log")
        self.assertEqual(part.read_text(), BARE)

    def test_a_foreign_file_is_no_change_log_unless_forced(self):
        log = self.path / "log"
        log.write_text(FOREIGN)
        self.refused("restore", self.text, "--changes", log, says="--force")
        self.assertEqual(log.read_text(), FOREIGN)
        self.good("restore", self.text, "--changes", log, "--force")
        self.good("restore", self.text, "--changes", log)  # its own now
        self.refused("restore", self.text, "--changes", self.path)

    def test_a_change_log_goes_into_a_folder_that_there_is(self):
        self.refused("restore", self.text, "--changes", self.path / "absent/log", says="absent: ")
        self.assertFalse((self.path / "absent").exists())
        self.refused("restore", self.text, "--changes", "-", says="--changes -", cwd=self.path)
        self.assertFalse((self.path / "-").exists())
        self.good("restore", self.text, "--changes", "./-", cwd=self.path)
        self.assertTrue((self.path / "-").exists())

    def test_a_pipe_or_a_device_takes_the_change_log(self):
        self.good("restore", self.text, "--changes", "/dev/null")
        self.assertEqual(program.run([CODAU, "restore", self.text, "--changes", "/dev/full"]).returncode, 5)
        os.symlink("/proc/self/fd/2", self.path / "errors")  # as /dev/stderr
        log = '"out_start":0,'
        self.assertIn(log, self.good("restore", self.text, "--changes", self.path / "errors").stderr)
        os.mkfifo(self.path / "pipe")
        done = self.shell('{ timeout 20 cat pipe >log & } && "$0" restore goc.txt --changes pipe && wait', 0)
        self.assertIn("ỦY BAN", done.stdout)
        self.assertIn(log, (self.path / "log").read_text())

    def test_a_link_to_a_change_log_stays_a_link(self):
        links = {"by-name": "log", "by-number": "/proc/self/fd/2", "dangling": "nowhere"}
        for link, target in links.items():
            os.symlink(target, self.path / link)
        (self.path / "log").write_text("")
        self.shell('"$0" restore goc.txt --changes by-name', 0)
        self.assertIn("ỦY", (self.path / "log").read_text())
        self.shell('"$0" restore goc.txt --changes by-number 2>other', 0)
        self.assertEqual((self.path / "other").read_bytes(), (self.path / "log").read_bytes())
        self.shell('exec 2>gone; rm gone; "$0" restore goc.txt --changes by-number', 5)
        self.shell('"$0" restore goc.txt --changes dangling', 5)
        self.assertEqual({link: os.readlink(self.path / link) for link in links}, links)

    def test_what_a_run_keeps_is_no_change_log(self):
        self.good("run", self.text, "-o", self.path / "out", "--quiet")
        [text] = program.texts(self.path / "out")
        before = text.read_bytes()
        for log in (text, self.path / "out/codau.db"):
            self.refused("restore", self.text, "--changes", log, "--force")
        self.assertEqual(text.read_bytes(), before)

    def test_an_input_is_no_output(self):
        self.shell('"$0" restore goc.txt >>goc.txt', 2)
        self.shell('"$0" restore <goc.txt >>goc.txt', 2)
        self.assertEqual(self.text.read_text(), BARE)
        self.good("restore", self.text, "--changes", self.path / "log")
        log = (self.path / "log").read_bytes()
        self.shell('"$0" restore --undo log goc.txt >>log', 2)
        self.shell('"$0" restore goc.txt --changes log >>log', 2)
        self.assertEqual((self.path / "log").read_bytes(), log)

    def test_a_closed_standard_output_is_told_and_nothing_else_is_written(self):
        done = self.shell('"$0" restore goc.txt --changes log >&-', 5)
        self.assertIn("đầu ra chuẩn", done.stderr)
        self.assertEqual(os.listdir(self.path), ["goc.txt"])
        self.shell('"$0" restore goc.txt >&-', 5)
        self.shell('"$0" restore <&-', 3)
        self.shell('"$0" restore goc.txt --changes log >text 2>&-', 0)
        self.assertIn("ỦY BAN", (self.path / "text").read_text())
        self.shell('"$0" run goc.txt -o out <&- >&- 2>&-', 0)
        self.shell('"$0" restore missing <&- >&- 2>&-', 2)

    def test_a_part_goes_with_a_signal(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([CODAU, "restore", "--changes", self.path / "log"], stdin=subprocess.PIPE,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            program.wait_until(lambda: (self.path / ".log.codau-part").exists())
            process.send_signal(number)
            _, messages = process.communicate()
            self.assertEqual((process.returncode, messages), (130, "codau: đã dừng\n"))
            self.assertEqual(os.listdir(self.path), ["goc.txt"])


class Places(Nothing):
    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.out = self.path / "out"
        self.text = self.path / "plan.txt"
        shutil.copy(TEXT, self.text)

    def test_what_a_run_would_write_over_is_not_somebody_elses(self):
        self.out.mkdir()
        (self.out / "manifest.json").write_text(FOREIGN)
        self.refused("run", self.text, "-o", self.out, says="manifest.json")
        self.assertEqual((self.out / "manifest.json").read_text(), FOREIGN)
        self.assertEqual(os.listdir(self.out), ["manifest.json"])

    def test_other_files_of_the_folder_stay(self):
        before = self.text.read_bytes()
        for _ in range(2):
            self.good("run", self.path, "-o", self.path)
        self.assertEqual(self.text.read_bytes(), before)

    def test_an_empty_folder_and_an_earlier_output_are_good(self):
        self.out.mkdir()
        (self.out / ".DS_Store").write_text("")
        self.good("run", self.text, "-o", self.out, "--log", self.out / "run.log")
        self.good("run", self.text, "-o", self.out, "--log", self.out / "run.log")

    def test_no_input_lies_in_the_output(self):
        self.good("run", self.text, "-o", self.out, "--quiet")
        os.symlink(self.out, self.path / "link")
        for given in (self.out / "text", self.path / "link/text", self.out / "codau.db"):
            self.refused("run", given, "-o", self.out)

    def test_a_log_is_no_input_no_store_and_no_foreign_file(self):
        before = self.text.read_bytes()
        os.link(self.text, self.path / "hard.txt")
        for log in (self.text, self.path / "hard.txt"):
            self.refused("run", self.text, "-o", self.out, "--log", log)
        for name in ("codau.db", "rejects.jsonl", "manifest.json", "records/log", "text/log"):
            self.refused("run", self.text, "-o", self.out, "--log", self.out / name)
        (self.path / "letter").write_text(FOREIGN)
        self.refused("run", self.text, "-o", self.out, "--log", self.path / "letter")
        self.assertEqual(((self.path / "letter").read_text(), self.text.read_bytes()), (FOREIGN, before))
        self.assertFalse(self.out.exists())
        self.good("run", self.text, "-o", self.out, "--log", self.path / "log")
        store = (self.out / "codau.db").read_bytes()
        self.refused("run", self.text, "-o", self.path / "other", "--log", self.out / "codau.db")
        self.assertEqual((self.out / "codau.db").read_bytes(), store)

    def test_a_log_beside_the_inputs_is_not_read(self):
        (self.path / "in").mkdir()
        shutil.copy(TEXT, self.path / "in")
        for _ in range(2):
            self.good("run", self.path / "in", "-o", self.out, "--log", self.path / "in/log")


class NarrowerRuns(Nothing):
    """A run that asks for less than an earlier one takes nothing away from it."""

    @classmethod
    def setUpClass(cls):
        path = cls.enterClassContext(program.Folder())
        cls.whole, cls.scan = path / "out", path / "scan.pdf"
        program.write_small_scan(cls.scan)
        done = program.run([CODAU, "run", cls.scan, "-o", cls.whole, "--quiet"])
        assert done.returncode == 0, done.stderr
        cls.files = program.files_of(cls.whole)

    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.out = self.path / "out"
        shutil.copytree(self.whole, self.out)

    def run_again(self, *options, inputs=()):
        return self.good("run", *(inputs or [self.scan]), "-o", self.out, *options)

    def assert_same(self, *but):
        found = program.difference(self.files, program.files_of(self.out))
        self.assertEqual([name for name in found if name not in ("manifest.json", *but)], [])

    def manifest(self):
        return json.loads((self.out / "manifest.json").read_text())

    def test_fewer_pages_leave_the_others_as_they_were(self):
        self.run_again("--pages", "1", "--formats", "csv")
        self.assert_same()
        self.assertEqual(self.manifest()["sources"], [])  # nothing was new
        self.run_again("--pages", "1", "--redo", "ocr")
        self.assertEqual([source["pages_read"] for source in self.manifest()["sources"]], ["1-4"])
        self.assert_same()

    def test_pages_of_another_engine_stay(self):
        database = sqlite3.connect(self.out / "pages.db")
        database.execute("insert into keys(key) values('reading 0, of old')")
        database.execute("update pages set key = (select max(id) from keys) where number > 1")
        database.commit()
        database.close()
        self.run_again("--pages", "1", "--redo", "ocr")
        self.assert_same("codau.db")

    def test_an_earlier_stage_leaves_the_later_ones(self):
        for stage in ("ocr", "restore", "document"):
            self.run_again("--until", stage)
            self.assert_same()
            self.run_again("--until", stage, "--redo", "ocr")
            self.assert_same()
        self.assertIn("pages done 0", self.run_again().stderr)
        self.assert_same()

    def test_all_forms_follow_a_new_document(self):
        for number, options in enumerate((["--formats", "csv"], ["--until", "document"])):
            text = self.path / f"{number}.txt"
            text.write_text(TEXT.read_text() + "\n" * number)
            self.run_again(*options, inputs=(text,))
            ids = [row[0] for row in sqlite3.connect(self.out / "codau.db").execute("select doc_id from documents")]
            self.assertEqual(len(ids), number + 2)
            for name in ("documents.csv", "documents.jsonl"):
                table = (self.out / "records" / name).read_text()
                self.assertEqual([doc_id for doc_id in ids if doc_id not in table], [], (name, options))
            listed = {file["path"]: file["sha256"] for file in self.manifest()["files"]}
            self.assertIn("records/codau.xlsx", listed)

    def test_parts_of_a_killed_run_go_with_the_next(self):
        for number, input in enumerate((self.scan, TEXT)):
            folders = (self.out, self.out / "records", *[self.out / "text"] * number)
            parts = [folder / f".{number}.codau-part" for folder in folders]
            for part in parts:
                part.write_text("")
            if input == TEXT:  # of documents they go when the run has not come to its end
                database = sqlite3.connect(self.out / "codau.db")
                database.execute("insert into state values('open', '1')")
                database.commit()
                database.close()
            self.run_again(inputs=(input,))
            self.assertEqual([part for part in parts if part.exists()], [])

    def test_pages_one_after_another_give_the_whole(self):
        shutil.rmtree(self.out)
        done = self.run_again("--pages", "2-3")
        self.assertRegex(done.stderr, "1 .*pages_read")
        self.assertEqual(self.manifest()["sources"][0]["pages_read"], "2-3")
        done = self.run_again("--pages", "1,4")
        self.assertNotIn("pages_read", done.stderr)
        self.assert_same()


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
