#!/usr/bin/env python3
"""What rots is told: bytes of an output are turned, and `codau doctor` names what is damaged, or nothing that can be read has
changed. What doctor and other commands name as the remedy mends it.

usage: rot_test.py CODAU [unittest options]; CODAU_FLIPS: how many bytes are turned (12), CODAU_SEED: which
"""
import collections
import contextlib
import os
import pathlib
import random
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
FLIPS = int(os.environ.get("CODAU_FLIPS", "12"))
SEED = int(os.environ.get("CODAU_SEED", "60"))
# What a run makes anew, or asks the file system for again, whatever it finds there. The index of words is not compared with
# the text either: `codau compact` makes it anew.
OWN_BUSINESS = {"pages.db": {"inputs", "touched", "folders", "feed_mark", "sqlite_stat1"},
                "codau.db": {"state", "xref_keys", "xref_due", "xref_facts", "sqlite_sequence"}}


def rows_of(path):
    """All that plain SQLite reads of a database, by table; what cannot be read is no row."""
    found = {}
    with contextlib.closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as base:
        base.text_factory = bytes
        tables = [name.decode() for name, in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for name in tables:
            if "search" not in name and name not in OWN_BUSINESS[path.name]:
                found[name] = sorted(map(repr, base.execute(f'SELECT * FROM "{name}"')))
    return found


def readable(path):
    try:
        return rows_of(path) if path.suffix == ".db" else path.read_bytes()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)


class Rot(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        cls.inputs = cls.path / "in"
        cls.inputs.mkdir()
        shutil.copy(program.SCAN, cls.inputs / "scan.pdf")
        for number in (1, 2):
            (cls.inputs / f"{number}.txt").write_text(program.SMALL_PLAN.format(number=number), encoding="utf-8")
        cls.sound = cls.path / "sound"
        done = program.run([CODAU, "run", cls.inputs, "-o", cls.sound, "--quiet"])
        assert done.returncode == 0, done.stderr

    def setUp(self):
        self.out = self.path / "out"
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(self.sound, self.out)

    def doctor(self):
        done = program.run([CODAU, "doctor", self.out, "--lang", "en"])
        return done.returncode, done.stdout

    def is_told(self):
        code, told = self.doctor()
        self.assertNotEqual(code, 70, told)
        self.assertNotRegex(told, "terminate|Aborted")
        return code != 0 or "somebody edited it" in told or "not known to codau.db" in told

    def by_command(self, told):
        """Runs what doctor says."""
        command = re.search(r"→ type: codau (.*)", told)[1]
        done = program.run([CODAU, *shlex.split(command), "--quiet"])
        self.assertEqual(done.returncode, 0, done.stderr)
        code, told = self.doctor()
        self.assertEqual(code, 0, told)
        self.assertNotIn("→ type: codau run", told)

    def doc_id(self, name="scan.pdf"):
        return program.rows(self.out, f"SELECT doc_id FROM sources WHERE source_path = '{name}'")[0][0]

    def change(self, base, sql):
        with contextlib.closing(sqlite3.connect(self.out / base)) as connection, connection:
            self.assertGreater(connection.execute(sql).rowcount, 0)

    def test_turned_bytes_are_told_or_change_nothing(self):
        files = sorted(path.relative_to(self.out) for path in self.out.rglob("*") if path.is_file() and path.stat().st_size)
        files = [path for path in files if path.name in OWN_BUSINESS or path.parts[0] in ("text", "pdf")]
        chance, untold, told = random.Random(SEED), [], collections.Counter()
        for _ in range(FLIPS):
            name = chance.choices(files, [3 if path.suffix == ".db" else 1 for path in files])[0]
            path = self.out / name
            sound = path.read_bytes()
            turned = bytearray(sound)
            at = chance.randrange(len(turned))
            turned[at] ^= 1 << chance.randrange(8)
            path.write_bytes(turned)
            before, after = readable(self.sound / name), readable(path)
            if self.is_told():
                told["told"] += 1
            elif before == after:
                told["nothing changed"] += 1
            else:
                which = [table for table in before if before[table] != after.get(table)] if path.suffix == ".db" else ""
                untold.append((str(name), at, which))
            for more in ("-wal", "-shm"):
                pathlib.Path(f"{path}{more}").unlink(missing_ok=True)
            path.write_bytes(sound)
        print(f"{FLIPS} bytes turned: {dict(told)}, untold: {untold}", file=sys.stderr)
        self.assertEqual(untold, [])

    def test_a_turned_pdf_is_told_goes_into_no_package_and_is_made_again(self):
        pdf = program.Document(self.out, self.doc_id()).pdf
        bytes_ = bytearray(pdf.read_bytes())
        for at in range(len(bytes_) // 2, len(bytes_) // 2 + 2000):
            bytes_[at] ^= 255
        pdf.write_bytes(bytes_)
        code, told = self.doctor()
        self.assertEqual(code, 5, told)
        self.assertRegex(told, "BAD +1 documents whose files in text/ or pdf/ are missing, empty or damaged.*" + self.doc_id())
        for form in ("aip", "ho-so"):
            program.run([CODAU, "export", self.out, form, "-o", self.path / form, "--include-unreviewed"])
            self.assertEqual([path for path in (self.path / form).rglob("*.pdf") if path.read_bytes() == bytes_], [])
        self.by_command(told)

    def test_turned_rows_are_told_and_made_again(self):
        text = program.rows(self.out, "SELECT text FROM sections LIMIT 1")[0][0]
        self.change("codau.db", "UPDATE kept_sections SET text = replace(text, 'Công an', 'Công àn') WHERE text LIKE '%Công an%'")
        code, told = self.doctor()
        self.assertEqual(code, 5, told)
        self.assertRegex(told, "BAD +. documents whose rows in codau.db are damaged: ")
        self.by_command(told)
        self.assertIn((text,), program.rows(self.out, "SELECT text FROM sections"))

    def test_turned_evidence_is_told_and_made_again(self):
        self.change("codau.db", "UPDATE kept_evidence SET confidence = 0.1234")
        code, told = self.doctor()
        self.assertEqual(code, 5, told)
        self.by_command(told)

    def test_a_turned_page_is_named_and_read_again(self):
        self.change("pages.db", "UPDATE pages SET json = replace(json, 'a', 'ă') WHERE number = 1")
        code, told = self.doctor()
        self.assertEqual(code, 5, told)
        self.assertRegex(told, "BAD +1 sources with damaged pages in pages.db: ")
        done = program.run([CODAU, "run", self.inputs, "-o", self.out, "--redo", "rows", "--lang", "en"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, "pages done 1, reused")
        self.assertEqual(self.doctor()[0], 0)

    def test_emptied_tables_are_told(self):
        for sql in ("DELETE FROM kept_tasks", "DELETE FROM printed", "DELETE FROM made", "DELETE FROM kept_evidence"):
            self.setUp()
            self.change("codau.db", sql)
            self.assertTrue(self.is_told(), sql)
        self.setUp()
        with contextlib.closing(sqlite3.connect(self.out / "codau.db")) as base, base:
            for name, in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%'"
                                      " AND name NOT IN ('state','codes')").fetchall():
                base.execute(f'DELETE FROM "{name}"')
        self.assertTrue(self.is_told())

    def test_a_turned_edit_is_told(self):
        doc_id = self.doc_id("1.txt")
        task = program.rows(self.out, f"SELECT task_id FROM tasks WHERE doc_id = '{doc_id}'")[0][0]
        edits = self.path / "edits.jsonl"
        edits.write_text('{"doc_id": "%s", "table": "tasks", "row_id": "%s", "action": "accept"}\n'
                         % (doc_id, task), encoding="utf-8")
        done = program.run([CODAU, "correct", self.out, "--file", edits, "--actor", "an", "--lang", "en"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.doctor()[0], 0)
        self.change("codau.db", "UPDATE human_edits SET edit = replace(edit, 'accept', 'reject')")
        self.assertTrue(self.is_told())


class Elsewhere(unittest.TestCase):
    """An output that comes from elsewhere is refused in one line, in time."""

    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        (cls.path / "in.txt").write_text(program.SMALL_PLAN.format(number=1), encoding="utf-8")
        done = program.run([CODAU, "run", cls.path / "in.txt", "-o", cls.path / "sound", "--quiet"])
        assert done.returncode == 0, done.stderr

    def setUp(self):
        self.out = self.path / "out"
        for folder in (self.out, self.path / "joined"):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.path / "sound", self.out)

    def refused(self, says):
        for command in (["doctor", self.out], ["merge", self.out, "-o", self.path / "joined"],
                        ["export", self.out, "csv", "-o", self.path / "csv"],
                        ["run", self.path / "in.txt", "-o", self.out, "--redo", "rows", "--quiet"]):
            done = subprocess.run([CODAU, *map(str, command), "--lang", "en"], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 5, (command, done.stdout, done.stderr))
            self.assertIn(says, done.stdout + done.stderr)

    def spoil(self, base, *statements):
        with contextlib.closing(sqlite3.connect(self.out / base)) as connection, connection:
            for sql in statements:
                connection.execute(sql)

    ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS doc_id FROM r"

    def test_a_table_that_is_an_endless_view(self):
        self.spoil("codau.db", "DROP TABLE human_edits", f"CREATE VIEW human_edits AS {self.ENDLESS}")
        self.refused('"human_edits" in the database was not made by codau')

    def test_a_table_that_is_missing(self):
        self.spoil("codau.db", "DROP TABLE further")
        self.refused('the database lacks the table "further"')

    def test_a_view_that_was_made_endless_is_not_used(self):
        self.spoil("codau.db", "DROP VIEW tasks", f"CREATE VIEW tasks AS {self.ENDLESS}")
        done = subprocess.run([CODAU, "export", self.out, "jsonl", "-o", self.path / "jsonl", "--lang", "en"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Công an", (self.path / "jsonl/tasks.jsonl").read_text(encoding="utf-8"))

    def test_a_file_of_holes(self):
        os.truncate(self.out / "codau.db", 1 << 40)
        self.refused("the database is damaged")


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
