#!/usr/bin/env python3
"""A file with several documents: each has rows and texts of its own, and goes and comes with its file.

usage: several_documents_test.py CODAU
"""
import hashlib
import json
import shutil
import sqlite3
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

DECISION = """ỦY BAN NHÂN DÂN
XÃ AN PHÚ
Số: 24/QĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Phú, ngày 05 tháng 3 năm 2024

QUYẾT ĐỊNH
Về việc ban hành Kế hoạch trồng cây năm 2024

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây năm 2024.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn An

"""
PLAN = """KẾ HOẠCH
Trồng cây năm 2024
(Ban hành kèm theo Quyết định số 24/QĐ-UBND ngày 05/3/2024 của UBND xã An Phú)

I. TỔ CHỨC THỰC HIỆN

1. Công an xã

- Giu gin trat tu khi trong cay truoc ngay 25/4/2024.
"""


class SeveralDocuments(program.MadeOnceTest):
    def setUp(self):
        self.file, self.out = self.path / "in/cay.txt", self.path / "out"
        super().setUp()
        self.sha256 = hashlib.sha256((DECISION + PLAN).encode()).hexdigest()
        self.decision = self.sha256[:16]
        self.plan = hashlib.sha256(f"{self.sha256}:0-0#1".encode()).hexdigest()[:16]

    def make(self):
        (self.path / "in").mkdir()
        self.file.write_text(DECISION + PLAN, encoding="utf-8")
        self.run_on()

    def codau(self, *command):
        done = program.run([program.CODAU, *command, "--lang", "en"])
        self.assertEqual(done.returncode, 0, (command, done.stderr))
        return done

    def run_on(self, *options):
        return self.codau("run", self.path / "in", "-o", self.out, *options)

    def check_there(self, *wanted):
        rows = [row["doc_id"] for row in self.table("documents")]
        self.assertEqual(sorted(rows), sorted(wanted))
        documents = program.documents(self.out)
        self.assertEqual(sorted(document.doc_id for document in documents), sorted(wanted))
        self.assertEqual([document.name for document in documents], ["cay", "cay (2)"][:len(wanted)])
        self.assertEqual(program.texts(self.out), sorted(document.text for document in documents))

    def table(self, name):
        lines = (self.out / f"records/{name}.jsonl").read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line]

    def document_of(self, doc_id):
        return program.Document(self.out, doc_id)

    def test_each_has_rows_and_texts_of_its_own(self):
        self.check_there(self.decision, self.plan)
        decision, plan = ({row["doc_id"]: row for row in self.table("documents")}[one] for one in (self.decision, self.plan))
        self.assertEqual([row["type_code"] for row in (decision, plan)], ["QĐ", "KH"])
        for column in ("code_number", "code_notation", "issued_edtf", "issued_date_best", "organ_name"):
            self.assertEqual(plan[column], decision[column], column)
        self.assertEqual([plan["issued_date"], plan["issued_date_basis"], plan["signer_name"]], [None, "xref", None])
        basis = {row["field"]: row["basis"] for row in self.table("evidence") if row["row_id"] == self.plan}
        self.assertEqual([basis[field] for field in ("code_number", "issued_edtf", "organ_name", "subject")],
                         ["xref", "xref", "xref", "read"])
        task, = self.table("tasks")
        self.assertEqual([task["doc_id"], task["due_date"]], [self.plan, "2024-04-25"])
        citation, = self.table("doc_refs")
        self.assertEqual([citation["doc_id"], citation["target_doc_id"]], [self.plan, self.decision])
        self.assertEqual(self.document_of(self.decision).as_read + self.document_of(self.plan).as_read, (DECISION + PLAN).encode())
        self.assertIn("Giữ gìn trật tự khi trồng cây trước ngày 25/4/2024", self.document_of(self.plan).text.read_text(encoding="utf-8"))

    def test_a_damaged_head_undoes_none_behind_it(self):
        letter = ("CÔNG TY {0}\nPHÒNG TỔ CHỨC\n{1}\nĐẢNG CỘNG SẢN VIỆT NAM\n{2}\nKính gửi: Xã An Phú.\nĐề nghị trồng cây.\n"
                  "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nNguyễn Văn An\n")
        heads = (("MỘT", "35-TTr/CTC", "An Phú, ngày 16 tháng 11 năm 2017"), ("HAI", "Số 64-CV/CTH", "An Phú, ngày 12 tháng 10 năm 2017"),
                 ("BA", "Số 6.2 - CV/CTB", "An Phú, ngày43, tháng 10 năm 2017"), ("BỐN", "Số 65-CV/CTB", "An Phú, ngày 13 tháng 10 năm 2017"))
        self.file.write_text("\f".join(letter.format(*head) for head in heads), encoding="utf-8")
        self.run_on("--prune")
        self.assertEqual(sorted(row["code_number"] or "" for row in self.table("documents")), ["", "", "64", "65"])

    def test_changes_of_each_lead_back(self):
        for doc_id in (self.decision, self.plan):
            (self.path / "changes.jsonl").write_bytes(self.document_of(doc_id).changes)
            back = self.codau("restore", self.document_of(doc_id).text, "--undo", self.path / "changes.jsonl")
            self.assertEqual(back.stdout, self.document_of(doc_id).as_read.decode())

    def test_lines_are_found_where_they_stand_in_the_file(self):
        found = self.codau("search", self.out, "khi trong cay")
        line = (DECISION + PLAN)[:(DECISION + PLAN).index("- Giu gin")].count("\n") + 1
        self.assertIn(str(line), found.stdout)

    def test_nothing_is_made_twice(self):
        self.assertIn("text files done 0, reused 1", self.run_on().stderr)
        self.run_on("--redo", "rows")
        self.check_there(self.decision, self.plan)

    def test_a_lost_text_is_made_again(self):
        whole = self.document_of(self.plan).content()
        for loss in (lambda: shutil.rmtree(self.out / "text"), self.document_of(self.plan).text.unlink):
            loss()
            self.assertIn("text files done 1, reused 0", self.run_on().stderr)
            self.assertEqual(self.document_of(self.plan).content(), whole)
            self.assertIn("text files done 0, reused 1", self.run_on().stderr)

    def test_files_are_new_where_a_document_behind_them_goes(self):
        text = self.document_of(self.decision).text
        whole = text.read_bytes()
        text.write_text("old", encoding="utf-8")
        store = sqlite3.connect(self.out / "codau.db")
        store.execute("INSERT INTO further VALUES(?,'aaaaaaaaaaaaaaaa','')", (self.decision,))
        store.execute("UPDATE made SET basis = '', answer = NULL")
        store.commit()
        store.close()
        self.run_on()
        self.assertEqual(text.read_bytes(), whole)

    def test_documents_are_counted_not_files(self):
        self.assertIn("documents 2", self.run_on().stderr)
        self.assertIn("documents 2", self.run_on("--redo", "rows").stderr)
        manifest = json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))
        self.assertEqual([manifest["counts"][one] for one in ("inputs", "documents")], [1, 2])
        (self.path / "in/other.txt").write_text(program.SMALL_PLAN.format(number=1), encoding="utf-8")
        self.file.rename(self.path / "away.txt")
        gone = self.codau("run", self.path / "in", "-o", self.out, "--prune", "--dry-run")
        self.assertEqual(sorted(line.split()[1] for line in gone.stdout.splitlines() if line.startswith("gone")),
                         sorted([self.decision, self.plan]))
        self.assertIn("documents to be taken out 2", gone.stderr)
        (self.path / "away.txt").rename(self.file)
        for option, said in (("--dry-run", "2 documents would go"), (None, "2 documents taken out"), ("--forget", "2 documents will be")):
            done = self.codau("remove", self.out, "cay.txt", *[option] * bool(option))
            self.assertIn(said, done.stderr)
            self.assertEqual(sorted(line.split()[0] for line in done.stdout.splitlines()), sorted([self.decision, self.plan]))
        self.assertIn("documents 3", self.run_on().stderr)
        self.file.unlink()
        self.assertIn("2 documents were taken out", self.run_on("--prune").stderr)

    def set(self, doc_id, **fields):
        edits = [{"doc_id": doc_id, "table": "documents", "row_id": doc_id, "action": "set", "field": field, "value": value}
                 for field, value in fields.items()]
        (self.path / "edits.jsonl").write_text("".join(json.dumps(edit) + "\n" for edit in edits), encoding="utf-8")
        self.codau("correct", self.out, "--file", self.path / "edits.jsonl", "--actor", "Lan")

    def head(self, doc_id):
        row, = (row for row in self.table("documents") if row["doc_id"] == doc_id)
        return {column: row[column] for column in ("code_number", "code_notation", "issued_edtf", "issued_date_best", "issued_date_basis")}

    def test_what_people_set_in_the_decision_is_the_plan_s(self):
        counted = "- Báo cáo kết quả chậm nhất 10 ngày kể từ ngày ban hành Kế hoạch.\n"
        self.file.write_text(DECISION + PLAN + counted, encoding="utf-8")
        self.sha256 = hashlib.sha256((DECISION + PLAN + counted).encode()).hexdigest()
        self.decision, self.plan = self.sha256[:16], hashlib.sha256(f"{self.sha256}:0-0#1".encode()).hexdigest()[:16]
        self.run_on("--prune")
        self.set(self.decision, code_number="25", code_notation="QĐ-UBND-VX", issued_date="2024-03-15")
        wanted = {"code_number": "25", "code_notation": "QĐ-UBND-VX", "issued_edtf": "2024-03-15", "issued_date_best": "2024-03-15",
                  "issued_date_basis": "xref"}
        self.assertEqual(self.head(self.plan), wanted)
        basis = {row["field"]: row["basis"] for row in self.table("evidence") if row["row_id"] == self.plan}
        self.assertEqual([basis[one] for one in ("code_number", "code_notation", "issued_edtf")], ["xref"] * 3)
        self.assertIn("2024-03-25", [row["due_date"] for row in self.table("tasks")])
        self.codau("export", self.out, "json", "-o", self.path / "json")
        self.assertIn('"25"', (self.path / "json/cay (2).json").read_text(encoding="utf-8"))
        before = self.records()
        self.assertIn("text files done 0, reused 1", self.run_on().stderr)
        self.run_on("--redo", "rows")
        self.assertEqual(self.records(), before)
        self.set(self.plan, code_number="07")
        self.set(self.decision, code_number="26", issued_date=None)
        wanted.update(code_number="07", issued_edtf=None, issued_date_best=None, issued_date_basis="none")
        self.assertEqual(self.head(self.plan), wanted)
        before = self.records()
        self.run_on("--redo", "rows")
        self.assertEqual(self.records(), before)

    def records(self):
        return {path.name: path.read_bytes() for path in (self.out / "records").glob("*.jsonl")}

    def test_they_go_with_their_file_and_come_with_it(self):
        self.file.write_text(DECISION, encoding="utf-8")
        self.run_on("--prune")
        self.check_there(hashlib.sha256(DECISION.encode()).hexdigest()[:16])
        self.file.write_text(DECISION + PLAN, encoding="utf-8")
        self.run_on("--prune")
        self.check_there(self.decision, self.plan)
        self.codau("remove", self.out, "cay.txt")
        self.assertEqual(program.texts(self.out), [])
        self.codau("remove", self.out, "--forget", "cay.txt")
        self.run_on()
        self.check_there(self.decision, self.plan)

    def test_one_that_was_taken_out_stays_out_until_it_is_taken_back(self):
        self.codau("remove", self.out, self.plan)
        self.run_on("--redo", "rows")
        self.check_there(self.decision)
        other = self.path / "in/other.txt"  # that something is left
        other.write_text(program.SMALL_PLAN.format(number=1), encoding="utf-8")
        self.file.rename(self.path / "away.txt")
        self.run_on("--prune")
        (self.path / "away.txt").rename(self.file)
        other.unlink()
        self.run_on("--prune")
        self.check_there(self.decision)
        self.codau("remove", self.out, "--forget", self.plan)
        self.run_on()
        self.check_there(self.decision, self.plan)

    def test_compact_keeps_which_documents_a_file_has(self):
        self.codau("compact", self.out)
        self.file.write_text(DECISION, encoding="utf-8")
        self.run_on("--prune")
        self.check_there(hashlib.sha256(DECISION.encode()).hexdigest()[:16])

    def test_exports_hold_both(self):
        for form in ("csv", "jsonl", "sqlite", "xlsx", "xlsx-full", "opensearch", "postgres"):
            self.codau("export", self.out, form, "-o", self.path / form, "--quiet")
        exported = (self.path / "jsonl/documents.jsonl").read_text(encoding="utf-8")
        self.assertTrue(self.decision in exported and self.plan in exported)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
