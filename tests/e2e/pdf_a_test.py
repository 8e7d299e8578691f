#!/usr/bin/env python3
"""PDF/A-2b in whole runs: judged by PDFBox, qpdf and pdftotext; told in manifest.json; signed originals stay.

usage: pdf_a_test.py CODAU [unittest options]

PDFBox judges PDF/A-1b only: it is given a twin that says it is of part 1, in the form of PDF 1.4.
"""
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import program

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data/samples"
JARS = ":".join(f"/usr/share/java/{name}.jar" for name in (
    "preflight", "pdfbox2", "pdfbox2-tools", "fontbox2", "xmpbox", "commons-logging", "jaxb-api", "javax.activation"))
CODAU = None


def output_of(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True).stdout


def java(name, *arguments):
    done = subprocess.run(["java", "-Xmx400m", "-cp", JARS, f"org.apache.pdfbox.{name}", *map(str, arguments)],
                          check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


def twin_of(pdf, folder):
    """The same as PDF/A-1b: without object streams, and saying so."""
    twin = folder / "twin.pdf"
    output_of("qpdf", "--object-streams=disable", "--force-version=1.4", "--newline-before-endstream", pdf, twin)
    claim, other = b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:part>1</pdfaid:part>"
    data = twin.read_bytes()
    assert data.count(claim) == 1
    twin.write_bytes(data.replace(claim, other))
    return twin


def words(text):
    return text.replace("\f", " ").split()


class PdfA(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        here = cls.here = pathlib.Path(cls.folder.name)
        cls.inputs, cls.out = here / "in", here / "out"
        cls.inputs.mkdir()
        first = ["qpdf", "--empty", "--pages", SAMPLES / "01-phong-chong-thien-tai.pdf", "1", "--"]
        output_of(*first, cls.inputs / "scan.pdf")
        output_of("convert", f"{SAMPLES / '04-phong-chay-chua-chay.tif'}[0]", cls.inputs / "scan.tif")
        output_of(*first, "--qdf", "--object-streams=disable", here / "open.pdf")
        signed = (here / "open.pdf").read_bytes().replace(
            b"/Type /Catalog", b"/Type /Catalog /Signed << /Type /Sig /ByteRange [0 10 20 10] >>", 1)
        (cls.inputs / "signed.pdf").write_bytes(
            subprocess.run(["fix-qdf"], input=signed, check=True, capture_output=True).stdout)
        cls.run_again()

    @classmethod
    def run_again(cls):
        subprocess.run([CODAU, "run", cls.inputs, "-o", cls.out, "--formats", "pdf", "--jobs", "2", "--quiet"],
                       check=True, capture_output=True)
        cls.manifest = json.loads((cls.out / "manifest.json").read_text())

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def store(self):
        return sqlite3.connect(self.out / "codau.db")

    def document(self, name):
        store = self.store()
        found = store.execute("SELECT doc_id FROM sources WHERE source_path LIKE ?", (f"%{name}",)).fetchone()
        store.close()
        return program.Document(self.out, found[0])

    def test_another_program_finds_pdf_a(self):
        for name in ("scan.pdf", "scan.tif"):
            pdf = self.document(name).pdf
            output_of("qpdf", "--check", pdf)
            said = java("preflight.Validator_A1b", twin_of(pdf, self.here))
            self.assertIn("is a valid PDF/A-1b file", said, name)

    def test_two_programs_read_the_text(self):
        for name in ("scan.pdf", "scan.tif", "signed.pdf"):
            folder = self.document(name)
            true = words(folder.text.read_text())
            shown = output_of("pdftotext", folder.pdf, "-").decode()
            java("tools.ExtractText", "-encoding", "UTF-8", folder.pdf, self.here / "text")
            self.assertEqual(sorted(words(shown)), sorted(true), name)
            self.assertEqual(sorted(words((self.here / "text").read_text())), sorted(true), name)

    def test_is_hardly_larger_than_its_source(self):
        for name in ("scan.pdf", "signed.pdf"):
            size = (self.document(name).pdf).stat().st_size
            self.assertLessEqual(size, (self.inputs / name).stat().st_size + 18_000)

    def test_the_manifest_says_what_is_pdf_a_and_what_not(self):
        self.assertEqual(self.manifest["counts"]["searchable_pdfs"], {"pdf_a_2b": 2, "obstacles": {"signature": 1}})

    def test_a_signed_original_stays_beside(self):
        folder = self.document("signed.pdf")
        self.assertEqual(folder.original.read_bytes(), (self.inputs / "signed.pdf").read_bytes())
        self.assertFalse(self.document("scan.pdf").original.exists())

    def test_what_no_run_has_judged_is_written_again(self):
        folder = self.document("scan.pdf")
        before = folder.pdf.read_bytes()
        folder.pdf.write_bytes(before.replace(b"pdfaid", b"pdfaxx"))
        store = self.store()
        with store:
            store.execute("DELETE FROM pdfs")
        store.close()
        self.run_again()
        self.assertEqual(folder.pdf.read_bytes(), before)
        of_sources = {source["names"][0].rsplit("/")[-1]: source["searchable_pdf"]
                      for source in self.manifest["sources"]}
        self.assertEqual(of_sources["scan.pdf"], {"conformance": "PDF/A-2b", "obstacles": []})
        self.assertEqual(of_sources["signed.pdf"], {"conformance": None, "obstacles": ["signature"]})
        self.assertEqual(self.manifest["counts"]["searchable_pdfs"]["pdf_a_2b"], 2)


if __name__ == "__main__":
    if not shutil.which("java"):
        print("skipped: no java")
        sys.exit(77)
    CODAU = sys.argv.pop(1)
    unittest.main()
