#!/usr/bin/env python3
"""Plans that hurt: every one is read, nothing is invented, and what is wrong is flagged.

usage: bad_plans_test.py CODAU [unittest options]
"""
import csv
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
HEAD = """UBND HUYỆN AN LẠC
UBND XÃ TÂN SƠN
Số: 12/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tân Sơn, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Trồng cây năm 2024

"""
DUTIES = "III. TỔ CHỨC THỰC HIỆN\n\n"
TABLE = "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tYêu cầu\tThời gian hoàn thành\n"
ROWS, CITED = 5000, 5000
PLANS = {
    "rows": HEAD + TABLE + "".join(f"{i}\tChăm sóc cây số {i}\tVăn phòng\tCông an xã\t\tTháng {i % 12 + 1}\n"
                                   for i in range(1, ROWS + 1)),
    "continued": HEAD + TABLE + "1\tChăm sóc cây\tVăn phòng\t\t\t\n" + "\tdọc đường\t\t\t\t\n" * ROWS,
    "cells": HEAD + TABLE + "1\t=cmd|'/C calc'!A0\t+1+1\t@SUM(A1)\t\"hai \"\"lần\"\" \u202engược\u202c\t-2+3\n"
                            "2\tCây\0 xanh\t\u200fVăn phòng\tx\ty\a\tHằng năm\n",
    "ditto": HEAD + TABLE + "1\tTrồng cây\t" + "Văn phòng, " * 500 + "\t\t\t\n"
                          + "".join(f"{i}\tTrồng cây\tnt\t\t\t\n" for i in range(2, 500)),
    "cited": HEAD + "Căn cứ " + "".join(f"Quyết định số {i}/QĐ-UBND ngày 03/4/2023 của UBND huyện; "
                                        for i in range(1, CITED + 1)) + "\n",
    "dates": HEAD + DUTIES + "1. Văn phòng\n\n- Trồng cây trước ngày 31/6/2024.\n\n- Tưới cây trong vòng "
                             "999999999999 ngày kể từ ngày ban hành Kế hoạch này.\n",
    "numbers": HEAD + "0. Mở đầu\n\n999999999999. Rất xa\n\n" + DUTIES + ".".join("1" * 300) + ". Rất sâu\n\n"
                    + TABLE + "999999999999999999999\tTrồng cây\tVăn phòng\t\t\t\n",
    "idle": HEAD + "Kế hoạch này không giao việc gì cho ai.\n",
    "line": HEAD + "I. NỘI DUNG\n\n- " + "Trồng cây, chăm cây. " * 20000 + "\n",
    "blank": "\n" * 100000,
    # the place has a name that several districts had; no district is left at that day; nobody is named where the duties stand
    "regulation": """ỦY BAN NHÂN DÂN
HUYỆN CHỢ MỚI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

QUY ĐỊNH
Chức năng, nhiệm vụ, quyền hạn của Phòng Kinh tế huyện
(Kèm theo Quyết định số 5/2031/QĐ-UBND ngày 17 tháng 12 năm 2031 của Ủy ban nhân dân huyện Chợ Mới)

Điều 1. Vị trí

1. Phòng Kinh tế là cơ quan chuyên môn.

Điều 2. Nhiệm vụ và quyền hạn

1. Lập quy hoạch đê.
""",
}


class BadPlans(program.TextsTest):
    @classmethod
    def setUpClass(cls):
        cls.run_texts(CODAU, {name: text.encode() for name, text in PLANS.items()})

    def rows(self, table, plan):
        return [row for row in self.table(table) if self.names[row["doc_id"]] == plan]

    def document(self, plan):
        return self.rows("documents", plan)[0]

    def test_all_are_read(self):
        self.assertEqual(self.done.returncode, 0, self.done.stderr)
        self.assertEqual(set(self.names.values()), set(PLANS))

    def test_a_duty_of_the_organ_in_the_title(self):
        [task] = self.rows("tasks", "regulation")
        self.assertEqual((task["task_text"], task["lead_raw"]), ("Lập quy hoạch đê.", None))
        names = [row["raw"] for row in self.table("task_agencies") if row["task_id"] == task["task_id"]]
        self.assertEqual(names, ["Phòng Kinh tế huyện"])
        organs = [row["name"] for row in self.table("agencies") if "Chợ Mới" in row["name"]]
        self.assertEqual(organs.count("Ủy ban nhân dân huyện Chợ Mới"), 1)

    def test_long_tables_are_whole(self):
        rows = self.rows("tasks", "rows")
        self.assertEqual([row["ordinal_norm"] for row in rows], [str(i) for i in range(1, ROWS + 1)])
        self.assertEqual({row["lead_raw"] for row in rows}, {"Văn phòng"})
        [one] = self.rows("tasks", "continued")
        self.assertEqual(one["task_text"].count("dọc đường"), ROWS)

    def test_cells_keep_what_is_text(self):
        first, second = self.rows("tasks", "cells")
        self.assertEqual((first["task_text"], first["lead_raw"], first["coop_raw"], first["deadline_raw"]),
                         ("=cmd|'/C calc'!A0", "+1+1", "@SUM(A1)", "-2+3"))
        self.assertEqual((second["task_text"], second["output"]), ("Cây xanh", "y"))
        self.assertIn("CTRL_CHAR", self.document("cells")["flags"])
        with (self.out / "records/tasks.csv").open(encoding="utf-8", newline="") as file:
            texts = {row["task_text"] for row in csv.DictReader(file)}
        self.assertIn("=cmd|'/C calc'!A0", texts)

    def test_a_ditto_mark_repeats_no_list_that_nobody_wrote(self):
        tasks = self.rows("tasks", "ditto")
        self.assertEqual(len(tasks), 499)
        self.assertTrue(all("LEAD_MISSING" in row["review_reasons"] for row in tasks))
        ids = {row["task_id"] for row in tasks}
        self.assertEqual([row for row in self.table("task_agencies") if row["task_id"] in ids], [])

    def test_every_citation_counts(self):
        self.assertEqual([row["number"] for row in self.rows("doc_refs", "cited")], [str(i) for i in range(1, CITED + 1)])

    def test_impossible_times_are_no_dates(self):
        june, never = self.rows("tasks", "dates")
        self.assertIsNone(june["due_date"])
        self.assertIn("DATE_INVALID", june["review_reasons"])
        self.assertIsNone(never["due_date"])

    def test_numbers_are_text(self):
        self.assertIn("999999999999999999999", {row["ordinal_norm"] for row in self.rows("tasks", "numbers")})

    def test_nothing_is_invented(self):
        for plan in ("idle", "blank", "line", "cited"):
            self.assertEqual(self.rows("tasks", plan), [], plan)
        self.assertEqual(self.document("blank")["type_code"], "KHAC")


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
