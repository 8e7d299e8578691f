#!/usr/bin/env python3
"""A secret document that another one cites: its id leaves in no form, and the keys of every form hold.

usage: withheld_test.py CODAU [unittest options]
"""
import csv
import json
import sqlite3
import sys
import unittest
import zipfile

sys.dont_write_bytecode = True
import postgres  # noqa: E402
import program  # noqa: E402

CODAU = None
PLAN = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ AN PHÚ\tĐộc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND\tAn Phú, ngày {day:02} tháng 02 năm 2024
{mark}KẾ HOẠCH
Diễn tập khu vực phòng thủ năm 2024
{cited}I. MỤC ĐÍCH
1. Nâng cao khả năng sẵn sàng.
II. TỔ CHỨC THỰC HIỆN
1. Công an xã
- Báo cáo UBND xã trước ngày 25/4/2024.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""
CITED = "Thực hiện Kế hoạch số 12/KH-UBND ngày 03/02/2024 của UBND xã An Phú, UBND xã xây dựng kế hoạch như sau:\n"
LEFT_BEHIND = ("rejects.jsonl", "codau.xlsx.rejects.jsonl")  # for who exports: what stays, and why


class Withheld(program.TextsTest):
    @classmethod
    def setUpClass(cls):
        secret = PLAN.format(number=12, day=3, mark="MẬT\n", cited="").encode()
        citing = PLAN.format(number=20, day=9, mark="", cited=CITED).encode()
        cls.run_texts(CODAU, {"secret": secret, "citing": citing}, "--allow-secret", "--quiet")
        assert cls.done.returncode == 0, cls.done.stderr
        cls.secret, = [doc_id for doc_id, name in cls.names.items() if name == "secret"]
        assert cls.secret in [row["target_doc_id"] for row in cls.table("doc_refs")]

    def export(self, form, target, *options):
        done = program.run([CODAU, "export", self.out, form, "-o", target, "--quiet", *options])
        self.assertEqual(done.returncode, 3, done.stderr)
        return self.path / target

    def check_rows(self, rows_of):
        """Every key of every table leads to a row. `rows_of` gives the rows of a table by its name."""
        schemas = {file.stem: json.loads(file.read_text()) for file in (self.out / "records/schema").iterdir()}
        package = json.loads((self.out / "records/datapackage.json").read_text())
        keys = {one["name"]: one["schema"].get("foreignKeys", []) for one in package["resources"]}
        self.assertEqual(sorted(keys), sorted(schemas))
        self.assertTrue(any(key["reference"].get("resource") == "documents" for key in keys["doc_refs"]))
        for table, of_table in keys.items():
            for key in of_table:
                column, = key["fields"] if isinstance(key["fields"], list) else [key["fields"]]
                target = key["reference"]["fields"]
                target, = target if isinstance(target, list) else [target]
                known = {row[target] for row in rows_of(key["reference"].get("resource") or table)}
                used = {row[column] for row in rows_of(table)} - {None, ""}
                self.assertLessEqual(used, known, f"{table}.{column}")

    def test_no_file_of_any_form_names_it(self):
        for form, options in (("csv", []), ("csv", ["--provenance"]), ("csv-excel", []), ("jsonl", []), ("jsonl", ["--nested"]),
                              ("opensearch", []), ("postgres", []), ("sqlite", []), ("xlsx", []), ("xlsx-full", ["--provenance"])):
            target = self.path / ("-".join([form, *options]))
            self.export(form, target, *options)
            for file in target.rglob("*"):
                if file.is_file() and file.name not in LEFT_BEHIND:
                    data = file.read_bytes()
                    if file.suffix == ".xlsx":
                        with zipfile.ZipFile(file) as book:
                            data = b"".join(map(book.read, book.namelist()))
                    self.assertNotIn(self.secret.encode(), data, f"{form} {file.name}")

    def test_keys_hold_in_files(self):
        target = self.export("csv", self.path / "keys-csv", "--provenance")
        self.check_rows(lambda table: list(csv.DictReader(
            (target / f"{table}.csv").read_text(encoding="utf-8").splitlines(keepends=True))))
        target = self.export("jsonl", self.path / "keys-jsonl", "--provenance")
        self.check_rows(lambda table: [json.loads(line) for line in
                                       (target / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()])
        target = self.export("sqlite", self.path / "keys.sqlite", "--provenance")
        database = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
        self.addCleanup(database.close)
        database.row_factory = sqlite3.Row
        self.assertEqual(database.execute("PRAGMA foreign_key_check").fetchall(), [])
        self.check_rows(lambda table: database.execute(f"SELECT * FROM {table}").fetchall())

    def test_keys_hold_in_a_database_and_what_it_had_goes(self):
        with postgres.Server("fsync=off") as server:
            rows_of = lambda table: [json.loads(line) for line in server.psql(  # noqa: E731
                f"select to_json(t) from codau.{table} t").splitlines()]
            loaded = "select count(*) from codau.{} where doc_id = '" + self.secret + "'"
            for way in ("uri", "files"):
                self.load(server, way, "--include-unreviewed")
                self.assertEqual(server.psql(loaded.format("documents")), "1")
                self.load(server, way)
                for table in ("documents", "sections", "tasks", "evidence", "loads"):
                    self.assertEqual(server.psql(loaded.format(table)), "0", f"{way} {table}")
                self.check_rows(rows_of)

    def load(self, server, way, *options):
        target = server.uri if way == "uri" else self.path / f"load{len(options)}"
        done = program.run([CODAU, "export", self.out, "postgres", "-o", target, "--quiet", *options])
        self.assertEqual(done.returncode, 0 if options else 3, done.stderr)
        if way == "files":
            done = program.run([postgres.binaries() / "psql", "-X", "-q", "-f", "load.sql", "-d", server.uri],
                               cwd=target)
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    postgres.require_server()
    unittest.main()
