#!/usr/bin/env python3
"""docs/data-model.md and its picture are of this program (tools/data_model), and its lines for other tools do what they say.

usage: data_model_test.py CODAU [unittest options]
"""
import csv
import re
import shutil
import sys
import unittest
import xml.etree.ElementTree

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
TABLE, OFFICE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office", "text"))
DOCS = program.ROOT / "docs"


def cells(row):
    """Type and value of each cell of a row of flat ODF; None for blank ones."""
    for cell in row.iter(TABLE + "table-cell"):
        kind = cell.get(OFFICE + "value-type")
        text = "\n".join("".join(part.itertext()) for part in cell.findall(TEXT + "p"))
        value = kind and (kind, cell.get(OFFICE + "date-value") or cell.get(OFFICE + "value") or text)
        for _ in range(min(int(cell.get(TABLE + "number-columns-repeated", "1")), 100)):
            yield value


class DataModel(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(program.Folder())
        (self.folder / "plan.txt").write_text(program.SMALL_PLAN.format(number=7), encoding="utf-8")
        for command in (("run", self.folder / "plan.txt", "-o", self.folder / "out", "--quiet"),
                        ("export", self.folder / "out", "csv", "--provenance", "-o", self.folder / "CSV", "--quiet"),
                        ("export", self.folder / "out", "xlsx-full", "-o", self.folder / "full.xlsx", "--quiet")):
            done = program.run([CODAU, *command])
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_page_is_of_this_program(self):
        done = program.run([program.ROOT / "tools/data_model", self.folder / "CSV", self.folder])
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ("data-model.md", "data-model.svg"):
            self.assertEqual((self.folder / name).read_text(encoding="utf-8"), (DOCS / name).read_text(encoding="utf-8"),
                             f"{name}: run tools/data_model EXPORT docs")

    def test_the_lines_for_pandas(self):
        try:
            import pandas  # noqa: F401
        except ImportError:
            raise unittest.SkipTest("no pandas (python3-pandas)") from None
        lines = re.search(r"```python\n(.*?)```", (DOCS / "data-model.md").read_text(encoding="utf-8"), re.S).group(1)
        (self.folder / "read.py").write_text(lines + "assert tasks.document_number[0].startswith('07/'), tasks.document_number[0]\n"
                                             "assert str(tasks.due_last_day.dtype).startswith('datetime64')\n"
                                             "assert tasks['product'].isna().all()\n", encoding="utf-8")
        done = program.run([sys.executable, "read.py"], cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("document_number", done.stdout)

    def test_libreoffice_reads_the_full_workbook_as_it_is_meant(self):
        if not shutil.which("soffice"):
            raise unittest.SkipTest("no soffice (libreoffice-calc-nogui)")
        home = {**program.os.environ, "HOME": str(self.folder)}
        done = program.run(["soffice", "--headless", "--convert-to", "fods", self.folder / "full.xlsx"], cwd=self.folder, env=home)
        self.assertEqual(done.returncode, 0, done.stderr)
        sheets = xml.etree.ElementTree.parse(self.folder / "full.fods").getroot().iter(TABLE + "table")
        for sheet, name in zip(sheets, ("plan_tasks", "due_dates")):
            titles, *rows = [list(cells(row)) for row in sheet.iter(TABLE + "table-row")]
            rows = [row for row in rows if any(row)]
            with open(self.folder / f"CSV/{name}.csv", encoding="utf-8", newline="") as file:
                meant = list(csv.DictReader(file))
            self.assertEqual(len(rows), len(meant), name)
            for row, one in zip(rows, meant):
                is_day = [column.endswith(("_day", "_date")) for column in one]
                wanted = sorted(("date" if day else "string", value) for day, value in zip(is_day, one.values()) if value and not value.isdigit() and value != "false")
                self.assertEqual(sorted(cell for cell in row if cell and not cell[1].isdigit() and cell[0] != "boolean" and cell[1] not in ("không", "false", "FALSE")), wanted)
            self.assertIn(("string", "Số, ký hiệu"), titles)


if __name__ == "__main__":
    CODAU = program.os.path.abspath(sys.argv.pop(1))
    unittest.main()
