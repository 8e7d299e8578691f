"""codau review as a browser talks to it: what it serves, whom it keeps out, what a kill leaves.

usage: review_test.py CODAU
"""
import concurrent.futures
import contextlib
import copy
import csv
import fcntl
import gzip
import http.client
import io
import json
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import unittest
import urllib.parse

from PIL import Image

import program
from program import CODAU, wait_until


class Page:
    """A browser that has opened the printed address."""

    def __init__(self, address):
        parts = urllib.parse.urlparse(address)
        self.port, self.token = parts.port, urllib.parse.parse_qs(parts.query)["token"][0]
        self.host = f"127.0.0.1:{self.port}"
        self.cookie = ""
        answer, _ = self.ask("GET", f"/?token={self.token}")
        assert answer.status == 303, answer.status
        self.attributes = answer.getheader("Set-Cookie")
        self.cookie = self.attributes.split(";")[0]

    def ask(self, method, path, body=None, **headers):
        sent = {"Host": self.host, "Cookie": self.cookie} | {name: value for name, value in headers.items() if value is not None}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30 * program.PATIENCE)
        try:
            connection.request(method, path, body, {name: value for name, value in sent.items() if value != ""})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def get(self, path, **parameters):
        answer, body = self.ask("GET", f"{path}?{urllib.parse.urlencode(parameters)}")
        return answer.status, json.loads(body)

    def act(self, **what):
        answer, body = self.ask("POST", "/api/v1/review/act", json.dumps(what), Origin=f"http://{self.host}")
        return answer.status, json.loads(body)

    def wait_for_queue(self):
        """Until all documents are in it."""
        wait_until(lambda: self.get("/api/v1/review/queue")[1]["unseen"] == 0 or time.sleep(0.02))

    def first(self, **filters):
        """The first doubt of the queue, with all that is known of it."""
        items = self.get("/api/v1/review/queue", **filters)[1]["items"]
        return self.doubt(items[0]) if items else None

    def doubt(self, item):
        status, doubt = self.get("/api/v1/review/doubt", doc=item["doc_id"], table=item["table"], row=item["row_id"], field=item["field"])
        assert status == 200, doubt
        return doubt

    def open_of(self, doc):
        """The doubts of a document but for the document itself."""
        items = self.get("/api/v1/review/queue", doc=doc)[1]["items"]
        return [one for one in items if (one["table"], one["field"]) != ("documents", "")]

    def settle_all(self, doc):
        """All that keeps a document from being signed off, one after another; the version to sign it by."""
        while items := self.open_of(doc):
            status, done = self.settle(self.doubt(items[0]), blank=True)
            assert status == 200, done
        return self.get("/api/v1/review/tasks", doc=doc)[1]["version"]

    def settle(self, doubt, action="accept", **more):
        keys = ("doc_id", "table", "row_id", "field", "version")
        return self.act(action=action, **{key: doubt[key] for key in keys}, **more)


class ReviewTest(unittest.TestCase):
    """`out`: an output of its own for each test, of small plans with leads that no list has and deadlines before the day of issue."""

    @classmethod
    def setUpClass(cls):
        cls.made = cls.enterClassContext(program.Folder())
        (cls.made / "in").mkdir()
        for number in (1, 2, 3):
            text = program.SMALL_PLAN.format(number=number).replace("28/02/2026", "28/02/2025")
            (cls.made / f"in/{number}.txt").write_text(text + "\n2. Tổ Lò Bling chủ trì xây <script>alert(1)</script> cổng.\n", encoding="utf-8")
        program.run([CODAU, "run", cls.made / "in", "-o", cls.made / "out"], check=True)

    def setUp(self):
        self.out = self.enterContext(program.Folder()) / "out"
        shutil.copytree(self.made / "out", self.out)
        self.serve()

    def serve(self):
        self.server = subprocess.Popen([CODAU, "review", self.out, "--actor", "Lan", "--lang", "en"],
                                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.end)
        self.page = Page(self.server.stdout.readline())
        self.page.wait_for_queue()

    def test_tables_of_words_that_are_not_here(self):
        self.assertEqual(self.page.get("/api/v1/review/queue")[1]["notes"], [])
        self.end()
        with contextlib.closing(sqlite3.connect(self.out / "codau.db")) as store:
            store.execute("UPDATE state SET value = 'others' WHERE name = 'xref_by'")
            store.commit()
        self.serve()
        self.assertIn("tables of words that are not here", self.page.get("/api/v1/review/queue")[1]["notes"][0]["en"])

    def end(self, number=signal.SIGTERM):
        with contextlib.suppress(ProcessLookupError):
            self.server.send_signal(number)
        code = self.server.wait(timeout=program.HANGS)
        self.server.stdout.close()
        self.server.stderr.close()
        return code

    def row(self, doubt):
        key = {"tasks": "task_id", "documents": "doc_id", "sections": "section_id"}[doubt["table"]]
        field = doubt["field"] or "review_status"
        return program.rows(self.out, f"SELECT {field}, review_status FROM {doubt['table']} WHERE {key} = '{doubt['row_id']}'")[0]

    def edits(self):
        return [json.loads(line) for (line,) in program.rows(self.out, "SELECT edit FROM human_edits ORDER BY doc_id, seq")]

    def test_what_is_asked_and_settled(self):
        status, queue = self.page.get("/api/v1/review/queue")
        self.assertEqual(status, 200)
        self.assertGreaterEqual(queue["all"], 2)
        self.assertEqual(queue["actor"], "Lan")
        self.assertEqual(queue["items"][0]["field"], "due_date")  # what a mistake costs most
        doubt = self.page.first()
        self.assertEqual(doubt["value"], "28/02/2025")
        self.assertEqual([one["code"] for one in doubt["reasons"]], ["DUE_BEFORE_ISSUE"])
        self.assertIn("Thời hạn trước ngày ban hành", doubt["reasons"][0]["meaning"]["vi"])
        self.assertIn("28/02/2025", "".join(one["text"] for one in doubt["context"]))
        status, done = self.page.settle(doubt, "set", value="28/2/2026")
        self.assertEqual((status, done["value"], done["all"]), (200, "28/02/2026", queue["all"] - 1))
        self.assertEqual(self.row(doubt), ("2026-02-28", done["status"]))
        made = self.edits()[0]
        self.assertEqual((made["actor"], made["before"], made["value"]), ("Lan", "2025-02-28", "2026-02-28"))
        self.assertRegex(made["at"], r"^20..-..-..T")
        # What it was before is there again, and is asked again.
        status, _ = self.page.act(**done["undo"])
        self.assertEqual(status, 200)
        self.assertEqual(self.row(doubt), ("2025-02-28", "review"))
        self.assertEqual(self.page.get("/api/v1/review/queue")[1]["all"], queue["all"])
        self.assertEqual(self.page.first()["value"], "28/02/2025")

    def test_the_whole_queue_is_settled_and_told_to_all(self):
        for _ in range(100):
            doubt = self.page.first()
            if doubt is None:
                break
            if (doubt["table"], doubt["field"]) == ("documents", ""):
                self.assertEqual(self.page.settle(doubt)[0], 400)  # only as a document
                self.assertEqual(self.page.act(action="sign", doc_id=doubt["doc_id"], version=doubt["document"]["version"])[0], 200)
            else:
                self.assertEqual(self.page.settle(doubt, blank=True)[0], 200, doubt)
        self.assertEqual(program.rows(self.out, "SELECT count(*) FROM tasks WHERE review_status = 'review'")[0][0], 0)
        self.assertEqual(self.end(), 0)
        tasks = [json.loads(line) for line in (self.out / "records/tasks.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertNotIn("review", {task["review_status"] for task in tasks})
        self.assertIn("accepted", {task["review_status"] for task in tasks})

    def test_filters(self):
        queue = self.page.get("/api/v1/review/queue")[1]
        for name, key in (("fields", "field"), ("reasons", "reason"), ("documents", "doc"), ("organs", "organ")):
            for one in queue[name]:
                self.assertEqual(self.page.get("/api/v1/review/queue", **{key: one["key"]})[1]["waiting"], one["count"] if one["key"] else queue["all"])

        self.assertEqual([one["label"]["vi"] for one in queue["documents"]], ["1.txt", "2.txt", "3.txt"])
        self.assertEqual([one["label"]["vi"] for one in self.page.get("/api/v1/review/queue", name="2.")[1]["documents"]], ["2.txt"])

    def test_tables_and_text(self):
        doubt = self.page.first()
        status, table = self.page.get("/api/v1/review/tasks", doc=doubt["doc_id"])
        self.assertEqual(status, 200)
        row = next(one for one in table["rows"] if one["row_id"] == doubt["row_id"])
        self.assertIn("due_date", row["doubts"])
        place = [one["field"] for one in table["columns"]].index("lead_raw")
        cell = row["cells"][place]
        status, done = self.page.act(action="write", doc_id=doubt["doc_id"], table="tasks", row_id=row["row_id"], field="lead_raw",
                                     version=cell["version"], value="Công an xã Hạ Lũng")
        self.assertEqual((status, done["value"], done["status"]), (200, "Công an xã Hạ Lũng", "review"))
        self.assertEqual(self.page.act(**done["undo"])[1]["value"], cell["value"])
        # What was in doubt is so again when it is undone.
        doubts = lambda: next(one["doubts"] for one in self.page.get("/api/v1/review/tasks", doc=doubt["doc_id"])[1]["rows"] if one["row_id"] == row["row_id"])
        open_before = doubts()
        status, done = self.page.act(action="write", doc_id=doubt["doc_id"], table="tasks", row_id=row["row_id"], field="due_date",
                                     version=doubt["version"], value="31/12/2026")
        self.assertEqual((status, "due_date" in doubts()), (200, False))
        self.assertEqual((self.page.act(**done["undo"])[1]["value"], doubts()), (doubt["value"], open_before))
        # What the document says of itself stands beside them, and is edited in the same way.
        kind = next(one for one in table["document"] if one["field"] == "type_code")
        status, done = self.page.act(action="write", doc_id=doubt["doc_id"], table="documents", row_id=doubt["doc_id"], field="type_code", version=kind["version"], value="QĐ")
        self.assertEqual((status, program.rows(self.out, f"SELECT type_code FROM documents WHERE doc_id = '{doubt['doc_id']}'")), (200, [("QĐ",)]))
        self.assertEqual(program.rows(self.out, f"SELECT type_name, tt05_type FROM documents WHERE doc_id = '{doubt['doc_id']}'"), [("Quyết định", "02")])
        self.assertEqual(self.page.act(**done["undo"])[1]["value"], kind["value"])
        by_name = dict(action="write", doc_id=doubt["doc_id"], table="documents", row_id=doubt["doc_id"], field="type_code", version=kind["version"])
        status, done = self.page.act(**by_name, value="thong bao")
        self.assertEqual((status, done["value"]), (200, "TB"))
        self.assertEqual(self.page.act(**done["undo"])[1]["value"], kind["value"])
        status, done = self.page.act(**by_name, value="<b>")
        self.assertEqual(status, 400)
        self.assertIn("KH (Kế hoạch)", done["detail"])
        self.assertIsNone(table["pages"])  # a text has none
        status, page = self.page.get("/api/v1/review/page", doc=doubt["doc_id"], page=1)
        self.assertEqual(status, 200)
        self.assertIn("<script>", "".join(one["text"] for one in page["text"]))

    def rows_of(self, doc):
        """The rows of a document as the page shows them: texts, leads and states."""
        table = self.page.get("/api/v1/review/tasks", doc=doc)[1]
        places = [[one["field"] for one in table["columns"]].index(field) for field in ("task_text", "lead_raw")]
        return [(*(row["cells"][place]["value"] for place in places), row["status"]) for row in table["rows"]], table["rows"]

    def test_rows_are_added_split_merged_and_taken_back(self):
        doc = program.rows(self.out, "SELECT doc_id FROM documents ORDER BY 1")[0][0]
        kept = ("SELECT task_text, lead_raw, due_date, review_status, review_reasons FROM tasks ORDER BY task_id",
                "SELECT task_id, role, norm, agency_id FROM task_agencies ORDER BY 1, 2, 3",
                "SELECT task_id, raw, kind, due_date FROM task_deadlines ORDER BY 1, 2")
        tables = lambda: [program.rows(self.out, one) for one in kept]
        stored = tables()
        before, rows = self.rows_of(doc)
        first, second = rows
        versions = lambda *rows: {row["row_id"]: row["version"] for row in rows}
        split = dict(action="split", doc_id=doc, row_id=second["row_id"], versions=versions(second), value="xây cổng", rest="sửa <b>tường</b>")
        merge = {"action": "merge", "doc_id": doc, "row_id": first["row_id"], "with": second["row_id"], "versions": versions(first, second)}
        add = dict(action="add", doc_id=doc, row_id=first["row_id"], versions=versions(first), value="việc mới")
        lead = before[1][1]
        for deed, after in (
                (split, [before[0], ("xây cổng", lead, before[1][2]), ("sửa <b>tường</b>", lead, "ok")]),
                (merge, [(f"{before[0][0]} {before[1][0]}", f"{before[0][1]}; {lead}", before[0][2]), (*before[1][:2], "rejected")]),
                (add, [before[0], ("việc mới", "", "ok"), before[1]])):
            code, done = self.page.act(**deed)
            self.assertEqual((code, self.rows_of(doc)[0]), (200, after), deed)
            if deed is merge:  # what differs is said
                self.assertEqual([(one["first"], one["second"], one["joined"]) for one in done["differences"]], [(before[0][1], lead, True)])
            else:  # a row of people has what a read one has, wherever it goes
                has = lambda row: [program.rows(self.out, f"SELECT {columns} FROM {table} WHERE task_id = '{row}'")
                                   for columns, table in (("role, norm, agency_id", "task_agencies"), ("raw, kind, due_date", "task_deadlines"))]
                self.assertEqual(has(done["row_id"]), has(second["row_id"]) if deed is split else [[], [(None, "none", None)]])
            code, _ = self.page.act(**done["undo"])
            self.assertEqual((code, self.rows_of(doc)[0], tables()), (200, before, stored), deed)
        # One act, one history; who comes with what he saw before is told, and overwrites nothing.
        first, second = self.rows_of(doc)[1]
        code, done = self.page.act(**(split | {"versions": versions(second)}))
        self.assertEqual(code, 200)
        history = self.page.get("/api/v1/review/row", doc=doc, row=second["row_id"])[1]["history"]
        self.assertEqual((history[0]["did"], history[0]["value"], history[0]["actor"]), ("set", "xây cổng", "Lan"))
        self.assertEqual(self.page.get("/api/v1/review/row", doc=doc, row=done["row_id"])[1]["history"][0]["did"], "add")
        line = {"doc_id": doc, "table": "tasks", "row_id": done["row_id"], "action": "set", "field": "task_text", "value": "của người khác"}
        program.run([CODAU, "correct", self.out, "--file", "-", "--actor", "Minh"], input=json.dumps(line), check=True)
        for stale in (split | {"versions": versions(second)}, merge | {"versions": versions(first, second)}, done["undo"]):
            self.assertEqual(self.page.act(**stale)[0], 409, stale)
        version = dict(self.rows_of(doc)[1][0])["version"]
        code, rejected = self.page.act(action="reject", doc_id=doc, table="tasks", row_id=first["row_id"], field="", version=version)
        latest = self.rows_of(doc)[1]
        self.assertEqual((code, self.page.act(**(merge | {"versions": versions(*latest[:2])}))[0]), (200, 400))  # it is in none any more
        self.assertEqual(self.page.act(**rejected["undo"])[0], 200)
        wanted, rows = self.rows_of(doc)
        self.assertEqual([text for text, *_ in wanted], [before[0][0], "xây cổng", "của người khác"])
        # Neither a kill nor making the rows anew takes it away.
        self.end(signal.SIGKILL)
        program.run([CODAU, "run", self.made / "in", "-o", self.out, "--redo", "rows"], check=True)
        self.serve()
        self.assertEqual(self.rows_of(doc)[0], wanted)

    def sheet(self, name, lang="en"):
        answer, body = self.page.ask("GET", f"/api/v1/review/statistics?sheet={name}&lang={lang}")
        self.assertEqual((answer.status, answer.getheader("Content-Type")), (200, "text/csv; charset=utf-8"), body)
        self.assertIn(f"codau-{name}.csv", answer.getheader("Content-Disposition"))
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))

    def say(self, **what):
        answer, body = self.page.ask("POST", "/api/v1/review/sample", json.dumps(what), Origin=f"http://{self.page.host}")
        return answer.status, json.loads(body)

    def test_statistics_and_their_tables(self):
        doubt = self.page.first()
        self.assertEqual(self.page.settle(doubt)[0], 200)
        told = self.page.get("/api/v1/review/statistics")[1]
        self.assertEqual([sheet["name"] for sheet in told["sheets"]], ["read", "waiting", "reasons", "settled"])
        self.assertIsNone(told["sample"])
        self.assertEqual(dict(self.sheet("read"))["Documents"], "3")
        self.assertEqual(dict(self.sheet("read", "vi"))["Nhiệm vụ"], str(program.rows(self.out, "SELECT count(*) FROM tasks")[0][0]))
        self.assertEqual(dict(self.sheet("waiting"))["All"], str(self.page.get("/api/v1/review/queue")[1]["all"]))
        reasons = {code: (int(rows), int(waiting)) for code, _, rows, waiting in self.sheet("reasons")[1:]}
        stored = program.rows(self.out, "SELECT review_reasons FROM tasks UNION ALL SELECT review_reasons FROM sections UNION ALL SELECT review_reasons FROM documents")
        self.assertEqual(reasons["DUE_BEFORE_ISSUE"], (sum("DUE_BEFORE_ISSUE" in row.split("|") for (row,) in stored), 2))
        (_, actor, written, *_), = self.sheet("settled")[1:]
        self.assertEqual((actor, written), ("Lan", "1"))
        self.assertEqual(self.page.ask("GET", "/api/v1/review/statistics?sheet=../x")[0].status, 404)

    def test_a_sample_is_drawn_once_and_judged(self):
        self.assertEqual(self.say(seed="", item=0, was="", verdict="right")[0], 404)
        code, sample = self.say(draw=9)
        self.assertEqual((code, len(sample["items"])), (200, 9))
        seed, items = sample["seed"], sample["items"]
        for item in items:
            self.assertNotEqual(self.page.doubt(item)["value"], "")
        judge = lambda item, verdict, was="": self.say(seed=seed, item=item, was=was, verdict=verdict)[0]
        self.assertEqual([judge(0, "right"), judge(1, "wrong"), judge(2, "unknown"), judge(3, "wrong")], [200] * 4)
        self.assertEqual(judge(3, "", "wrong"), 200)
        # Another window, another sample, and what is none.
        self.assertEqual([judge(0, "wrong"), self.say(seed="x", item=4, was="", verdict="right")[0], judge(99, "right"), judge(4, "perhaps")], [409, 409, 404, 400])
        for bad in ({}, {"draw": 0}, {"draw": 10**9}, {"draw": -1}, {"draw": "9"}, {"item": -1}, []):
            self.assertEqual(self.page.ask("POST", "/api/v1/review/sample", json.dumps(bad), Origin=f"http://{self.page.host}")[0].status, 400, bad)
        self.assertEqual(self.page.ask("POST", "/api/v1/review/sample", b'{"draw":9}')[0].status, 403)
        self.end(signal.SIGKILL)
        with open(self.out / "review/sample-1.jsonl", "ab") as file:
            file.write(b'\n{"item":5,"verdict":"wro')  # what a kill tears off
        self.serve()
        again = self.page.get("/api/v1/review/sample")[1]
        self.assertEqual(([item["verdict"] for item in again["items"]], again["seed"]), (["right", "wrong", "unknown"] + [""] * 6, seed))
        self.assertEqual([{**item, "verdict": ""} for item in again["items"]], items)
        self.assertEqual(judge(5, "right"), 200)
        (_, size, right, wrong, unknown, rate, low, high), *_ = self.sheet("errors")[1:]
        self.assertEqual((size, right, wrong, unknown, rate, low, high), ("9", "2", "1", "1", "33.33", "6.15", "79.23"))
        self.assertEqual(self.edits(), [])  # nothing of the archive is changed
        values = [self.page.doubt(item)["value"] for item in items]
        kept = (self.out / "review/sample-1.jsonl").read_text(encoding="utf-8")
        self.assertFalse([value for value in values if len(value) > 12 and value in kept])  # what goes from the store is nowhere else
        self.assertEqual(self.say(draw=3)[0], 200)
        self.assertEqual((self.out / "review/sample-1.jsonl").read_text(encoding="utf-8"), kept)
        # One that is damaged hides none before it.
        (self.out / "review/sample-2.jsonl").write_text('\n{"size":3,"seed":"x","at":"y"}\n{"doc_id":"', encoding="utf-8")
        self.assertEqual((self.page.get("/api/v1/review/sample")[1]["seed"], judge(6, "right")), (seed, 200))
        self.assertEqual(self.page.get("/api/v1/review/sample")[1]["items"][6]["verdict"], "right")

    def test_what_is_no_change_of_rows_is_refused(self):
        doc, other = (row for (row,) in program.rows(self.out, "SELECT doc_id FROM documents ORDER BY 1 LIMIT 2"))
        first, second = self.rows_of(doc)[1]
        versions = {row["row_id"]: row["version"] for row in (first, second)}
        one = dict(doc_id=doc, row_id=first["row_id"], versions=versions)
        removal = json.dumps({"doc_id": doc, "table": "tasks", "row_id": first["row_id"], "action": "remove_row"})
        for deed in ({"action": "split"}, {"action": "split", "value": " ", "rest": "x"}, {"action": "split", "value": "x", "rest": "\n"}, {"action": "add", "value": ""},
                     {"action": "merge", "with": first["row_id"]}, {"action": "merge", "with": "none"}, {"action": "merge"}, {"action": "back"}, {"action": "back", "edits": ["{}"]},
                     {"action": "back", "versions": {}, "edits": [removal]}, {"action": "back", "doc_id": other, "edits": [removal]}, {"action": "back", "edits": [7]},
                     {"action": "split", "value": "x", "rest": "y", "versions": {"none": "x"}}, {"action": "add", "value": "x" * 70_000}):
            self.assertIn(self.page.act(**(one | deed))[0], (400, 404), deed)
        self.assertEqual(self.edits(), [])
        self.assertEqual(self.page.get("/api/v1/review/row", doc=doc, row="none")[0], 404)
        self.assertEqual(self.page.get("/api/v1/review/tasks", doc="none")[0], 404)

    def test_a_document_is_refused_in_one_way(self):
        """To reject it and to have it scanned again are one edit: one action makes it, and one undoes it."""
        doubt = self.page.first()
        doc = doubt["doc_id"]
        version = self.page.get("/api/v1/review/doubt", doc=doc, table="documents", row=doc, field="subject")[1]["version"]
        said = self.page.act(action="reject", doc_id=doc, table="documents", row_id=doc, field="subject", version=version)
        self.assertEqual(said[0], 400)
        self.assertIn("Scan again", said[1]["detail_en"])
        self.assertEqual(self.edits(), [])

    def test_several_at_once_and_documents_as_a_whole(self):
        doubt = next(one for one in map(self.page.doubt, self.page.get("/api/v1/review/queue")[1]["items"]) if one["spreads"])
        same = self.page.get("/api/v1/review/same", table=doubt["table"], row=doubt["row_id"], field=doubt["field"], value=doubt["value"])[1]
        self.assertEqual(same["all"], len(same["items"]))
        self.assertGreater(same["all"], 0)
        deeds = [{"action": "set", "value": "Tổ Lò Vôi", **one} for one in same["items"]]
        status, done = self.page.act(action="together", deeds=[*deeds, deeds[0] | {"row_id": "none"}, {}, 5])
        self.assertEqual((status, done["done"], len(done["failed"])), (200, same["all"], 3))
        self.assertEqual(len(self.edits()) > 0, True)
        status, undone = self.page.act(**done["undo"])
        self.assertEqual((status, undone["done"], undone["failed"]), (200, same["all"], []))
        for what in ({"action": "sign", "doc_id": "none"}, {"action": "drop", "doc_id": doubt["doc_id"]}, {"action": "together"},
                     {"action": "undo", "doc_id": doubt["doc_id"], "version": doubt["document"]["version"]}, {"action": "together", "deeds": [{"action": "together"}] * 3}):
            self.assertIn(self.page.act(**what)[0], (200, 400, 404), what)
        self.assertEqual(self.page.get("/api/v1/review/rescans")[1]["documents"], [])
        self.assertEqual(self.page.get("/api/v1/review/same", table="sources", field="source_path", value="x")[0], 404)

    def statuses(self, table="documents"):
        return program.rows(self.out, f"SELECT review_status, count(*) FROM {table} GROUP BY 1 ORDER BY 1")

    def test_the_same_everywhere_judges_nothing(self):
        first, second, third = (row for (row,) in program.rows(self.out, "SELECT doc_id FROM documents ORDER BY 1"))
        name, = {name for (name,) in program.rows(self.out, "SELECT organ_name FROM documents")}
        ask = lambda: self.page.get("/api/v1/review/same", table="documents", row=first, field="organ_name", value=name)[1]
        listed = ask()
        self.assertEqual({one["doc_id"] for one in listed["items"]}, {second, third})
        lines = [{"doc_id": second, "table": "documents", "row_id": second, "action": "reject"}]
        program.run([CODAU, "correct", self.out, "--file", "-"], input="\n".join(map(json.dumps, lines)), check=True)
        self.assertEqual([one["doc_id"] for one in ask()["items"]], [third])
        rescans = self.page.get("/api/v1/review/rescans")[1]
        self.assertEqual((rescans["all"], [one["doc_id"] for one in rescans["documents"]]), (1, [second]))
        self.assertEqual(set(rescans["documents"][0]["by"]), {"actor", "at"})
        before = self.statuses()
        done = self.page.act(action="together", deeds=[{"action": "set", "value": "UBND xã Hạ Lũng", **one} for one in listed["items"]])[1]
        self.assertEqual((done["done"], len(done["failed"]), self.statuses()), (1, 1, before))
        undone = self.page.act(**done["undo"])[1]
        self.assertEqual((undone["done"], self.statuses()), (1, before))

    def test_a_row_is_accepted_when_nothing_in_it_is_in_doubt_any_more(self):
        lead = self.page.first(field="tasks.lead_raw")
        text = next(self.page.doubt(one) for one in self.page.get("/api/v1/review/queue")[1]["items"] if (one["row_id"], one["field"]) == (lead["row_id"], "task_text"))
        self.assertEqual(self.page.settle(lead)[0], 200)
        line = {"doc_id": lead["doc_id"], "table": "tasks", "row_id": lead["row_id"], "action": "reopen", "field": "lead_raw"}
        program.run([CODAU, "correct", self.out, "--file", "-"], input=json.dumps(line), check=True)
        status, done = self.page.settle(text)  # the queue has not been asked since
        self.assertEqual((status, done["status"]), (200, "review"))
        again = self.page.doubt(lead)
        self.assertEqual(self.page.settle(again)[1]["status"], "accepted")

    def test_two_windows(self):
        doubt, other = self.page.first(), copy.copy(self.page)
        self.assertEqual(other.settle(doubt, "set", value="01/03/2026")[0], 200)
        status, answer = self.page.settle(doubt)
        self.assertEqual((status, answer["conflict"], answer["value"]), (409, True, "01/03/2026"))
        self.assertEqual(self.row(doubt)[0], "2026-03-01")
        # So it is where another program has changed it.
        doubt = self.page.first()
        line = {"doc_id": doubt["doc_id"], "table": doubt["table"], "row_id": doubt["row_id"], "action": "set", "field": doubt["field"], "value": None}
        program.run([CODAU, "correct", self.out, "--file", "-"], input=json.dumps(line), check=True)
        self.assertEqual(self.page.settle(doubt)[0], 409)
        # And what is done afterwards is in the store that all others see.
        other = self.page.first()
        self.assertEqual(self.page.settle(other)[0], 200)
        self.assertEqual(len(self.edits()), len(program.rows(self.out, "SELECT edit FROM human_edits")))
        self.assertIn(("Lan", other["row_id"]), {(edit["actor"], edit["row_id"]) for edit in self.edits()})

    def address(self):
        return f"http://127.0.0.1:{self.page.port}/?token={self.page.token}"

    def test_two_people_judge_a_document(self):
        doubt = self.page.first()
        doc = doubt["doc_id"]
        seen = self.page.settle_all(doc)
        status = lambda: program.rows(self.out, f"SELECT review_status FROM documents WHERE doc_id = '{doc}'")[0][0]
        self.assertEqual(self.page.act(action="sign", doc_id=doc)[0], 409)
        code, signed = self.page.act(action="sign", doc_id=doc, version=seen)
        self.assertEqual((code, status()), (200, "accepted"))
        self.assertEqual(set(signed["undo"]), {"action", "doc_id", "version", "value", "at"})  # however many rows it has
        line = {"doc_id": doc, "table": "documents", "row_id": doc, "action": "reject"}
        program.run([CODAU, "correct", self.out, "--file", "-", "--actor", "Minh"], input=json.dumps(line), check=True)
        for what in (signed["undo"], {"action": "sign", "doc_id": doc, "version": seen}, {"action": "rescan", "doc_id": doc, "version": signed["version"]}):
            code, said = self.page.act(**what)
            self.assertEqual((code, said.get("conflict"), status()), (409, True, "rejected"), what)
            self.assertIn("Minh: rejected", said["detail_en"])
        # Who has seen that may do as he likes, and back again; what was said of a row since stays.
        code, signed = self.page.act(action="sign", doc_id=doc, version=said["version"])
        self.assertEqual((code, status()), (200, "accepted"))
        code, undone = self.page.act(**signed["undo"])
        self.assertEqual((code, status()), (200, "rejected"))  # as it was
        for action in ("reopen", "reject"):
            program.run([CODAU, "correct", self.out, "--file", "-", "--actor", "Minh"], input=json.dumps(line | {"action": action}), check=True)
        code, said = self.page.act(action="sign", doc_id=doc, version=undone["version"])
        self.assertEqual((code, status()), (409, "rejected"), said)
        code, signed = self.page.act(action="sign", doc_id=doc, version=said["version"])
        self.assertEqual(code, 200, signed)
        self.assertEqual(self.page.settle(self.page.doubt(doubt), "reject")[0], 200)
        self.assertEqual(self.page.act(**signed["undo"])[0], 200)
        self.assertEqual(program.rows(self.out, f"SELECT review_status FROM tasks WHERE task_id = '{doubt['row_id']}'"), [("rejected",)])

    def test_a_document_is_signed_off_by_that_act_alone_and_by_nothing_that_comes_later(self):
        doc = self.page.first()["doc_id"]
        status = lambda: program.rows(self.out, f"SELECT review_status FROM documents WHERE doc_id = '{doc}'")[0][0]
        version = lambda: self.page.get("/api/v1/review/tasks", doc=doc)[1]["version"]
        sign = lambda: self.page.act(action="sign", doc_id=doc, version=version())
        line = {"doc_id": doc, "table": "documents", "row_id": doc, "action": "accept"}
        correct = lambda *lines: program.run([CODAU, "correct", self.out, "--file", "-", "--lang", "en"], input="\n".join(map(json.dumps, lines)))
        # Through a filter, as a document, by the command, undone and done again: nothing signs while a doubt is open.
        while items := self.page.open_of(doc):
            code, said = sign()
            self.assertEqual((code, status() == "accepted"), (400, False))
            self.assertIn(f"{len(items)} doubts of it are open", said["detail_en"])
            refused = correct(line)
            self.assertEqual((refused.returncode, status() == "accepted"), (3, False))
            self.assertIn("cannot be signed off", refused.stderr)
            one = self.page.doubt(self.page.get("/api/v1/review/queue", doc=doc, field=f"{items[0]['table']}.{items[0]['field']}")[1]["items"][0])
            code, done = self.page.settle(one, blank=True)
            self.assertEqual((code, done["checked"]), (200, len(items) == 1), done)
            self.assertNotEqual(status(), "accepted")
        code, signed = sign()
        self.assertEqual((code, status()), (200, "accepted"))
        # What is changed, doubted anew or taken back afterwards has not been signed, and settling it signs nothing.
        task, lead = program.rows(self.out, f"SELECT task_id, lead_raw FROM tasks WHERE doc_id = '{doc}' ORDER BY seq LIMIT 1")[0]
        of_task = {"doc_id": doc, "table": "tasks", "row_id": task}
        for edit in ({"action": "reopen", "field": "due_date"}, {"action": "set", "field": "lead_raw", "value": "Tổ Lò Nung"}, {"action": "reject"}, {"action": "accept"},
                     {"action": "set", "field": "lead_raw", "value": lead}):
            self.assertEqual(correct(of_task | edit).returncode, 0, edit)
            self.assertNotEqual(status(), "accepted", edit)
            self.assertEqual(self.page.get("/api/v1/review/tasks", doc=doc)[1]["verdict"]["did"], "waits")
            self.page.settle_all(doc)
            self.assertNotEqual(status(), "accepted", edit)
            self.assertEqual((sign()[0], status()), (200, "accepted"))
        # Nor does taking back a second sign-off leave the first one, which no longer held.
        self.assertEqual(correct(of_task | {"action": "set", "field": "note", "value": "gấp"}).returncode, 0)
        self.assertEqual(self.page.act(**sign()[1]["undo"])[0], 200)
        self.assertNotEqual(status(), "accepted")
        self.assertEqual((sign()[0], status()), (200, "accepted"))
        self.assertEqual(correct(of_task | {"action": "set", "field": "note", "value": "rất gấp"}).returncode, 0)
        code, rejected = self.page.act(action="rescan", doc_id=doc, version=version())
        self.assertEqual((code, status()), (200, "rejected"))
        self.assertEqual(self.page.act(**rejected["undo"])[0], 200)
        self.assertNotEqual(status(), "accepted")
        # A doubt that a new reading brings is one of a document that was signed off before.
        self.assertEqual((sign()[0], status()), (200, "accepted"))
        self.end()
        with contextlib.closing(sqlite3.connect(self.out / "codau.db")) as store, store:
            store.execute("UPDATE human_edits SET edit = json_set(edit, '$.field', 'note') WHERE edit ->> '$.action' = 'set' AND edit ->> '$.field' = 'due_date' AND doc_id = ?", (doc,))
            store.execute("DELETE FROM human_edits WHERE edit ->> '$.action' IN ('accept', 'reject') AND edit ->> '$.table' = 'tasks' AND doc_id = ?", (doc,))
        program.run([CODAU, "run", self.made / "in", "-o", self.out, "--redo", "rows"])
        self.serve()
        self.assertGreater(len(self.page.open_of(doc)), 0)
        self.assertNotEqual(status(), "accepted")

    def test_a_row_and_an_empty_value_are_accepted_knowingly(self):
        items = self.page.get("/api/v1/review/queue")[1]["items"]
        task = next(one for one in items if one["table"] == "tasks" and one["field"])
        self.assertEqual(self.page.settle(self.page.doubt({**task, "field": ""}))[0], 400)  # its values come first
        due = self.page.doubt({**task, "field": "due_date"})
        self.assertEqual(self.page.settle(due, "set", value="")[0], 200)
        again = self.page.act(**{"action": "accept", **{key: due[key] for key in ("doc_id", "table", "row_id", "field")}, "version": self.page.doubt(due)["version"]})
        self.assertEqual((again[0], again[1]["blank"]), (400, True))
        self.assertEqual(self.page.settle(self.page.doubt(due), blank=True)[0], 200)

    def test_everybody_counts_the_same_doubts(self):
        """The summary of a run, the manifest, the page, its statistics and doctor."""
        def told():
            self.end()
            summary = program.run([CODAU, "run", self.made / "in", "-o", self.out, "--redo", "rows", "--lang", "en"], check=True)
            manifest = json.loads((self.out / "manifest.json").read_text(encoding="utf-8"))["counts"]["doubts"]
            doctor = program.run([CODAU, "doctor", self.out, "--lang", "en"]).stdout
            self.serve()
            queue = self.page.get("/api/v1/review/queue")[1]
            by_document = sum(len(self.page.open_of(one["key"])) for one in queue["documents"])
            wholes = len(self.page.get("/api/v1/review/queue", field="documents.")[1]["items"])
            return {"summary": int(re.search(r"Open doubts\s+(\d+)", summary.stdout + summary.stderr).group(1)), "manifest": manifest,
                    "doctor": int(re.search(r"(\d+) open doubts", doctor).group(1)), "page": queue["all"],
                    "documents": by_document + wholes, "statistics": int(dict(self.sheet("waiting"))["All"])}
        counts = told()
        self.assertGreater(counts["page"], 3)
        self.assertEqual(set(counts.values()), {counts["page"]}, counts)
        settled = counts["page"]
        self.assertEqual(self.page.settle(self.page.first(), blank=True)[0], 200)
        counts = told()
        self.assertEqual(set(counts.values()), {settled - 1}, counts)

    def test_what_could_not_be_read_stands_in_the_page(self):
        self.end()
        (self.made / "bad").mkdir(exist_ok=True)
        (self.made / "bad/hong.pdf").write_bytes(b"%PDF-1.4 nothing of it")
        program.run([CODAU, "run", self.made / "in", self.made / "bad", "-o", self.out])
        self.serve()
        self.assertEqual(self.page.get("/api/v1/review/queue")[1]["rejects"], 1)
        one, = self.page.get("/api/v1/review/rescans")[1]["rejects"]
        self.assertTrue(one["file"].endswith("hong.pdf") and one["cause"]["vi"] and one["hint"]["vi"], one)

    def test_a_sign_off_is_undone_whole(self):
        doubt = self.page.first()
        self.page.settle_all(doubt["doc_id"])
        state = lambda: ([self.statuses(table) for table in ("documents", "sections", "tasks")], self.page.get("/api/v1/review/queue")[1]["all"])
        before = state()
        for action in ("sign", "rescan"):
            doubt = self.page.doubt(doubt)
            code, done = self.page.act(action=action, doc_id=doubt["doc_id"], version=doubt["document"]["version"])
            self.assertEqual(code, 200)
            after = state()
            for wanted in (before, after, before):  # and done again, and undone again
                time.sleep(1.1)  # what is said together is known by its second
                code, done = self.page.act(**done["undo"])
                self.assertEqual((code, state()), (200, wanted))

    def test_a_sign_off_that_has_not_seen_an_edit_waits(self):
        doubt = self.page.first()
        doc = doubt["doc_id"]
        ((task,),) = program.rows(self.out, f"SELECT task_id FROM tasks WHERE doc_id = '{doc}' ORDER BY seq LIMIT 1")
        line = {"doc_id": doc, "table": "tasks", "row_id": task, "action": "set", "field": "note", "value": "gấp"}
        program.run([CODAU, "correct", self.out, "--file", "-"], input=json.dumps(line), check=True)
        told = lambda: self.page.get("/api/v1/review/tasks", doc=doc)[1]
        sign = lambda: self.page.act(action="sign", doc_id=doc, version=told()["version"])[0]
        self.assertEqual(sign(), 400)
        self.page.settle_all(doc)
        self.assertEqual((sign(), told()["verdict"]["did"]), (200, "accept"))
        self.end()
        gone = json.dumps({**self.edits()[0], "row_id": "0" * 36, "read": "x"})  # its row is no more
        store = sqlite3.connect(self.out / "codau.db")
        with store:
            store.execute("UPDATE human_edits SET edit = ? WHERE edit LIKE '%note%'", (gone,))
        store.close()
        program.run([CODAU, "run", self.made / "in", "-o", self.out, "--redo", "rows"], check=True)
        self.serve()
        self.assertEqual((told()["verdict"]["did"], told()["waiting"] > 0), ("waits", True))
        self.assertEqual((sign(), told()["verdict"]["did"], told()["waiting"]), (200, "accept", 0))
        program.run([CODAU, "run", self.made / "in", "-o", self.out, "--redo", "rows"], check=True)
        self.assertEqual(program.rows(self.out, f"SELECT review_status FROM documents WHERE doc_id = '{doc}'"), [("accepted",)])

    def test_what_is_no_value_is_refused_in_words(self):
        doubt = self.page.first()
        status, answer = self.page.settle(doubt, "set", value="31/02/2026")
        self.assertEqual(status, 400)
        self.assertIn("Due date: there is no day 31/02/2026", answer["detail_en"])
        self.assertIn("Hạn hoàn thành: không có ngày 31/02/2026", answer["detail"])
        self.assertEqual(self.edits(), [])
        for what in ({}, {"action": "drop"}, doubt | {"action": "accept", "row_id": "none"}, doubt | {"action": "set", "field": "doc_id", "value": "x"},
                     doubt | {"action": "accept", "table": "sources"}, doubt | {"action": "accept", "doc_id": "../../etc"}):
            self.assertIn(self.page.act(**what)[0], (400, 404), what)
        for body in (b"", b"[", b"[]", b"\xff", b"[" * 10000, b'{"action":"accept"}'):
            answer, _ = self.page.ask("POST", "/api/v1/review/act", body, Origin=f"http://{self.page.host}")
            self.assertIn(answer.status, (400, 404), body[:20])
        for path in ("/api/v1/review/doubt", "/api/v1/review/page"):
            self.assertEqual(self.page.get(path, doc="../..", table="tasks", row="x", field="y")[0], 404)
        self.assertEqual(self.page.ask("GET", "/../../etc/passwd")[0].status, 404)
        self.assertEqual(self.edits(), [])

    def test_what_others_write_between_two_acts_is_kept(self):
        """Each command opens and closes the files that the server has open."""
        rows = program.rows(self.out, "SELECT doc_id, task_id FROM tasks ORDER BY task_id")
        edits, told, settled = self.out.parent / "edits.jsonl", {}, []
        for step, command in enumerate(("correct", "search", "correct", "correct")):
            doubt = self.page.first()
            settled.append(doubt["row_id"])
            self.assertEqual(self.page.settle(doubt)[0], 200)
            if command == "search":
                program.run([CODAU, "search", self.out, "cong an"], check=True)
                continue
            doc_id, task = rows[step]
            told[task] = f"Việc {step}"
            edits.write_text(json.dumps({"doc_id": doc_id, "table": "tasks", "row_id": task, "action": "set", "field": "task_text",
                                         "value": told[task]}), encoding="utf-8")
            program.run([CODAU, "correct", self.out, "--file", edits, "--actor", "Minh"], check=True)
        self.assertEqual(self.end(), 0)
        self.assertEqual({edit["row_id"] for edit in self.edits() if edit["actor"] == "Lan"}, set(settled))
        texts = dict(program.rows(self.out, "SELECT task_id, task_text FROM tasks"))
        self.assertEqual({task: texts[task] for task in told}, told)

    def test_a_sign_off_knows_the_rows_that_it_is_for(self):
        doubt = self.page.first()
        doc = doubt["doc_id"]
        while len(self.page.open_of(doc)) > 1:
            self.assertEqual(self.page.settle(self.page.doubt(self.page.open_of(doc)[-1]), blank=True)[0], 200)
        doubt = self.page.doubt(self.page.open_of(doc)[0])
        seen = doubt["document"]["version"]
        status = lambda: program.rows(self.out, f"SELECT review_status FROM documents WHERE doc_id = '{doc}'")[0][0]
        # Our own answers lead from one version to the next.
        code, done = self.page.settle(doubt)
        self.assertEqual(code, 200)
        after = done["became"][seen]
        self.assertNotEqual(after, seen)
        # What another edits meanwhile is not signed unseen.
        task = program.rows(self.out, f"SELECT task_id FROM tasks WHERE doc_id = '{doc}' ORDER BY seq DESC LIMIT 1")[0][0]
        line = {"doc_id": doc, "table": "tasks", "row_id": task, "action": "set", "field": "note", "value": "gấp"}
        program.run([CODAU, "correct", self.out, "--file", "-", "--actor", "Minh"], input=json.dumps(line), check=True)
        code, said = self.page.act(action="sign", doc_id=doc, version=after)
        self.assertEqual((code, said["conflict"]), (409, True))
        self.assertIn("rows of this document", said["detail_en"])
        self.assertNotEqual(status(), "accepted")
        code, signed = self.page.act(action="sign", doc_id=doc, version=said["version"])
        self.assertEqual((code, status()), (200, "accepted"))
        # Taking it back leaves alone what is said of rows, so it needs not have seen that.
        program.run([CODAU, "correct", self.out, "--file", "-", "--actor", "Minh"], input=json.dumps(line | {"value": "rất gấp"}), check=True)
        self.assertEqual(self.page.act(**signed["undo"])[0], 200)

    def test_looks_and_acts_while_nobody_else_writes(self):
        """Two reviews, and each value is settled by one of them: the other is told."""
        other = subprocess.Popen([CODAU, "review", self.out, "--actor", "Minh", "--lang", "en"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            pages = (self.page, Page(other.stdout.readline()))
            items = self.page.get("/api/v1/review/queue")[1]["items"]
            before = len(self.edits())
            settled = 0
            for item in items[:4]:
                found = [page.doubt(item) for page in pages]
                with concurrent.futures.ThreadPoolExecutor(2) as pool:
                    codes = sorted(pool.map(lambda i: pages[i].settle(found[i], "write", value=found[i]["value"] + " x" * (i + 1))[0], (0, 1)))
                self.assertIn(codes, ([200, 409], [400, 400]), item)  # a date takes no letters
                settled += codes == [200, 409]
            self.assertGreater(settled, 0)
            self.assertGreater(len(self.edits()), before)
        finally:
            other.terminate()
            self.assertEqual(other.wait(timeout=program.HANGS), 0)
            other.stdout.close()

    def test_nobody_waits_for_an_act_that_waits(self):
        doubt = self.page.first()
        with open(f"{self.out}/codau.db.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                waiting = pool.submit(self.page.settle, doubt)
                time.sleep(0.3)
                began = time.monotonic()
                self.assertEqual(self.page.get("/api/v1/review/queue")[0], 200)
                self.assertFalse(waiting.done())
                self.assertLess(time.monotonic() - began, 1 * program.PATIENCE)
                code, said = waiting.result()
            self.assertEqual(code, 503)
            self.assertIn("locked by another codau process", said["detail_en"])
            (self.out / "codau.db.lock").unlink()
        self.assertEqual(self.page.settle(doubt)[0], 200)

    def test_what_a_kill_left_unsettled_is_settled_by_the_next_review(self):
        accepted = lambda: (self.out / "records/tasks.jsonl").read_bytes().count(b'"accepted"')
        doubt, before = self.page.first(), accepted()
        self.page.settle_all(doubt["doc_id"])
        self.end(signal.SIGKILL)
        self.assertEqual(accepted(), before)
        told = program.run([CODAU, "doctor", self.out, "--lang", "en"])
        self.assertIn("a codau review is going on or was stopped", told.stdout)
        told = program.run([CODAU, "export", self.out, "csv", "--lang", "en"])
        self.assertIn("a codau review is going on or was stopped", told.stderr)
        self.serve()
        self.assertEqual(self.end(), 0)
        self.assertGreater(accepted(), before)
        self.assertEqual(program.rows(self.out, "SELECT value FROM state WHERE name = 'open'"), [])

    def test_a_run_that_was_stopped_stays_so(self):
        """Edits of an output whose run was killed do not make it a whole one."""
        self.end()
        with contextlib.closing(sqlite3.connect(self.out / "codau.db")) as store, store:
            store.execute("INSERT INTO state VALUES('open', '1')")
        self.serve()
        self.assertEqual(self.page.settle(self.page.first())[0], 200)
        self.assertEqual(self.end(), 0)
        self.assertEqual(program.rows(self.out, "SELECT value FROM state WHERE name = 'open'"), [("1",)])
        program.run([CODAU, "run", self.made / "in", "-o", self.out], check=True)
        self.assertEqual(program.rows(self.out, "SELECT value FROM state WHERE name = 'open'"), [])

    def test_kill_loses_nothing(self):
        done = []
        for _ in range(3):
            doubt = self.page.first()
            self.assertEqual(self.page.settle(doubt)[0], 200)
            self.server.send_signal(signal.SIGKILL)  # between two keys
            self.end(signal.SIGKILL)
            done.append((doubt["table"], doubt["row_id"], doubt["field"]))
            self.serve()
            waiting = [(one["table"], one["row_id"], one["field"]) for one in self.page.get("/api/v1/review/queue")[1]["items"]]
            self.assertFalse(set(done) & set(waiting))
        self.assertEqual(self.end(), 0)
        program.run([CODAU, "run", self.made / "in", "-o", self.out], check=True)  # it finishes what a kill left
        self.assertIn(b'"accepted"', (self.out / "records/tasks.jsonl").read_bytes())

    def test_who_is_kept_out(self):
        page = self.page
        self.assertIn("HttpOnly", page.attributes)
        self.assertIn("SameSite=Strict", page.attributes)
        self.assertEqual(page.ask("GET", "/")[0].status, 200)
        body = json.dumps({"action": "accept"})
        own = f"http://{page.host}"
        for method, path, headers in (
                ("GET", "/", {"Cookie": ""}), ("GET", "/main.js", {"Cookie": ""}), ("GET", "/api/v1/review/queue", {"Cookie": ""}),
                ("GET", "/?token=" + "0" * 32, {"Cookie": ""}), ("GET", "/?token=", {"Cookie": ""}),
                ("GET", "/api/v1/review/queue", {"Cookie": page.cookie[:-1] + "x"}),
                ("GET", "/", {"Host": "evil.example"}), ("GET", f"/?token={page.token}", {"Host": f"evil.example:{page.port}", "Cookie": ""}),
                ("GET", "/api/v1/review/queue", {"Origin": "http://evil.example"}), ("GET", "/api/v1/review/queue", {"Origin": "null"}),
                ("POST", "/api/v1/review/act", {"Origin": "http://evil.example"}), ("POST", "/api/v1/review/act", {}), ("POST", "/api/v1/review/act", {"Origin": own, "Cookie": ""}),
                ("PUT", "/api/v1/review/act", {}), ("DELETE", "/", {})):
            answer, said = page.ask(method, path, body if method != "GET" else None, **headers)
            self.assertEqual(answer.status, 403, (method, path, headers))
            self.assertNotIn(b"items", said)
        answer, _ = page.ask("GET", "/")
        self.assertIn("default-src 'none'", answer.getheader("Content-Security-Policy"))
        self.assertNotIn("unsafe", answer.getheader("Content-Security-Policy"))
        self.assertEqual(answer.getheader("X-Content-Type-Options"), "nosniff")
        self.assertEqual(answer.getheader("Cache-Control"), "no-store")

    def test_listens_to_this_machine_alone(self):
        lines = [line.split() for line in pathlib.Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()][1:]
        listening = [line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{self.page.port:04X}")]
        self.assertEqual(listening, [f"0100007F:{self.page.port:04X}"])

    def test_too_large_too_slow_too_many(self):
        page = self.page
        answer, said = page.ask("POST", "/api/v1/review/act", b"x" * (10 << 20), Origin=f"http://{page.host}")
        self.assertEqual(answer.status, 413)
        self.assertIn("too long", json.loads(said)["detail_en"])
        answer, said = page.ask("GET", "/nothing")
        self.assertEqual((answer.status, json.loads(said)["detail_en"]), (404, "there is nothing here"))
        with socket.create_connection(("127.0.0.1", page.port)) as one:  # a head without end
            with contextlib.suppress(OSError):
                one.sendall(b"GET / HTTP/1.1\r\n" + b"a: " + b"b" * 8000 + b"\r\n")
                for _ in range(3000):
                    one.sendall(b"a: " + b"b" * 8000 + b"\r\n")
                self.assertIn(b" 400 ", one.recv(100))
        status = pathlib.Path(f"/proc/{self.server.pid}/status").read_text(encoding="ascii")
        self.assertLess(int(status.split("VmHWM:")[1].split()[0]), 150 << 10)
        with contextlib.suppress(OSError, http.client.HTTPException):
            answer, _ = page.ask("GET", "/" + "a" * 100_000)
            self.assertIn(answer.status, (400, 414))
        with contextlib.ExitStack() as stack:
            for _ in range(1000):
                one = stack.enter_context(socket.socket())
                with contextlib.suppress(OSError):
                    one.connect(("127.0.0.1", page.port))
                    one.send(b"GET / HT")
            self.assertIsNone(self.server.poll())
            # None of them is waited for where somebody asks for something.
            wait_until(lambda: self.is_served())
            for _ in range(20):
                self.assertEqual(page.get("/api/v1/review/queue")[0], 200)

    def is_served(self):
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.page.ask("GET", "/")[0].status == 200
        return False

    def test_what_would_cost_any_memory_is_refused(self):
        own = {"Origin": f"http://{self.page.host}"}
        packed = gzip.compress(b"0" * (200 << 20))
        for method, path, body, headers in (
                ("POST", "/api/v1/review/act", packed, {"Content-Encoding": "gzip"}), ("POST", "/api/v1/review/act", iter([b"x" * 65536] * 3000), {"Transfer-Encoding": "chunked"}),
                ("GET", "/main.js", None, {"Range": "bytes=" + ",".join(["0-"] * 1000)})):
            with contextlib.suppress(OSError):  # it may hang up before all is sent
                answer, _ = self.page.ask(method, path, body, **own | headers)
                self.assertEqual(answer.status, 400, headers)
        status = pathlib.Path(f"/proc/{self.server.pid}/status").read_text(encoding="ascii")
        self.assertLess(int(status.split("VmHWM:")[1].split()[0]), 150 << 10)

    def test_the_page_needs_nothing_from_elsewhere(self):
        answer, page = self.page.ask("GET", "/")
        self.assertEqual(answer.getheader("Content-Type"), "text/html; charset=utf-8")
        paths = ["/main.js", "/office.css", "/icon.svg"]
        for path in paths:
            self.assertIn(path.encode(), page)
        for path in paths:
            answer, text = self.page.ask("GET", path)
            self.assertEqual(answer.status, 200, path)
            if path.endswith(".js"):
                self.assertEqual(answer.getheader("Content-Type"), "text/javascript; charset=utf-8")
                paths += {"/" + name for name in re.findall(r'from "\./(.*?)";', text.decode())} - set(paths)
            self.assertNotIn(b"innerHTML", text)
            self.assertNotIn(b"https://", text)
        other = {"/choose.js"}  # of the page that chooses an archive
        own = {f"/{file.name}" for file in (program.ROOT / "src/office/page").glob("*.js")} - other
        self.assertEqual({path for path in paths if path.endswith(".js")}, own)
        self.assertNotIn(b"<script>", page)
        self.assertNotIn(b" style=", page)


class ScanTest(unittest.TestCase):
    """The scan beside the values, and what is said where it cannot be had."""

    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        (cls.path / "in").mkdir()
        cls.scan = cls.path / "in/plan.pdf"
        shutil.copyfile(program.SAMPLES / "02-chuyen-doi-so.pdf", cls.scan)
        program.run([CODAU, "run", cls.path / "in", "-o", cls.path / "out", "--pages", "1,3"], check=True)
        cls.server = subprocess.Popen([CODAU, "review", cls.path / "out"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        cls.addClassCleanup(cls.end)
        cls.page = Page(cls.server.stdout.readline())
        cls.doc = cls.page.get("/api/v1/review/queue")[1]["items"][0]["doc_id"]

    @classmethod
    def end(cls):
        cls.server.terminate()
        cls.server.wait(timeout=program.HANGS)
        cls.server.stdout.close()

    def picture(self, url):
        answer, body = self.page.ask("GET", url)
        self.assertEqual((answer.status, answer.getheader("Content-Type")), (200, "image/jpeg"), body[:200])
        return Image.open(io.BytesIO(body))

    def test_a_doubt_has_its_piece_of_the_scan(self):
        seen = 0
        for item in self.page.get("/api/v1/review/queue")[1]["items"]:
            for scan in self.page.doubt(item)["scans"]:
                picture = self.picture(scan["url"])
                self.assertLessEqual(max(picture.size), 2600)
                self.assertAlmostEqual(picture.width / picture.height, scan["width"] / scan["height"], delta=0.02)
                for x, y, width, height in scan["boxes"] + scan["words"]:
                    self.assertTrue(0 <= x < x + width <= 1.0001 and 0 <= y < y + height <= 1.0001)
                    box = (x * picture.width, y * picture.height, (x + width) * picture.width, (y + height) * picture.height)
                    self.assertLess(picture.convert("L").crop([round(side) for side in box]).getextrema()[0], 128, "no print in the box")
                seen += 1
        self.assertGreater(seen, 0)

    def test_the_page_behind_it(self):
        page = self.page.get("/api/v1/review/page", doc=self.doc, page=1)[1]
        scan = page["scan"]
        self.assertEqual(max(self.picture(scan["url"]).size), 2339)
        self.assertGreater(len(scan["words"]), 100)
        self.assertIn("Độc", " ".join(word[5] for word in scan["words"]))

    def test_the_pages_of_a_document_are_set_and_made_by_the_next_run(self):
        out = self.path / "divided"
        shutil.copytree(self.path / "out", out)
        ranges = lambda: sorted(program.rows(out, "SELECT page_from, page_to FROM sources"))
        (_, last), = ranges()
        with subprocess.Popen([CODAU, "review", out], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            page = Page(server.stdout.readline())
            pages = page.get("/api/v1/review/tasks", doc=self.doc)[1]["pages"]
            self.assertEqual((pages["value"], pages.get("wanted")), (f"1–{last}", None))
            only, = pages["documents"]
            self.assertEqual((pages["begins"], pages["last"], only["from"], only["to"], only["why"]["en"]), ([1], last, 1, last, "the file begins"))
            deed = dict(action="pages", doc_id=self.doc)
            for wrong in ("", "0", "2-1", f"1-{last + 1}", "1-2, 4", "<b>"):
                self.assertEqual(page.act(**deed, version=pages["version"], value=wrong)[0], 400, wrong)
            status, done = page.act(**deed, version=pages["version"], value="1-2")
            self.assertEqual((status, done["wanted"]), (200, f"1–2, 3–{last}" if last > 3 else "1–2, 3"))
            self.assertEqual(page.act(**deed, version=pages["version"], value="1")[0], 409)
            status, undone = page.act(**done["undo"])
            self.assertEqual((status, undone.get("wanted")), (200, None))
            status, done = page.act(**undone["undo"])
            self.assertEqual((status, "wanted" in done), (200, True))
            server.terminate()
        again = [CODAU, "run", self.path / "in", "-o", out, "--pages", "1,3"]
        for _ in range(2):
            program.run(again, check=True)
            self.assertEqual(ranges(), [(1, 2), (3, last)])
        (second,), = program.rows(out, "SELECT doc_id FROM sources WHERE page_from = 3")
        with subprocess.Popen([CODAU, "review", out], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            page = Page(server.stdout.readline())
            pages = page.get("/api/v1/review/tasks", doc=second)[1]["pages"]
            self.assertEqual([one["why"]["en"] for one in pages["documents"]], ["the file begins", "divided by a person"])
            status, joined = page.act(action="pages", doc_id=second, version=pages["version"], value=f"1-{last}")
            self.assertEqual(status, 200)
            server.terminate()
        program.run(again, check=True)
        self.assertEqual(ranges(), [(1, last)])
        with subprocess.Popen([CODAU, "review", out], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            page = Page(server.stdout.readline())  # what was done before the run is undone behind it
            self.assertEqual(page.act(**done["undo"])[0], 409)
            status, undone = page.act(**joined["undo"])
            self.assertEqual((status, undone["wanted"]), (200, f"1–2, 3–{last}" if last > 3 else "1–2, 3"))
            status, undone = page.act(**done["undo"])
            self.assertEqual((status, undone.get("wanted")), (200, None))
            server.terminate()
        program.run(again, check=True)
        self.assertEqual(ranges(), [(1, last)])

    def test_a_document_that_is_to_begin_on_a_page_not_read_is_told_of(self):
        out = self.path / "unread"
        shutil.copytree(self.path / "out", out)
        line = {"doc_id": self.doc, "table": "documents", "row_id": self.doc, "action": "divide", "value": "1,2,3"}
        program.run([CODAU, "correct", out, "--file", "-"], input=json.dumps(line), check=True)
        with subprocess.Popen([CODAU, "review", out], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            pages = Page(server.stdout.readline()).get("/api/v1/review/tasks", doc=self.doc)[1]["pages"]
            self.assertEqual((pages["wanted"], pages["unread"]), ("1, 2, 3–5", "2"))
            server.terminate()
        again = [CODAU, "run", self.path / "in", "-o", out, "--lang", "en", "--pages"]
        self.assertRegex(program.run([*again, "1,3"], check=True).stderr, r"were not read or have no text; .*: plan\.pdf \(2\)")
        self.assertEqual([first for first, in program.rows(out, "SELECT page_from FROM sources ORDER BY 1")], [1, 3])
        self.assertNotIn("is not divided", program.run([*again, "1-3"], check=True).stderr)
        self.assertEqual([first for first, in program.rows(out, "SELECT page_from FROM sources ORDER BY 1")], [1, 2, 3])

    def test_what_people_set_goes_with_its_pages_and_comes_back(self):
        out = self.path / "carried"
        shutil.copytree(self.path / "out", out)
        again = [CODAU, "run", self.path / "in", "-o", out, "--pages", "1,3", "--lang", "en"]
        notes = lambda: dict(program.rows(out, "SELECT t.note, s.page_from FROM tasks t JOIN sources s USING (doc_id) WHERE t.note IS NOT NULL"))
        statuses = lambda: [status for (status,) in program.rows(out, "SELECT review_status FROM documents JOIN sources USING (doc_id) ORDER BY page_from")]
        edits = lambda: program.rows(out, "SELECT edit FROM human_edits WHERE edit NOT LIKE '%divide%' ORDER BY doc_id, seq")

        def correct(*lines, code=0):
            done = program.run([CODAU, "correct", out, "--file", "-", "--lang", "en"], input="".join(json.dumps(line) + "\n" for line in lines))
            self.assertEqual(done.returncode, code, done.stderr)
            return done.stderr

        def edit(action, row_id, table="tasks", doc=self.doc, **more):
            return {"doc_id": doc, "table": table, "row_id": row_id, "action": action, **more}

        def divided(pages):
            correct(edit("divide", self.doc, "documents", value=pages))
            return program.run(again, check=True).stderr

        tasks = program.rows(out, "SELECT page_from, task_id, section_id FROM tasks ORDER BY seq")
        (_, first, _), (_, last, section) = tasks[0], next(task for task in tasks if task[0] == 3)
        correct(edit("set", first, field="note", value="one"), edit("set", last, field="note", value="three"),
                {"doc_id": self.doc, "table": "tasks", "action": "add_row", "row": {"section_id": section, "note": "added", "lead_raw": "Công an xã"}})
        correct(*program.sign_off(out, self.doc))
        before = edits()
        self.assertEqual((notes(), statuses()), ({"one": 1, "three": 1, "added": 1}, ["accepted"]))
        said = divided("1,3")
        self.assertRegex(said, r"files divided anew: \d+ edits by people went over")
        self.assertIn("1 edits or verdicts have no place any more and wait for review (EDIT_STALE)", said)
        self.assertEqual((notes(), statuses()), ({"one": 1, "three": 3, "added": 3}, ["review", "review"]))
        with subprocess.Popen([CODAU, "review", out], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            page = Page(server.stdout.readline())
            told = page.get("/api/v1/review/tasks", doc=self.doc)[1]
            self.assertEqual(told["verdict"]["did"], "past")
            status, refused = page.act(action="pages", doc_id=self.doc, version=told["pages"]["version"], value="1-2")
            self.assertEqual((status, refused["detail_en"]), (400, "the file is divided so already, nothing was changed"))
            server.terminate()
        self.assertIn("made before 1", correct(edit("divide", self.doc, "documents", value="1,3")))
        self.assertIn("the file has 5 pages, and no page 6", correct(edit("divide", self.doc, "documents", value="1,6"), code=3))
        (second,), = program.rows(out, "SELECT doc_id FROM sources WHERE page_from = 3")
        (own,), = program.rows(out, f"SELECT task_id FROM tasks WHERE doc_id = '{second}' AND note IS NULL ORDER BY seq LIMIT 1")
        correct(edit("set", own, doc=second, field="note", value="later"), *program.sign_off(out, second))
        self.assertEqual(statuses(), ["review", "accepted"])
        divided("")
        self.assertEqual((notes(), statuses()), ({"one": 1, "three": 1, "added": 1, "later": 1}, ["review"]))
        self.assertEqual(edits()[:len(before)], before)
        divided("1,3")
        self.assertEqual((notes(), statuses()), ({"one": 1, "three": 3, "added": 3, "later": 3}, ["review", "accepted"]))

    def test_two_divisions_are_joined_alike_in_either_order(self):
        def correct(out, *lines):
            program.run([CODAU, "correct", out, "--file", "-"], input="".join(json.dumps(line) + "\n" for line in lines), check=True)

        def note(row_id, value, doc=self.doc):
            return {"doc_id": doc, "table": "tasks", "row_id": row_id, "action": "set", "field": "note", "value": value}

        one, other = self.path / "whole", self.path / "parted"
        shutil.copytree(self.path / "out", one)
        tasks = program.rows(one, "SELECT page_from, task_id, section_id FROM tasks ORDER BY seq")
        first, second = [task for page, task, _ in tasks if page == 1][:2]
        third, fourth = [task for page, task, _ in tasks if page == 3][:2]
        section = next(section for page, _, section in tasks if page == 3)
        correct(one, note(third, "three"), {"doc_id": self.doc, "table": "tasks", "action": "add_row", "row": {"section_id": section, "task_text": "added", "note": "added"}})
        shutil.copytree(one, other)
        correct(one, note(first, "one"), note(fourth, "four"))
        correct(other, {"doc_id": self.doc, "table": "documents", "row_id": self.doc, "action": "divide", "value": "1,3"})
        read = lambda out: program.run([CODAU, "run", self.path / "in", "-o", out, "--pages", "1,3", "--lang", "en"], check=True)
        read(other)
        (behind,), = program.rows(other, "SELECT doc_id FROM sources WHERE page_from = 3")
        (fifth,), = program.rows(other, f"SELECT task_id FROM tasks WHERE doc_id = '{behind}' AND note IS NULL ORDER BY seq LIMIT 1 OFFSET 1")
        correct(other, note(fifth, "five", behind))
        asks = {name: f"SELECT {what} ORDER BY 1, 2, 3" for name, what in (
            ("ranges", "doc_id, page_from, page_to FROM sources"), ("notes", "doc_id, task_text, note FROM tasks WHERE note IS NOT NULL"),
            ("edits", "doc_id, seq, edit FROM human_edits"))}
        states = []
        for name, outs in (("ab", (one, other)), ("ba", (other, one))):
            joined = self.path / name
            done = program.run([CODAU, "merge", *outs, "-o", joined, "--mixed", "--lang", "en"], check=True)
            self.assertIn("divide the file of this document otherwise", done.stderr)
            before = {ask: program.rows(joined, sql) for ask, sql in asks.items()}
            read(joined)
            states.append((before, {ask: program.rows(joined, sql) for ask, sql in asks.items()}))
        self.assertEqual(states[0], states[1])
        _, after = states[0]
        self.assertEqual([row[1:] for row in sorted(after["ranges"], key=lambda row: row[1])], [(1, 2), (3, 5)])
        self.assertEqual(sorted((note, doc == behind) for doc, _, note in after["notes"]),
                         [("added", True), ("five", True), ("four", True), ("one", False), ("three", True)])

    def test_a_file_that_was_last_left_as_it_is_read_is_joined_so(self):
        divide = lambda out, value: program.run([CODAU, "correct", out, "--file", "-"], check=True, input=json.dumps(
            {"doc_id": self.doc, "table": "documents", "row_id": self.doc, "action": "divide", "value": value}))
        read = lambda out: program.run([CODAU, "run", self.path / "in", "-o", out, "--pages", "1,3", "--lang", "en"], check=True).stderr
        parted, undone = self.path / "last-parted", self.path / "last-undone"
        shutil.copytree(self.path / "out", parted)
        divide(parted, "1,3")
        read(parted)
        shutil.copytree(parted, undone)
        divide(undone, "")
        read(undone)
        for name, outs in (("left-ab", (parted, undone)), ("left-ba", (undone, parted))):
            joined = self.path / name
            program.run([CODAU, "merge", *outs, "-o", joined, "--mixed"], check=True)
            self.assertEqual([first for first, in program.rows(joined, "SELECT page_from FROM sources")], [1], name)
            self.assertNotIn("EDIT_STALE", read(joined))

    def test_what_is_no_part_of_a_page_is_refused(self):
        for more in ("&page=1&part=1,2,3", "&page=1&part=5,5,5,9", "&page=1&part=a,b,c,d", "&page=1&part=1,2,3,4,5", "&page=1&part=-1,0,5,5", "&page=2", "&page=99", "",
                     "&page=1&part=" + "9" * 40 + ",1,2,3"):
            self.assertEqual(self.page.ask("GET", f"/api/v1/review/scan?doc={self.doc}{more}")[0].status, 404, more)
        self.assertEqual(self.page.ask("GET", "/api/v1/review/scan?doc=../..&page=1")[0].status, 404)
        self.picture(f"/api/v1/review/scan?doc={self.doc}&page=1&part=5000,5000,90000,90000")  # what is outside is left out

    def test_a_source_that_is_gone_or_changed_is_said(self):
        aside = self.path / "aside.pdf"
        url = f"/api/v1/review/scan?doc={self.doc}&page=3&part=0,0,{{}},100"
        self.picture(url.format(100))
        self.scan.rename(aside)
        try:
            answer, body = self.page.ask("GET", url.format(101))
            self.assertEqual(answer.status, 410)
            self.assertIn("the file is gone", json.loads(body)["detail_en"])
            self.scan.write_bytes(b"%PDF-1.4 another")
            answer, body = self.page.ask("GET", url.format(102))
            self.assertEqual(answer.status, 410)
            self.assertIn("đã thay đổi", json.loads(body)["detail"])
        finally:
            aside.rename(self.scan)
        self.picture(url.format(103))

    def test_pictures_come_from_a_confined_worker(self):
        self.picture(f"/api/v1/review/scan?doc={self.doc}&page=1&part=0,0,104,104")
        maps = pathlib.Path(f"/proc/{self.server.pid}/maps").read_text(encoding="utf-8")
        children = subprocess.run(["ps", "-o", "comm=", "--ppid", str(self.server.pid)], capture_output=True, text=True, check=True).stdout
        self.assertIn("codau-worker", children)
        self.assertNotIn("libpoppler", maps)
        self.assertNotIn("liblept", maps)


class UsageTest(unittest.TestCase):
    def test_no_output_and_no_port(self):
        with program.Folder() as path, socket.socket() as taken:
            done = program.run([CODAU, "review", path / "none", "--lang", "en"])
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)
            (path / "in.txt").write_text(program.PLAN, encoding="utf-8")
            program.run([CODAU, "run", path / "in.txt", "-o", path / "out"])
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            done = program.run([CODAU, "review", path / "out", "--port", str(taken.getsockname()[1]), "--lang", "en"])
            self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1), done.stderr)
            self.assertIn("the port cannot be had", done.stderr)
            # Nor do two reviews share one.
            with subprocess.Popen([CODAU, "review", path / "out"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as first:
                port = urllib.parse.urlparse(first.stdout.readline()).port
                done = program.run([CODAU, "review", path / "out", "--port", str(port), "--lang", "en"])
                first.terminate()
            self.assertEqual(done.returncode, 2, done.stderr)


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
