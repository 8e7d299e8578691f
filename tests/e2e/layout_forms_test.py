#!/usr/bin/env python3
"""`codau export OUT alto|hocr`: read by Python's XML parser and given back unchanged by `codau restore`; what is withheld,
removed or lost is in neither.

usage: layout_forms_test.py CODAU [unittest options]
"""
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ElementTree

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
ALTO, XHTML = "{http://www.loc.gov/standards/alto/ns-v4#}", "{http://www.w3.org/1999/xhtml}"
PDF, TIFF = "01-phong-chong-thien-tai.pdf", "04-phong-chay-chua-chay.tif"


def numbers(text):
    return [int(number) for number in re.findall(r"-?\d+", text)]


class LayoutForms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        (cls.path / "in").mkdir()
        subprocess.run(["qpdf", program.SAMPLES / PDF, "--pages", ".", "1-2", "--", cls.path / "in" / PDF], check=True)
        subprocess.run(["convert", f"{program.SAMPLES / TIFF}[0]", cls.path / "in/quét <1> & \"2\".tif"], check=True)
        (cls.path / "in/plan.txt").write_text(program.SMALL_PLAN.format(number=1), encoding="utf-8")
        cls.out = cls.path / "out"
        done = program.run([CODAU, "run", cls.path / "in", "-o", cls.out, "--quiet"])
        assert done.returncode == 0, done.stderr
        cls.ids = {name: doc_id for doc_id, name in cls.rows("SELECT doc_id, source_name FROM sources")}

    @classmethod
    def rows(cls, query, out=None):
        database = sqlite3.connect(f"file:{out or cls.out}/codau.db?mode=ro", uri=True)
        try:
            return database.execute(query).fetchall()
        finally:
            database.close()

    def export(self, form, target, *options, code=0, out=None):
        done = program.run([CODAU, "export", out or self.out, form, "-o", self.path / target, *options])
        self.assertEqual(done.returncode, code, done.stderr)
        return self.path / target

    def text(self, doc_id):
        """Words of the text by page and line."""
        pages = program.Document(self.out, doc_id).text.read_text(encoding="utf-8").split("\f")
        return [[line.split() for line in page.split("\n") if line.strip()] for page in pages]

    def check_well_formed(self, files):
        if shutil.which("xmllint"):
            done = subprocess.run(["xmllint", "--nonet", "--noout", *files], check=False, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def check_restored(self, form, file):
        """Text that was restored is restored: the file comes back as it is."""
        done = subprocess.run([CODAU, "restore", "--input-format", form, file], check=True, capture_output=True)
        self.assertEqual(done.stdout, file.read_bytes(), file)

    def words_of_alto(self, file):
        """Lines of (text, box) of a page."""
        root = ElementTree.parse(file).getroot()
        self.assertEqual(root.findtext(f"{ALTO}Description/{ALTO}MeasurementUnit"), "pixel")
        space, = root.iter(f"{ALTO}PrintSpace")
        page, = root.iter(f"{ALTO}Page")
        lines, ids = [], set()
        for block in space:  # right in it: readers look no deeper
            self.assertEqual(block.tag, f"{ALTO}TextBlock")
            self.assertEqual(block[0].tag, f"{ALTO}Shape")
            for line in block.findall(f"{ALTO}TextLine"):
                self.assertEqual(len(numbers(line.find(f"{ALTO}Shape/{ALTO}Polygon").get("POINTS"))), 8)
                left, top, right, bottom = numbers(line.get("BASELINE"))
                self.assertTrue(0 <= left < right <= int(page.get("WIDTH")) and 0 < top and bottom <= int(page.get("HEIGHT")))
                box = {name: int(line.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")}
                self.assertLess(box["VPOS"], min(top, bottom))
                self.assertLess(max(top, bottom), box["VPOS"] + 1.5 * box["HEIGHT"])
                words = []
                for one in line[1:]:
                    ids.add(one.get("ID", len(ids)))
                    if one.tag == f"{ALTO}String":
                        self.assertTrue(0 <= float(one.get("WC")) <= 1)
                        x, y, width, height = (int(one.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
                        words.append((one.get("CONTENT"), [x, y, x + width, y + height]))
                kinds = [one.tag.removeprefix(ALTO) for one in line[1:]]
                self.assertEqual(kinds, ["String", *["SP", "String"] * (len(words) - 1)])
                lines.append(words)
        return lines

    def words_of_hocr(self, page):
        lines = []
        for line in page.iter(f"{XHTML}span"):
            if line.get("class") == "ocr_line":
                self.assertRegex(line.get("title"), r"^bbox \d+ \d+ \d+ \d+; baseline -?[\d.]+ -?\d+$")
                lines.append([(word.text, numbers(word.get("title").split(";")[0])) for word in line])
        return lines

    def test_both_have_the_words_of_the_text_at_the_same_boxes(self):
        alto, hocr = self.export("alto", "alto"), self.export("hocr", "hocr")
        manifest = json.loads((alto / "manifest.json").read_text())
        self.assertEqual(manifest["counts"], {"pages": {"store": 3, "exported": 3, "rejected": 0}})
        self.assertEqual([(one["row_id"], one["code"]) for one in manifest["notes"]], [(self.ids["plan.txt"], "NO_PAGES")])
        self.check_well_formed([*alto.glob("*/*.xml"), *hocr.glob("*.html")])
        for name, doc_id in self.ids.items():
            if name == "plan.txt":
                self.assertFalse((alto / doc_id).exists() or (hocr / f"{doc_id}.html").exists())
                continue
            html = ElementTree.parse(hocr / f"{doc_id}.html").getroot()
            pages = [one for one in html.iter(f"{XHTML}div") if one.get("class") == "ocr_page"]
            files = sorted((alto / doc_id).iterdir())
            self.assertEqual([file.name for file in files], [f"{i + 1:04}.xml" for i in range(len(pages))])
            for number, (page, file, text) in enumerate(zip(pages, files, self.text(doc_id), strict=True)):
                self.assertEqual(ElementTree.parse(file).getroot().findtext(f".//{ALTO}fileName"), name)
                quoted = name.replace('"', '\\"')
                self.assertTrue(page.get("title").startswith(f'image "{quoted}"; bbox 0 0 '), page.get("title"))
                self.assertTrue(page.get("title").endswith(f"; ppageno {number}"))
                lines = self.words_of_alto(file)
                self.assertEqual([[part for word, _ in line for part in word.split()] for line in lines], text)
                self.assertEqual(self.words_of_hocr(page), lines)
                self.check_restored("alto", file)
            self.check_restored("hocr", hocr / f"{doc_id}.html")

    def test_one_document_alone(self):
        doc_id = self.ids[PDF]
        self.assertEqual([one.name for one in self.export("alto", "one", "--doc", doc_id).iterdir() if one.is_dir()], [doc_id])

    def copy(self, name):
        out = self.path / name
        shutil.copytree(self.out, out)
        return out

    def change(self, file, *statements):
        database = sqlite3.connect(file)
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()

    def test_what_is_rejected_or_removed_is_in_neither(self):
        out, doc_id = self.copy("withheld"), self.ids[PDF]
        target = self.export("hocr", "some", out=out)
        self.assertTrue((target / f"{doc_id}.html").exists())
        edit = {"doc_id": doc_id, "table": "documents", "row_id": doc_id, "action": "reject"}
        (self.path / "edits.jsonl").write_text(json.dumps(edit) + "\n", encoding="utf-8")
        done = program.run([CODAU, "correct", out, "--file", self.path / "edits.jsonl", "--actor", "Lan"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.export("hocr", "some", out=out)
        self.assertFalse((target / f"{doc_id}.html").exists())
        rejects = [json.loads(line) for line in (target / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([one["code"] for one in rejects], ["REJECTED", "REJECTED"])
        left = next(name for name in self.ids if name.endswith(".tif"))
        self.assertEqual(program.run([CODAU, "remove", out, self.ids[left]]).returncode, 0)
        self.export("hocr", "some", out=out)
        self.assertEqual(list(target.glob("*.html")), [])

    def test_documents_of_one_file_have_their_own_pages(self):
        folder, out = self.path / "joined", self.path / "joined-out"
        folder.mkdir()
        subprocess.run(["qpdf", "--empty", "--pages", program.SAMPLES / PDF, "1", program.SAMPLES / "02-chuyen-doi-so.pdf", "1",
                        "--", folder / "two.pdf"], check=True)
        done = program.run([CODAU, "run", folder, "-o", out, "--quiet"])
        self.assertEqual(done.returncode, 0, done.stderr)
        pages = dict(self.rows("SELECT doc_id, page_no FROM pages", out))
        self.assertEqual(sorted(pages.values()), [1, 2])
        target = self.export("alto", "joined-alto", out=out)
        for doc_id, number in pages.items():
            file, = (target / doc_id).iterdir()
            self.assertEqual(file.name, f"{number:04}.xml")
            words = [part for line in self.words_of_alto(file) for word, _ in line for part in word.split()]
            self.assertEqual(words, program.Document(out, doc_id).text.read_text(encoding="utf-8").split())

    def test_pages_that_are_lost_are_told_and_nothing_else_is_written(self):
        doc_id = self.ids[PDF]
        for name, file, statement in (("unread", "pages.db", f"DELETE FROM restorations WHERE doc_id = '{doc_id}'"),
                                      ("broken", "pages.db", "UPDATE pages SET json = substr(json, 1, 900)"),
                                      ("other", None, None)):
            out = self.copy(name)
            if file:
                self.change(out / file, statement)
            else:  # the text is not what these pages make
                text = program.Document(out, doc_id).text
                text.write_text(text.read_text(encoding="utf-8").replace("KẾ HOẠCH", "KE HOACH"), encoding="utf-8")
            target = self.export("alto", f"lost-{name}", code=3, out=out)
            self.assertFalse((target / doc_id).exists())
            rejects = [json.loads(line) for line in (target / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
            self.assertTrue({(one["doc_id"], one["code"], one["table"]) for one in rejects} >= {(doc_id, "WORDS_LOST", "pages")})
        self.export("alto", "none", code=3, out=self.without_pages())

    def without_pages(self):
        out = self.copy("no-pages")
        (out / "pages.db").unlink()
        return out


if __name__ == "__main__":
    CODAU = pathlib.Path(sys.argv.pop(1))
    unittest.main()
