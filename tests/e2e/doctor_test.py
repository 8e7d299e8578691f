#!/usr/bin/env python3
"""What is missing or damaged is said with what mends it, in both languages, and by the exit code.

usage: doctor_test.py CODAU [unittest options]
"""
import contextlib
import json
import lzma
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import program  # noqa: E402

CODAU = None


class Doctor(program.ArchiveTest):
    def doctor(self, *options, code=0, language="en"):
        done = program.run([program.CODAU, "doctor", *options, "--lang", language])
        self.assertEqual(done.returncode, code, (done.stdout, done.stderr))
        return done.stdout

    def home(self):
        """A copy of models and data that a test may break."""
        home = self.path / "home"
        for name in ("models", "data"):
            shutil.copytree(program.ROOT / name, home / name, ignore=shutil.ignore_patterns("samples*", "pictures"))
        return home

    def test_all_is_well(self):
        told = self.doctor(self.out)
        for line in (r"good +version of codau: \d", r"good +reading of pages: .*tesseract", r"good +models: 10 files, SHA-256 as published",
                     r"good +fonts: there", r"good +memory: ", r"free on the disk of .*: \d",
                     r"good +.*: 3 documents, databases can be read, version \d", r"good +the last run has come to its end"):
            self.assertRegex(told, line)
        self.assertNotIn("BAD", told)
        self.assertIn("mô hình: 10 tệp, mã băm SHA-256 đúng", self.doctor(language="vi"))

    def test_models(self):
        home = self.home()
        data = bytearray((home / "models/context.nn").read_bytes())
        data[len(data) // 2] ^= 1
        (home / "models/context.nn").write_bytes(data)
        told = self.doctor("--models", home, code=6)
        self.assertRegex(told, r"BAD +models/context\.nn: is not the one of this installation, or damaged; install codau again")
        (home / "models/syllables.lm").unlink()
        self.assertRegex(self.doctor("--models", home, code=6), r"BAD +models/syllables\.lm: is missing")

    def test_no_models_for_reading(self):
        home = self.home()
        (home / "models/print-second.net").unlink()
        self.assertRegex(self.doctor("--models", home, code=6),
                         r"BAD +pages cannot be read: .*/models/print-second\.net: is missing or cannot be read; install codau again")
        self.assertIn("không có hoặc không đọc được tệp này; hãy cài lại codau", self.doctor("--models", home, code=6, language="vi"))
        whole = (program.ROOT / "models/ordinals.net").read_bytes()
        (home / "models/print-second.net").write_bytes(whole[:-1])
        self.assertRegex(self.doctor("--models", home, code=6), r"BAD +pages cannot be read: .*print-second\.net: is cut off or too long")

    def test_bundle(self):
        """Of a bundle (tools/bundle) it says so; what is missing comes with another bundle."""
        home = self.home()
        (home / "bundle.tsv").write_text("package\tversion\tsource\tsource_version\n")
        (home / "models/print.net").unlink()
        told = self.doctor("--models", home, code=6)
        self.assertRegex(told, r"good +bundle: libraries and fonts are in /")
        self.assertRegex(told, r"BAD +pages cannot be read: .*; unpack codau's bundle again")
        self.assertNotIn("bundle", self.doctor())

    def test_a_model_that_was_replaced(self):
        """Pages that another model has read stay valid until they are asked for."""
        home, out = self.home(), self.path / "out"

        def engine():
            """As doctor and the manifest of a run name it: the same."""
            return re.search(r"reading of pages: (tesseract .*)", program.run([program.CODAU, "doctor", "--lang", "en", "--models", home]).stdout)[1]

        def pages_of_a_run(*options):
            done = program.run([program.CODAU, "run", program.SAMPLES / "04-phong-chay-chua-chay.tif", "-o", out, "--lang", "en", "--models", home, *options])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(json.loads((out / "manifest.json").read_text(encoding="utf-8"))["ocr_engine"], engine())
            return re.search(r"pages done \d+, reused \d+", done.stderr)[0]

        self.assertRegex(engine(), r" print [0-9a-f]{16} print-second [0-9a-f]{16} handwriting [0-9a-f]{16} ordinals [0-9a-f]{16} mark-finder ")
        self.assertIn(engine() + "\n", program.run([program.CODAU, "--version"]).stdout)
        self.assertRegex(pages_of_a_run(), r"done [1-9]\d*, reused 0$")
        before = engine()
        shutil.copy(home / "models/print-second.net", home / "models/print.net")  # has no words
        self.assertNotEqual(engine(), before)
        self.assertRegex(pages_of_a_run(), r"done 0, reused [1-9]")
        self.assertRegex(pages_of_a_run("--redo", "ocr"), r"done [1-9]\d*, reused 0$")
        self.assertIn("1 documents were made by an older codau", self.doctor(out))

    def test_rows_that_an_older_version_has_read(self):
        out = self.path / "old"
        out.mkdir()
        (out / "codau.db").write_bytes(lzma.decompress((program.ROOT / "tests/fixtures/output-0.1.0/codau.db.xz").read_bytes()))
        with contextlib.closing(sqlite3.connect(out / "codau.db")) as store:
            for (doc_id,) in store.execute("SELECT doc_id FROM documents"):
                text = out / "documents" / doc_id / "text.txt"
                text.parent.mkdir(parents=True)
                text.write_text("", encoding="utf-8")
        self.codau("compact", out)
        self.assertRegex(self.doctor(out, code=5), r"note +rows that an older codau has read lack the ids of the organs of citations")
        self.assertRegex(self.doctor(out, code=5), r"note +\d+ documents were made by an older codau")
        self.assertNotIn("older", self.doctor(self.out))

    def test_outputs(self):
        before = program.files_of(self.out)
        self.assertIn("has no codau.db", self.doctor(self.inputs, code=4))
        with contextlib.closing(sqlite3.connect(self.out / "codau.db")) as store:
            store.execute("INSERT INTO state VALUES('open','1')")
            store.commit()
        (self.out / "text/.joining.codau-part").mkdir()
        (self.out / "text/.1.txt.codau-part").touch()
        told = self.doctor(self.out)
        self.assertIn("the last run was stopped", told)
        self.assertRegex(told, r"note +2 unfinished files \(\.codau-part\)")
        self.assertIn("the next codau run clears them away", told)
        self.run_on()
        self.assertEqual(program.difference(before, program.files_of(self.out)), ["manifest.json"])
        (self.out / "text/.joining.codau-part").mkdir()
        (self.out / "text/.joining.codau-part/text.txt").touch()
        told = self.doctor(self.out)
        self.assertIn("remove them when no codau command is running", told)
        subprocess.run(["sh", "-c", told.partition("→ type: find ")[2].partition("\n")[0].join(("find ", ""))], check=True)
        self.assertNotIn("codau-part", self.doctor(self.out))
        (self.inputs / "empty.txt").touch()
        self.run_on("--shard", "1/1", code=3)
        self.assertRegex(self.doctor(self.out), r"note +1 inputs or pages are not done(.|\n)*rejects.csv")
        data = bytearray((self.out / "codau.db").read_bytes())
        data[100_000:140_000] = b"\xff" * 40_000
        (self.out / "codau.db").write_bytes(data)
        self.assertRegex(self.doctor(self.out, code=5), r"BAD +.*codau\.db: the database is damaged")

    def test_documents_that_were_only_read(self):
        out = self.path / "read"
        self.codau("run", self.inputs, "-o", out, "--until", "ocr")
        self.assertRegex(self.doctor(out), r"note +3 documents were only read \(codau run --until\)")
        self.codau("run", self.inputs, "-o", out)
        self.assertNotIn("only read", self.doctor(out))


if __name__ == "__main__":
    sys.argv.pop(1)
    unittest.main()
