#!/usr/bin/env python3
"""Restoration, extraction and writers of PDFs that crash, hang, eat memory or try to break out: each costs its document
(or its PDF) and nothing else, in the next run too. The faults are real, in a library that is loaded into the workers.

usage: lost_documents_test.py CODAU FAULTY_LIBRARY [unittest options]
"""
import json
import os
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = LIBRARY = None
HIT = program.PLAN + "\nhiệu lệnh lỗi\n"


class LostDocuments(unittest.TestCase):
    def setUp(self):
        self.path = self.enterContext(program.Folder())
        (self.path / "in").mkdir()
        for name, text in (("a", program.PLAN), ("b", HIT), ("c", program.PLAN + "\nHết\n")):
            (self.path / f"in/{name}.txt").write_text(text, encoding="utf-8")
        self.out = self.path / "out"

    def run_with(self, fault, *options):
        environment = dict(os.environ, LD_PRELOAD=LIBRARY, CODAU_FAULT=fault, CODAU_FAULT_AT="document")
        return program.run([CODAU, "run", self.path / "in", "-o", self.out, "--jobs", "1", *options], env=environment)

    def lost(self, done, code):
        self.assertEqual(done.returncode, 3, done.stderr)
        rejects = program.rejects_of(self.out)
        self.assertEqual([(reject["file"], reject["stage"], reject["code"]) for reject in rejects],
                         [("b.txt", "input", code)])
        self.assertTrue(rejects[0]["detail"])
        self.assertEqual(len(program.texts(self.out)), 2)
        self.assertEqual(list(self.out.rglob(".*part")), [])

    def test_a_crash_costs_its_document_and_the_next_run_goes_on(self):
        log = self.path / "log.jsonl"
        self.lost(self.run_with("crash", "--log", log), "CRASHED")
        self.assertIn("SIGSEGV", program.rejects_of(self.out)[0]["detail"])
        self.lost(self.run_with("crash"), "CRASHED")
        events = [json.loads(line) for line in log.read_text().splitlines()]
        self.assertEqual([event["event"] for event in events],
                         ["run_started", "document_made", "rejected", "document_made", "run_finished"])
        self.assertIn("SIGSEGV", events[2]["detail"])
        done = program.run([CODAU, "run", self.path / "in", "-o", self.out])  # the defect was mended
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_hang_costs_its_document(self):
        self.lost(self.run_with("loop", "--timeout-page", "5"), "TIMEOUT")

    def test_eaten_memory_costs_its_document(self):
        self.lost(self.run_with("eat", "--memory-page", "512"), "OUT_OF_MEMORY")

    def test_a_document_cannot_break_out(self):
        done = self.run_with("escape")
        self.assertEqual(done.returncode, 0, done.stderr)  # it would have died
        self.assertFalse(os.path.exists("/tmp/codau-escaped"))


class LostPdfs(unittest.TestCase):
    """A scan and its picture as a folder of pages: text and rows come with the same answer as the PDF."""

    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.out, self.log = self.path / "out", self.path / "log.jsonl"
        (self.path / "in/folder").mkdir(parents=True)
        subprocess.run(["qpdf", program.SCAN, "--pages", ".", "1", "--", self.path / "in/a.pdf"], check=True)
        for page in ("1", "2"):
            subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", "-f", page, program.SCAN,
                            self.path / "in/folder" / page], check=True)

    def run_all(self, *options, **environment):
        return program.run([CODAU, "run", self.path / "in", "-o", self.out, "--group", "folder", "--log", self.log, *options],
                           env=dict(os.environ, **environment))

    def rows_of_documents(self):
        return program.rows(self.out, "SELECT * FROM documents ORDER BY 1"), program.rows(self.out, "SELECT * FROM sections ORDER BY 1, 2")

    def check(self, fault, code, *options):
        done = self.run_all(*options, LD_PRELOAD=LIBRARY, CODAU_FAULT=fault, CODAU_FAULT_AT="pdf")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual([(reject["stage"], reject["target"], reject["code"]) for reject in program.rejects_of(self.out)],
                         [("export", "pdf", code)] * 2)
        texts, rows = program.texts(self.out), self.rows_of_documents()
        self.assertEqual((len(texts), len(rows[0])), (2, 2))
        self.assertEqual([path for path in (self.out / "pdf").rglob("*") if path.is_file()], [])
        done = self.run_all()  # the defect was mended
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("pages done 0, reused 3", done.stderr)
        self.assertEqual(program.rejects_of(self.out), [])
        self.assertEqual((program.texts(self.out), self.rows_of_documents()), (texts, rows))
        self.assertEqual(len(list((self.out / "pdf").rglob("*.pdf"))), 2)

    def test_a_crash_costs_the_pdf(self):
        self.check("crash", "CRASHED")

    def test_a_hang_costs_the_pdf(self):
        self.check("loop", "TIMEOUT", "--timeout-page", "5")

    def test_eaten_memory_costs_the_pdf(self):
        self.check("eat", "OUT_OF_MEMORY", "--memory-page", "512")


if __name__ == "__main__":
    CODAU, LIBRARY = os.path.abspath(sys.argv.pop(1)), os.path.abspath(sys.argv.pop(1))
    unittest.main()
