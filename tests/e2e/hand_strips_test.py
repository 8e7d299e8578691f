#!/usr/bin/env python3
"""Pictures of confirmed handwriting: kept only by an archive that was told to, and as long as their value and document.

usage: hand_strips_test.py CODAU [unittest options]
"""
import contextlib
import hashlib
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402
from program import CODAU  # noqa: E402
from review_test import Page  # noqa: E402

ROWS = 36


def hand(file, sql, *values):
    with contextlib.closing(sqlite3.connect(file)) as store:
        found = store.execute(sql, values).fetchall()
        store.commit()
        return found


def strips(file):
    """{part: value}; each picture is sound and has ink."""
    found = {}
    for part, value, width, pixels in hand(file, "SELECT part, value, width, pixels FROM strips"):
        assert len(pixels) == width * ROWS and min(pixels) < 128 < max(pixels), (part, width, len(pixels))
        found[part] = value
    return found


def split_word(page, at, size):
    """Makes two words of one: the first of its characters, and the others."""
    begin, end, left, top, right, bottom, *rest = page["words"][at]
    column = left + (right - left) * size // (end - begin)
    text = page["text"].encode()
    page["text"] = (text[:begin + size] + b" " + text[begin + size:]).decode()
    after = [[one[0] + 1, one[1] + 1, *one[2:]] for one in page["words"][at + 1:]]
    page["words"][at:] = [[begin, begin + size, left, top, column, bottom, *rest],
                          [begin + size + 1, end + 1, column, top, right, bottom, *rest], *after]
    for line in page["lines"]:
        line[:2] = [word + (word > at) for word in line[:2]]


def words_of(page):
    text = page["text"].encode()
    return [text[word[0]:word[1]].decode() for word in page["words"]]


def put_page(store, key, page):
    text = json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()
    store.execute("UPDATE pages SET json = ?, digest = ?, bytes = ? WHERE rowid = ?",
                  (text.decode(), hashlib.sha256(text).hexdigest(), len(text), key))
    store.commit()


def mark_handwritten(out):
    """Makes the number, the day and the month of the scan words that somebody wrote, as if the run had read them so."""
    with contextlib.closing(sqlite3.connect(out / "pages.db")) as store:
        key, text = store.execute("SELECT rowid, json FROM pages WHERE number = 1").fetchone()
        page = json.loads(text)
        words = words_of(page)
        number = words.index("Số:") + 1
        for label in ("ngày", "tháng"):
            page["words"][words.index(label) + 1].append(True)
        split_word(page, number, words[number].index("/"))
        page["words"][number].append(True)
        put_page(store, key, page)


class HandStrips(program.MadeOnceTest):
    """`out`: an output of a scan whose number and date are handwritten, which keeps strips; `edit` settles one of them."""

    def setUp(self):
        self.out, self.file = self.path / "out", self.path / "out/hand.db"
        super().setUp()
        self.doc, self.number, self.date = program.rows(self.out, "SELECT doc_id, code_number, issued_date FROM documents")[0]

    def make(self):
        (self.path / "in").mkdir()
        program.write_small_scan(self.path / "in/scan.tif")
        self.codau("run", self.path / "in", "-o", self.out, "--pages", "1", "--keep-strips")
        mark_handwritten(self.out)

    def codau(self, *command, code=0):
        done = program.run([CODAU, *command, "--lang", "en"])
        self.assertEqual(done.returncode, code, (command, done.stdout, done.stderr))
        return done

    def edit(self, field, value=None, action="set"):
        edit = {"doc_id": self.doc, "table": "documents", "row_id": self.doc, "action": action, "field": field}
        if action == "set":
            edit["value"] = value
        (self.path / "edits.jsonl").write_text(json.dumps(edit) + "\n", encoding="utf-8")
        self.codau("correct", self.out, "--file", self.path / "edits.jsonl", "--actor", "Lan")

    def confirm(self):
        self.edit("code_number", self.number)
        self.edit("issued_date", self.date)
        return {"number": self.number, "day": self.date[8:], "month": self.date[5:7].lstrip("0")}  # as it is written

    def test_values_that_people_confirm_are_kept_until_they_change_them(self):
        self.assertEqual(strips(self.file), {})
        kept = self.confirm()
        self.assertEqual(strips(self.file), kept)
        self.edit("code_number", "77")
        self.assertEqual(strips(self.file), kept | {"number": "77"})
        self.edit("code_number", action="reopen")
        del kept["number"]
        self.assertEqual(strips(self.file), kept)

    def test_an_archive_that_was_not_told_keeps_none(self):
        self.file.unlink()
        self.confirm()
        self.codau("run", self.path / "in", "-o", self.out, "--pages", "1")
        self.assertFalse(self.file.exists())

    def review(self, act):
        """What `act` answers to the page of a review."""
        server = subprocess.Popen([CODAU, "review", self.out, "--actor", "Lan", "--lang", "en"], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True)
        try:
            page = Page(server.stdout.readline())
            page.wait_for_queue()
            return act(page)
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=program.HANGS)

    def ask(self, page):
        return page.doubt({"doc_id": self.doc, "table": "documents", "row_id": self.doc, "field": "code_number"})

    def test_review_keeps_them_and_takes_them_back(self):
        def accept_and_undo(page):
            status, done = page.settle(self.ask(page))
            self.assertEqual(status, 200, done)
            self.assertEqual(strips(self.file), {"number": self.number})
            status, done = page.act(**done["undo"])
            self.assertEqual(status, 200, done)
            self.assertEqual(strips(self.file), {})
        self.review(accept_and_undo)

    def test_review_ranks_readings_by_kept_strips_of_the_same_office(self):
        self.confirm()
        office = program.rows(self.out, "SELECT organ_agency_id FROM documents")[0][0]
        self.assertTrue(office)
        with contextlib.closing(sqlite3.connect(self.out / "pages.db")) as store:
            key, text = store.execute("SELECT rowid, json FROM pages WHERE number = 1").fetchone()
            page = json.loads(text)
            number = page["words"][words_of(page).index(self.number)]
            number[7:] = ["17", 0.3, "21", 0.25, True]
            put_page(store, key, page)
        offered = lambda: [one["value"] for one in self.review(self.ask)["alternatives"]]
        self.assertEqual(offered(), ["17", "21"])
        # Another paper of the office has the same ink, which is 21 there.
        hand(self.file, "INSERT INTO strips SELECT 'other', part, '21', office, 99, width, pixels FROM strips WHERE part = 'number'")
        self.assertEqual(offered(), ["21", "17"])
        hand(self.file, "UPDATE strips SET office = 'elsewhere' WHERE doc_id = 'other'")
        self.assertEqual(offered(), ["17", "21"])

    def test_they_are_removed_with_their_document(self):
        self.confirm()
        pixels = hand(self.file, "SELECT pixels FROM strips WHERE part = 'number'")[0][0]
        self.assertIn(pixels[:200], self.file.read_bytes())
        self.codau("remove", self.out, self.doc)
        self.assertEqual(strips(self.file), {})
        for file in self.out.glob("hand.db*"):
            self.assertNotIn(pixels[:200], file.read_bytes())

    def test_a_document_that_becomes_secret_loses_them(self):
        secret, out = self.path / "secret", self.path / "of_secret"
        secret.mkdir()
        (secret / "plan.txt").write_text("MẬT\n\n" + program.SMALL_PLAN.format(number=1), encoding="utf-8")
        self.codau("run", secret, "-o", out, "--allow-secret", "--keep-strips")
        doc = program.rows(out, "SELECT doc_id FROM documents")[0][0]
        hand(out / "hand.db", "INSERT INTO strips VALUES(?, 'number', '12', '', 1, 1, zeroblob(36))", doc)
        program.run([CODAU, "run", secret, "-o", out, "--redo", "rows"])
        self.assertEqual(program.rows(out, "SELECT doc_id FROM documents"), [])
        self.assertEqual(hand(out / "hand.db", "SELECT doc_id FROM strips"), [])

    def test_a_merge_takes_them_if_its_target_keeps_strips(self):
        kept = self.confirm()
        (self.path / "other").mkdir()
        (self.path / "other/plan.txt").write_text(program.SMALL_PLAN.format(number=1), encoding="utf-8")
        self.codau("run", self.path / "other", "-o", self.path / "keeps", "--keep-strips")
        for target in ("keeps", "keeps_none"):
            self.codau("merge", self.out, "-o", self.path / target, "--mixed")
        self.assertEqual(strips(self.path / "keeps/hand.db"), kept)
        self.assertFalse((self.path / "keeps_none/hand.db").exists())

    def test_of_two_copies_only_strips_of_the_value_that_stands_are_kept(self):
        shutil.copytree(self.out, self.path / "copy")
        self.edit("code_number", "77")
        self.out, self.file = self.path / "copy", self.path / "copy/hand.db"
        self.edit("code_number", "78")
        self.codau("merge", self.path / "copy", "-o", self.path / "out", "--mixed")
        stands = program.rows(self.path / "out", "SELECT code_number FROM documents")[0][0]
        self.assertIn(strips(self.path / "out/hand.db"), ({}, {"number": stands}))

    def test_they_are_compacted_and_backed_up(self):
        kept = self.confirm()
        self.codau("compact", self.out, "--backup", self.path / "copy.db")
        self.codau("compact", self.out)
        self.assertEqual(strips(self.path / "copy.db.hand.db"), kept)
        self.assertEqual(strips(self.file), kept)
        self.codau("compact", self.out, "--backup", self.path / "copy.db", code=2)
        self.codau("doctor", self.out)


if __name__ == "__main__":
    sys.argv.pop(1)
    unittest.main()
