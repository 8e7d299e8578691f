#!/usr/bin/env python3
"""A folder in which one file is good and each other one bad in its own way.

usage: bad_input_test.py BUILD [unittest options]
"""
import io
import os
import random
import subprocess
import sys
import unittest
import zipfile

sys.dont_write_bytecode = True
import program  # noqa: E402
from PIL import Image  # noqa: E402

BUILD = None


def noise_jpeg():
    random.seed(7)
    image = Image.frombytes("L", (800, 1000), random.randbytes(800 * 1000))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def docx():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return out.getvalue()


def fill(folder):
    scan = program.SCAN.read_bytes()
    (folder / "sub").mkdir()
    files = {
        "good.pdf": scan,
        "truncated.pdf": scan[: len(scan) // 3],
        "empty.pdf": b"",
        "text.pdf": b"K\xe1\xba\xbf ho\xe1\xba\xa1ch\n",
        "noise.jpg": noise_jpeg(),
        "dot.png": program.png(1, 1),
        "huge.png": program.png(20_000, 20_000),
        "letter.docx": docx(),
        "sub/nul.txt": b"K\0h\0\xff\xfe\0",
        "closed.pdf": scan,
        ".hidden.pdf": b"",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    subprocess.run(["qpdf", "--encrypt", "secret", "owner", "256", "--", program.SCAN, folder / "locked.pdf"],
                   check=True)
    (folder / "closed.pdf").chmod(0)


# Where there may be more than one true answer, each is listed.
CAUSES = {
    "truncated.pdf": {"DAMAGED"},
    "empty.pdf": {"EMPTY"},
    "text.pdf": {"NOT_SUPPORTED"},
    "noise.jpg": {"NO_TEXT"},
    "dot.png": {"TOO_SMALL"},
    "huge.png": {"TOO_LARGE"},
    "letter.docx": {"NOT_SUPPORTED"},
    "sub/nul.txt": {"NOT_TEXT", "NOT_SUPPORTED"},
    "closed.pdf": {"NO_PERMISSION"},
    "locked.pdf": {"ENCRYPTED"},
}


class BadInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = program.Folder()
        path = cls.folder.__enter__()
        cls.addClassCleanup(cls.folder.__exit__)
        codau = program.install(BUILD, path / "usr")
        (path / "in").mkdir()
        fill(path / "in")
        cls.out = path / "out"
        cls.done = program.run([codau, "run", path / "in", "-o", cls.out, "--jobs", "2"],
                               preexec_fn=program.drop_root, cwd="/")
        cls.rejects = program.rejects_of(cls.out) if (cls.out / "rejects.jsonl").exists() else []

    def test_exit_code(self):
        self.assertEqual(self.done.returncode, 3, self.done.stderr)

    def test_each_bad_file_is_a_reject_with_its_cause(self):
        self.assertEqual({reject["file"] for reject in self.rejects}, set(CAUSES))
        for reject in self.rejects:
            self.assertIn(reject["code"], CAUSES[reject["file"]], reject)
            for key in ("cause_vi", "cause_en", "hint_vi", "hint_en"):
                self.assertTrue(reject[key], key)
        self.assertEqual(len(self.rejects), len(CAUSES))

    def test_sorted_by_file(self):
        names = [reject["file"] for reject in self.rejects]
        self.assertEqual(names, sorted(names))

    def test_the_good_one_is_done_in_full(self):
        documents = list((self.out / "documents").iterdir())
        self.assertEqual(len(documents), 1)
        names = {path.name for path in documents[0].iterdir()}
        self.assertEqual(names, {"ocr.txt", "text.txt", "changes.jsonl", "document.json", "searchable.pdf"})
        self.assertEqual((documents[0] / "text.txt").read_text().count("\f"), 3)
        text = subprocess.run(["pdftotext", documents[0] / "searchable.pdf", "-"], capture_output=True, text=True)
        self.assertIn("KẾ HOẠCH", text.stdout)

    def test_the_summary_names_the_list(self):
        self.assertIn("pages done 4, reused 0", self.done.stderr)
        self.assertIn("rejects.jsonl", self.done.stderr)

    def test_nothing_could_be_read(self):
        codau = self.folder.path / "usr/bin/codau"
        for given in ("empty.pdf", "text.pdf"):
            done = program.run([codau, "run", self.folder.path / "in" / given, "-o", self.folder.path / "none"])
            self.assertEqual(done.returncode, 4, done.stderr)


if __name__ == "__main__":
    BUILD = os.path.abspath(sys.argv.pop(1))
    unittest.main()
