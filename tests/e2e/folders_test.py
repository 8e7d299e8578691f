#!/usr/bin/env python3
"""A folder of page images as one document (--group folder): its pages, its sources, what comes, goes and is damaged.

usage: folders_test.py CODAU
"""
import contextlib
import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import unittest

from PIL import Image

sys.dont_write_bytecode = True
import program  # noqa: E402
import review_test  # noqa: E402

SOURCES = "SELECT source_path, page_from, page_to FROM sources ORDER BY doc_id, seq"


class Folders(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kept = cls.enterClassContext(program.Folder())
        subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-l", "2", "-H", "900", program.SCAN, cls.kept / "page"], check=True)
        cls.first, cls.second = sorted(cls.kept.glob("page*.png"))

    def setUp(self):
        self.path = self.enterContext(program.Folder())
        self.folder, self.out = self.path / "in/so 12", self.path / "out"
        self.folder.mkdir(parents=True)
        shutil.copy(self.first, self.folder / "trang 2.png")
        shutil.copy(self.second, self.folder / "trang 10.png")

    def run_on(self, *options, code=0, of=None):
        done = program.run([program.CODAU, "run", of or self.path / "in", "-o", self.out, "--group", "folder", "--lang",
                            "en", *options])
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr

    def rows(self, query):
        return program.rows(self.out, query)

    def id_of(self, *files):
        lines = [hashlib.sha256((self.folder / name).read_bytes()).hexdigest() + ":1-1" for name in files]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def test_a_folder_is_a_document_in_the_order_of_its_names(self):
        said = self.run_on()
        self.assertIn("pages done 2, reused 0, rejected 0; documents 1", said)
        doc_id = self.id_of("trang 2.png", "trang 10.png")
        self.assertEqual(self.rows("SELECT doc_id, page_count FROM documents"), [(doc_id, 2)])
        self.assertEqual(self.rows(SOURCES), [("so 12/trang 2.png", 1, 1), ("so 12/trang 10.png", 2, 2)])
        document = program.Document(self.out, doc_id)
        self.assertEqual(document.name, "so 12")  # as the folder is called
        text = document.text.read_text(encoding="utf-8")
        one = program.run([program.CODAU, "run", self.folder / "trang 10.png", "-o", self.path / "one", "--group", "folder"])
        self.assertEqual(one.returncode, 0, one.stderr)  # a file of its own
        [alone] = program.texts(self.path / "one")
        self.assertEqual(alone.name, "trang 10.txt")
        self.assertEqual(text.split("\f")[1].strip().split("\n")[:3],
                         alone.read_text(encoding="utf-8").strip().split("\n")[:3])
        self.assertEqual([page for page, in self.rows("SELECT page_no FROM pages ORDER BY page_no")], [1, 2])

        self.assertIn("pages done 0, reused 2", self.run_on())
        pdf = subprocess.run(["pdftotext", document.pdf, "-"], check=True,
                             capture_output=True, text=True).stdout
        self.assertEqual(pdf.count("\f"), 2)
        self.assertIn("KẾ HOẠCH", pdf)
        before = {path.name: path.read_bytes() for path in (self.out / "records").glob("*.jsonl")}
        self.run_on("--redo", "rows")
        self.assertEqual(before, {path.name: path.read_bytes() for path in (self.out / "records").glob("*.jsonl")})

        program.run([program.CODAU, "remove", self.out, doc_id])
        self.assertIn("documents 0", self.run_on(code=4))
        pages = self.enterContext(contextlib.closing(sqlite3.connect(self.out / "pages.db")))
        self.assertEqual(pages.execute("SELECT count(*) FROM pages").fetchone(), (0,))

    def test_review_shows_the_page_of_its_file(self):
        Image.open(self.second).crop((0, 0, 1000, 800)).save(self.folder / "trang 10.png", dpi=(150, 150))
        self.run_on("--formats", "jsonl")
        server = subprocess.Popen([program.CODAU, "review", self.out], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            page = review_test.Page(server.stdout.readline())
            doc_id = self.id_of("trang 2.png", "trang 10.png")
            status, text = page.get("/api/v1/review/page", doc=doc_id, page=2)
            self.assertEqual(status, 200, text)
            self.assertGreater(len(text["scan"]["words"]), 50)
            answer, picture = page.ask("GET", text["scan"]["url"])
            self.assertEqual(answer.status, 200, picture)
            self.assertEqual(Image.open(io.BytesIO(picture)).size, (1000, 800))
        finally:
            server.terminate()
            server.wait(timeout=program.HANGS)
            server.stdout.close()

    def test_another_page_makes_another_document_and_reads_that_page_alone(self):
        self.run_on()
        old = self.id_of("trang 2.png", "trang 10.png")
        shutil.copy(self.second, self.folder / "trang 11.png")  # the same bytes are a page again
        said = self.run_on("--dry-run", "--prune")
        self.assertIn("new files 1, changed 0, unfinished 0, as before 2, not to be opened 0; documents to be taken out 1", said)
        said = self.run_on("--prune")
        self.assertIn("pages done 0, reused 3", said)
        new = self.id_of("trang 2.png", "trang 10.png", "trang 11.png")
        self.assertEqual(self.rows("SELECT doc_id, page_count FROM documents"), [(new, 3)])
        self.assertNotIn(old, [document.doc_id for document in program.documents(self.out)])
        self.assertEqual([path.name for path in program.texts(self.out)], ["so 12.txt"])

    def test_what_is_no_page_stays_by_itself_and_a_damaged_page_is_told(self):
        (self.folder / "trang 3.png").write_bytes(self.first.read_bytes()[:20])
        (self.folder / "ghi chu.txt").write_text(program.SMALL_PLAN.format(number=7), encoding="utf-8")
        (self.path / "in/mot").mkdir()
        shutil.copy(self.second, self.path / "in/mot/trang.png")  # alone in its folder
        self.run_on("--formats", "jsonl", code=3)
        rejects = [json.loads(line) for line in (self.out / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([(reject["file"], reject["page"], reject["code"]) for reject in rejects],
                         [("so 12/trang 3.png", 1, "DAMAGED")])
        self.assertIn(("mot/trang.png", 1, 1), self.rows(SOURCES))
        self.assertIn(("so 12/ghi chu.txt", None, None), self.rows(SOURCES))

    def test_prune_spares_what_is_there(self):
        (self.path / "in/mot").mkdir()
        shutil.copy(self.second, self.path / "in/mot/trang.png")  # alone in its folder
        self.run_on("--formats", "jsonl")
        before = self.rows("SELECT doc_id FROM documents ORDER BY doc_id")
        self.assertEqual(len(before), 2)
        self.run_on("--prune", "--formats", "jsonl")
        self.assertEqual(self.rows("SELECT doc_id FROM documents ORDER BY doc_id"), before)
        (self.folder / "trang 10.png").write_bytes(b"")  # a copy that failed
        self.run_on("--prune", "--formats", "jsonl", code=3)
        self.assertLessEqual(set(before), set(self.rows("SELECT doc_id FROM documents")))
        rejects = [json.loads(line) for line in (self.out / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([reject["file"] for reject in rejects], ["so 12/trang 10.png"])
        said = program.run([program.CODAU, "run", self.path / "in", self.folder, "-o", self.path / "twice", "--group", "folder",
                            "--formats", "jsonl", "--lang", "en"]).stderr
        self.assertIn("pages done 2,", said)  # a file that two inputs hold is one page

    def test_single_pages_of_an_earlier_run_go_with_prune(self):
        done = program.run([program.CODAU, "run", self.path / "in", "-o", self.out, "--formats", "jsonl"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.rows("SELECT 1 FROM documents")), 2)
        said = self.run_on("--prune", "--formats", "jsonl")
        self.assertIn("pages done 0, reused 2", said)
        self.assertEqual(self.rows("SELECT doc_id FROM documents"), [(self.id_of("trang 2.png", "trang 10.png"),)])
        self.assertIn("pages done 0, reused 2", self.run_on("--redo", "text", "--formats", "jsonl"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
