#!/usr/bin/env python3
"""A folder of hundreds of odd inputs, by kind, name and state: each has its own line with the right cause. And what is
no input at all, what lies inside others, and pages without text.

usage: odd_inputs_test.py BUILD [unittest options]
"""
import bz2
import csv
import gzip
import io
import json
import lzma
import os
import pathlib
import random
import socket
import struct
import subprocess
import sys
import tarfile
import time
import unittest
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import made_pdf as made  # noqa: E402
import program  # noqa: E402
from PIL import Image  # noqa: E402

BUILD = None
PLAN = program.PLAN.encode()
BLANK_PAGE = ("", {}, made.box((200, 200)))
BLANK = made.pages([BLANK_PAGE])


def zipped(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("scan.pdf")
        info.size = len(BLANK)
        archive.addfile(info, io.BytesIO(BLANK))
    return out.getvalue()


def office(part):
    return zipped({"[Content_Types].xml": "<Types/>", part: "<document/>"})


def ole2(*names):
    """The head and the first sector of the directory."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", head, 30, 9)
    return bytes(head) + b"".join(name.encode("utf-16le").ljust(128, b"\0") for name in ("Root Entry", *names))


def picture(kind, **options):
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, kind, **options)
    return out.getvalue()


def photograph():
    random.seed(3)
    out = io.BytesIO()
    Image.frombytes("RGB", (30, 40), random.randbytes(3600)).resize((1240, 1754), Image.BICUBIC).save(out, "JPEG")
    return out.getvalue()


def with_files(names, entries=""):
    """A PDF of one blank page with these files in it."""
    listed = "".join(f"({name}) {1000 + 2 * i} 0 R" for i, name in enumerate(names))
    objects = {}
    for i, name in enumerate(names):
        objects[1000 + 2 * i] = f"<</Type/Filespec/F({name})/UF({name})/EF<</F {1001 + 2 * i} 0 R>>>>".encode()
        objects[1001 + 2 * i] = made.stream("/Type/EmbeddedFile", BLANK)
    catalogue = f"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[{listed}]>>>>{entries}>>".encode()
    return made.pages([BLANK_PAGE], {**objects, 1: catalogue})


def locked():
    with program.Folder() as path:
        (path / "open.pdf").write_bytes(BLANK)
        subprocess.run(["qpdf", "--encrypt", "secret", "owner", "256", "--", path / "open.pdf", path / "locked.pdf"],
                       check=True)
        return (path / "locked.pdf").read_bytes()


KINDS = {
    "stored.zip": ("ARCHIVE", zipped({"a.pdf": BLANK, "b.pdf": BLANK}, zipfile.ZIP_STORED)),
    "packed.zip": ("ARCHIVE", zipped({"a.pdf": BLANK})),
    "scans.rar": ("ARCHIVE", b"Rar!\x1a\x07\x01\0" + BLANK),
    "scans.7z": ("ARCHIVE", b"7z\xbc\xaf\x27\x1c\0\x04" + bytes(64)),
    "scans.tar": ("ARCHIVE", tarred()),
    "scan.pdf.gz": ("ARCHIVE", gzip.compress(BLANK, mtime=0)),
    "scan.pdf.bz2": ("ARCHIVE", bz2.compress(BLANK)),
    "scan.pdf.xz": ("ARCHIVE", lzma.compress(BLANK)),
    "letter.docx": ("OFFICE", office("word/document.xml")),
    "table.xlsx": ("OFFICE", office("xl/workbook.xml")),
    "slides.pptx": ("OFFICE", office("ppt/presentation.xml")),
    "letter.odt": ("OFFICE", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED)),
    "letter.doc": ("OFFICE", ole2("1Table", "WordDocument")),
    "table.xls": ("OFFICE", ole2("Workbook")),
    "letter.rtf": ("OFFICE", b"{\\rtf1\\ansi K\\'ea}"),
    "mail.msg": ("EMAIL", ole2("__properties_version1.0")),
    "mail.eml": ("EMAIL", b"Received: from a\r\n\tby b\r\nFrom: a@b.vn\r\nSubject: KH\r\n\r\n" + b"x" * 1100 + BLANK),
    "page.html": ("WEB_PAGE", b"\n<!DOCTYPE HTML><html><body>x</body></html>"),
    "phone.heic": ("PICTURE_KIND", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)),
    "phone.avif": ("PICTURE_KIND", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(64)),
    "logo.gif": ("PICTURE_KIND", picture("GIF")),
    "scan.bmp": ("PICTURE_KIND", picture("BMP")),
    "scan.djvu": ("PICTURE_KIND", b"AT&TFORM\0\0\0\x10DJVU" + bytes(64)),
    "talk.mp3": ("MEDIA", b"ID3\x04" + bytes(64)),
    "film.mp4": ("MEDIA", b"\0\0\0\x18ftypisom" + bytes(64)),
    "film.mkv": ("MEDIA", b"\x1a\x45\xdf\xa3" + bytes(64)),
    "program.exe": ("NOT_SUPPORTED", b"MZ\x90\0" + bytes(64)),
    "notes.md": ("NOT_SUPPORTED", "Kế hoạch\n".encode()),
    "locked.pdf": ("ENCRYPTED", locked()),
    "none.pdf": ("NO_PAGES", made.pages([])),
    "bundle.pdf": ("PORTFOLIO", with_files(["a.pdf", "b.docx"], "/Collection<</View/D>>")),
    "cut.pdf": ("DAMAGED", program.SCAN.read_bytes()[:4000]),
    "empty.pdf": ("EMPTY", b""),
    "nul.txt": ("NOT_TEXT", b"K\0h\0\xff\xfe\0"),
}
# What a name may be like: each kind comes under each.
NAMES = [lambda name: name.encode(), lambda name: b"hai  tu " + name.encode(), lambda name: b"-" + name.encode(),
         lambda name: b"dong\nmoi " + name.encode(), lambda name: b"\xe1\xff " + name.encode(),
         lambda name: "Kế hoạch số 1 ".encode() + name.encode(), lambda name: name.encode().rjust(255, b"x"),
         lambda name: b"%s'\"$(x)" + name.encode(), lambda name: name.upper().encode()]


def as_told(name):
    return name.decode("utf-8", "replace")


def make_states(folder):
    """Names that are no readable file; {name: code}."""
    (folder / "closed.pdf").write_bytes(BLANK + b"%closed")
    (folder / "closed.pdf").chmod(0)
    (folder / "closed").mkdir(mode=0)
    (folder / "closed").chmod(0)
    os.mkfifo(folder / "pipe.pdf")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / "socket.pdf"))
    listener.close()
    (folder / "device.pdf").symlink_to("/dev/zero")
    (folder / "broken.pdf").symlink_to("nowhere.pdf")
    (folder / "loop.pdf").symlink_to("loop.pdf")
    (folder / "up").symlink_to("..")
    (folder / "round").symlink_to(".")
    return {"closed.pdf": "NO_PERMISSION", "closed": "CLOSED_FOLDER", "pipe.pdf": "NOT_A_FILE",
            "socket.pdf": "NOT_A_FILE", "device.pdf": "NOT_A_FILE", "broken.pdf": "BROKEN_LINK",
            "loop.pdf": "LINK_LOOP", "up": "LINK_LOOP"}


def make_deep(folder):
    """A folder whose path is longer than the system opens; its name as rejects tell it."""
    place = os.getcwd()
    names = []
    os.chdir(folder)
    try:
        for _ in range(20):
            names.append("d" * 250)
            os.mkdir(names[-1])
            os.chdir(names[-1])
    finally:
        os.chdir(place)
    return names


class Program(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        cls.codau = program.install(BUILD, cls.path / "usr")

    def run_on(self, name, files, *options):
        """The folder `name` with `files`, run into `name`-out."""
        folder, self.out = self.path / name, self.path / f"{name}-out"
        folder.mkdir(exist_ok=True)
        for file, data in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(data)
        return program.run([self.codau, "run", folder, "-o", self.out, "--jobs", "2", *options])

    def codes(self):
        return {reject["file"]: reject["code"] for reject in program.rejects_of(self.out)}

    def manifest(self):
        return json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))


class Hundreds(Program):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.path / "in"
        folder.mkdir()
        cls.expected = make_states(folder)
        for kind, (code, data) in KINDS.items():
            for rename in NAMES:
                name = rename(kind)
                (pathlib.Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_bytes(data)
                cls.expected[as_told(name)] = code
        (folder / "plan.txt").write_bytes(PLAN)
        (folder / "dot.png").write_bytes(program.png(1, 1))
        cls.expected["dot.png"] = "TOO_SMALL"
        cls.deep = make_deep(folder)
        cls.out = cls.path / "out"
        begun = time.monotonic()
        cls.done = program.run([cls.codau, "run", folder, "-o", cls.out, "--jobs", "2"], preexec_fn=program.drop_root)
        cls.seconds = time.monotonic() - begun
        cls.rejects = program.rejects_of(cls.out)

    def test_each_has_one_line_with_the_right_cause(self):
        self.assertGreater(len(self.expected), 280)
        long = [reject for reject in self.rejects if reject["code"] == "NAME_TOO_LONG"]
        self.assertEqual(len(long), 1)
        self.assertTrue(long[0]["file"].startswith("/".join(self.deep[:15])))
        told = sorted((reject["file"], reject["code"]) for reject in self.rejects if reject not in long)
        self.assertEqual(told, sorted(self.expected.items()))

    def test_what_is_sound_among_them_is_done(self):
        self.assertEqual(self.done.returncode, 3, self.done.stderr)
        self.assertEqual(len(program.texts(self.out)), 1)
        self.assertLess(self.seconds, 30 * program.PATIENCE)

    def test_the_first_five_stand_on_standard_error(self):
        first = self.rejects[:5]
        lines = [line for line in self.done.stderr.splitlines() if any(one["hint_vi"] in line for one in first)]
        self.assertEqual(len(lines), 5, self.done.stderr)
        for reject, line in zip(first, lines):
            self.assertIn(reject["cause_vi"], line)
        self.assertIn(f"{len(self.rejects) - 5} mục nữa", self.done.stderr)
        self.assertIn("rejects.csv", self.done.stderr)

    def test_a_table_for_people_has_them_all(self):
        data = (self.out / "rejects.csv").read_bytes()
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"))
        head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        self.assertEqual(head, ["Tệp", "Trang", "Nguyên nhân", "Cách xử lý", "Chi tiết", "Mã"])
        self.assertEqual([row[5] for row in rows], [reject["code"] for reject in self.rejects])
        self.assertEqual([row[3] for row in rows], [reject["hint_vi"] for reject in self.rejects])
        self.assertFalse([row[0] for row in rows if row[0].startswith("-")])  # no formula


class Inside(Program):
    def test_a_pdf_with_attachments_is_read_and_they_are_named(self):
        done = self.run_on("attached", {"scan.pdf": with_files(["a.pdf", "b.docx"])})
        self.assertEqual(done.returncode, 3, done.stderr)
        (reject,) = program.rejects_of(self.out)
        self.assertEqual((reject["code"], reject["detail"]), ("ATTACHMENTS", "2: a.pdf, b.docx"))
        self.assertIn("[2: a.pdf, b.docx]", done.stderr)
        self.assertEqual(self.manifest()["counts"]["documents"], 1)
        again = program.run([self.codau, "run", self.path / "attached", "-o", self.out])  # out of the journal
        self.assertEqual(again.returncode, 3, again.stderr)

    def test_a_file_pinned_to_a_page_counts(self):
        note = (f"{made.box((200, 200))}/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]"
                "/FS<</Type/Filespec/F(c.xls)>>>>]")
        self.run_on("pinned", {"scan.pdf": made.pages([("", {}, note)])})
        (reject,) = program.rejects_of(self.out)
        self.assertEqual((reject["code"], reject["detail"]), ("ATTACHMENTS", "1: c.xls"))

    def test_pages_that_are_not_there_are_said_to_be_so(self):
        done = self.run_on("short", {"scan.pdf": made.pages([BLANK_PAGE] * 5)}, "--pages", "99")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertEqual(self.codes(), {"scan.pdf": "PAGES_OUTSIDE"})
        self.assertRegex(done.stderr, r"\[--pages 99; .*5\]")

    def test_a_letter_named_as_text_is_text(self):
        done = self.run_on("letters", {"mail.txt": b"From: a@b.vn\nSubject: x\n\n" + PLAN, "zip.txt": KINDS["stored.zip"][1]})
        self.assertEqual((done.returncode, self.codes()), (3, {"zip.txt": "ARCHIVE"}))


class Around(Program):
    def test_what_systems_leave_behind_is_no_reject(self):
        names = ("Thumbs.db", "DESKTOP.INI", "~$plan.docx", ".DS_Store", "__MACOSX/._plan.txt", "sub/thumbs.db")
        done = self.run_on("left", {"plan.txt": PLAN, **{name: ole2("x") for name in names}})
        self.assertEqual((done.returncode, self.codes()), (0, {}))
        self.assertIn("bỏ qua 6 tệp ẩn hoặc tệp hệ thống", done.stderr)

    def test_linked_folders_are_followed_once(self):
        (self.path / "away/deep").mkdir(parents=True)
        (self.path / "away/deep/b.txt").write_bytes(PLAN + b"b\n")
        (self.path / "away/deep/back").symlink_to("..")
        (self.path / "linked").mkdir()
        for name in ("one", "two"):
            (self.path / f"linked/{name}").symlink_to("../away")
        done = self.run_on("linked", {"a.txt": PLAN})
        self.assertEqual((done.returncode, self.codes()), (0, {}), done.stderr)
        self.assertEqual(sorted(name for source in self.manifest()["sources"] for name in source["names"]),
                         ["a.txt", "one/deep/b.txt"])

    def test_results_inside_the_input_are_no_inputs(self):
        self.run_on("first", {"a.txt": PLAN})
        results = self.out
        folder = self.path / "both"
        folder.mkdir()
        results.rename(folder / "results")
        done = self.run_on("both", {"b.txt": PLAN + b"b\n", "results/c.txt": PLAN + b"c\n"})
        self.assertEqual((done.returncode, self.codes()), (0, {}), done.stderr)
        self.assertEqual(sorted(source["names"][0] for source in self.manifest()["sources"]), ["b.txt", "results/c.txt"])
        self.assertIn("bỏ qua kết quả của codau", done.stderr)

    def test_a_run_into_its_own_folder_goes_on(self):
        folder = self.path / "same"
        folder.mkdir()
        (folder / "a.txt").write_bytes(PLAN)
        for new in (1, 0):
            done = program.run([self.codau, "run", folder, "-o", folder])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(len(json.loads((folder / "manifest.json").read_text())["sources"]), new)

    def test_an_older_version_of_a_file_is_named(self):
        self.run_on("edited", {"a.txt": PLAN})
        (old,) = (document.doc_id for document in program.documents(self.out))
        done = self.run_on("edited", {"a.txt": PLAN + b"x\n"})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, f"tệp đã thay đổi.*a.txt.*{old}")
        again = self.run_on("edited", {"a.txt": PLAN})
        self.assertNotRegex(again.stderr, f"thay đổi.*{old}")


class WithoutText(Program):
    def test_blank_is_not_failed(self):
        done = self.run_on("blank", {"blank.txt": b" \n\n", "blank.pdf": BLANK,
                                     "photo.jpg": photograph()})
        self.assertEqual((done.returncode, self.codes()), (0, {}), done.stderr)
        rows = (self.out / "records/documents.jsonl").read_text(encoding="utf-8").splitlines()
        names = {source["doc_id"]: source["names"][0] for source in self.manifest()["sources"]}
        flags = {names[row["doc_id"]]: row["flags"] for row in map(json.loads, rows)}
        self.assertIn("BLANK", flags["blank.txt"])
        self.assertIn("BLANK", flags["blank.pdf"])
        self.assertIn("NO_TEXT", flags["photo.jpg"])
        photo = next(source for source in self.manifest()["sources"] if source["names"] == ["photo.jpg"])
        self.assertEqual(photo["warnings"], {"NO_TEXT": "1"})
        images = subprocess.run(["pdfimages", "-list", program.Document(self.out, photo["doc_id"]).pdf],
                                check=True, capture_output=True, text=True)
        self.assertIn("jpeg", images.stdout)


if __name__ == "__main__":
    BUILD = os.path.abspath(sys.argv.pop(1))
    unittest.main()
