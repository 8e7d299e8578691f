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
import json
import pathlib
import struct
import zipfile
import zlib

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import made_pdf as made  # noqa: E402
import program  # noqa: E402
from PIL import Image, ImageOps  # noqa: E402

BUILD = None


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def noise():
    random.seed(7)
    return Image.frombytes("L", (800, 1000), random.randbytes(800 * 1000))


def photograph():
    random.seed(3)
    return Image.frombytes("RGB", (30, 40), random.randbytes(3600)).resize((1240, 1754), Image.BICUBIC)


def zeros(size):
    """As many bytes, deflated."""
    pack = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join(pack.compress(block) for _ in range(size >> 20)) + pack.flush()


def first_page():
    done = subprocess.run(["pdftoppm", "-r", "150", "-gray", "-l", "1", "-jpeg", program.SCAN], check=True,
                          capture_output=True)
    return done.stdout


def huge_jpeg_2000():
    """Some pixels whose header claims 60,000 a side."""
    data = bytearray(encoded(Image.new("L", (40, 50)), "JPEG2000"))
    header, stream = data.index(b"ihdr"), data.index(b"\xff\x51")
    struct.pack_into(">II", data, header + 4, 60_000, 60_000)
    struct.pack_into(">II", data, stream + 6, 60_000, 60_000)
    struct.pack_into(">II", data, stream + 22, 60_000, 60_000)
    return bytes(data)


def grey_pdf(entries=None, size=(800, 1000), **more):
    return made.one_image(made.image(*size, "/DeviceGray", 8, b"\xff" * (size[0] * size[1])), entries=entries, **more)


def drawn_by(content):
    """A page whose drawing is the stream `content`."""
    return made.pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                     3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", 4: content})


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
        "noise.jpg": encoded(noise(), "JPEG", quality=90),
        "photograph.jpg": encoded(photograph(), "JPEG", quality=80),
        "black.png": encoded(Image.new("L", (1240, 1754), 4), "PNG"),
        "blank.png": encoded(Image.new("L", (1240, 1754), 250), "PNG"),
        "cut.png": encoded(noise(), "PNG")[:300_000],
        "wide.png": encoded(Image.new("L", (20_000, 30)), "PNG"),
        "huge.jp2": huge_jpeg_2000(),
        "image-bomb.pdf": made.one_image(made.image(800, 1000, "/DeviceGray", 8, zeros(256 << 20),
                                                    "/Filter/FlateDecode", False)),
        "content-bomb.pdf": drawn_by(made.stream("/Filter/FlateDecode", zeros(256 << 20))),
        "no-pages.pdf": made.pages([]),
        "zero-box.pdf": grey_pdf("/MediaBox[0 0 0 0]"),
        "crop-outside.pdf": grey_pdf(made.box() + "/CropBox[2000 2000 3000 3000]"),
        "no-pixels.pdf": grey_pdf(size=(0, 0)),
        "dot.png": program.png(1, 1),
        "huge.png": program.png(20_000, 20_000),
        "letter.docx": docx(),
        "sub/nul.txt": b"K\0h\0\xff\xfe\0",
        "closed.pdf": scan,
        ".hidden.pdf": b"",
    }
    page = first_page()
    whole = Image.open(io.BytesIO(page))
    cut = page[: len(page) * 2 // 3]
    files |= {"cut.jpg": cut, "down.png": encoded(whole.rotate(180), "PNG"),
              "negative.png": encoded(ImageOps.invert(whole), "PNG"),
              "cut-in.pdf": made.one_image(made.image(*whole.size, "/DeviceGray", 8, cut, "/Filter/DCTDecode", False)),
              "lost-xref.pdf": scan.replace(b"startxref", b"startxxxx")}
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
    "wide.png": {"TOO_LARGE"},
    "huge.jp2": {"TOO_LARGE"},
    "content-bomb.pdf": {"TOO_LARGE"},
    "no-pages.pdf": {"NO_PAGES"},
    "dot.png": {"TOO_SMALL"},
    "huge.png": {"TOO_LARGE"},
    "letter.docx": {"OFFICE"},
    "sub/nul.txt": {"NOT_TEXT"},
    "closed.pdf": {"NO_PERMISSION"},
    "locked.pdf": {"ENCRYPTED"},
}


# Files that are read, and what is known of their one page.
WARNINGS = {"noise.jpg": {"NO_TEXT"}, "photograph.jpg": {"NO_TEXT"}, "black.png": {"NO_TEXT"},
            "image-bomb.pdf": {"NO_TEXT"}, "blank.png": {"BLANK"}, "zero-box.pdf": {"BLANK"}, "crop-outside.pdf": {"BLANK"}, "no-pixels.pdf": {"BLANK"},
            "cut.jpg": {"IMAGE_TRUNCATED"}, "cut.png": {"IMAGE_TRUNCATED", "NO_TEXT"}, "cut-in.pdf": {"IMAGE_TRUNCATED"}, "down.png": set(),
            "negative.png": {"NEGATIVE"}, "lost-xref.pdf": set(), "good.pdf": set()}


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
                               preexec_fn=program.drop_root)
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

    def document(self, name):
        """A file's document, and what the manifest says of the file."""
        manifest = json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))
        source = next(source for source in manifest["sources"] if name in source["names"])
        return program.Document(self.out, source["doc_id"]), source

    def test_the_good_one_is_done_in_full(self):
        self.assertEqual(len(program.texts(self.out)), len(WARNINGS))
        document, _ = self.document("good.pdf")
        self.assertEqual((document.text, document.pdf), (self.out / "text/good.txt", self.out / "pdf/good.pdf"))
        self.assertEqual(document.text.read_text().count("\f"), 3)
        text = subprocess.run(["pdftotext", document.pdf, "-"], capture_output=True, text=True)
        self.assertIn("KẾ HOẠCH", text.stdout)

    def test_what_was_found_on_a_page_is_told(self):
        for name, expected in WARNINGS.items():
            self.assertEqual(set(self.document(name)[1]["warnings"]), expected, name)

    def test_what_a_picture_lacks_is_for_review(self):
        for name in ("cut.jpg", "cut-in.pdf", "good.pdf"):
            [(reasons,)] = program.rows(self.out, f"SELECT review_reasons FROM documents WHERE doc_id = '{self.document(name)[0].doc_id}'")
            self.assertEqual("IMAGE_TRUNCATED" in reasons, name != "good.pdf", name)

    def test_what_can_be_read_is_read(self):
        for name in ("cut.jpg", "cut-in.pdf", "down.png", "negative.png", "lost-xref.pdf"):
            self.assertIn("KẾ HOẠCH", self.document(name)[0].text.read_text(encoding="utf-8"), name)

    def test_no_library_speaks_to_the_user(self):
        for noise in ("libpng", "libjpeg", "TIFF", "Premature", "poppler", "WARNING"):
            self.assertNotIn(noise, self.done.stderr)

    def test_the_summary_names_the_list(self):
        self.assertIn("pages done 21, reused 0", self.done.stderr)
        self.assertIn("rejects.jsonl", self.done.stderr)

    def test_nothing_could_be_read(self):
        codau = self.folder.path / "usr/bin/codau"
        for given in ("empty.pdf", "text.pdf"):
            done = program.run([codau, "run", self.folder.path / "in" / given, "-o", self.folder.path / "none"])
            self.assertEqual(done.returncode, 4, done.stderr)


if __name__ == "__main__":
    BUILD = os.path.abspath(sys.argv.pop(1))
    unittest.main()
