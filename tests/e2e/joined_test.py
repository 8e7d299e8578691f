#!/usr/bin/env python3
"""An output of several offices lives on: what one office does to its files takes nothing of another's.

usage: joined_test.py CODAU [unittest options]
"""
import json
import os
import pathlib
import shutil
import sqlite3
import sys
import time
import unicodedata
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import program  # noqa: E402

CODAU = None


class Offices(unittest.TestCase):
    """Offices a and b have had the same name for the folder of their scans, on machines of their own."""

    @classmethod
    def setUpClass(cls):
        cls.path, cls.made = cls.enterClassContext(program.Folder()), cls.enterClassContext(program.Folder())
        cls.scans, cls.all = cls.path / "scans", cls.path / "all"

    def setUp(self):
        for path in self.path.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def codau(self, *command, code=0):
        done = program.run([CODAU, *command, "--lang", "en"])
        self.assertEqual(done.returncode, code, (command, done.stdout, done.stderr))
        return done

    def put(self, name, number):
        self.scans.mkdir(exist_ok=True)
        (self.scans / name).write_text(program.SMALL_PLAN.format(number=number), encoding="utf-8")

    def office(self, name, files):
        """Its output, made once for all tests; its folder of scans is away afterwards, and is back with at_office()."""
        for file, number in files.items():
            self.put(file, number)
        made = self.made / "-".join([name, *(f"{file}-{number}" for file, number in files.items())])
        if not made.exists():
            self.codau("run", self.scans, "-o", made)
        shutil.copytree(made, self.path / name)
        self.scans.rename(self.path / f"scans-{name}")
        return self.path / name

    def at_office(self, name):
        (self.path / f"scans-{name}").rename(self.scans)

    def assert_files_say_what_rows_say(self, out):
        """Of each document, which others it cites; how many citations lead somewhere."""
        rows = {}
        for doc_id, ref_id, target in program.rows(out, "SELECT doc_id, ref_id, target_doc_id FROM doc_refs"):
            rows.setdefault(doc_id, {})[ref_id] = target
        documents = [doc_id for doc_id, in program.rows(out, "SELECT doc_id FROM documents")]
        for doc_id in documents:
            self.assertTrue(program.Document(out, doc_id).text.exists(), doc_id)
        return sum(target is not None for refs in rows.values() for target in refs.values())

    def numbers(self, out=None):
        """Plans by their numbers."""
        return {int(number) for number, in program.rows(out or self.all, "SELECT code_number FROM documents")}


class Joined(Offices):
    def test_what_is_gone_at_one_office_another_may_have(self):
        one = self.office("a", {"x.txt": 1, "same.txt": 3, "gone.txt": 4})
        other = self.office("b", {"x.txt": 2, "same.txt": 3, "y.txt": 5})
        self.codau("merge", one, other, "-o", self.all)
        self.assertEqual(self.numbers(), {1, 2, 3, 4, 5})
        self.at_office("a")
        done = self.codau("run", self.scans, "-o", self.all)
        self.assertNotIn("older version", done.stderr)
        for name in ("same.txt", "gone.txt"):
            (self.scans / name).unlink()
        self.assertNotIn("/KH", self.codau("run", self.scans, "-o", self.all, "--prune", "--dry-run").stdout)
        done = self.codau("run", self.scans, "-o", self.all, "--prune")
        self.assertEqual(self.numbers(), {1, 2, 3, 4, 5})
        self.assertIn("documents that came from other outputs (codau merge) were kept", done.stderr)
        self.assertEqual(len(program.told(done.stderr)), 2, done.stderr)

    def test_a_file_that_is_the_same_here_is_ours(self):
        """Parts of one archive, or an office where its output was joined: the folder is the same one."""
        for name, number in {"x.txt": 1, "gone.txt": 4}.items():
            self.put(name, number)
        time.sleep(2.1)  # so that its times are known (has_rested)
        self.codau("run", self.scans, "-o", self.path / "a")
        self.scans.rename(self.path / "scans-a")
        other = self.office("b", {"x.txt": 2, "y.txt": 5})
        self.at_office("a")
        self.codau("merge", self.path / "a", other, "-o", self.all)
        self.codau("run", self.scans, "-o", self.all)
        (self.scans / "gone.txt").unlink()
        listed = self.codau("run", self.scans, "-o", self.all, "--prune", "--dry-run").stdout
        self.assertIn("gone.txt", listed)
        self.assertNotIn("y.txt", listed)
        self.codau("run", self.scans, "-o", self.all, "--prune")
        self.assertEqual(self.numbers(), {1, 2, 5})
        self.codau("merge", other, "-o", self.all)
        self.assertEqual(self.numbers(), {1, 2, 5})

    def test_a_name_that_two_offices_use(self):
        one, other = self.office("a", {"x.txt": 1}), self.office("b", {"x.txt": 2})
        self.codau("merge", one, other, "-o", self.all)
        for options in ([], ["--dry-run"]):
            done = self.codau("remove", self.all, "x.txt", *options, code=2)
            self.assertEqual(len(program.told(done.stderr)), 1, done.stderr)
            ids = dict(program.rows(self.all, "SELECT code_number, doc_id FROM documents"))
            for doc_id in ids.values():
                self.assertIn(doc_id, done.stderr)
        self.assertEqual(self.numbers(), {1, 2})
        self.codau("remove", self.all, ids["01"])
        self.assertEqual(self.numbers(), {2})


class Rejects(Offices):
    def office(self, name, files):
        """Its output, with files that nobody can read."""
        self.put("x.txt", 1)
        for file, content in files.items():
            (self.scans / file).write_bytes(content)
        self.codau("run", self.scans, "-o", self.path / name, code=3)
        self.scans.rename(self.path / f"scans-{name}")
        return self.path / name

    def told(self, out=None):
        return [(reject["file"], pathlib.Path(reject["output"]).name if reject["output"] else None)
                for reject in program.rejects_of(out or self.all)]

    def test_files_of_one_path_are_told_apart(self):
        bad = [bytes(range(1, 32)) + b"\0" * number for number in range(1, 7)]
        one = self.office("a", {"bad.txt": bad[0], "empty.txt": b"", "same.pdf": bad[1], "alone.txt": bad[2]})
        other = self.office("b", {"bad.txt": bad[3], "empty.txt": b"", "same.pdf": bad[1]})
        self.assertEqual({output for _, output in self.told(one)}, {None})
        self.codau("merge", one, other, "-o", self.all, code=3)
        told = {("bad.txt", "a"), ("bad.txt", "b"), ("alone.txt", None), ("same.pdf", None)}
        self.assertEqual({one for one in self.told() if one[0] != "empty.txt"}, told)
        table = (self.all / "rejects.csv").read_text(encoding="utf-8")
        self.assertIn(f"kết quả {one}", table)
        files = [(self.all / name).read_bytes() for name in ("rejects.jsonl", "rejects.csv")]
        self.codau("merge", other, "-o", self.all, code=3)
        self.codau("merge", other, one, "-o", self.path / "turned", code=3)
        for out in (self.all, self.path / "turned"):
            self.assertEqual([(out / name).read_bytes() for name in ("rejects.jsonl", "rejects.csv")], files)

        # Other files of these names are read here; then they are mended.
        self.scans.mkdir()
        for number, name in enumerate(("bad.txt", "alone.txt"), 4):
            (self.scans / name).write_bytes(bad[number])
        self.codau("run", self.scans, "-o", self.all, code=4)
        more = {("bad.txt", None), ("alone.txt", "a")}
        self.assertEqual({one for one in self.told() if one[0] != "empty.txt"}, told | more)
        self.put("bad.txt", 3)
        self.put("alone.txt", 4)
        self.codau("run", self.scans, "-o", self.all, code=3)  # others stay listed
        left = {("bad.txt", "a"), ("bad.txt", "b"), ("alone.txt", "a"), ("same.pdf", None)}
        for again in (False, True):
            self.assertEqual({one for one in self.told() if one[0] != "empty.txt"}, left)
            if not again:
                self.codau("merge", one, other, "-o", self.all, code=3)

    def test_what_is_mended_here_goes(self):
        """Office a goes on in the joined output: its files are known by those that are as they were."""
        for name in ("a", "b"):
            self.put("x.txt", 1)
            (self.scans / "bad.txt").write_bytes(bytes(range(1, 32)) + b"\0" * ord(name))
            (self.scans / "same.txt").write_bytes(bytes(range(1, 32)) + b"\0")
            (self.scans / "lost.txt").symlink_to(self.path / "nowhere")
            time.sleep(2.1 if name == "a" else 0)  # so that its times are known (has_rested)
            self.codau("run", self.scans, "-o", self.path / name, code=3)
            self.scans.rename(self.path / f"scans-{name}")
        self.codau("merge", self.path / "a", self.path / "b", "-o", self.all, code=3)
        told = {("bad.txt", "a"), ("bad.txt", "b"), ("lost.txt", "a"), ("lost.txt", "b"), ("same.txt", None)}
        self.assertEqual(set(self.told()), told)
        elsewhere = self.path / "elsewhere"
        elsewhere.mkdir()
        shutil.copy(self.path / "scans-a/same.txt", elsewhere / "same.txt")
        self.codau("run", elsewhere, "-o", self.all, code=4)  # the same content is the same file
        self.assertEqual(set(self.told()), told)
        self.at_office("a")
        (self.scans / "lost.txt").unlink()
        for number, name in enumerate(("bad.txt", "lost.txt"), 2):
            self.put(name, number)
        self.codau("run", self.scans, "-o", self.all, code=3)
        self.assertEqual(set(self.told()), {("bad.txt", "b"), ("lost.txt", "b"), ("same.txt", None)})
        shutil.rmtree(elsewhere)
        self.codau("run", self.scans, "-o", self.all, "--prune", code=3)
        self.assertEqual(set(self.told()), {("bad.txt", "b"), ("lost.txt", "b"), ("same.txt", None)})

    def test_what_was_mended_in_an_output_goes_when_it_is_joined_again(self):
        outs = []
        for name in ("a", "b"):
            scans = self.path / f"scans-{name}"
            scans.mkdir()
            (scans / "lost.txt").symlink_to(self.path / "nowhere")
            self.codau("run", scans, "-o", self.path / name, code=4)
            outs.append(self.path / name)
        self.codau("merge", *outs, "-o", self.all, code=3)
        self.assertEqual(self.told(), [("lost.txt", "a"), ("lost.txt", "b")])
        for name, left in (("a", [("lost.txt", None)]), ("b", [])):
            self.put("x.txt", 1)
            (self.path / f"scans-{name}/lost.txt").unlink()
            shutil.copy(self.scans / "x.txt", self.path / f"scans-{name}/lost.txt")
            self.codau("run", self.path / f"scans-{name}", "-o", self.path / name)
            self.codau("merge", self.path / name, "-o", self.all, code=3 if left else 0)
            self.assertEqual(self.told(), left)


class Manifest(Offices):
    def manifest(self, out=None):
        return json.loads(((out or self.all) / "manifest.json").read_text(encoding="utf-8"))

    def known(self):
        told = self.manifest()
        return [name for source in told["sources"] for name in source["names"]], told["counts"]["inputs"]

    def test_it_knows_what_was_joined_before(self):
        outs = [self.office("a", {"x.txt": 1, "same.txt": 3}), self.office("b", {"same.txt": 3, "y.txt": 5}),
                self.office("c", {"z.txt": 7})]
        for out in (*outs, outs[0], outs[2]):
            self.codau("merge", out, "-o", self.all)
        names, inputs = self.known()
        self.assertEqual((sorted(names), inputs), (["same.txt", "x.txt", "y.txt", "z.txt"], 4))
        for name, number in {"x.txt": 1, "same.txt": 3, "y.txt": 5, "z.txt": 7}.items():
            self.put(name, number)
        self.codau("run", self.scans, "-o", self.path / "whole")
        self.assertEqual(self.manifest(self.path / "whole")["counts"], self.manifest()["counts"])
        self.codau("remove", self.all, "y.txt")
        self.codau("merge", outs[1], "-o", self.all)
        self.assertEqual(sorted(self.known()[0]), ["same.txt", "x.txt", "z.txt"])


class Files(Offices):
    """Files of documents that one office has lost."""

    def lose(self, document, how):
        if how == "gone":
            document.text.unlink()
        elif how == "another's":
            document.text.write_text(program.PLAN, encoding="utf-8")
        else:
            document.text.write_bytes(b"")

    def document(self, out):
        (doc_id,), = program.rows(out, "SELECT doc_id FROM documents")
        return program.Document(out, doc_id)

    def test_another_has_them(self):
        """Each plan in another way; of some the other office has the file under another name."""
        losses = {1: ("gone", "1.txt"), 2: ("empty", "2.txt"), 3: ("gone", "other-3.txt"), 6: ("another's", "6.txt"),
                  7: ("another's", "other-7.txt")}
        one = self.office("a", {f"{number}.txt": number for number in losses})
        other = self.office("b", {file: number for number, (_, file) in losses.items()})
        ids = {int(number): doc_id for number, doc_id in program.rows(one, "SELECT code_number, doc_id FROM documents")}
        for number, (how, _) in losses.items():
            self.lose(program.Document(one, ids[number]), how)
        outs = [self.path / "ab", self.path / "ba"]
        for out, order in zip(outs, ((one, other), (other, one))):
            done = self.codau("merge", *order, "-o", out)
            self.assertNotIn("missing, empty or cut", done.stderr)
            for number, (how, file) in losses.items():
                with self.subTest(how, file=file):
                    here, there = (program.Document(folder, ids[number]) for folder in (out, other))
                    self.assertEqual(here.text.read_bytes(), there.text.read_bytes())
                    self.assertEqual(here.name, min(f"{number}", file.removesuffix(".txt")))
                    paths = program.rows(out, f"SELECT source_path FROM sources WHERE doc_id = '{ids[number]}' ORDER BY 1")
                    self.assertEqual([path for path, in paths], sorted({f"{number}.txt", file}))
        self.assertEqual(*map(program.compacted, outs))

    def test_none_has_them(self):
        """Each plan in another way."""
        losses = {1: "gone", 2: "empty", 3: "another's"}
        one = self.office("a", {f"{number}.txt": number for number in losses})
        other = self.office("b", {f"{number}.txt": number for number in (*losses, 4)})
        ids = {int(number): doc_id for number, doc_id in program.rows(one, "SELECT code_number, doc_id FROM documents")}
        for out in (one, other):
            for number, how in losses.items():
                self.lose(program.Document(out, ids[number]), how)
        *told, last = program.told(self.codau("merge", one, other, "-o", self.all).stderr)
        self.assertEqual(len(told), len(losses), told)
        for doc_id in ids.values():
            self.assertEqual([doc_id in line and "missing, empty or cut" in line for line in told].count(True), 1, told)
        self.assertNotIn("missing, empty or cut", last)
        self.assertEqual(self.numbers(), {1, 2, 3, 4})
        self.codau("merge", one, other, "-o", self.all)
        self.assertIn("3 documents whose files in text/ or pdf/ are missing", self.codau("doctor", self.all, code=5).stdout)
        # Nothing that somebody may have written is thrown away.
        text = program.Document(self.all, ids[3]).text.read_text(encoding="utf-8")
        self.assertEqual(text, program.PLAN)
        self.at_office("a")
        self.codau("run", self.scans, "-o", self.all)
        self.assertIn("1 documents whose files in text/ or pdf/ are missing", self.codau("doctor", self.all, code=5).stdout)
        self.codau("run", self.scans, "-o", self.all, "--redo", "rows")
        self.assertNotIn("whose files", self.codau("doctor", self.all).stdout)

    def test_a_pdf(self):
        scan = self.path / "scan.pdf"
        scan.write_bytes(program.SCAN.read_bytes())
        one, other = self.path / "a", self.path / "b"
        self.codau("run", scan, "-o", one, "--pages", "1")
        shutil.copytree(one, other)
        file = self.document(one).pdf
        whole = file.read_bytes()
        for exchanged in (False, True):
            time.sleep(2.1)
            self.codau("run", scan, "-o", one, "--pages", "1", "--formats", "csv")  # who knows its folders
            file.unlink()
            if exchanged:
                shutil.copy(scan, file)
            self.assertIn("1 documents whose files in text/ or pdf/ are missing", self.codau("doctor", one, code=5).stdout)
            self.assertIn("missing, empty or cut", self.codau("merge", one, "-o", self.path / "lost").stderr)
            self.codau("merge", one, other, "-o", self.all)
            self.assertEqual(self.document(self.all).pdf.read_bytes(), whole)
            self.codau("run", scan, "-o", one, "--pages", "1", "--formats", "csv")
            self.assertEqual(file.read_bytes(), whole)
            self.assertNotIn("whose files", self.codau("doctor", one).stdout)
            for out in (self.all, self.path / "lost"):
                shutil.rmtree(out)


class Citations(Offices):
    """A document that is cited goes, whichever way: nothing says any more that it is there."""

    def put(self, name, number):
        """Each plan cites the one before it."""
        self.scans.mkdir(exist_ok=True)
        text = program.CITING_PLAN.format(number=number, cited=number - 1)
        (self.scans / name).write_text(text, encoding="utf-8")

    def cited(self, out, number):
        return program.rows(out, f"SELECT doc_id FROM documents WHERE code_number = '{number:02}'")[0][0]

    def test_it_was_taken_out_at_another_office(self):
        one = self.office("a", {"2.txt": 2, "3.txt": 3, "4.txt": 4})
        other = self.office("b", {"2.txt": 2, "5.txt": 5})
        self.codau("remove", other, self.cited(other, 2))
        for name, order in (("ab", (one, other)), ("ba", (other, one))):
            self.codau("merge", *order, "-o", self.path / name)
            self.assertEqual(self.assert_files_say_what_rows_say(self.path / name), 2)  # 4 to 3, 5 to 4
        self.assertEqual(program.compacted(self.path / "ab"), program.compacted(self.path / "ba"))

    def test_both_have_who_cites_and_one_whom(self):
        one = self.office("a", {"3.txt": 3})
        other = self.office("b", {"2.txt": 2, "3.txt": 3})
        for name, order in (("ab", (one, other)), ("ba", (other, one))):
            self.codau("merge", *order, "-o", self.path / name)
            self.assertEqual(self.assert_files_say_what_rows_say(self.path / name), 1, name)
        self.assertEqual(program.compacted(self.path / "ab"), program.compacted(self.path / "ba"))

    def test_an_output_in_the_place_of_what_it_cites(self):
        one = self.office("a", {"2.txt": 2, "3.txt": 3})
        other = self.office("b", {"4.txt": 4, "5.txt": 5})
        self.codau("remove", one, self.cited(one, 3))
        self.assertEqual(self.assert_files_say_what_rows_say(one), 0)
        self.codau("merge", one, other, "-o", self.all)
        self.assertEqual(self.assert_files_say_what_rows_say(self.all), 1)

    def test_it_is_taken_out_and_back(self):
        out = self.office("a", {"2.txt": 2, "3.txt": 3, "4.txt": 4})
        self.at_office("a")
        self.assertEqual(self.assert_files_say_what_rows_say(out), 2)
        taken = self.cited(out, 2)
        self.codau("remove", out, taken)
        self.assertEqual(self.assert_files_say_what_rows_say(out), 1)
        self.codau("remove", out, taken, "--forget")
        self.codau("run", self.scans, "-o", out)
        self.assertEqual(self.assert_files_say_what_rows_say(out), 2)

    def test_its_file_is_gone(self):
        out = self.office("a", {"2.txt": 2, "3.txt": 3, "4.txt": 4})
        self.at_office("a")
        (self.scans / "3.txt").unlink()
        self.codau("run", self.scans, "-o", out, "--prune")
        self.assertEqual(self.assert_files_say_what_rows_say(out), 0)


class WhateverTheOrder(Offices):
    """What is joined depends on what the outputs have, not on which is named first."""

    def joined(self, *outs):
        all_of_them = []
        for number, names in enumerate((outs, outs[::-1])):
            out = self.path / f"all-{number}"
            self.codau("merge", *names, "-o", out)
            self.codau("merge", *names, "-o", out)
            all_of_them.append(out)
        self.assertEqual(*map(program.compacted, all_of_them))
        return all_of_them[0]

    def correct(self, out, subject, actor):
        (doc_id,), = program.rows(out, "SELECT doc_id FROM documents")
        edits = self.path / "edits.jsonl"
        edits.write_text(json.dumps({"doc_id": doc_id, "table": "documents", "row_id": doc_id, "action": "set",
                                     "field": "subject", "value": subject}))
        self.codau("correct", out, "--file", edits, "--actor", actor)
        return doc_id

    def test_edits_of_what_one_has_removed(self):
        one, other = self.office("a", {"x.txt": 1}), self.office("b", {"x.txt": 1})
        doc_id = self.correct(one, "Một", "Lan")
        time.sleep(1.1)
        self.correct(other, "Hai", "Minh")
        self.codau("remove", one, doc_id)
        out = self.joined(one, other)
        self.assertEqual(self.numbers(out), set())
        edits = program.rows(out, "SELECT json_extract(edit, '$.value') FROM human_edits ORDER BY seq")
        self.assertEqual(edits, [("Một",), ("Hai",)])

    def test_edits_leave_known_what_was_read(self):
        one, other = self.office("a", {"x.txt": 1}), self.office("b", {"x.txt": 1})
        self.correct(other, "Hai", "Minh")
        out = self.joined(one, other)
        answer = "SELECT answer, answer <> '' FROM made"
        self.assertEqual(program.rows(out, answer), program.rows(other, answer))
        self.assertEqual(program.rows(out, answer)[0][1], 1)

    def test_a_type_that_people_gave(self):
        one = self.office("a", {"x.txt": 1})
        self.put("x.txt", 1)
        (self.path / "types.csv").write_text("source_path,type_code\nx.txt,QĐ\n", encoding="utf-8")
        self.codau("run", self.scans, "-o", self.path / "b", "--metadata", self.path / "types.csv")
        out = self.joined(one, self.path / "b")
        self.assertEqual(program.rows(out, "SELECT type_code FROM documents"), [("QĐ",)])

    def test_two_types_that_people_gave(self):
        outs = []
        for name, type_code in (("a", "QĐ"), ("b", "KH")):
            self.put("x.txt", 1)
            (self.path / "types.csv").write_text(f"source_path,type_code\nx.txt,{type_code}\n", encoding="utf-8")
            self.codau("run", self.scans, "-o", self.path / name, "--metadata", self.path / "types.csv")
            outs.append(self.path / name)
        for order in (outs, outs[::-1]):
            told = self.codau("merge", *order, "-o", self.all).stderr
            self.assertIn("different types", told)
            self.assertIn(": KH, QĐ", told)
            shutil.rmtree(self.all)


class ReadInPart(unittest.TestCase):
    """Outputs that have read other pages of one document."""

    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        program.write_small_scan(cls.path / "scan.pdf")
        for name, pages in {"a": "1-2", "b": "2-4", "c": "1-4", "d": "1"}.items():
            (cls.path / name).mkdir()
            scan = shutil.copy(cls.path / "scan.pdf", cls.path / name / f"{name}.pdf")
            done = program.run([CODAU, "run", scan, "-o", cls.path / f"out-{name}", "--pages", pages, "--formats", "csv"])
            assert done.returncode == 0, done.stderr
        cls.outs = {name: cls.path / f"out-{name}" for name in "abcd"}
        (cls.doc_id,), = program.rows(cls.outs["a"], "SELECT doc_id FROM documents")
        for name, subject in {"a": "Lan", "c": "Minh"}.items():
            edits = cls.path / "edits.jsonl"
            edits.write_text(json.dumps({"doc_id": cls.doc_id, "table": "documents", "row_id": cls.doc_id, "action": "set",
                                         "field": "subject" if name == "a" else "issued_place", "value": subject}))
            done = program.run([CODAU, "correct", cls.outs[name], "--file", edits, "--actor", subject])
            assert done.returncode == 0, done.stderr

    def merge(self, names):
        out = self.path / ("all-" + names)
        done = program.run([CODAU, "merge", *(self.outs[name] for name in names), "-o", out, "--lang", "en"])
        self.assertEqual(done.returncode, 0, done.stderr)
        return out, done.stderr

    def pages(self, out):
        return [number for number, in program.rows(out, "SELECT page_no FROM pages WHERE width_px > 0 ORDER BY page_no")]

    def paths(self, out):
        return [path for path, in program.rows(out, "SELECT source_path FROM sources ORDER BY 1")]

    def test_the_whole_one_stays_whatever_the_order(self):
        outs = []
        for names in ("ac", "ca"):
            out, told = self.merge(names)
            outs.append(out)
            self.assertEqual(self.pages(out), [1, 2, 3, 4])
            self.assertEqual(self.paths(out), ["a.pdf", "c.pdf"])
            self.assertEqual(program.rows(out, "SELECT subject, issued_place FROM documents"), [("Lan", "Minh")])
            self.assertNotIn("different pages", told)
            text = program.Document(out, self.doc_id).text.read_text(encoding="utf-8")
            self.assertTrue(all(page.strip() for page in text.split("\f")))
        self.assertEqual(*map(program.compacted, outs))

    def asks_for_a_look(self, out):
        return program.rows(out, "SELECT flags LIKE '%PAGES_ELSEWHERE%', review_reasons LIKE '%PAGES_ELSEWHERE%' FROM documents")

    def test_a_page_that_a_lost_reading_rejected(self):
        outs = []
        for name, pages in {"a": (3,), "b": (1,)}.items():
            out = self.path / f"with-{name}"
            shutil.copytree(self.outs[name], out)
            store = sqlite3.connect(out / "codau.db")
            for page in pages:
                reject = {"stage": 1, "file": f"{name}.pdf", "doc_id": self.doc_id, "page": page, "target": "",
                          "code": "TIMEOUT", "detail": ""}
                store.execute("INSERT INTO rejects VALUES(?,?,?)", (f"{name}.pdf", page, json.dumps(reject)))
            store.commit()
            store.close()
            outs.append(out)
        for order in (outs, outs[::-1]):
            done = program.run([CODAU, "merge", *order, "-o", self.path / "rejects"])
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual(self.pages(self.path / "rejects"), [2, 3, 4])
            self.assertEqual([reject["page"] for reject in program.rejects_of(self.path / "rejects")], [1])
            shutil.rmtree(self.path / "rejects")

    def test_where_none_has_all_it_is_said(self):
        outs = []
        for names in ("abd", "dba"):
            out, told = self.merge(names)
            outs.append(out)
            self.assertEqual(self.pages(out), [2, 3, 4])
            self.assertEqual(program.rows(out, "SELECT review_reasons LIKE '%EDIT_STALE%' FROM documents"), [(1,)])  # no page 1
            self.assertIn("two outputs have different pages of this document and neither has all", told)
            self.assertIn(self.doc_id, told)
            self.assertEqual(self.asks_for_a_look(out), [(1, 1)])
        self.assertEqual(*map(program.compacted, outs))
        out, told = self.merge("ad")
        self.assertEqual(self.asks_for_a_look(out), [(0, 0)])
        self.assertEqual(self.pages(out), [1, 2])
        self.assertNotIn("different pages", told)
        done = program.run([CODAU, "run", self.path / "a/a.pdf", "-o", outs[0], "--formats", "csv"])
        self.assertIn("reused 4", done.stderr)
        self.assertEqual(self.pages(outs[0]), [1, 2, 3, 4])
        self.assertEqual(self.asks_for_a_look(outs[0]), [(0, 0)])
        self.assertEqual(program.rows(outs[0], "SELECT subject FROM documents"), [("Lan",)])


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
