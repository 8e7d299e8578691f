"""A name that a person has confirmed is asked for in no document any more, and no document is made anew for it.

usage: names_test.py CODAU
"""
import signal
import subprocess
import sys
import unittest

import program
from program import CODAU
from review_test import Page

ODD = "Tổ Lò Bling"
FILE = "lexicon/learnt/names.tsv"


class NamesTest(program.ArchiveTest):
    """`out`: three plans; the name that no list has is in the first two."""

    def put(self, number, name=None):
        text = program.SMALL_PLAN.format(number=number)
        if number in (1, 2, 4):
            text += f"\n2. {ODD} chủ trì xây cổng số {number}.\n"
        (self.inputs / (name or f"{number}.txt")).write_text(text, encoding="utf-8")

    def serve(self):
        server = subprocess.Popen([CODAU, "review", self.out, "--actor", "Lan", "--lang", "en"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.end, server)
        page = Page(server.stdout.readline())
        page.wait_for_queue()
        return server, page

    def end(self, server, number=signal.SIGTERM):
        if server.poll() is None:
            server.send_signal(number)
        server.wait(timeout=program.HANGS)
        server.stdout.close()
        server.stderr.close()

    def asked(self):
        """The plans that ask for the name, by their files."""
        return [path for (path,) in program.rows(self.out, "SELECT source_path FROM tasks JOIN sources USING (doc_id) WHERE review_reasons LIKE '%AGENCY_UNKNOWN%' ORDER BY 1")]

    def doubt(self, page):
        return next(page.doubt(one) for one in page.get("/api/v1/review/queue", reason="AGENCY_UNKNOWN")[1]["items"] if one["field"] == "lead_raw")

    def test_a_confirmed_name_is_asked_for_nowhere(self):
        self.assertEqual(self.asked(), ["1.txt", "2.txt"])
        before = {path: (self.out / "text" / path).stat().st_mtime_ns for path in ("1.txt", "2.txt", "3.txt")}
        server, page = self.serve()
        counts = lambda: page.get("/api/v1/review/queue")[1]
        was, of_name = counts()["all"], page.get("/api/v1/review/queue", reason="AGENCY_UNKNOWN")[1]["waiting"]
        self.assertEqual(of_name, 2)
        doubt = self.doubt(page)
        status, done = page.settle(doubt, "right")
        self.assertEqual((status, done["names"], done["settled"], done["all"]), (200, [ODD], 2, was - 2), done)
        self.assertEqual(self.asked(), [])
        self.assertEqual([one["key"] for one in counts()["reasons"] if one["key"] == "AGENCY_UNKNOWN"], [])
        self.assertIn(f"{ODD}\tlearnt_name\n", (self.out / FILE).read_text(encoding="utf-8"))

        # A session that was open sees it, too; undone, both are asked for again.
        status, undone = page.act(**done["undo"])
        self.assertEqual((status, undone["all"]), (200, was), undone)
        self.assertEqual(self.asked(), ["1.txt", "2.txt"])
        self.assertNotIn(ODD, (self.out / FILE).read_text(encoding="utf-8"))
        self.assertEqual(page.settle(self.doubt(page), "right")[0], 200)
        self.end(server)

        # A new document is not asked for it; no other is made anew.
        self.put(4)
        self.run_on()
        self.assertEqual(self.asked(), [])
        self.assertEqual(program.rows(self.out, f"SELECT count(*) FROM tasks WHERE lead_raw = '{ODD}'"), [(3,)])
        after = {path: (self.out / "text" / path).stat().st_mtime_ns for path in ("1.txt", "2.txt", "3.txt")}
        self.assertEqual(after, before)
        self.codau("lexicon", "check", self.out / "lexicon/learnt")
        self.codau("doctor", self.out)
        self.codau("compact", self.out)
        self.assertEqual(self.asked(), [])

    def test_what_a_kill_left_is_done_by_the_next_run(self):
        (self.out / "lexicon/learnt").mkdir(parents=True)
        (self.out / FILE).write_text(f"{ODD}\tlearnt_name\n", encoding="utf-8")
        self.run_on()
        self.assertEqual(self.asked(), [])
        (self.out / FILE).write_text("", encoding="utf-8")
        self.run_on()
        self.assertEqual(self.asked(), ["1.txt", "2.txt"])

    def test_other_lines_are_refused_by_file(self):
        (self.out / "lexicon/learnt").mkdir(parents=True)
        (self.out / FILE).write_text(f"{ODD}\tagency\torgan\n", encoding="utf-8")
        self.assertIn("learnt_name", self.run_on(code=6).stderr)
        (self.out / FILE).write_text(f"{ODD}\tno_role\n", encoding="utf-8")
        self.assertIn("names.tsv", self.run_on(code=6).stderr)

    def test_merge_joins_the_names(self):
        other = self.path / "other"
        self.put(4)
        (self.inputs / "1.txt").unlink(), (self.inputs / "2.txt").unlink()
        self.codau("run", self.inputs, "-o", other)
        for out, name in ((self.out, "Tổ Xray Bling"), (other, ODD)):
            (out / "lexicon/learnt").mkdir(parents=True)
            (out / FILE).write_text(f"{name}\tlearnt_name\n", encoding="utf-8")
        joined = self.path / "joined"
        self.codau("merge", self.out, other, "-o", joined)
        text = (joined / FILE).read_text(encoding="utf-8")
        self.assertIn(ODD, text)
        self.assertIn("Tổ Xray Bling", text)
        self.out = joined
        self.assertEqual(self.asked(), [])


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
