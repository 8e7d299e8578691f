#!/usr/bin/env python3
"""What lies in an output folder holds together, judged by tools that are not ours.

usage: results_test.py CODAU [unittest options]
"""
import csv
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import jsonschema  # noqa: E402
import program  # noqa: E402

CODAU = None
SECRET_PLAN = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ AN PHÚ\tĐộc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND\tAn Phú, ngày 03 tháng 02 năm 2024
MẬT
KẾ HOẠCH
Diễn tập khu vực phòng thủ năm 2024
I. MỤC ĐÍCH
1. Nâng cao khả năng sẵn sàng.
"""


class Results(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = program.Folder()
        path = cls.folder.__enter__()
        cls.addClassCleanup(cls.folder.__exit__)
        cls.path, cls.out = path, path / "out"
        done = program.run([CODAU, "run", program.SAMPLES, "-o", cls.out])
        assert done.returncode == 0, done.stderr
        cls.tables = [file.stem for file in sorted((cls.out / "records/schema").iterdir())]

    def rows(self, table):
        lines = (self.out / f"records/{table}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def test_rows_fit_their_schemas(self):
        self.assertIn("tasks", self.tables)
        for table in self.tables:
            schema = json.loads((self.out / f"records/schema/{table}.json").read_text())
            validator = jsonschema.Draft202012Validator(schema)
            for row in self.rows(table):
                self.assertEqual([error.message for error in validator.iter_errors(row)], [], table)

    def test_csv_and_database_hold_the_same_rows(self):
        database = sqlite3.connect(f"file:{self.out}/codau.db?mode=ro", uri=True)
        for table in self.tables:
            rows = self.rows(table)
            with open(self.out / f"records/{table}.csv", encoding="utf-8", newline="") as file:
                read = list(csv.DictReader(file))
            self.assertEqual(len(read), len(rows), table)
            for row, line in zip(rows, read):
                for name, value in row.items():
                    if isinstance(value, str):
                        self.assertEqual(line[name], value)
                    elif value is None:
                        self.assertEqual(line[name], "")
            self.assertEqual(database.execute(f"select count(*) from {table}").fetchone()[0], len(rows))
        database.close()

    def test_ids_are_unique_and_point_to_rows(self):
        documents = {row["doc_id"] for row in self.rows("documents")}
        tasks = {row["task_id"] for row in self.rows("tasks")}
        self.assertEqual(len(documents), 5)
        self.assertEqual(len(tasks), len(self.rows("tasks")))
        for table in ("task_deadlines", "task_agencies"):
            self.assertLessEqual({row["task_id"] for row in self.rows(table)}, tasks)
        for table in ("tasks", "sections", "pages", "sources"):
            self.assertLessEqual({row["doc_id"] for row in self.rows(table)}, documents)

    def test_changes_lead_back_to_what_was_read(self):
        for document in program.documents(self.out):
            text, read = document.text.read_bytes(), document.as_read
            back, at = b"", 0
            for line in document.changes.decode().splitlines():
                change = json.loads(line)
                self.assertEqual(text[change["out_start"]:change["out_end"]].decode(), change["after"])
                before = change.get("before")
                back += text[at:change["out_start"]]
                back += bytes.fromhex(change["before_hex"]) if before is None else before.encode()
                at = change["out_end"]
            self.assertEqual(back + text[at:], read, document.name)

    def test_pages_and_files_of_a_document(self):
        for row in self.rows("documents"):
            document = program.Document(self.out, row["doc_id"])
            if row["source_format"] == "txt":
                self.assertFalse(document.pdf.exists())
                continue
            text = document.text.read_text(encoding="utf-8")
            self.assertEqual(text.count("\f"), row["page_count"] - 1)
            subprocess.run(["qpdf", "--check", document.pdf], check=True, stdout=subprocess.DEVNULL)
            found = program.run(["pdftotext", document.pdf, "-"]).stdout
            words = set(re.findall(r"\w{3,}", text))
            self.assertGreater(len(words & set(re.findall(r"\w{3,}", found))) / len(words), 0.95)

    def test_the_manifest_counts_and_names_files(self):
        manifest = json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest["counts"]["documents"], 5)
        self.assertEqual(manifest["counts"]["rows"]["tasks"], len(self.rows("tasks")))
        for file in manifest["files"]:
            data = (self.out / file["path"]).read_bytes()
            self.assertEqual((len(data), hashlib.sha256(data).hexdigest()), (file["bytes"], file["sha256"]))
        self.assertNotIn(str(self.path), json.dumps(manifest), "no path of this machine")

    def test_a_secret_is_not_stored(self):
        (self.path / "secret.txt").write_text(SECRET_PLAN, encoding="utf-8")
        out = self.path / "secret-out"
        command = [CODAU, "run", self.path / "secret.txt", program.SAMPLES / "03-san-pham-dia-phuong.txt", "-o", out]
        done = program.run(command)
        self.assertEqual(done.returncode, 3, done.stderr)
        rejects = program.rejects_of(out)
        self.assertEqual([(reject["code"], reject["file"]) for reject in rejects], [("SECRET", "secret.txt")])
        self.assertFalse((out / "text/secret.txt").exists())
        for path in out.rglob("*"):
            if path.is_file():
                self.assertNotIn("phòng thủ".encode(), path.read_bytes(), path)
        done = program.run([*command, "--allow-secret"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(program.rejects_of(out), [])
        self.assertTrue((out / "text/secret.txt").exists())
        # Without leave it goes again, with all that was written.
        self.assertEqual(program.run(command).returncode, 3)
        self.assertFalse((out / "text/secret.txt").exists())


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
