#!/usr/bin/env python3
"""A user's lexicon: a local agency and a type of document are added with data alone, errors are told by file and
line, and what changes is read again.

usage: lexicon_test.py CODAU
"""
import json
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

SCRIPT = """ỦY BAN NHÂN DÂN
XÃ AN PHÚ
Số: 09/KB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Phú, ngày 05 tháng 3 năm 2024

KỊCH BẢN
Diễn tập chữa cháy rừng năm 2024

I. MỤC ĐÍCH

Nâng cao khả năng ứng phó khi cháy rừng.

II. TỔ CHỨC THỰC HIỆN

1. Đội Dân phòng Suối Giàng

- Dập lửa tại bìa rừng trước ngày 20/3/2024.

Nơi nhận:
- Đội Dân phòng Suối Giàng;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn An
"""
AGENCY = "Đội Dân phòng Suối Giàng\tagency\tunit\t\t\tlevel=unit\n"
TYPE = "Kịch bản\tdocument_type\tKB\t\t\ttitle; tasks=all; sections=organisation; year\n"


class Lexicon(unittest.TestCase):
    def setUp(self):
        self.path = self.enterContext(program.Folder())
        (self.path / "in").mkdir()
        self.file, self.out = self.path / "in/kich-ban.txt", self.path / "out"
        self.file.write_text(SCRIPT, encoding="utf-8")

    def codau(self, *command, code=0):
        done = program.run([program.CODAU, *command, "--lang", "en"])
        self.assertEqual(done.returncode, code, (command, done.stdout, done.stderr))
        return done

    def read(self, *options):
        self.codau("run", self.path / "in", "-o", self.out, "--formats", "jsonl", *options)

    def rows(self, table):
        lines = (self.out / f"records/{table}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def user(self, text, folder=None):
        folder = folder or self.out / "lexicon/user"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "xa.tsv").write_text(text, encoding="utf-8")
        return folder

    def test_a_type_and_an_agency_are_data(self):
        self.read()
        document = self.rows("documents")[0]
        self.assertNotEqual(document["type_code"], "KB")
        self.assertIsNone(document["code_number"])
        self.user(AGENCY + TYPE)
        self.read()  # nothing but the tables has changed
        document = self.rows("documents")[0]
        self.assertEqual((document["type_code"], document["type_name"]), ("KB", "Kịch bản"))
        self.assertEqual((document["code_number"], document["code_notation"]), ("09", "KB-UBND"))
        self.assertEqual(document["subject"], "Diễn tập chữa cháy rừng năm 2024")
        self.assertNotIn("NOT_A_PLAN", document["review_reasons"] or "")
        task = self.rows("tasks")[0]
        self.assertEqual((task["lead_raw"], task["due_date"]), ("Đội Dân phòng Suối Giàng", "2024-03-20"))
        agency = self.rows("task_agencies")[0]
        self.assertEqual((agency["method"], agency["level"]), ("exact", "unit"))
        self.assertIsNotNone(agency["agency_id"])

    def test_a_folder_may_be_given(self):
        folder = self.user(TYPE, self.path / "ours")
        self.read("--lexicon", folder)
        self.assertEqual(self.rows("documents")[0]["type_code"], "KB")

    def test_restoration_knows_its_words(self):
        self.file.write_text("Uy ban nhan dan xa giao to QXDT lap ke hoach phong chong thien tai.\n", encoding="utf-8")
        abbreviation = "QXĐT\tabbreviation\t\t\t\tstands=quản lý xây dựng đô thị\n"
        for folder, options in ((None, ()), (self.path / "ours", ("--lexicon", self.path / "ours"))):
            self.read()
            text = program.texts(self.out)[0]
            self.assertIn(" QXDT ", text.read_text(encoding="utf-8"))
            folder = self.user(abbreviation, folder)
            self.read(*options)  # nothing but the words has changed
            self.assertIn(" QXĐT ", text.read_text(encoding="utf-8"))
            (folder / "xa.tsv").unlink()

    def test_people_say_what_type_a_file_is_of(self):
        table = self.path / "types.csv"
        table.write_text("source_path,type_code\nkich-ban.txt,KH\n", encoding="utf-8")
        self.read("--metadata", table)
        document = self.rows("documents")[0]
        self.assertEqual((document["type_code"], document["type_name"]), ("KH", "Kế hoạch"))
        self.assertEqual(len(self.rows("tasks")), 1)
        basis = [one["basis"] for one in self.rows("evidence") if one["field"] == "type_code"]
        self.assertEqual(basis, ["human"])
        table.write_text("source_path,type_code\nkich-ban.txt,KH\nkhac.txt,KH\n", encoding="utf-8")
        told = self.codau("run", self.path / "in", "-o", self.out, "--metadata", table).stderr
        self.assertIn("no input has this path of --metadata: khac.txt", told)
        for wrong in ("path,type\n", "source_path,type_code\nkich-ban.txt,XYZ\n",
                      "source_path,type_code\nkich-ban.txt,KH\nkich-ban.txt,QĐ\n", ""):
            table.write_text(wrong, encoding="utf-8")
            told = self.codau("run", self.path / "in", "-o", self.out, "--metadata", table, code=2).stderr
            self.assertIn("types.csv, row ", told)

    def test_errors_are_told_by_file_and_line(self):
        folder = self.user("# ours\n" + AGENCY + "Ban A\tagencies\nBan B\tagency\torgan\t2024-02-30\n")
        done = self.codau("lexicon", "check", folder, code=6)
        self.assertEqual(done.stdout.splitlines(), ['xa.tsv:3: there is no role "agencies"',
                                                    'xa.tsv:4: no day (2025-07-01 is one) "2024-02-30"'])
        self.assertIn("1 entries, 2 errors", done.stderr)
        told = self.codau("run", self.path / "in", "-o", self.out, code=6).stderr
        self.assertIn("xa.tsv:3: there is no role", told)
        self.user(AGENCY)
        self.assertEqual(self.codau("lexicon", "check", folder).stdout, "")
        self.codau("lexicon", "check", self.path / "missing", code=6)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
