#!/usr/bin/env python3
"""Documents that cite each other: a number and a date read in doubt are settled by the document that
cites them, whatever came first.

usage: cross_references_test.py CODAU [unittest options]
"""
import json
import os
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
CITED = """ỦY BAN NHÂN DÂN
TỈNH HƯNG YÊN
8605 /KH-UBND
Hưng Yên, ngày 09 tháng 01 năm 2022

KẾ HOẠCH
Cải cách hành chính tỉnh Hưng Yên năm 2023

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng

- Báo cáo chậm nhất 15 ngày làm việc kể từ ngày ban hành Kế hoạch.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Ước
"""
CITING = """Số: /KH-SNV
Hưng Yên, ngày tháng 02 năm 2023

KẾ HOẠCH
Tuyên truyền năm 2023
Sở Nội vụ

Thực hiện Kế hoạch số 05/KH-UBND ngày 09/01/2023 của UBND tỉnh về cải cách hành chính, Sở Nội vụ xây dựng Kế hoạch
như sau:

GIÁM ĐỐC

Trần Thị Hạnh
"""
DOCUMENT = ("SELECT code_number, code_number_ocr, issued_date, issued_date_best, issued_date_basis, flags FROM documents"
            " WHERE code_number IS NOT NULL")
TASK = "SELECT due_date, review_reasons FROM tasks WHERE deadline_kind = 'relative'"
CORRECTIONS = ("SELECT field, before, after, rule, status FROM corrections WHERE source = 'xref' OR status = 'proposed'"
               " ORDER BY field, status")


def files(out):
    """All files of an output folder but the manifest, which tells of the last run alone."""
    return {name: content for name, content in program.files_of(out).items() if name != "manifest.json"}


class CrossReferences(unittest.TestCase):
    def setUp(self):
        temporary = program.Folder()
        self.folder = temporary.__enter__()
        self.addCleanup(temporary.__exit__, None, None, None)
        self.cited, self.citing = self.folder / "cited.txt", self.folder / "citing.txt"
        self.cited.write_text(CITED, encoding="utf-8")
        self.citing.write_text(CITING, encoding="utf-8")

    def run_into(self, name, *inputs):
        done = program.run([CODAU, "run", *inputs, "-o", self.folder / name, "--quiet"])
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.folder / name

    def test_together_the_number_is_certain_and_the_year_is_mended(self):
        out = self.run_into("out", self.cited, self.citing)
        number, read, printed, best, basis, flags = program.rows(out, DOCUMENT)[0]
        self.assertEqual((number, read, printed, best, basis),
                         ("05", "8605", "2022-01-09", "2023-01-09", "xref"))
        self.assertIn("YEAR_CONFLICT", flags)
        self.assertNotIn("NUMBER_PROPOSED", flags)
        self.assertEqual(program.rows(out, CORRECTIONS),
                         [("code_number", "8605", "05", "3.3", "applied"),
                          ("code_number", "8605", "05", "3.3", "proposed"),
                          ("issued_date_best", "2022-01-09", "2023-01-09", "3.6", "applied")])
        self.assertEqual(program.rows(out, "SELECT c.doc_id = t.doc_id, r.target_doc_id = t.doc_id FROM doc_refs r, documents t,"
                                   " corrections c WHERE t.code_number = '05' AND c.source = 'xref'"), [(1, 1)] * 2)
        # 15 working days from Monday 9 January 2023, without 20 to 26 January (lunar new year)
        self.assertEqual(program.rows(out, TASK), [("2023-02-06", "DUE_INFERRED")])

    def test_alone_it_stays_proposed(self):
        out = self.run_into("out", self.cited)
        number, read, printed, best, basis, flags = program.rows(out, DOCUMENT)[0]
        self.assertEqual((number, read, printed, best, basis), ("05", None, "2022-01-09", "2022-01-09", "printed"))
        self.assertIn("NUMBER_PROPOSED", flags)
        self.assertEqual(program.rows(out, CORRECTIONS), [("code_number", "8605", "05", "3.3", "proposed")])

    def test_the_order_of_runs_leaves_no_trace(self):
        together = files(self.run_into("together", self.cited, self.citing))
        for name, runs in (("apart", ([self.cited], [self.citing])), ("turned", ([self.citing], [self.cited])),
                           ("again", ([self.citing, self.cited], [self.cited]))):
            for inputs in runs:
                out = self.run_into(name, *inputs)
            self.assertEqual(files(out), together, name)

    def test_the_seed_plans(self):
        seeds = pathlib.Path(os.environ.get("CODAU_TESTDATA", program.ROOT.parent / "shared")) / "seeds"
        if not seeds.is_dir():
            self.skipTest(f"no seed plans in {seeds}; set CODAU_TESTDATA")
        out = self.run_into("out", *sorted(seeds.glob("00[23]_*")))
        self.assertEqual(program.rows(out, DOCUMENT)[0][:5], ("07", "8607", "2022-01-12", "2023-01-12", "xref"))

    def test_who_signed_did_not_see_what_others_say_later(self):
        plan = json.loads((program.ROOT / "tests/support/reason_cases.json").read_text(encoding="utf-8"))["plan"]
        plan = plan.replace("An Bình", "Đông Sơn").replace("AN BÌNH", "ĐÔNG SƠN")
        one, other = self.folder / "one.txt", self.folder / "other.txt"
        one.write_text(plan.replace("07/", "31/"), encoding="utf-8")
        other.write_text(plan.replace("07/", "45/").replace(
            "I. MỤC ĐÍCH", "Thực hiện Kế hoạch số 31/KH-UBND ngày 27/01/2024 của UBND xã Đông Sơn về cải cách hành "
            "chính;\n\nI. MỤC ĐÍCH", 1), encoding="utf-8")
        out = self.run_into("out", one)
        [(doc,)] = program.rows(out, "SELECT doc_id FROM documents")

        def status():
            return program.rows(out, f"SELECT review_status FROM documents WHERE doc_id = '{doc}'")[0][0]

        def correct(**line):
            line = json.dumps({"doc_id": doc, "table": "documents", "row_id": doc} | line)
            return program.run([CODAU, "correct", out, "--file", "-", "--actor", "Lan"], input=line)

        done = correct(action="accept")
        self.assertEqual((done.returncode, status()), (0, "accepted"), done.stderr)
        self.assertEqual(self.run_into("out", one, other), out)
        [(flags,)] = program.rows(out, f"SELECT flags FROM documents WHERE doc_id = '{doc}'")
        self.assertIn("XREF_CONFLICT", flags)
        self.assertEqual(status(), "review")
        done = correct(action="accept")
        self.assertIn("chưa duyệt xong được", done.stderr)
        self.assertEqual(status(), "review")
        self.assertEqual(correct(field="code_number", action="set", value="31").returncode, 0)
        done = correct(action="accept")
        self.assertEqual((done.returncode, status()), (0, "accepted"), done.stderr)
        self.run_into("out", one, other, "--redo", "rows")
        self.assertEqual(status(), "accepted")


if __name__ == "__main__":
    CODAU = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
