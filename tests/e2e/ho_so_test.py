#!/usr/bin/env python3
"""`codau export OUT ho-so`: metadata sheets that LibreOffice reads, PDFs named by codes; what is missing is listed and
nothing is invented.

usage: ho_so_test.py CODAU [unittest options]
"""
import csv
import hashlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
import unittest
import zipfile

sys.dont_write_bytecode = True
import openpyxl  # noqa: E402
import program  # noqa: E402

CODAU = None
PDF = "01-phong-chong-thien-tai.pdf"
FILE = "H49.64.33.2024.07"
TITLES = {sheet: [line.split("\t")[0] for line in
                  (program.ROOT / f"data/archival/{sheet}.tsv").read_text(encoding="utf-8").splitlines()
                  if line and not line.startswith("#")] for sheet in ("ho_so", "van_ban")}
SHEETS = "44,34,76,1,,0,false,true,false,false,false,-1"  # all of them, as CSV in UTF-8


class HoSo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        (cls.path / "in").mkdir()
        subprocess.run(["qpdf", program.SAMPLES / PDF, "--pages", ".", "1", "--", cls.path / "in/kế hoạch.pdf"], check=True)
        for number in (1, 2, 3):
            date = "ngày      tháng 01 năm 2026" if number == 2 else "ngày 16 tháng 01 năm 2026"
            text = program.SMALL_PLAN.format(number=number).replace("ngày 16 tháng 01 năm 2026", date)
            (cls.path / f"in/{number}.txt").write_text(text, encoding="utf-8")
        cls.out = cls.path / "out"
        done = program.run([CODAU, "run", cls.path / "in", "-o", cls.out, "--quiet"])
        assert done.returncode == 0, done.stderr
        database = sqlite3.connect(f"file:{cls.out}/codau.db?mode=ro", uri=True)
        cls.ids = {name: doc_id for doc_id, name in database.execute("SELECT doc_id, source_path FROM sources")}
        database.close()
        cls.write_metadata("metadata.csv", ["source_path", "fileCode", "title", "maintenance", "fonds", "box", "paper.keyword"],
                           ["kế hoạch.pdf", FILE, "=Kế hoạch, \"2024\"", "01", "07", "12", "bão"],
                           ["2.txt", FILE, "", "", "", "", ""],
                           ["1.txt", "H49.8", "Kế hoạch khác", "09", "", "", "x" * 101],
                           ["lost.pdf", FILE, "", "", "", "", ""])
        cls.done, cls.target = cls.export("ho-so", "--metadata", cls.path / "metadata.csv")

    @classmethod
    def write_metadata(cls, name, *rows):
        with open(cls.path / name, "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)

    @classmethod
    def export(cls, target, *options, out=None):
        done = program.run([CODAU, "export", out or cls.out, "ho-so", "-o", cls.path / target, *options])
        return done, cls.path / target

    def faults(self, target=None):
        with open((target or self.target) / "con-thieu.csv", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def sheets(self):
        book = openpyxl.load_workbook(self.target / "ho-so.xlsx")
        return {sheet.title: [[cell.value or "" for cell in row] for row in sheet.rows] for sheet in book}

    def test_cells_are_text_under_the_names_of_fields(self):
        self.assertEqual(self.done.returncode, 3, self.done.stderr)
        book = openpyxl.load_workbook(self.target / "ho-so.xlsx")
        self.assertEqual(book.sheetnames, ["ho_so", "van_ban"])
        for sheet in book:
            self.assertEqual([cell.value for cell in sheet[1]], TITLES[sheet.title])
            for row in sheet.rows:
                for cell in row:
                    self.assertIn(cell.data_type, ("s", "inlineStr") if cell.value else ("n", "s"), cell)
        files = [dict(zip(TITLES["ho_so"], row)) for row in self.sheets()["ho_so"][1:]]
        self.assertEqual([one["fileCode"] for one in files], [FILE, "H49.8"])
        self.assertEqual((files[0]["title"], files[0]["maintenance"], files[0]["fonds"], files[0]["box"], files[1]["totalDoc"]),
                         ("=Kế hoạch, \"2024\"", "01", "07", "12", "1"))
        self.assertEqual((files[0]["totalDoc"], files[0]["startDate"], files[0]["endDate"]), ("", "", ""))  # lost.pdf
        self.assertEqual((files[1]["startDate"], files[1]["endDate"]), ("16/01/2026", "16/01/2026"))
        self.assertEqual((files[0]["numberOfPage"], files[0]["mode"], files[0]["paperFileCode"]), ("", "", ""))
        papers = [dict(zip(TITLES["van_ban"], row)) for row in self.sheets()["van_ban"][1:]]
        self.assertEqual([one["docId"] for one in papers], [f"{FILE}.1", f"{FILE}.2", "H49.8.1"])
        self.assertEqual({name: papers[0][name] for name in ("docCode", "typeName", "codeNumber", "codeNotation", "issuedDate",
                                                             "maintenance", "confidenceLevel", "numberOfPage", "keyword")},
                         {"docCode": f"{FILE}.0000001", "typeName": "10", "codeNumber": "27", "codeNotation": "KH-UBND",
                          "issuedDate": "12/04/2024", "maintenance": "01", "confidenceLevel": "02", "numberOfPage": "1",
                          "keyword": "bão"})
        self.assertEqual((papers[1]["codeNumber"], papers[1]["issuedDate"], papers[1]["confidenceLevel"]), ("02", "01/2026", ""))

    def test_libreoffice_reads_the_same(self):
        if not shutil.which("soffice"):
            raise unittest.SkipTest("no soffice (libreoffice-calc-nogui)")
        home = {**program.os.environ, "HOME": str(self.path)}
        done = program.run(["soffice", "--headless", "--convert-to", f"csv:Text - txt - csv (StarCalc):{SHEETS}",
                            self.target / "ho-so.xlsx"], cwd=self.path, env=home)
        self.assertEqual(done.returncode, 0, done.stderr)
        for name, rows in self.sheets().items():
            with open(self.path / f"ho-so-{name}.csv", encoding="utf-8", newline="") as file:
                self.assertEqual(list(csv.reader(file)), rows)

    def test_what_is_missing_is_listed(self):
        found = {(one["bang"], one["ma"], one["truong"], one["loi"]) for one in self.faults()}
        for one in (("ho_so", FILE, "paperFileCode", "MISSING"), ("ho_so", FILE, "mode", "MISSING"),
                    ("ho_so", "H49.8", "maintenance", "NOT_IN_LIST"), ("van_ban", "H49.8.1", "keyword", "TOO_LONG"),
                    ("van_ban", f"{FILE}.2", "issuedDate", "PARTIAL_DATE"), ("van_ban", f"{FILE}.2", "", "PDF_MISSING"),
                    ("van_ban", f"{FILE}.3", "", "NO_DOCUMENT"), ("ho_so", FILE, "", "PARTIAL_FILE")):
            self.assertIn(one, found)
        self.assertNotIn(("van_ban", f"{FILE}.1", "", "PDF_MISSING"), found)
        self.assertNotIn("--formats pdf", "".join(one["meaning"] for one in self.faults()))
        count = len(self.faults())
        self.assertIn(f"còn thiếu hoặc sai {count} chỗ: {self.target}/con-thieu.csv\n", self.done.stderr)
        manifest = json.loads((self.target / "manifest.json").read_text())
        self.assertEqual(len(manifest["notes"]), count)
        self.assertEqual(manifest["counts"]["documents"], {"store": 4, "exported": 3, "rejected": 1})
        rejects = [json.loads(line) for line in (self.target / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([(one["file"], one["code"]) for one in rejects], [("3.txt", "FILE_CODE_MISSING")])

    def test_pdfs_bear_the_codes_of_their_papers(self):
        self.assertEqual([path.relative_to(self.target).as_posix() for path in self.target.rglob("*.pdf")],
                         [f"{FILE}/{FILE}.1.pdf"])
        source = program.Document(self.out, self.ids["kế hoạch.pdf"]).pdf
        digest = lambda path: hashlib.sha256(path.read_bytes()).hexdigest()  # noqa: E731
        self.assertEqual(digest(self.target / FILE / f"{FILE}.1.pdf"), digest(source))

    def test_papers_of_one_scan_leave_each_with_its_pages(self):
        (self.path / "two").mkdir()
        subprocess.run(["qpdf", "--empty", "--pages", program.SAMPLES / PDF, "1", program.SAMPLES / PDF, "1", "--",
                        self.path / "two/two.pdf"], check=True)
        out = self.path / "two-out"
        done = program.run([CODAU, "run", self.path / "two", "-o", out, "--quiet"])
        self.assertEqual(done.returncode, 0, done.stderr)
        ids = [one for one, in program.rows(out, "SELECT doc_id FROM sources ORDER BY page_from")]
        self.assertEqual(len(ids), 2)
        self.write_metadata("two.csv", ["source_path", "fileCode", "fonds", "maintenance"], ["two.pdf", "H49.2", "G1", "01"])
        first, second = "H49.2/H49.2.1.pdf", "H49.2/H49.2.2.pdf"
        for place, (options, names) in enumerate((([], [first, second]), (["--doc", ids[1]], [second]))):
            done, target = self.export(f"two-{place}", "--metadata", self.path / "two.csv", *options, out=out)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertNotIn("PDF_SHARED", [one["loi"] for one in self.faults(target)])
            self.assertEqual(sorted(path.relative_to(target).as_posix() for path in target.rglob("*.pdf")), names)
            for name in names:
                self.is_paper(target / name, program.Document(out, ids[(first, second).index(name)]))
            self.assertEqual([*target.parent.glob(".*codau-part")], [])
        done = program.run([CODAU, "export", out, "sip", "--metadata", self.path / "two.csv", "-o", self.path / "two-sip"])
        self.assertEqual(done.returncode, 3, done.stderr)
        package, = (self.path / "two-sip").glob("*.zip")
        with zipfile.ZipFile(package) as zipped:
            pdfs = sorted(name for name in zipped.namelist() if name.endswith(".pdf"))
            self.assertEqual([zipped.read(one) for one in pdfs],
                             [(self.path / "two-0" / name).read_bytes() for name in (first, second)])
        done = program.run([CODAU, "remove", out, ids[1]])
        self.assertEqual(done.returncode, 0, done.stderr)
        done, target = self.export("two-left", "--metadata", self.path / "two.csv", out=out)
        self.assertEqual([*target.rglob("*.pdf")], [])
        self.assertIn("PDF_SHARED", [one["loi"] for one in self.faults(target)])

    def is_paper(self, pdf, document):
        """One page, PDF/A, with the words of the document."""
        subprocess.run(["qpdf", "--check", pdf], check=True, capture_output=True)
        read = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
        self.assertEqual(read.count("\f"), 1)
        self.assertEqual(sorted(read.split()), sorted(document.text.read_text(encoding="utf-8").split()))
        self.assertIn(b"<pdfaid:part>2</pdfaid:part>", pdf.read_bytes())

    def test_a_paper_keeps_its_number_whatever_goes(self):
        self.write_metadata("order.csv", ["source_path", "fileCode", "numberOfPage", "startDate"],
                            ["later.pdf", "H49.5", "ba", "2024-01-05"], ["1.txt", "H49.5", "", ""], ["=1+1", "-H49.9", "", ""], ["later.pdf", "H49.5", "", ""],
                            ["2.txt", "H49.5", "", ""], ["1.txt", "H49.6", "", ""], ["3.txt", "H49.6", "", ""])
        done, target = self.export("order", "--metadata", self.path / "order.csv")
        self.assertEqual(done.returncode, 3, done.stderr)
        found = [(one["ma"], one["truong"], one["loi"]) for one in self.faults(target)]
        for one in (("H49.5.1", "", "NO_DOCUMENT"), ("H49.5", "", "PARTIAL_FILE"), ("H49.6.1", "", "IN_OTHER_FILE"),
                    ("H49.6", "", "PARTIAL_FILE"), ("H49.5", "numberOfPage", "BAD_NUMBER"), ("H49.5", "startDate", "BAD_DATE")):
            self.assertIn(one, found)
        self.assertIn(("'-H49.9.1", "'=1+1"), [(one["ma"], one["source_path"]) for one in self.faults(target)])  # for Excel
        papers = openpyxl.load_workbook(target / "ho-so.xlsx")["van_ban"]
        self.assertEqual([row[0].value for row in papers][1:], ["H49.5.2", "H49.5.3", "H49.6.2"])
        done, target = self.export("one", "--metadata", self.path / "order.csv", "--doc", self.ids["3.txt"])
        papers = openpyxl.load_workbook(target / "ho-so.xlsx")["van_ban"]
        self.assertEqual([row[0].value for row in papers][1:], ["H49.6.2"])

    def test_a_path_of_two_offices_is_nobody_s_and_forms_of_letters_are_one(self):
        outs = []
        for office, name in (("a", "đặt.txt"), ("b", "đặt.txt"), ("c", "ế.txt")):
            folder = self.path / f"in-{office}"
            folder.mkdir()
            (folder / unicodedata.normalize("NFD", name)).write_text(program.SMALL_PLAN.format(number=ord(office)), encoding="utf-8")
            outs.append(self.path / f"out-{office}")
            done = program.run([CODAU, "run", folder, "-o", outs[-1], "--quiet"])
            self.assertEqual(done.returncode, 0, done.stderr)
        merged = self.path / "merged"
        done = program.run([CODAU, "merge", *outs, "-o", merged])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.write_metadata("nfc.csv", ["source_path", "fileCode"], ["đặt.txt", "H49.7"], ["ế.txt", "H49.7"])
        done, target = self.export("nfc", "--metadata", self.path / "nfc.csv", out=merged)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn(("H49.7.1", "AMBIGUOUS"), [(one["ma"], one["loi"]) for one in self.faults(target)])
        papers = openpyxl.load_workbook(target / "ho-so.xlsx")["van_ban"]
        self.assertEqual([row[0].value for row in papers][1:], ["H49.7.2"])

    def test_pages_that_nobody_has_read_are_told(self):
        scan, out = self.path / "scan", self.path / "in-part"
        scan.mkdir()
        shutil.copy(program.SCAN, scan / "a.pdf")
        done = program.run([CODAU, "run", scan, "-o", out, "--pages", "1-2", "--quiet"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.write_metadata("in-part.csv", ["source_path", "fileCode"], ["a.pdf", "H1"])
        _, target = self.export("in-part-files", "--metadata", self.path / "in-part.csv", out=out)
        told, = [one for one in self.faults(target) if one["loi"] == "PAGES_NOT_READ"]
        self.assertEqual((told["ma"], told["noi_dung"][-3:], told["meaning"][-3:]), ("H1.1", "2/4", "2/4"))
        self.assertNotIn("PAGES_NOT_READ", [one["loi"] for one in self.faults()])

    def test_a_damaged_pdf_does_not_go(self):
        out = self.path / "damaged"
        shutil.copytree(self.out, out)
        pdf = program.Document(out, self.ids["kế hoạch.pdf"]).pdf
        whole = pdf.read_bytes()
        for place, data in enumerate((whole[:-1100], b"\n" + whole, b"", b"%PDF-")):
            pdf.write_bytes(data)
            done, target = self.export(f"damaged-{place}", "--metadata", self.path / "metadata.csv", out=out)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual([*target.rglob("*.pdf")], [])
            self.assertIn((f"{FILE}.1", "PDF_DAMAGED"), [(one["ma"], one["loi"]) for one in self.faults(target)])

    def test_what_excel_adds_is_passed_over(self):
        self.write_metadata("excel.csv", [" Source_Path", "FILECODE ", "", "Paper.Keyword", ""], ["1.txt", "H49.1", "", "mương", ""],
                            ["", "", "", "", ""], ["2.txt", "H49.1", "a note", "", "", ""], [""], [""] * 7)
        done, target = self.export("excel", "--metadata", self.path / "excel.csv")
        self.assertEqual(done.returncode, 3, done.stderr)
        papers = openpyxl.load_workbook(target / "ho-so.xlsx")["van_ban"]
        column = TITLES["van_ban"].index("keyword")
        self.assertEqual([(row[0].value, row[column].value) for row in papers][1:], [("H49.1.1", "mương"), ("H49.1.2", None)])

    def test_the_same_again_gives_the_same_bytes(self):
        before = {path: path.read_bytes() for path in self.target.rglob("*") if path.is_file()}
        done, _ = self.export("ho-so", "--metadata", self.path / "metadata.csv")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual({path: path.read_bytes() for path in self.target.rglob("*") if path.is_file()}, before)

    def test_without_metadata_no_paper_has_a_place(self):
        done, target = self.export("bare")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual(len((target / "rejects.jsonl").read_text().splitlines()), 4)

    def test_all_that_is_needed_is_no_fault(self):
        given = {"source_path": "kế hoạch.pdf", "fileCode": FILE, "title": "T", "maintenance": "01", "mode": "01",
                 "paperFileCode": "12"}
        self.write_metadata("whole.csv", list(given), list(given.values()))
        done, target = self.export("whole", "--metadata", self.path / "whole.csv", "--doc", self.ids["kế hoạch.pdf"])
        self.assertEqual([(one["ma"], one["loi"]) for one in self.faults(target)], [(f"{FILE}.1", "REVIEW")])  # it has no end
        out = self.path / "accepted"
        shutil.copytree(self.out, out)
        doc_id = self.ids["kế hoạch.pdf"]
        (self.path / "edits.jsonl").write_text("".join(json.dumps(edit) + "\n" for edit in program.sign_off(out, doc_id)), encoding="utf-8")
        done = program.run([CODAU, "correct", out, "--file", self.path / "edits.jsonl", "--actor", "Lan"])
        self.assertEqual(done.returncode, 0, done.stderr)
        done, target = self.export("accepted-files", "--metadata", self.path / "whole.csv", "--doc", doc_id, out=out)
        self.assertEqual((done.returncode, self.faults(target)), (0, []), done.stderr)

    def test_metadata_that_says_nonsense_is_refused_by_its_line(self):
        ok = ["1.txt", "H49.1"]
        for rows, words in (([["source_path", "fileCod"]], "row 1: there is no field fileCod"),
                            ([["source_path;fileCode;title"], ["1.txt;H49.1;T"]], "row 1: columns are parted by semicolons"),
                            ([["fileCode"]], "row 1: a column source_path or doc_id"),
                            ([["source_path", "fileCode"], ["1.txt", "../x"]], "row 2: a file code has"),
                            ([["source_path", "fileCode"], ["1.txt", "Con-Thieu.csv"]], "row 2: a file of the export has"),
                            ([["source_path", "fileCode"], ok, ["2.txt", "goc"]], "row 3: a file of the export has"),
                            ([["source_path", "fileCode"], ["1.txt"]], "row 2: not as many cells"),
                            ([["source_path", "fileCode", "paper.docId"], [*ok, "H49.1.7"]], "row 1: codau sets this field itself: paper.docId"),
                            ([["source_path", "fileCode", "docCode"], [*ok, "7"]], "row 1: codau sets this field itself: docCode"),
                            ([["source_path", "fileCode", "paper.subject"], [*ok, "a"], [*ok, "b"]], "row 3: 1.txt is in another row"),
                            ([["source_path", "fileCode", "title"], [*ok, "a"], ["2.txt", "H49.1", "b"]], "row 3: the file H49.1"),
                            ([["source_path", "fileCode", "ordinal"], [*ok, "1"], ["2.txt", "H49.1", "1"]], "row 3: two papers"),
                            ([["source_path", "fileCode", "ordinal"], [*ok, "1"], [*ok, ""], [*ok, "2"]],
                             "row 4: 1.txt is in another row, too, with the ordinal 1"),
                            ([["source_path", "fileCode", "ordinal"], ["x.pdf", "H49.1", "3"], ["x.pdf", "H49.1", "4"]],
                             "row 3: x.pdf is in another row, too, with the ordinal 3"),
                            ([["source_path", "fileCode"], ok, ["2.txt", "h49.1"]], "row 3: two file codes differ by the case of letters alone: H49.1, h49.1"),
                            ([["source_path", "fileCode", "fonds"], [*ok, "G1"], ["2.txt", "H49.1", "G2"]],
                             "row 3: the file H49.1 has two values of fonds: files of one code in two fonds need a CSV file each"),
                            ([["source_path", "fileCode"], ["1.txt", "a\x01b"]], "row 2: has controls"),
                            ([["source_path", "fileCode", "title"], [*ok, "a\ufffeb"]], "row 2: has a sign that XML cannot hold")):
            self.write_metadata("bad.csv", *rows)
            done, target = self.export("bad", "--metadata", self.path / "bad.csv", "--lang", "en")
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(words, done.stderr)
            self.assertFalse(target.exists())
        done, _ = self.export("bad", "--metadata", self.path / "absent.csv")
        self.assertEqual(done.returncode, 2, done.stderr)
        done = program.run([CODAU, "export", self.out, "csv", "--metadata", self.path / "metadata.csv"])
        self.assertEqual(done.returncode, 2, done.stderr)


if __name__ == "__main__":
    CODAU = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
