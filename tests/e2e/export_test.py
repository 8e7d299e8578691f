#!/usr/bin/env python3
"""`codau export`: every form is read by a tool that is not ours and compared with the store.

usage: export_test.py BUILD [unittest options]
"""
import csv
import datetime
import hashlib
import json
import os
import re
import signal
import shutil
import sqlite3
import subprocess
import sys
import time
import unittest
import urllib.parse
import zipfile

sys.dont_write_bytecode = True
import jsonschema  # noqa: E402
import openpyxl  # noqa: E402
import program  # noqa: E402

BUILD = None
FORMS = ("csv", "csv-excel", "jsonl", "opensearch", "sqlite", "xlsx", "xlsx-full")
PROVENANCE = {"pages", "evidence", "corrections"}
FLAT = {"plan_tasks", "due_dates"}  # views, counted by nobody
NASTY = ["=cmd|' /C calc'!A0", "+84", "- Văn phòng", "@x", "10/6", "07", "1E+15", "1.", "_x0041_", "a\tb\nc", "a\r\nb",
         'say "no", then', " lead", "'quoted", "\u202eabc\u202c", "＝1+1", "TRUE", "NULL", "\\N", "😀", "<b>&amp;]]>"]
TOO_LONG = "x" * 40_000
CONTROLS = "x\0y\x01z"
VIETNAMESE = re.compile("[À-ỹ]")


def text_of(value):
    """As the machine CSV has it: SQLite keeps lists joined and bools as numbers."""
    if value is None:
        return ""
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def rows_of(sheet):
    """The rows of a sheet as dictionaries by title."""
    titles, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row)) for row in rows]


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = program.Folder()
        cls.path = cls.folder.__enter__()
        cls.addClassCleanup(cls.folder.__exit__)
        global CODAU
        CODAU = program.install(BUILD, cls.path / "usr")
        cls.out = cls.path / "out"
        done = program.run([CODAU, "run", program.SAMPLES / "03-san-pham-dia-phuong.txt", "-o", cls.out])
        assert done.returncode == 0, done.stderr
        cls.tables = [file.stem for file in sorted((cls.out / "records/schema").iterdir())]
        database = sqlite3.connect(cls.out / "codau.db")
        cls.task_ids = [row[0] for row in database.execute("select task_id from tasks order by seq")]
        sections = [row[0] for row in database.execute("select section_id from sections order by seq")]
        # Tasks keep what they say, although they share it with their sections.
        said = database.execute("select task_text, task_id from tasks").fetchall()
        database.executemany("update kept_tasks set task_text = ?, task_text_ocr = null where task_id = ?", said)
        for section, text in zip(sections, [*NASTY, TOO_LONG, CONTROLS]):
            database.execute("update kept_sections set text = ?, text_ocr = null where section_id = ?", (text, section))
        database.execute("update totals set n = (select count(*) from corrections) where name = 'rows:corrections'")
        assert len(sections) > len(NASTY) + 2
        cls.too_long, cls.controls = sections[len(NASTY)], sections[len(NASTY) + 1]
        cls.bare = cls.task_ids[0]
        database.execute("""update kept_tasks set review_status = 'review', review_reasons = 'TASK_EMPTY'
                            where task_id = ?""", (cls.bare,))
        database.execute("update kept_tasks set parent_task_id = null")
        database.commit()
        database.close()

    def export(self, form, target, *options, code=3):
        done = program.run([CODAU, "export", self.out, form, "-o", self.path / target, *options])
        self.assertEqual(done.returncode, code, done.stderr)
        return self.path / target

    def stored(self, table, delivered=True):
        """Rows as dictionaries, in the order of the flat files, without those of the bare task."""
        database = sqlite3.connect(f"file:{self.out}/codau.db?mode=ro", uri=True)
        database.row_factory = sqlite3.Row
        names = list(json.loads((self.out / f"records/schema/{table}.json").read_text())["properties"])
        rows = [{name: row[name] for name in names} for row in database.execute(f"select * from {table}")]
        database.close()
        if delivered:
            rows = [row for row in rows if not any(self.bare in str(value).split("|") for value in row.values())]
        return rows

    def assertSameRows(self, read, rows, table):
        key = lambda row: sorted((name, str(value)) for name, value in row.items())  # noqa: E731
        self.assertEqual(sorted(map(key, read)), sorted(map(key, rows)), table)

    def shown(self, row, properties):
        """A stored row as text forms show it."""
        out = {}
        for name, value in row.items():
            is_bool = properties[name].get("type") == "boolean"
            out[name] = ("true" if value else "false") if is_bool else text_of(value)
        return out

    def of_json(self, row, properties):
        """An object as text forms show it."""
        out = {}
        for name, value in row.items():
            if value is not None and "object" in properties[name].get("type"):
                value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            elif isinstance(value, list):
                value = "|".join(value)
            out[name] = ("true" if value else "false") if isinstance(value, bool) else text_of(value)
        return out

    def assertHolds(self, objects, table):
        """Objects have all stored values, or all but how they were read."""
        properties = self.properties(table)
        rows = [self.shown(row, properties) for row in self.stored(table)]
        names = list(objects[0]) if objects else []
        self.assertSameRows([self.of_json(row, properties) for row in objects],
                            [{name: row[name] for name in names} for row in rows], table)

    def properties(self, table):
        return json.loads((self.out / f"records/schema/{table}.json").read_text())["properties"]

    def test_csv_is_what_python_reads(self):
        target = self.export("csv", "csv", "--provenance")
        package = json.loads((target / "datapackage.json").read_text())
        self.assertEqual(sorted(resource["name"] for resource in package["resources"]), self.tables)
        for resource in package["resources"]:
            table, data = resource["name"], (target / resource["path"]).read_bytes()
            for field in resource["schema"]["fields"]:
                self.assertTrue(field["title"] and field["description"], field)
                self.assertEqual(field["title"], self.properties(table)[field["name"]]["title"])
            self.assertEqual("sha256:" + hashlib.sha256(data).hexdigest(), resource["hash"])
            self.assertFalse(data.startswith(b"\xef\xbb\xbf"))
            with open(target / resource["path"], encoding="utf-8", newline="") as file:
                read = list(csv.DictReader((line.replace("\0", "\ufffe") for line in file)))
            expected = [self.shown(row, self.properties(table)) for row in self.stored(table)]
            read = [{name: value.replace("\ufffe", "\0") for name, value in row.items()} for row in read]
            self.assertSameRows(read, expected, table)

    def test_json_lines_fit_their_schemas_and_jq_reads_them(self):
        target = self.export("jsonl", "jsonl", "--provenance")
        for table in self.tables:
            schema = json.loads((target / f"schema/{table}.json").read_text())
            self.assertEqual(schema["$id"], f"urn:codau:schema:1.3:{table}")
            validator = jsonschema.Draft202012Validator(schema)
            lines = (target / f"{table}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
            for line in lines:
                self.assertEqual([error.message for error in validator.iter_errors(json.loads(line))], [], table)
            self.assertHolds([json.loads(line) for line in lines], table)
            done = program.run(["jq", "-s", "length", target / f"{table}.jsonl"])
            self.assertEqual(int(done.stdout), len(self.stored(table)))
        texts = program.run(["jq", "-c", ".text", target / "sections.jsonl"]).stdout.splitlines()
        self.assertLessEqual({*NASTY, TOO_LONG, CONTROLS}, {json.loads(text) for text in texts})

    def test_nested_lines_hold_the_tasks(self):
        target = self.export("jsonl", "nested", "--nested", "--provenance")
        schema = json.loads((target / "schema/documents.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        read = {table: [] for table in ("documents", "tasks", "task_agencies", "task_deadlines", "sections",
                                        "recipients", "doc_refs")}
        for line in (target / "documents.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
            document = json.loads(line)
            self.assertEqual([error.message for error in validator.iter_errors(document)], [])
            for missing in ("sections", "tasks", "subject"):
                self.assertFalse(validator.is_valid({key: document[key] for key in document if key != missing}))
            for task in document.pop("tasks"):
                read["task_agencies"] += task.pop("agencies")
                read["task_deadlines"] += task.pop("deadlines")
                read["tasks"].append(task)
            for key, table in (("sections", "sections"), ("recipients", "recipients"), ("citations", "doc_refs")):
                read[table] += document.pop(key)
            read["documents"].append(document)
        for table, rows in read.items():
            self.assertHolds(rows, table)
            self.assertEqual([list(row) for row in rows[:1]], [list(self.properties(table))], table)

    def test_csv_for_excel_runs_nothing(self):
        target = self.export("csv-excel", "excel")
        data = (target / "sections.csv").read_bytes()
        self.assertTrue(data.startswith("\ufeff\"Số mục đầy đủ\",".encode()))
        self.assertIn(b"\r\n", data)
        heads = (target / "plan_tasks.csv").read_text(encoding="utf-8-sig").split("\n")[0]
        self.assertTrue(heads.startswith('"Số, ký hiệu","Ngày ban hành","Cơ quan ban hành","Trích yếu"'), heads)
        self.assertFalse((target / "evidence.csv").exists())
        for file in target.glob("*.csv"):
            with open(file, encoding="utf-8-sig", newline="") as stream:
                titles, *lines = csv.reader(line.replace("\0", "") for line in stream)
            properties = self.properties(file.stem)
            names = {field["title"]: name for name, field in properties.items()}
            shown = [names[title] for title in titles]
            rows = [dict(zip(shown, line, strict=True)) for line in lines]
            for row in rows:
                for value in row.values():
                    self.assertFalse(value.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋")), value)
                    self.assertNotIn('="', value)
            stored = [self.shown(row, properties) for row in self.stored(file.stem)]
            self.assertSameRows(rows, [{name: re.sub("^(?=[-=+@\t\r＝＋－＠])", "'", row[name].replace("\0", ""))
                                        for name in shown} for row in stored], file.stem)

    def test_the_full_workbook_is_what_openpyxl_reads(self):
        target = self.export("xlsx-full", "full.xlsx")
        with zipfile.ZipFile(target) as archive:
            self.assertEqual(archive.testzip(), None)
            self.assertEqual(archive.namelist(), sorted(archive.namelist()))
            self.assertEqual({info.date_time for info in archive.infolist()}, {(1980, 1, 1, 0, 0, 0)})
            self.assertEqual({info.extra for info in archive.infolist()}, {b""})
        book = openpyxl.load_workbook(target)
        self.assertEqual(len(book.sheetnames), len(self.tables) - len(PROVENANCE))
        for sheet in book:
            table = sheet.title[sheet.title.index("(") + 1:-1]
            self.assertEqual(sheet.freeze_panes, "A2")
            self.assertTrue(sheet.auto_filter.ref.startswith("A1:"))
            names = [cell.comment.text.splitlines()[0].split(".")[1] for cell in sheet[1]]
            expected = [self.shown(row, self.properties(table)) for row in self.stored(table)]
            if table == "sections":
                expected = [row for row in expected if row["section_id"] != self.too_long]
                controlled, = [row for row in expected if row["section_id"] == self.controls]
                controlled["text"] = "xyz"
            read = []
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    if isinstance(cell.value, datetime.datetime):
                        self.assertIn(table, FLAT)
                        self.assertEqual((cell.data_type, cell.number_format), ("d", "dd/mm/yyyy"))
                        cell.value = cell.value.date().isoformat()
                        cell.number_format = "@"
                self.assertLessEqual({cell.data_type for cell in row if cell.value is not None}, {"s"})
                self.assertLessEqual({cell.number_format for cell in row if cell.value is not None}, {"@"})
                # Openpyxl leaves the escapes of ECMA-376 as they are.
                read.append({name: (cell.value or "").replace("_x000D_", "\r").replace("_x005F_", "_")
                             for name, cell in zip(names, row)})
            expected = [{name: row[name] for name in names} for row in expected]
            self.assertSameRows(read, expected, table)
        self.assertEqual(book.sheetnames[:2], ["Kế hoạch (plan_tasks)", "Ngày đến hạn (due_dates)"])
        due = [cell.value for cell in list(book.worksheets[0].columns)[11][1:]]
        self.assertTrue(any(due), "dates are dates")
        comments = [cell.comment.text.splitlines() for cell in book["Nhiệm vụ (tasks)"][1]]
        told = {name: codes for name, about, *codes in comments}
        self.assertEqual(told["tasks.origin"], ["prose: từ lời văn", "table: từ bảng"])
        self.assertEqual(told["tasks.task_text"], [])
        manifest = json.loads((self.path / "full.xlsx.manifest.json").read_text())
        self.assertIn((self.controls, "text", "CTRL_CHAR"),
                      [(note["row_id"], note["field"], note["code"]) for note in manifest["notes"]])
        rejects = [json.loads(line) for line in (self.path / "full.xlsx.rejects.jsonl").read_text().splitlines()]
        self.assertIn((self.too_long, "text", "CELL_TOO_LONG"),
                      [(line["row_id"], line["field"], line["code"]) for line in rejects])
        whole = openpyxl.load_workbook(self.export("xlsx-full", "whole.xlsx", "--provenance"), read_only=True)
        self.assertEqual(len(whole.sheetnames), len(self.tables))

    def test_opensearch_lines_come_in_pairs(self):
        target = self.export("opensearch", "opensearch")
        for table in set(self.tables) - PROVENANCE - FLAT:
            rows, ids = [], []
            for file in sorted(target.glob(f"bulk/{table}-*.ndjson")):
                data = file.read_text(encoding="utf-8")
                self.assertTrue(data.endswith("\n"))
                lines = [json.loads(line) for line in data.split("\n")[:-1]]
                ids += [line["index"]["_id"] for line in lines[::2]]
                rows += lines[1::2]
                self.assertEqual({line["index"]["_index"] for line in lines[::2]}, {f"codau-{table}-v1"})
            self.assertEqual(len(set(ids)), len(self.stored(table)), table)
            self.assertHolds(rows, table)
            mapping = json.loads((target / f"mapping/{table}.json").read_text())["mappings"]["properties"]
            for row in rows:
                self.assertEqual(set(row), set(mapping), table)

    def test_sqlite_holds_the_same_rows(self):
        target = self.export("sqlite", "plans.sqlite", "--provenance")
        database = sqlite3.connect(target)
        database.row_factory = sqlite3.Row
        self.assertEqual(database.execute("pragma integrity_check").fetchone()[0], "ok")
        self.assertEqual(database.execute("pragma foreign_key_check").fetchall(), [])
        self.assertEqual(database.execute("select count(*) from sqlite_schema where name like 'journal%'").fetchone()[0], 0)
        for table in self.tables:
            read = [dict(row) for row in database.execute(f"select * from {table}")]
            self.assertSameRows(read, self.stored(table), table)
        database.close()

    def plain(self, table):
        return [name for name in self.properties(table)
                if not name.endswith("_ocr") and name not in ("bbox", "confidence", "mean_conf") and not name.startswith("conf_")]

    def test_how_values_were_read_goes_only_when_asked(self):
        tables = [table for table in self.tables if table not in PROVENANCE]
        csvs = self.export("csv", "plain-csv")
        package = {resource["name"]: resource["schema"] for resource in
                   json.loads((csvs / "datapackage.json").read_text())["resources"]}
        self.assertEqual(sorted(package), tables)
        lines = self.export("jsonl", "plain-jsonl")
        database = sqlite3.connect(self.export("sqlite", "plain.sqlite"))
        self.assertEqual(database.execute("pragma foreign_key_check").fetchall(), [])
        for table in tables:
            names, rows = self.plain(table), self.stored(table)
            self.assertEqual([field["name"] for field in package[table]["fields"]], names, table)
            for key in package[table].get("foreignKeys", []):
                self.assertIn(key["reference"].get("resource") or table, tables)
            self.assertEqual((csvs / f"{table}.csv").read_text(encoding="utf-8").split("\n")[0], ",".join(names))
            validator = jsonschema.Draft202012Validator(json.loads((lines / f"schema/{table}.json").read_text()))
            read = (lines / f"{table}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
            self.assertEqual([list(json.loads(line)) for line in read], [names] * len(rows), table)
            self.assertTrue(all(validator.is_valid(json.loads(line)) for line in read), table)
            cursor = database.execute(f"select * from {table}")
            self.assertEqual([column[0] for column in cursor.description], names, table)
            self.assertEqual(len(cursor.fetchall()), len(rows), table)
        self.assertEqual(database.execute("select count(*) from sqlite_schema where name in ('evidence', 'corrections', 'pages')").fetchone()[0], 0)
        found = "select count(*) from search join tasks on task_id = row_id where search match 'folded: \"bao cao\"'"
        self.assertGreater(database.execute(found).fetchone()[0], 0, "searched without a copy of the text")
        database.close()
        document, = map(json.loads, (self.export("jsonl", "plain-nested", "--nested") / "documents.jsonl").read_text().split("\n")[:-1])
        self.assertEqual(list(document["sections"][0]), self.plain("sections"))
        self.assertEqual(list(document["tasks"][0]), [*self.plain("tasks"), "agencies", "deadlines"])
        # Whoever names such a column gets it.
        target = self.export("csv", "named", "--columns", "tasks.task_text_ocr,evidence.basis")
        self.assertEqual({path.name for path in target.glob("*.csv")}, {"tasks.csv", "evidence.csv"})
        self.assertIn("task_text_ocr", (target / "tasks.csv").read_text().split("\n")[0])

    def test_counts_rejects_and_files_add_up(self):
        for form, *options in [*((form,) for form in FORMS), *((form, "--provenance") for form in FORMS if form != "xlsx")]:
            target = self.export(form, f"counted-{form}", *options)
            manifest = json.loads((target / "manifest.json").read_text())
            rejects = [json.loads(line) for line in (target / "rejects.jsonl").read_text().splitlines()]
            told = {"documents", "sources", "tasks"} if form == "xlsx" else set(self.tables) - FLAT - (set() if options else PROVENANCE)
            self.assertEqual(set(manifest["counts"]), told)
            self.assertEqual(manifest["export"]["provenance"], bool(options))
            for table, count in manifest["counts"].items():
                self.assertEqual(count["exported"] + count["rejected"], count["store"])
                self.assertEqual(count["store"], len(self.stored(table, delivered=False)))
                self.assertEqual(count["rejected"], len([line for line in rejects if line["table"] == table]))
            self.assertEqual(manifest["counts"]["tasks"]["rejected"], 1)
            for line in rejects:
                self.assertEqual(line["stage"], "export")
                self.assertIn(line["code"], ("TASK_EMPTY", "CELL_TOO_LONG"))
            for file in manifest["files"]:
                data = (target / file["path"]).read_bytes()
                self.assertEqual((len(data), hashlib.sha256(data).hexdigest()), (file["bytes"], file["sha256"]))
            names = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
            self.assertEqual(names, {file["path"] for file in manifest["files"]} | {"manifest.json", "rejects.jsonl"})

    def test_all_rows_go_when_asked(self):
        target = self.export("csv", "all", "--include-unreviewed", code=0)
        self.assertEqual((target / "rejects.jsonl").read_text(), "")
        self.assertIn(self.bare, (target / "tasks.csv").read_text())

    def test_the_same_rows_give_the_same_bytes(self):
        for form in FORMS:
            first, second = self.export(form, f"first-{form}"), self.export(form, f"second-{form}")
            self.assertEqual(subprocess.run(["diff", "-r", first, second]).returncode, 0, form)
            self.export(form, f"first-{form}")  # replaces its own folder
            self.assertEqual(subprocess.run(["diff", "-r", first, second]).returncode, 0, form)

    def test_what_a_kill_leaves_is_the_old_target(self):
        for form in ("csv", "xlsx"):
            target = self.export(form, f"killed-{form}")
            before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
            for delay in (0.002, 0.01, 0.03, 0.06):
                process = program.start([CODAU, "export", self.out, form, "-o", target])
                time.sleep(delay)
                process.send_signal(signal.SIGKILL)
                process.communicate()
                self.assertEqual({path: path.read_bytes() for path in target.rglob("*") if path.is_file()}, before)
            self.export(form, f"killed-{form}")
            self.assertEqual([path for path in self.path.iterdir() if path.name.endswith("part")], [])

    def test_where_it_cannot_write(self):
        (self.path / "mine").mkdir()
        (self.path / "mine/letter.txt").write_text("x")
        done = program.run([CODAU, "export", self.out, "csv", "-o", self.path / "mine"])
        self.assertEqual((done.returncode, (self.path / "mine/letter.txt").read_text()), (2, "x"), done.stderr)
        self.assertIn("letter.txt", done.stderr)
        for form in FORMS:
            done = program.run([CODAU, "export", self.out, form, "-o", self.path / "mine/letter.txt/x"])
            self.assertEqual(done.returncode, 5, done.stderr)

    def test_a_read_only_output_is_enough(self):
        copy = self.path / "read-only"
        shutil.copytree(self.out, copy)
        (self.path / "open").mkdir()
        (self.path / "open").chmod(0o777)
        for path in [copy, *copy.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        command = [CODAU, "export", copy, "jsonl"]
        done = program.run([*command, "-o", self.path / "open/jsonl"], preexec_fn=program.drop_root)
        self.assertEqual(done.returncode, 3, done.stderr)
        done = program.run(command, preexec_fn=program.drop_root)  # the default target lies in it
        self.assertEqual(done.returncode, 5, done.stderr)

    def test_what_is_no_finished_output(self):
        done = program.run([CODAU, "export", self.path, "csv", "-o", self.path / "none"])
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertFalse((self.path / "none").exists())

    def test_documents_that_were_only_read_are_told_of(self):
        out = self.path / "read"
        done = program.run([CODAU, "run", program.SAMPLES / "03-san-pham-dia-phuong.txt", "-o", out, "--until", "restore"])
        self.assertEqual(done.returncode, 0, done.stderr)
        told = "1 document was only read (codau run --until)"
        done = program.run([CODAU, "export", out, "hocr", "-o", self.path / "none-yet", "--lang", "en"])
        self.assertIn(told, done.stderr)
        self.assertEqual(program.run([CODAU, "run", program.SAMPLES / "03-san-pham-dia-phuong.txt", "-o", out]).returncode, 0)
        done = program.run([CODAU, "export", out, "csv", "-o", self.path / "now", "--lang", "en"])
        self.assertNotIn("only read", done.stderr)

    def test_the_workbook_for_people(self):
        done = program.run([CODAU, "export", self.out, "xlsx", "-o", self.path / "people.xlsx", "--include-unreviewed"])
        self.assertEqual(done.returncode, 0, done.stderr)
        book = openpyxl.load_workbook(self.path / "people.xlsx")
        self.assertEqual(book.sheetnames, ["Kế hoạch", "Ngày đến hạn", "Văn bản"])
        for sheet in book:
            page = sheet.page_setup
            self.assertEqual((page.orientation, int(page.paperSize), page.fitToWidth or 1, page.fitToHeight),
                             ("landscape", 9, 1, 0), sheet.title)
            self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
            self.assertEqual((sheet.freeze_panes, sheet.print_title_rows), ("A2", "$1:$1"))
            self.assertTrue(sheet.auto_filter.ref.startswith("A1:"))
            self.assertTrue(all(VIETNAMESE.search(cell.comment.text) for cell in sheet[1]), sheet.title)
        self.assertEqual([cell.value for cell in book["Kế hoạch"][1]],
                         ["TT", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Nhóm nhiệm vụ", "Nội dung nhiệm vụ",
                          "Chủ trì", "Phối hợp", "Sản phẩm, kết quả", "Thời hạn (nguyên văn)", "Ngày cuối cùng trong hạn",
                          "Tình trạng duyệt", "Trang", "Bản quét (PDF)"])
        read = rows_of(book["Kế hoạch"])
        stored = self.stored("plan_tasks", delivered=False)
        self.assertEqual([(row["Nội dung nhiệm vụ"], row["Chủ trì"], row["Số, ký hiệu"]) for row in read],
                         [(row["task"], row["lead"], row["document_number"]) for row in stored])
        for row, kept in zip(read, stored):
            day = row["Ngày cuối cùng trong hạn"]
            if kept["due_last_day"]:
                self.assertEqual(day.date().isoformat(), kept["due_last_day"])
            else:
                self.assertRegex(day, VIETNAMESE)
        days = [row["Ngày đến hạn"] for row in rows_of(book["Ngày đến hạn"])]
        self.assertEqual(len(days), len(self.stored("due_dates", delivered=False)))
        self.assertEqual(days, sorted(days))
        bare, = {row[5].row for row in book["Kế hoạch"].iter_rows(min_row=2)
                 if row[5].comment and "Dòng nhiệm vụ không có nội dung" in row[5].comment.text}
        self.assertEqual(read[bare - 2]["Tình trạng duyệt"], "cần xem lại")
        self.assertIn("Dòng nhiệm vụ không có nội dung", book["Kế hoạch"][f"L{bare}"].comment.text)
        for sheet in book:
            for cells in sheet.iter_rows(min_row=2):
                for cell in cells:
                    self.assertEqual(cell.fill.fgColor.rgb == "FFFFF2CC", cell.comment is not None, cell.coordinate)

    def test_the_workbook_for_people_in_english(self):
        self.export("xlsx", "english.xlsx", "--lang", "en")
        book = openpyxl.load_workbook(self.path / "english.xlsx")
        self.assertEqual(book.sheetnames, ["Plan", "Due days", "Documents"])
        for sheet in book:
            self.assertFalse(any(VIETNAMESE.search(cell.value + cell.comment.text) for cell in sheet[1]))
            self.assertLessEqual({row["Review status"] for row in rows_of(sheet) if "Review status" in row},
                                 {"no review needed", "to be reviewed"})

    def test_the_workbook_of_a_run_holds_every_row(self):
        book = openpyxl.load_workbook(self.out / "records/codau.xlsx", read_only=True)
        self.assertEqual(book.sheetnames, ["Kế hoạch", "Ngày đến hạn", "Văn bản"])
        self.assertEqual(len(list(book["Kế hoạch"].iter_rows())) - 1, len(self.stored("plan_tasks", delivered=False)))

    def test_links_of_a_workbook_lead_to_the_scans(self):
        scan = self.path / "quét/kế hoạch #1 (50%).pdf"
        scan.parent.mkdir()
        shutil.copy(program.SAMPLES / "02-chuyen-doi-so.pdf", scan)
        out = self.path / "kết quả"
        done = program.run([CODAU, "run", scan.parent, "-o", out, "--formats", "pdf,xlsx"])
        self.assertEqual(done.returncode, 0, done.stderr)
        places = [out / "records/codau.xlsx", out / "exports/xlsx/codau.xlsx", self.path / "bên cạnh.xlsx",
                  self.path / "nơi khác/a.xlsx"]
        places[3].parent.mkdir()
        for place, target in zip(places[1:], ([], ["-o", places[2]], ["-o", places[3]])):
            done = program.run([CODAU, "export", out, "xlsx", *target])
            self.assertIn(done.returncode, (0, 3), done.stderr)
        for place in places:
            for sheet in openpyxl.load_workbook(place):
                cells = [cell for cell, in sheet.iter_rows(min_row=2, min_col=sheet.max_column)]
                self.assertGreater(len(cells), 0)
                for cell in cells:
                    self.assertEqual(cell.value, "kế hoạch #1 (50%).pdf")
                    link = cell.hyperlink.target
                    self.assertEqual(link.startswith("file:///"), place == places[3], link)
                    path = place.parent / urllib.parse.unquote(link.removeprefix("file://"))
                    self.assertEqual(path.read_bytes()[:5], b"%PDF-", link)

    def test_the_old_spelling_is_taken_with_an_advice(self):
        for given, now in ((("--to", "csv"), "csv"), (("--to", "csv", "--to", "2030"), "csv --until 2030"),
                           (("csv", "--to", "2030-01"), "csv --until 2030-01")):
            done = program.run([CODAU, "export", self.out, *given, "-o", self.path / "old", "--lang", "en"])
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual(done.stderr.splitlines()[0], f"codau: instead of --to, now write: codau export OUT {now}")
            self.assertTrue((self.path / "old/tasks.csv").exists())
        done = program.run([CODAU, "export", self.out, "csv", "--to", "xlsx"])
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertNotIn("--to ", program.run([CODAU, "export", "--help"]).stdout)


if __name__ == "__main__":
    BUILD = os.path.abspath(sys.argv.pop(1))
    unittest.main()
