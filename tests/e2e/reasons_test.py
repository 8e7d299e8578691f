#!/usr/bin/env python3
"""Every code of the closed list of review reasons comes out of the program for some document; each record
carries its own, and the manifest counts them.

usage: reasons_test.py CODAU [unittest options]
"""
import collections
import hashlib
import json
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
CORPUS = json.loads((program.ROOT / "tests/support/reason_cases.json").read_text(encoding="utf-8"))
PLAN = CORPUS["plan"]
CASES = CORPUS["cases"] + CORPUS["restored"]
# What one text cannot show: bytes, stripped text, two documents, a secrecy mark.
OTHERS = {
    "BLANK": b" \n\n",
    "ENCODING_UNSURE": "con cá nay cung nhu nhieu con khac o trong vung nay".encode("latin-1"),
    "RESTORE_AMBIGUOUS": ("Uy ban nhan dan xa Tan Son\n\nBien ban ban giao: Tran Van Can, Le Thi Ban, Ho Van Ton, "
                          "Vo Van Hung, Le Tu, To Ban, Ma Lan, Can Mau\n").encode(),
    "XREF_CONFLICT": PLAN.replace("07/", "31/").replace("An Bình", "Đông Sơn").replace("AN BÌNH", "ĐÔNG SƠN").encode(),
    "cites": PLAN.replace("07/", "45/").replace("An Bình", "Đông Sơn").replace("AN BÌNH", "ĐÔNG SƠN").replace(
        "I. MỤC ĐÍCH", "Thực hiện Kế hoạch số 31/KH-UBND ngày 27/01/2024 của UBND xã Đông Sơn về cải cách hành chính;\n\n"
        "I. MỤC ĐÍCH", 1).encode(),
}
NOT_BY_RUN = {"READ_SIMPLY", "NO_TEXT", "IMAGE_TRUNCATED", "CELL_TOO_LONG", "TABLE_COUNT", "EXPORT_MISMATCH",
              "EDXML_INCOMPLETE", "AIP_INPUT_MISSING", "EDIT_STALE", "EDIT_CONFLICT", "PAGES_ELSEWHERE",
              "NUMBER_UNSURE", "DATE_UNSURE", "DUE_UNSURE", "NUMBER_HAND", "NUMBER_HAND_NAMED",
              "DATE_HAND", "DATE_HAND_NAMED"}


def changed(case):
    assert case["instead_of"] in PLAN, case
    return PLAN.replace(case["instead_of"], case["stands"], 1)


def name_of(case):
    """One file for cases of one text."""
    return hashlib.sha256(changed(case).encode()).hexdigest()[:8]


class Reasons(program.TextsTest):
    @classmethod
    def setUpClass(cls):
        cases = {name_of(case): changed(case).encode() for case in CASES}
        cls.run_texts(CODAU, {"sound": PLAN.encode(), **cases, **OTHERS}, "--allow-secret")
        cls.given = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
        for name in ("documents", "sections", "tasks"):
            for row in cls.table(name):
                codes = set(row["review_reasons"]) | set(row.get("flags", []))
                cls.given[cls.names[row["doc_id"]]][name].update(codes)

    def test_each_document_has_the_reason_it_was_made_for(self):
        self.assertEqual(self.done.returncode, 0, self.done.stderr)
        for case in CASES:
            with self.subTest(code=case["code"], stands=case["stands"]):
                self.assertIn(case["code"], self.given[name_of(case)][case["table"]])
        for code in OTHERS.keys() - {"cites"}:
            with self.subTest(code=code):
                self.assertIn(code, set().union(*self.given[code].values()))

    def test_a_sound_plan_needs_nobody(self):
        for name in ("documents", "sections", "tasks"):
            asked = [row["review_reasons"] for row in self.table(name)
                     if self.names[row["doc_id"]] == "sound" and row["review_status"] != "ok"]
            self.assertEqual(asked, [], name)

    def test_no_code_of_the_list_is_idle(self):
        schema = json.loads((self.out / "records/schema/documents.json").read_text(encoding="utf-8"))
        items = schema["properties"]["flags"]["items"]
        self.assertTrue(all(one["title"] and one["description"] for one in items["oneOf"]))
        seen = set().union(*(codes for tables in self.given.values() for codes in tables.values()))
        self.assertEqual(set(items["enum"]) - seen, NOT_BY_RUN)

    def test_the_manifest_counts_rows_by_reason(self):
        counts = collections.Counter()
        for name in ("documents", "sections", "tasks"):
            for row in self.table(name):
                counts.update(set(row["review_reasons"]) | set(row.get("flags", [])))
        manifest = json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest["counts"]["review_reasons"], dict(counts))

    def test_a_workbook_says_which_cell_is_too_long(self):
        folder = self.path / "long"
        folder.mkdir()
        (folder / "long.txt").write_text(PLAN.replace("Rà soát", "Rà soát hồ sơ " * 5000), encoding="utf-8")
        program.run([CODAU, "run", folder, "-o", self.path / "long-out", "--formats", "jsonl"])
        done = program.run([CODAU, "export", self.path / "long-out", "xlsx", "-o", self.path / "long.xlsx"])
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("CELL_TOO_LONG", done.stderr + done.stdout + "".join(
            path.read_text(encoding="utf-8") for path in self.path.rglob("*rejects.jsonl")))


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
