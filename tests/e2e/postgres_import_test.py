#!/usr/bin/env python3
"""Records into PostgreSQL, twice, changed, from several stores; read back with psql.

usage: postgres_import_test.py CODAU [unittest options]
"""
import json
import sqlite3
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import postgres  # noqa: E402
import program  # noqa: E402

CODAU = None
SCHEMA_VERSION = "1.3"
PLAN = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ {commune}\tĐộc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND\t{commune}, ngày 03 tháng 02 năm 2024
KẾ HOẠCH
Phòng cháy, chữa cháy rừng năm 2024
Thực hiện Kế hoạch số 07/KH-UBND ngày 12/01/2024 của UBND huyện Mỹ Đức, UBND xã xây dựng kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Bảo vệ rừng.
II. TỔ CHỨC THỰC HIỆN
1. Công an xã
- Tuần tra rừng "đầu nguồn", báo cáo UBND xã trước ngày 25/4/2024.
{more}
2. Văn phòng
- Tổng hợp kết quả, định kỳ hằng tháng báo cáo Chủ tịch.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""


class Import(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = postgres.Server("fsync=off")
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.__exit__)
        cls.path = cls.enterClassContext(program.Folder())
        cls.plans = sorted((program.ROOT / "tests/accuracy/plans").glob("*.txt"))
        cls.out = cls.read("out", *cls.plans)

    @classmethod
    def read(cls, name, *inputs):
        out = cls.path / name
        done = program.run([CODAU, "run", *inputs, "-o", out, "--quiet"])
        assert done.returncode == 0, done.stderr
        return out

    def setUp(self):
        self.database = self.id().rsplit(".", 1)[1].lower()
        self.server.psql(f"create database {self.database}")

    def uri(self, **more):
        return self.server.uri_of(self.database, **more)

    def psql(self, sql):
        return self.server.psql(sql, self.database)

    def load(self, out=None, expected=0, *options, provenance=True):
        done = program.run([CODAU, "export", out or self.out, "postgres", "-o", self.uri(),
                            "--include-unreviewed", "--format", "json", *options,
                            *(["--provenance"] if provenance else [])])
        self.assertEqual(done.returncode, expected, done.stderr)
        if expected not in (0, 3):
            self.assertEqual(done.stdout, "")
            return done.stderr
        return {table["table"]: table for table in json.loads(done.stdout)["tables"]}

    def contents(self, where="ctid, xmin, xmax,"):
        """Every row of every table with where it lies and who wrote it; definitions and grants."""
        tables = self.psql("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in "
                           "('pg_catalog', 'information_schema') order by 1").splitlines()
        found = {table: self.psql(f"select {where} t from {table} t order by t") for table in tables}
        found["definitions"] = self.psql(
            "select c.oid::regclass, c.relkind, a.attname, a.atttypid::regtype, d.description, c.relacl, c.xmin, "
            "a.xmin from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_description d on d.objoid "
            "= c.oid and d.objsubid = a.attnum where c.relnamespace not in ('pg_catalog'::regnamespace, "
            "'pg_toast'::regnamespace) and a.attnum > 0 and c.oid > 16383 and c.relpersistence <> 't' order by 1, 3")
        return found

    def rows_of_files(self, out, table):
        return (out / f"records/{table}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]

    def rows_of_server(self, table, out):
        columns = list(json.loads((out / f"records/schema/{table}.json").read_text())["properties"])
        picked = ",".join(f'"{column}"' for column in columns)
        lines = self.psql(f"select row_to_json(t) from (select {picked} from codau.{table}) t")
        return lines.split("\n") if lines else []

    @staticmethod
    def comparable(lines):
        """Rows as they compare: 1 and 1.0000 are one number."""
        return sorted(json.dumps(json.loads(line, parse_int=float), sort_keys=True, ensure_ascii=False)
                      for line in lines)

    def check_same_rows(self, out):
        for schema in sorted((out / "records/schema").iterdir()):
            self.assertEqual(self.comparable(self.rows_of_server(schema.stem, out)),
                             self.comparable(self.rows_of_files(out, schema.stem)), schema.stem)

    def check_same_keys(self):
        """As in every form, but for files: offices that load one database have those of their own."""
        said = self.psql("select c.relname, string_agg(a.attname, ' ' order by k.n) from pg_constraint p join pg_class c on c.oid = p.conrelid, "
                         "unnest(p.conkey) with ordinality k(at, n), pg_attribute a where p.contype = 'p' and a.attrelid = c.oid and a.attnum = k.at "
                         "group by 1").splitlines()
        there = dict(line.split("\t") for line in said)
        package = json.loads((self.out / "records/datapackage.json").read_text(encoding="utf-8"))
        keys = {table["name"]: table["schema"]["primaryKey"] for table in package["resources"] if table["name"] in there}
        self.assertIn("evidence", keys)
        wanted = {name: " ".join([key] if isinstance(key, str) else key) for name, key in keys.items()}
        self.assertEqual({name: there[name] for name in wanted}, wanted | {"sources": "doc_id office seq"})

    def test_the_rows_are_those_of_the_store_and_a_second_load_writes_nothing(self):
        report = self.load()
        for table, counts in report.items():
            self.assertEqual(counts["inserted"], counts["store"], table)
        self.assertGreater(report["tasks"]["inserted"], 50)
        self.check_same_rows(self.out)
        self.check_same_keys()
        before = self.contents()
        again = self.load()
        self.assertEqual(program.difference(before, self.contents()), [])
        for table, counts in again.items():
            self.assertEqual([counts[name] for name in ("inserted", "updated", "removed", "sent")], [0, 0, 0, 0])
            self.assertEqual(counts["unchanged"], report[table]["inserted"])

    def test_files_do_the_same_through_psql(self):
        folder = self.path / "files"
        done = program.run([CODAU, "export", self.out, "postgres", "-o", folder,
                            "--include-unreviewed", "--provenance"])
        self.assertEqual(done.returncode, 0, done.stderr)
        for _ in range(2):
            loaded = program.run(["psql", "-X", "-d", self.uri(), "-f", "load.sql"], cwd=folder)
            self.assertEqual((loaded.returncode, loaded.stderr), (0, ""))
        self.assertRegex(loaded.stdout, r"tasks +\| +0 \| +0 \| +0")
        self.check_same_rows(self.out)
        before = self.contents()
        self.load()
        self.assertEqual(program.difference(before, self.contents()), [])

    def test_a_dump_comes_back_by_several_jobs(self):
        plan = self.path / "dumped.txt"
        plan.write_text(PLAN.format(commune="AN PHÚ", number="41", more=""), encoding="utf-8")
        self.load(self.read("dumped", plan))
        self.server.psql(f"create database {self.database}_2; ")
        copy, dump = self.server.uri_of(f"{self.database}_2"), self.path / "dump"
        for name, *arguments in (("pg_dump", "-Fc", "-f", dump, self.uri()), ("pg_restore", "-j2", "-d", copy, dump)):
            done = program.run([postgres.binaries() / name, *arguments])
            self.assertEqual((done.returncode, done.stderr), (0, ""))
        asked = "select * from codau.due_dates order by task_id, due_day"
        self.assertEqual(self.server.psql(asked, f"{self.database}_2"), self.psql(asked))
        # Data alone into tables that are there: the keys lead from table to table, and wait for the end of one transaction.
        for number, how in ((3, ("-1",)), (4, ("-j2", "--disable-triggers"))):
            self.server.psql(f"create database {self.database}_{number}")
            copy = self.server.uri_of(f"{self.database}_{number}")
            for part in (("-s",), ("-a", *how)):
                done = program.run([postgres.binaries() / "pg_restore", *part, "-d", copy, dump])
                self.assertEqual((done.returncode, done.stderr), (0, ""), how)
            self.assertEqual(self.server.psql(asked, f"{self.database}_{number}"), self.psql(asked))
        self.assertIn("Ngày đến hạn · Last day that is in time.",
                      self.psql("select col_description('codau.due_dates'::regclass, 1)"))

    def due(self, out):
        """When something is due, as the store and as the database say it; both have to agree."""
        database = sqlite3.connect(out / "codau.db")
        found = database.execute("SELECT task_id || ' ' || deadline_seq || ' ' || due_day FROM due_dates").fetchall()
        database.close()
        there = self.psql("select task_id || ' ' || deadline_seq || ' ' || due_day from codau.due_dates").splitlines()
        self.assertEqual(sorted(there), sorted(line for line, in found))
        return [line.split()[2] for line in sorted(there)]

    def test_a_duty_that_recurs_is_due_on_the_same_days(self):
        plan = self.path / "due.txt"
        out = self.path / "due"
        plan.write_text(PLAN.format(commune="AN PHÚ", number="51", more=""), encoding="utf-8")
        self.read("due", plan)
        self.load(out)
        self.assertEqual(len(self.due(out)), 1 + 11)
        for known, expected in (({"period_start": "2021-01-01"}, 1),
                                ({"period_start": "2021-01-01", "period_end": "2022-12-31"}, 1 + 24),
                                ({"plan_year": 2024}, 1 + 12), ({}, 1)):
            with self.subTest(known):
                values = {"period_start": None, "period_end": None, "plan_year": None, "issued_date_best": None} | known
                database = sqlite3.connect(out / "codau.db")
                for column, value in values.items():
                    database.execute(f"UPDATE kept_documents SET {column} = ?", (value,))
                self.close_altered(database)
                self.load(out)
                self.assertEqual(len(self.due(out)), expected)

    def test_rows_that_left_the_store_leave_the_database(self):
        plan = self.path / "changing.txt"
        out = self.path / "changing"
        plan.write_text(PLAN.format(commune="AN PHÚ", number="12", more="- Trực gác cháy rừng."), encoding="utf-8")
        self.read("changing", plan)
        self.load(out)
        tasks = int(self.psql("select count(*) from codau.tasks"))
        self.without_rows(out, "tasks", "WHERE task_text LIKE '%gác cháy%'")
        report = self.load(out)
        self.assertEqual(report["tasks"]["removed"], 1)
        self.assertEqual(report["task_deadlines"]["removed"], 1)
        self.assertGreater(report["evidence"]["removed"], 0)
        self.assertEqual(int(self.psql("select count(*) from codau.tasks")), tasks - 1)
        self.assertEqual(self.load(out)["tasks"]["removed"], 0)

    @staticmethod
    def close_altered(database):
        """After rows were changed behind the store's back: no document has the digest that it had."""
        database.execute("UPDATE made SET digest = hex(randomblob(16))")
        database.commit()
        database.close()

    def without_rows(self, out, table, where):
        """Takes rows of a store away, and what hangs on them."""
        database = sqlite3.connect(out / "codau.db")
        key = f"{table[:-1]}_id"
        rows = database.execute(f"SELECT row_number FROM kept_{table} WHERE {key} IN (SELECT {key} FROM {table} {where})").fetchall()
        assert rows, where
        for number in rows:
            for child in ("task_deadlines", "task_agencies"):
                database.execute(f"DELETE FROM kept_{child} WHERE task_id = ?", number)
            database.execute(f"DELETE FROM kept_{table} WHERE row_number = ?", number)
            for about in ("evidence", "corrections"):
                database.execute(f"DELETE FROM kept_{about} WHERE row = ?", number)
        self.close_altered(database)

    def test_several_offices_share_a_database_in_any_order(self):
        offices = []
        for name in ("An Phú", "AN PHÚ"):  # one agency, spelt in two ways
            plan = self.path / f"office{len(offices)}.txt"
            plan.write_text(PLAN.format(commune=name, number=f"{len(offices) + 1:02}", more=""), encoding="utf-8")
            offices.append(self.read(f"office{len(offices)}", plan))
        self.load(offices[0])
        self.load(offices[1])
        both = {table: self.psql(f"select t from codau.{table} t order by 1")
                for table in ("agencies", "agency_claims", "tasks", "evidence", "loads")}
        before = self.contents()
        for office in (0, 1, 0):
            self.load(offices[office])
            self.assertEqual(program.difference(before, self.contents()), [])
        self.psql("drop schema codau cascade")
        self.load(offices[1])
        self.load(offices[0])
        for table, rows in both.items():
            self.assertEqual(self.psql(f"select t from codau.{table} t order by 1"), rows, table)

    def test_a_document_that_turned_out_to_be_secret_leaves_with_all_its_rows(self):
        plans = []
        for number, mark in (("21", "MẬT\n"), ("22", "")):
            plans.append(self.path / f"secret{number}.txt")
            text = PLAN.format(commune="AN PHÚ", number=number, more="")
            plans[-1].write_text(text.replace("KẾ HOẠCH\n", mark + "KẾ HOẠCH\n"), encoding="utf-8")
        out = self.path / "secret"
        done = program.run([CODAU, "run", *plans, "-o", out, "--quiet", "--allow-secret"])
        self.assertEqual(done.returncode, 0, done.stderr)
        database = sqlite3.connect(out / "codau.db")  # as a program that missed the mark has left it
        secret, = database.execute("SELECT doc_id FROM documents WHERE secrecy <> 'none'").fetchone()
        database.execute("UPDATE kept_documents SET secrecy = 'none', review_status = 'ok', review_reasons = '', "
                         "flags = ''")
        self.close_altered(database)
        report = self.load(out)
        self.assertEqual(report["documents"]["inserted"], 2)
        of_secret = f"select count(*) from codau.evidence where doc_id = '{secret}'"
        self.assertNotEqual(self.psql(of_secret), "0")
        self.assertEqual(program.run([CODAU, "run", *plans, "-o", out, "--quiet"]).returncode, 3)
        removed = {table: counts["removed"] for table, counts in self.load(out).items()}
        self.assertEqual((removed["documents"], self.psql(of_secret)), (1, "0"))
        self.assertGreater(removed["tasks"], 0)
        self.check_same_rows(out)
        before = self.contents()
        self.load(out)
        self.assertEqual(program.difference(before, self.contents()), [])

    def test_documents_of_no_output_stay_unless_the_database_is_to_mirror_one(self):
        plan = self.path / "alone.txt"
        plan.write_text(PLAN.format(commune="AN PHÚ", number="31", more=""), encoding="utf-8")
        alone = self.read("alone", plan)
        self.load(alone)
        expected = self.contents("")
        self.load()
        report = self.load(alone)
        self.assertEqual(sum(counts["removed"] for counts in report.values()), 0)
        there = self.contents()
        said = self.load(alone, 2, "--mirror")
        self.assertRegex(said, r"--yes[^:]*: [^(]+ \(\d+\), ")
        self.assertEqual(program.difference(there, self.contents()), [], "it says so before it deletes")
        report = self.load(alone, 0, "--mirror", "--yes")
        self.assertGreater(report["documents"]["removed"], 1)
        self.assertEqual({table: rows for table, rows in self.contents("").items() if table != "definitions"},
                         {table: rows for table, rows in expected.items() if table != "definitions"})
        self.load()
        done = program.run([CODAU, "export", alone, "postgres", "-o", self.path / "mirror", "--provenance", "--mirror",
                            "--include-unreviewed"])
        self.assertEqual(done.returncode, 0, done.stderr)
        loaded = program.run(["psql", "-X", "-d", self.uri(), "-f", "load.sql"], cwd=self.path / "mirror")
        self.assertEqual((loaded.returncode, loaded.stderr), (0, ""))
        self.check_same_rows(alone)

    def test_two_offices_with_overlapping_archives(self):
        plans = {}
        for number in ("61", "62", "63"):
            plans[number] = self.path / f"office{number}.txt"
            plans[number].write_text(PLAN.format(commune="AN PHÚ", number=number, more=""), encoding="utf-8")
        north, south = self.read("north", plans["61"], plans["62"]), self.read("south", plans["62"], plans["63"])

        def there():
            return self.psql("select string_agg(code_number || ':' || offices, ' ' order by code_number) from codau.documents join "
                             "(select doc_id, string_agg(office, '+' order by office) as offices from codau.offices group by 1) o using (doc_id)")
        bac, nam = ("--office", "Bắc"), ("--office", "Nam")
        self.load(north, 0, *bac)
        report = self.load(south, 0, *nam)
        self.assertEqual([report["documents"][name] for name in ("inserted", "updated")], [1, 0], "what both have is there")
        self.assertEqual(there(), "61:Bắc 62:Bắc+Nam 63:Nam")
        before = self.contents()
        for again in ((north, *bac), (south, *nam)):
            self.load(again[0], 0, *again[1:])
        self.assertEqual(program.difference(before, self.contents()), [])
        # One gives up what both have, and what it alone has.
        both, alone = (self.psql(f"select doc_id from codau.documents where code_number = '{number}'") for number in ("62", "61"))
        for doc_id in (both, alone):
            self.assertEqual(program.run([CODAU, "remove", north, doc_id]).returncode, 0)
        report = self.load(north, 0, *bac)
        self.assertEqual((report["documents"]["removed"], there()), (1, "62:Nam 63:Nam"))
        # Nor does what one rejects leave the other.
        edit = {"doc_id": both, "table": "documents", "row_id": both, "action": "reject"}
        self.load(self.read("third", plans["62"]), 0, "--office", "Ba")
        (self.path / "reject.jsonl").write_text(json.dumps(edit) + "\n", encoding="utf-8")
        self.assertEqual(program.run([CODAU, "correct", self.path / "third", "--file", self.path / "reject.jsonl", "--actor", "Lan"]).returncode, 0)
        self.load(self.path / "third", 0, "--office", "Ba")
        self.assertEqual(there(), "62:Nam 63:Nam")
        # A mirror is of its office alone.
        self.load(self.read("north-again", plans["61"]), 0, *bac)
        self.load(north, 0, *bac, "--mirror", "--yes")
        self.assertEqual(there(), "62:Nam 63:Nam")
        self.assertEqual(self.load(north, 0, "--mirror")["documents"]["removed"], 0, "what an office has is not of those without a name")
        self.load(self.read("south-again", plans["63"]), 0, *nam, "--mirror", "--yes")
        self.assertEqual(there(), "63:Nam")
        done = program.run([CODAU, "export", south, "postgres", "-o", self.path / "files", *nam])
        self.assertEqual(done.returncode, 0, done.stderr)
        loaded = program.run(["psql", "-X", "-d", self.uri(), "-f", "load.sql"], cwd=self.path / "files")
        self.assertEqual((loaded.returncode, loaded.stderr, there()), (0, "", "62:Nam 63:Nam"))

    def test_where_two_offices_differ_the_last_is_there_and_said(self):
        plan = self.path / "differ.txt"
        plan.write_text(PLAN.format(commune="AN PHÚ", number="67", more=""), encoding="utf-8")
        outs = {"Bắc": self.read("differ-north", plan), "Nam": self.read("differ-south", plan)}

        def load(office, *options):
            done = program.run([CODAU, "export", outs[office], "postgres", "-o", self.uri(), "--lang", "en",
                                "--include-unreviewed", "--format", "json", "--office", office, *options])
            self.assertEqual(done.returncode, 0, done.stderr)
            told = json.loads(done.stdout).get("replaced", [])
            self.assertEqual([one["office"] for one in told if f"office '{one['office']}' has too" in done.stderr],
                             [one["office"] for one in told])
            return self.psql("select subject from codau.documents"), told
        printed = "Phòng cháy, chữa cháy rừng năm 2024"
        self.assertEqual(load("Bắc"), (printed, []))
        self.assertEqual(load("Nam", "--provenance"), (printed, []), "what was added is no other value")
        doc_id = self.psql("select doc_id from codau.documents")
        edit = {"doc_id": doc_id, "table": "documents", "row_id": doc_id, "field": "subject", "action": "set", "value": "Chữa cháy"}
        (self.path / "set.jsonl").write_text(json.dumps(edit) + "\n", encoding="utf-8")
        done = program.run([CODAU, "correct", outs["Bắc"], "--file", self.path / "set.jsonl", "--actor", "Lan"])
        self.assertEqual(done.returncode, 0, done.stderr)
        nam, bac = [{"office": "Nam", "documents": 1}], [{"office": "Bắc", "documents": 1}]
        self.assertEqual(load("Bắc"), ("Chữa cháy", nam))
        self.assertEqual(load("Bắc", "--force"), ("Chữa cháy", []), "its own rows")
        self.assertEqual(load("Nam"), (printed, bac))
        self.assertEqual(load("Bắc"), ("Chữa cháy", nam))
        folder = self.path / "differ-files"
        done = program.run([CODAU, "export", outs["Nam"], "postgres", "-o", folder, "--include-unreviewed", "--office", "Nam"])
        self.assertEqual(done.returncode, 0, done.stderr)
        loaded = program.run(["psql", "-X", "-d", self.uri(), "-f", "load.sql"], cwd=folder)
        self.assertEqual((loaded.returncode, loaded.stderr), (0, ""))
        self.assertRegex(loaded.stdout, r"with other rows than before:\n[^\n]*\n[^\n]*\n +Bắc +\| +1\n")
        self.assertEqual(self.psql("select subject from codau.documents"), printed)

    def test_each_office_files_a_document_under_names_of_its_own(self):
        texts = {number: PLAN.format(commune="AN PHÚ", number=number, more="") for number in ("64", "65", "66")}
        outs = {}
        for office, files in {"Bắc": {"64": "den/ke hoach.txt", "65": "den/khac.txt"},
                              "Nam": {"65": "di/2024 — 65.txt", "66": "di/ke hoach.txt"}}.items():
            for number, name in files.items():
                path = self.path / office / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(texts[number], encoding="utf-8")
            outs[office] = self.read(f"own-{office}", self.path / office)

        def there():
            return self.psql("select string_agg(code_number || ':' || office || ':' || source_path, ' | ' order by code_number, office) "
                             "from codau.sources join codau.documents using (doc_id)")

        def load(office, *options):
            return self.load(outs[office], 0, "--office", office, *options)
        bac, nam = "64:Bắc:den/ke hoach.txt | 65:Bắc:den/khac.txt", "65:Nam:di/2024 — 65.txt | 66:Nam:di/ke hoach.txt"
        load("Nam")
        load("Bắc")
        expected = self.rows_alone()
        self.psql("drop schema codau cascade")
        load("Bắc")
        self.assertEqual(there(), bac)
        report = load("Nam")
        self.assertEqual([name for name, counts in report.items() if counts["updated"] or counts["removed"]], [])
        self.assertEqual(there(), f"{bac} | {nam}")
        self.assertEqual(program.difference(expected, self.rows_alone()), [], "in any order")
        self.assertEqual(self.psql("select distinct source_file from codau.plan_tasks where document_number like '65/%'"),
                         "den/khac.txt; di/2024 — 65.txt")
        before = self.contents()
        for office in ("Bắc", "Nam", "Bắc"):
            self.assertEqual(self.sent(load(office)), {})
        load("Nam", "--force")
        self.assertEqual(program.difference(before, self.contents()), [])
        # One files it elsewhere, one has it no more: the other's rows stay.
        (self.path / "Bắc/den/khac.txt").rename(self.path / "Bắc/den/moi.txt")
        self.assertEqual(program.run([CODAU, "run", self.path / "Bắc", "-o", outs["Bắc"], "--quiet", "--prune"]).returncode, 0)
        load("Bắc")
        self.assertEqual(there(), f"{bac} | {nam}".replace("khac", "moi"))
        doc_id = self.psql("select doc_id from codau.documents where code_number = '65'")
        self.assertEqual(program.run([CODAU, "remove", outs["Bắc"], doc_id]).returncode, 0)
        self.assertEqual(load("Bắc")["sources"]["removed"], 1)
        self.assertEqual(there(), f"64:Bắc:den/ke hoach.txt | {nam}")
        self.assertEqual(self.sent(load("Nam")), {})
        self.psql("update codau.sources set source_path = 'x'")
        for through in ("Bắc", "Nam"):  # the same by way of files
            folder = self.path / f"own-files-{through}"
            done = program.run([CODAU, "export", outs[through], "postgres", "-o", folder,
                                "--include-unreviewed", "--provenance", "--office", through])
            self.assertEqual(done.returncode, 0, done.stderr)
            loaded = program.run(["psql", "-X", "-d", self.uri(), "-f", "load.sql"], cwd=folder)
            self.assertEqual((loaded.returncode, loaded.stderr), (0, ""))
        self.assertEqual(there(), f"64:Bắc:den/ke hoach.txt | {nam}")
        self.assertEqual(self.sent(load("Bắc")), {})

    def test_files_of_a_database_of_before_become_those_of_their_office(self):
        plans = []
        for number in ("67", "68"):
            plans.append(self.path / f"before{number}.txt")
            plans[-1].write_text(PLAN.format(commune="AN PHÚ", number=number, more=""), encoding="utf-8")
        first, second = self.read("before-first", *plans), self.read("before-second", plans[1])
        self.load(first, 0, "--office", "Bắc")
        alone = self.rows_alone()
        self.load(second, 0, "--office", "Nam")
        after = self.rows_alone()

        def as_before():
            self.psql("alter table codau.sources drop column office; alter table codau.sources add constraint sources_pkey primary key (doc_id, seq);"
                      "alter table codau.delivered drop column office; comment on table codau.schema_version is null")
        self.psql("delete from codau.sources where office = 'Nam'; delete from codau.delivered where office = 'Nam'")
        as_before()
        report = self.load(first, 0, "--office", "Bắc")
        self.assertEqual(report["sources"]["inserted"], 1)  # of what two offices have nobody knows whose file it was
        self.assertEqual(self.psql("select string_agg(distinct office, ' ') from codau.sources"), "Bắc")
        self.load(second, 0, "--office", "Nam")
        self.assertEqual(program.difference(after, self.rows_alone()), [])
        self.psql("delete from codau.offices where office = 'Nam'; delete from codau.sources where office = 'Nam'; delete from codau.delivered where office = 'Nam'")
        as_before()
        self.assertEqual(self.load(first, 0, "--office", "Bắc")["sources"]["inserted"], 0)
        self.assertEqual(program.difference(alone, self.rows_alone()), [])
        # An output that begins to say its name files under it what it filed without.
        self.psql("drop schema codau cascade")
        self.load(first)
        self.load(first, 0, "--office", "Bắc")
        self.assertEqual(program.difference(alone, self.rows_alone()), [])

    def test_how_values_were_read_is_loaded_when_asked_and_nobody_else_loses_it(self):
        plans = {}
        for number in ("71", "72", "73"):
            plans[number] = self.path / f"provenance{number}.txt"
            plans[number].write_text(PLAN.format(commune="AN PHÚ", number=number, more=""), encoding="utf-8")
        east, west = self.read("east", plans["71"], plans["72"]), self.read("west", plans["72"], plans["73"])

        def there():
            """Documents with evidence, with corrections, with text as it was read."""
            return [self.psql("select string_agg(distinct code_number, ' ' order by code_number) from codau.documents where exists "
                              f"(select from codau.{table} t where t.doc_id = documents.doc_id{more})")
                    for table, more in (("evidence", ""), ("tasks", " and task_text_ocr is not null"), ("tasks", ""))]
        dong, tay = ("--office", "Đông"), ("--office", "Tây")
        report = self.load(east, 0, *dong, provenance=False)
        self.assertNotIn("evidence", report)
        self.assertEqual(there(), ["¤", "¤", "71 72"])
        self.assertEqual(self.sent(self.load(east, 0, *dong, provenance=False)), {})
        self.assertEqual(self.sent(self.load(east, 0, *dong))["documents"], 2)
        self.assertEqual(there(), ["71 72", "71 72", "71 72"])
        self.check_same_rows(east)
        # Another office, which does not ask for it, loads what is not there, and leaves what is.
        evidence = self.psql("select ctid, xmin, t from codau.evidence t order by t")
        report = self.load(west, 0, *tay, provenance=False)
        self.assertEqual([report[name][done] for name in ("documents", "sources") for done in ("inserted", "updated", "removed")],
                         [1, 0, 0, 2, 0, 0], "of what both have its files alone are new")
        self.assertEqual(there(), ["71 72", "71 72", "71 72 73"])
        self.assertEqual(self.psql("select ctid, xmin, t from codau.evidence t order by t"), evidence)
        before = self.rows_alone()
        self.assertEqual(self.sent(self.load(west, 0, *tay, provenance=False)), {})
        self.assertEqual(self.sent(self.load(west, 0, *tay, "--force", provenance=False))["documents"], 2)
        self.assertEqual(self.sent(self.load(east, 0, *dong)), {})
        done = program.run([CODAU, "export", west, "postgres", "-o", self.path / "west-files",
                            "--include-unreviewed", *tay])
        self.assertEqual(done.returncode, 0, done.stderr)
        loaded = program.run(["psql", "-X", "-d", self.uri(), "-f", "load.sql"], cwd=self.path / "west-files")
        self.assertEqual((loaded.returncode, loaded.stderr), (0, ""))
        self.assertEqual(before, self.rows_alone())
        # Who does not ask for it any more takes it away, of what the other has, too: that never asked.
        report = self.load(east, 0, *dong, provenance=False)
        self.assertEqual(there(), ["¤", "¤", "71 72 73"])
        self.assertGreater(report["evidence"]["removed"], 0)
        self.assertEqual(report["evidence"]["exported"], 0)
        self.load(west, 0, *tay)
        self.assertEqual(there(), ["72 73", "72 73", "71 72 73"])
        # It goes with the last office that asks for it: no more of two, or not any more of one.
        self.load(west, 0, *tay, provenance=False)
        self.assertEqual(there(), ["¤", "¤", "71 72 73"])
        self.assertEqual(self.sent(self.load(east, 0, *dong, provenance=False)), {})
        self.load(east, 0, *dong)
        self.load(west, 0, *tay, provenance=False)
        self.assertEqual(there(), ["71 72", "71 72", "71 72 73"])
        left = self.read("east-left", plans["71"])
        self.load(left, 0, *dong, "--mirror", "--yes")  # has it no more
        self.load(west, 0, *tay, provenance=False)
        self.assertEqual(there(), ["71", "71", "71 72 73"])
        self.load(east, 0, *dong)
        self.load(west, 0, *tay)
        # What is another now is replaced whole: evidence of the old rows would be wrong.
        doc_id = self.psql("select doc_id from codau.documents where code_number = '72'")
        database = sqlite3.connect(east / "codau.db")
        database.execute("UPDATE kept_tasks SET note = 'khác' WHERE doc_id = ? AND seq = 1", (doc_id,))
        database.execute("UPDATE made SET digest = 'other' WHERE doc_id = ?", (doc_id,))
        database.commit()
        database.close()
        self.load(east, 0, *dong, provenance=False)
        self.assertEqual(there(), ["73", "73", "71 72 73"])

    def rows_alone(self):
        return {table: rows for table, rows in self.contents("").items() if table != "definitions"}

    def test_a_database_of_another_build_gets_what_it_lacks(self):
        self.load()
        before = self.rows_alone()
        self.psql("drop table codau.offices; drop view codau.ngay_den_han; drop view codau.due_dates; drop view codau.document_copies;"
                  "drop index codau.documents_by_code; comment on table codau.schema_version is null;"
                  "create view codau.due_dates as select 'x'::text as doc_id")
        self.psql("drop view codau.due_dates")
        self.load(None, 0, "--office", "Bắc")
        self.assertEqual(self.psql("select count(*) > 0 from codau.due_dates"), "t")
        self.assertEqual(self.psql("select count(*) from codau.offices where office <> 'Bắc'"), "0")
        self.psql("delete from codau.offices")
        self.load()
        self.assertEqual(program.difference(before, self.rows_alone()), [])
        # An office that begins to say its name has what it had without one.
        self.load(None, 0, "--office", "Nam")
        self.assertEqual(self.psql("select distinct office from codau.offices"), "Nam")

    def test_what_others_have_made_stays(self):
        self.load()
        self.psql("create role reader; grant usage on schema codau to reader; grant select on codau.tasks to reader;"
                  "create view codau.soon as select * from codau.tasks where due_date is not null;"
                  "alter table codau.tasks add column owner text;"
                  "create table codau.notes(task_id uuid references codau.tasks);"
                  "update codau.tasks set owner = 'An';"
                  "insert into codau.notes select task_id from codau.tasks limit 1")
        before = self.contents()
        self.load()
        self.assertEqual(program.difference(before, self.contents()), [])
        self.psql("update codau.tasks set task_text = 'khác'")  # wrong by hand
        self.assertEqual(sum(counts["sent"] for counts in self.load().values()), 0)  # not looked for
        report = self.load(None, 0, "--force")  # mended, the column stays
        self.assertEqual(report["tasks"]["updated"], report["tasks"]["store"])
        self.assertEqual(self.psql("select count(*) from codau.tasks where owner <> 'An'"), "0")
        self.psql("drop role if exists nobody_else; drop owned by reader; drop role reader")

    def sent(self, report):
        return {table: counts["sent"] for table, counts in report.items() if counts["sent"]}

    def make_two(self, name):
        """An output of two plans that share agencies; their doc_ids by the number of the plan."""
        plans = []
        for number in ("41", "42"):
            plans.append(self.path / f"{name}{number}.txt")
            plans[-1].write_text(PLAN.format(commune="AN PHÚ", number=number, more=""), encoding="utf-8")
        out = self.read(name, *plans)
        database = sqlite3.connect(out / "codau.db")
        ids = dict(database.execute("SELECT code_number, doc_id FROM documents"))
        database.close()
        return out, ids

    def test_only_the_documents_that_changed_are_sent(self):
        out, ids = self.make_two("changed")
        self.load(out)
        before = self.psql(f"select xmin, ctid, t from codau.tasks t where doc_id = '{ids['41']}' order by t")
        database = sqlite3.connect(out / "codau.db")
        database.execute("UPDATE kept_tasks SET note = 'khác' WHERE doc_id = ? AND seq = 1", (ids["42"],))
        database.execute("UPDATE made SET digest = 'other' WHERE doc_id = ?", (ids["42"],))
        database.commit()
        tasks = database.execute("SELECT count(*) FROM tasks WHERE doc_id = ?", (ids["42"],)).fetchone()[0]
        database.close()
        report = self.load(out)
        self.assertEqual((self.sent(report)["documents"], self.sent(report)["tasks"]), (1, tasks))
        self.assertEqual([report["tasks"][name] for name in ("inserted", "updated", "removed")], [0, 1, 0])
        self.assertEqual(report["tasks"]["unchanged"], report["tasks"]["store"] - 1)
        self.assertEqual(self.psql(f"select xmin, ctid, t from codau.tasks t where doc_id = '{ids['41']}' order by t"),
                         before)
        self.assertEqual(self.sent(self.load(out)), {})

    def test_other_options_and_loads_of_an_older_program_are_sent_again(self):
        out, ids = self.make_two("options")
        self.load(out)
        command = [CODAU, "export", out, "postgres", "-o", self.uri(), "--format", "json"]
        done = program.run(command)
        self.assertIn(done.returncode, (0, 3), done.stderr)
        self.assertEqual({t["table"]: t["sent"] for t in json.loads(done.stdout)["tables"]}["documents"], 2)
        self.load(out)
        self.assertEqual(self.sent(self.load(out)), {})
        # One that does not know the table of digests changes a row and keeps its own books.
        self.psql(f"update codau.tasks set note = 'cũ' where doc_id = '{ids['41']}';"
                  f"update codau.loads set digest = '1' where doc_id = '{ids['41']}'")
        self.assertEqual(self.sent(self.load(out))["documents"], 1)
        self.psql("drop table codau.delivered")  # a target of before: brought up in place
        report = self.load(out)
        self.assertEqual(self.sent(report)["documents"], 2)
        self.assertEqual(sum(counts["inserted"] + counts["updated"] for counts in report.values()), 0)
        self.assertEqual(self.sent(self.load(out)), {})

    def test_rows_of_a_document_that_was_taken_out_go_and_shared_ones_stay(self):
        out, ids = self.make_two("taken")
        self.load(out)
        agencies = self.psql("select count(*) from codau.agencies")
        taken = min(ids.values())  # the one whose spelling of agencies counts
        done = program.run([CODAU, "remove", out, taken])
        self.assertEqual(done.returncode, 0, done.stderr)
        report = self.load(out)
        self.assertEqual(report["documents"]["removed"], 1)
        for table in ("tasks", "sections", "evidence", "agency_claims", "loads", "delivered"):
            self.assertEqual(self.psql(f"select count(*) from codau.{table} where doc_id = '{taken}'"), "0", table)
        self.assertEqual(self.psql("select count(*) from codau.agencies"), agencies)
        self.assertEqual(self.sent(self.load(out)), {})
        before = self.contents("")
        self.psql("drop schema codau cascade")
        self.load(out)
        for table, rows in self.contents("").items():
            if table != "definitions":
                self.assertEqual(rows, before[table], table)

    def test_a_reader_is_not_blocked_and_blocks_nobody(self):
        out, ids = self.make_two("read")
        self.load(out)
        for reading in ("select * from codau.tasks", "select * from codau.tasks for share"):
            reader = subprocess.Popen([postgres.binaries() / "psql", "-X", "-q", "-d", self.uri()],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            reader.stdin.write(f"begin isolation level repeatable read; {reading};\n\\echo held\n")
            reader.stdin.flush()
            while reader.stdout.readline() != "held\n":
                pass
            database = sqlite3.connect(out / "codau.db")
            if "share" not in reading:
                database.execute("UPDATE kept_tasks SET note = note || 'x'")
            database.execute("UPDATE kept_documents SET subject = subject || 'x'")
            self.close_altered(database)
            self.assertEqual(self.load(out)["documents"]["updated"], 2)
            reader.stdin.write("commit;\n")
            reader.stdin.close()
            self.assertEqual(reader.wait(30), 0)
            reader.stdout.close()
        # While a load waits in its merge, what it has locked keeps no reader out.
        holder = subprocess.Popen([postgres.binaries() / "psql", "-X", "-q", "-d", self.uri()],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        holder.stdin.write("begin; lock table codau.corrections in exclusive mode;\n\\echo held\n")
        holder.stdin.flush()
        self.assertEqual(holder.stdout.readline(), "held\n")
        database = sqlite3.connect(out / "codau.db")
        database.execute("UPDATE kept_documents SET subject = subject || 'y'")
        self.close_altered(database)
        load = program.start([CODAU, "export", out, "postgres", "-o", self.uri(),
                              "--include-unreviewed", "--quiet"])
        program.wait_until(lambda: self.psql("select count(*) from pg_stat_activity where application_name = 'codau' "
                                             f"and wait_event_type = 'Lock' and datname = '{self.database}'") == "1")
        self.psql("set lock_timeout = 2000; select * from codau.documents; select * from codau.tasks; "
                  "select * from codau.delivered")
        self.assertEqual(self.psql("select count(*) from pg_locks where mode = 'AccessExclusiveLock' and relation in "
                                   "(select oid from pg_class where relnamespace = 'codau'::regnamespace)"), "0")
        holder.stdin.write("commit;\n")
        holder.stdin.close()
        self.assertEqual(load.wait(60), 0)
        load.communicate()
        holder.wait(30)
        holder.stdout.close()

    def test_values_that_hurt_come_back_as_they_were(self):
        plan = self.path / "hurts.txt"
        out = self.path / "hurts"
        plan.write_text(PLAN.format(commune="AN PHÚ", number="15", more="- Trực gác cháy rừng."), encoding="utf-8")
        self.read("hurts", plan)
        database = sqlite3.connect(out / "codau.db")
        hurts = '\\ \\N \\. "a",\'b\' {x,"y"}\t\n\r\n=cmd|\' /C calc\'!A0 \u202e \x01\x1f\x7f 😀 $codau$ --;'
        database.execute("UPDATE kept_tasks SET task_text = ?, extra = ?, budget_vnd = ? WHERE seq = 1",
                         (hurts, json.dumps({"zz": [1, 2.5, None, True, "\\\"\t\x01"], "a": {}, "Ghi chú": "é"}),
                          9007199254740993))
        database.execute("UPDATE kept_tasks SET review_reasons = 'DITTO|TASK_BARE' WHERE seq = 1")
        self.close_altered(database)
        self.load(out)
        self.assertEqual(json.loads(self.psql("select to_json(task_text) from codau.tasks where seq = 1")), hurts)
        self.assertEqual(self.psql("select budget_vnd, extra->'zz'->>1, extra->>'Ghi chú', review_reasons[2] from "
                                   "codau.tasks where seq = 1"), "9007199254740993\t2.5\té\tTASK_BARE")
        before = self.contents()
        self.load(out)
        self.assertEqual(program.difference(before, self.contents()), [])

    def test_what_the_server_cannot_hold_is_a_reject_and_takes_its_children(self):
        plan = self.path / "refused.txt"
        out = self.path / "refused"
        plan.write_text(PLAN.format(commune="AN PHÚ", number="16", more="- Trực gác cháy rừng."), encoding="utf-8")
        self.read("refused", plan)
        database = sqlite3.connect(out / "codau.db")
        database.execute("UPDATE kept_tasks SET task_text = 'a' || char(0) || 'b' WHERE seq = 1")
        database.execute("UPDATE kept_tasks SET due_date = '2024-02-30' WHERE seq = 2")
        database.execute("""UPDATE kept_sections SET bbox = '["\\u0000"]' WHERE seq = 3""")
        self.close_altered(database)
        report = self.load(out, 3)
        self.assertEqual(report["tasks"]["rejected"], 2)
        self.assertEqual(report["task_deadlines"]["rejected"], 2)
        lines = (out / "exports/postgres.rejects.jsonl").read_text().splitlines()
        causes = {(line["table"], line["field"], line["code"]) for line in map(json.loads, lines)}
        self.assertLessEqual({("tasks", "task_text", "CTRL_CHAR"), ("tasks", "due_date", "DATE_INVALID"),
                              ("sections", "bbox", "CTRL_CHAR")}, causes)
        for counts in report.values():
            self.assertEqual(counts["exported"] + counts["rejected"], counts["store"])
            self.assertEqual(counts["exported"], counts["inserted"])

    def test_an_older_target_is_upgraded_and_a_newer_one_refused(self):
        self.load()
        self.psql("drop view codau.ke_hoach_nhiem_vu, codau.ngay_den_han, codau.plan_tasks, codau.due_dates;"
                  "create view codau.texts as select task_id, task_text from codau.tasks;"
                  "alter table codau.tasks drop column budget_vnd, drop constraint tasks_origin_check;"
                  "drop table codau.task_deadlines; drop index codau.tasks_by_doc_id;"
                  "update codau.schema_version set version = '0.9'")
        report = self.load()
        self.assertEqual(report["task_deadlines"]["inserted"], report["task_deadlines"]["store"])
        self.check_same_rows(self.out)
        self.assertEqual(self.psql("select version from codau.schema_version"), SCHEMA_VERSION)
        self.assertEqual(self.psql("select count(*) from pg_constraint where conname = 'tasks_origin_check'"), "1")
        self.assertEqual(self.psql("select count(*) from pg_indexes where indexname = 'tasks_by_doc_id'"), "1")
        before = self.contents()
        self.load()
        self.assertEqual(program.difference(before, self.contents()), [])
        self.psql("update codau.schema_version set version = '1.10'")
        before = self.contents()
        self.assertIn("1.10", self.load(None, 7))
        self.assertEqual(program.difference(before, self.contents()), [])

    def test_tables_of_another_program_are_not_taken_over(self):
        self.psql("create schema codau; create table codau.tasks(id int); insert into codau.tasks values (1)")
        before = self.contents()
        self.assertIn("tasks", self.load(None, 7))
        self.assertEqual(program.difference(before, self.contents()), [])

    def test_a_trigger_that_changes_rows_is_found_out(self):
        self.load()
        self.psql("update codau.tasks set note = 'khác'; create function codau.shout() returns trigger language "
                  "plpgsql as $$ begin new.task_text = upper(new.task_text); return new; end $$; create trigger shout "
                  "before insert or update on codau.tasks for each row execute function codau.shout()")
        before = self.contents("")
        self.assertIn("EXPORT_MISMATCH", self.load(None, 7, "--force"))
        self.assertEqual(program.difference(before, self.contents("")), [])


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    postgres.require_server()
    unittest.main()
