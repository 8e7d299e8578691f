#!/usr/bin/env python3
"""Shards that were joined are one run's; what cannot be joined is refused with one line, and a kill costs nothing.

usage: merge_test.py CODAU [unittest options]
"""
import contextlib
import fcntl
import json
import os
import shutil
import signal
import sqlite3
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import program  # noqa: E402

CODAU = None
COUNT = 3


def write_texts(folder):
    """Small plans, some of which cite others; two names of one content; what no run can read; a secret; the samples."""
    (folder / "b").mkdir(parents=True)
    for number in range(1, 13):
        text = program.CITING_PLAN.format(number=number, cited=number % 12 + 1) if number % 3 == 0 else program.SMALL_PLAN.format(number=number)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    for name in ("b/same.txt", "z.txt", "b/9.txt"):
        (folder / name).write_text(program.SMALL_PLAN.format(number=77), encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "b/empty.txt").write_bytes(b"")
    (folder / "b/secret.txt").write_text(program.PLAN.replace("KẾ HOẠCH", "MẬT\nKẾ HOẠCH", 1), encoding="utf-8")
    for sample in program.SAMPLES.glob("*.txt"):
        shutil.copy(sample, folder / "b")


def edit(doc_id, table, row_id, field, value):
    return {"doc_id": doc_id, "table": table, "row_id": row_id, "action": "set", "field": field, "value": value}


class Merge(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        cls.inputs, cls.whole = cls.path / "in", cls.path / "whole"
        write_texts(cls.inputs)
        cls.codau("run", cls.inputs, "-o", cls.whole, code=3)
        cls.shards = [cls.path / f"shard-{index}" for index in range(1, COUNT + 1)]
        for index, out in enumerate(cls.shards, 1):
            done = program.run([CODAU, "run", cls.inputs, "-o", out, "--shard", f"{index}/{COUNT}"])
            assert done.returncode in (0, 3), done.stderr
        cls.exported = None

    @classmethod
    def codau(cls, *command, code=0, **options):
        done = program.run([CODAU, *command, "--lang", "en"], **options)
        assert done.returncode == code, (command, done.returncode, done.stdout, done.stderr)
        return done

    def setUp(self):
        self.here = self.enterContext(program.Folder())

    def merge(self, *outputs, out="out", code=3, options=()):
        return self.codau("merge", *outputs, "-o", self.here / out, *options, code=code)

    def exports(self, out):
        """All that two exports have, by name."""
        files = {}
        for form in ("jsonl", "csv", "xlsx-full"):
            target = self.here / f"export-{form}"
            self.codau("export", out, form, "-o", target, "--include-unreviewed")
            files |= {f"{form}/{path.relative_to(target)}": path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()}
            if target.is_file():
                files[form] = target.read_bytes()
                target.unlink()
            else:
                shutil.rmtree(target)
        for name in ("rejects.jsonl", "rejects.csv"):
            files[name] = (out / name).read_bytes()
        for folder in ("documents", "records"):
            files |= {str(path.relative_to(out)): path.read_bytes() for path in (out / folder).rglob("*") if path.is_file()}
        return {name: data for name, data in files.items() if not name.endswith("manifest.json")}

    def assert_same(self, out, whole=None):
        if not self.exported:
            type(self).exported = self.exports(self.whole)
        one, other = self.exports(whole) if whole else self.exported, self.exports(out)
        self.assertEqual(program.difference(one, other), [])
        self.assertGreater(len(one), 60)

    def copies(self):
        """Shards that a test may change."""
        out = [self.here / shard.name for shard in self.shards]
        for shard, copy in zip(self.shards, out):
            shutil.copytree(shard, copy, symlinks=True)
        return out

    def refused(self, *outputs, code=2, out="out", options=()):
        """One line, and nothing is written."""
        there = (self.here / out).exists()
        done = self.merge(*outputs, out=out, code=code, options=options)
        lines = program.told(done.stderr)
        self.assertEqual(len(lines), 1, lines)
        self.assertEqual((self.here / out).exists(), there)
        return lines[0]

    def test_links_in_an_output_lead_nowhere(self):
        victim = self.path / "victim-of-links"
        victim.mkdir()
        (victim / "keys").write_text("mine")
        for name in ("codau.db.lock", "lexicon", "text"):
            with self.subTest(name):
                hostile = self.path / f"hostile-{name}"
                shutil.copytree(self.whole, hostile)
                if (hostile / name).is_dir():
                    shutil.rmtree(hostile / name)
                (hostile / name).symlink_to(victim / "keys" if name.endswith("lock") else victim)
                done = program.run([CODAU, "merge", self.shards[0], hostile, "-o", self.path / f"joined-{name}", "--mixed", "--lang", "en"])
                self.assertEqual((done.returncode, len(done.stderr.splitlines())), (5, 1), done.stderr)
                self.assertIn(name, done.stderr)
                self.assertEqual((victim / "keys").read_text(), "mine")
                self.assertFalse(list((self.path / f"joined-{name}").rglob("keys")))

    def test_shards_know_their_files_and_say_so(self):
        files = sum(len(program.rows(shard, "SELECT * FROM sources")) for shard in self.shards)
        self.assertEqual(files, len(program.rows(self.whole, "SELECT * FROM sources")))
        for index, shard in enumerate(self.shards, 1):
            self.assertEqual(program.rows(shard, "SELECT value FROM state WHERE name = 'shards'"), [(f"{index}/{COUNT}\n",)])
            self.assertEqual(program.rows(shard, "SELECT value FROM state WHERE name = 'open'"), [])

    def test_joined_they_are_one_run(self):
        done = self.merge(*self.shards)
        self.assertRegex(done.stderr, r"joined 3 outputs: new documents 1\d, added to [12], known 0; rejected \d")
        self.assert_same(self.here / "out")
        one, other = (json.loads((out / "manifest.json").read_text(encoding="utf-8")) for out in (self.whole, self.here / "out"))
        self.assertEqual(one["counts"], other["counts"])
        self.assertEqual([source["names"] for source in one["sources"]], [source["names"] for source in other["sources"]])
        self.merge(*reversed(self.shards), out="turned")
        self.assertEqual(program.compacted(self.here / "turned"), program.compacted(self.here / "out"))
        with contextlib.closing(sqlite3.connect(self.here / "out/codau.db")) as store:
            self.assertEqual(store.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            self.assertEqual(store.execute("PRAGMA foreign_key_check").fetchall(), [])
            self.assertEqual(store.execute("SELECT value FROM state WHERE name IN ('open', 'shards')").fetchall(), [])

    def test_it_lives_on_as_any_output(self):
        out = self.here / "out"
        self.merge(*self.shards)
        found = {where: sorted(self.codau("search", where, "kenh muong", "--format", "jsonl", "--limit", "1000").stdout.splitlines())
                 for where in (out, self.whole)}
        self.assertEqual(found[out], found[self.whole])
        done = self.codau("run", self.inputs, "-o", out, code=3)
        self.assertRegex(done.stderr, r"text files done 1, reused 1\d")  # the secret one: nothing of it is kept
        self.assert_same(out)

    def test_again_adds_nothing(self):
        out = self.here / "out"
        self.merge(*self.shards)
        before, runs = program.files_of(out), program.rows(out, "SELECT count(*) FROM feed")
        for outputs in (self.shards, self.shards[::-1], [*self.shards, self.shards[0], out]):
            done = self.merge(*outputs)
            self.assertRegex(done.stderr, r"new documents 0, added to 0, known 1\d")
            self.assertEqual(program.difference(before, program.files_of(out)), [])
            self.assertEqual(program.rows(out, "SELECT count(*) FROM feed"), runs)
        numbers = self.codau("export", out, "jsonl", "--since", "0", "-o", self.here / "feed", "--include-unreviewed")
        self.assertEqual(numbers.returncode, 0)

    def test_into_an_archive(self):
        more, out = self.here / "more", self.here / "out"
        more.mkdir()
        for number in (51, 52):
            (more / f"{number}.txt").write_text(program.CITING_PLAN.format(number=number, cited=2), encoding="utf-8")
        self.codau("run", more, "-o", out)
        self.merge(*self.shards)
        both = self.here / "both"
        self.codau("run", self.inputs, more, "-o", both, code=3)
        self.assert_same(out, both)

    def test_killed_at_any_moment_it_goes_on(self):
        out = self.here / "out"
        begun = time.monotonic()
        self.merge(*self.shards, out="timed")
        seconds = time.monotonic() - begun
        for part in (0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            process = program.start([CODAU, "merge", *self.shards, "-o", out])
            time.sleep(part * seconds)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        with contextlib.closing(sqlite3.connect(out / "codau.db")) as store:
            if store.execute("SELECT count(*) FROM state WHERE name = 'shards' AND value LIKE '%merging%'").fetchone()[0]:
                self.assertIn(str(self.shards[1]), self.refused(self.whole, out=out))  # not with others instead
        self.merge(*self.shards)
        self.assert_same(out)
        self.assertEqual([path for path in out.rglob("*codau-part")], [])

    def test_a_shard_that_is_missing(self):
        self.assertIn("2/3: these shards are missing", self.refused(self.shards[0], self.shards[2]))
        self.assertIn("1/3, 2/3", self.refused(self.shards[2]))

    def test_a_shard_of_another_archive(self):
        inputs, foreign = self.here / "in", self.here / "foreign"
        inputs.mkdir()
        for number in range(1, 5):
            (inputs / f"{number}.txt").write_text(program.SMALL_PLAN.format(number=number), encoding="utf-8")
        self.codau("run", inputs, "-o", foreign, "--shard", "2/3")
        shards = [self.shards[0], foreign, self.shards[2]]
        self.assertRegex(self.refused(*shards), r"2/3 \(.*foreign\): was run over another list of files than 1/3 \(.*shard-1\); .*--mixed")
        self.assertIn("another list of files", self.merge(*shards, options=["--mixed"]).stderr)

    def test_a_shard_that_is_not_finished(self):
        shards = self.copies()
        with contextlib.closing(sqlite3.connect(shards[1] / "codau.db")) as store:
            store.execute("INSERT INTO state VALUES('open','1')")  # as a run that was killed leaves it
            store.commit()
        self.assertRegex(self.refused(*shards), r"shard-2: is not finished .* --shard 2/3")
        self.codau("remove", shards[1], program.rows(shards[1], "SELECT doc_id FROM documents LIMIT 1")[0][0])
        self.codau("compact", shards[1])
        self.assertRegex(self.refused(*shards), r"shard-2: is not finished .* --shard 2/3")
        self.assertIn(program.run([CODAU, "run", self.inputs, "-o", shards[1], "--shard", "2/3"]).returncode, (0, 3))
        self.merge(*shards)

    def test_documents_that_were_only_read(self):
        read, text = self.here / "read", self.here / "a.txt"
        text.write_text(program.SMALL_PLAN.format(number=9), encoding="utf-8")
        self.codau("run", text, "-o", read, "--until", "ocr")
        done = self.codau("merge", self.whole, read, "-o", self.here / "out", "--mixed", code=3)
        self.assertIn("1 document was only read (codau run --until)", done.stderr)
        self.assertNotIn("only read", self.merge(*self.shards, out="other").stderr)

    def test_shards_into_one_of_them(self):
        shards = self.copies()
        self.merge(*shards, out=shards[0].name)
        self.assert_same(shards[0])
        self.assertRegex(self.merge(*shards, out=shards[0].name).stderr, r"\b0\b")  # asked for again, by an engine, say
        self.assert_same(shards[0])

    def test_other_keys(self):
        shards = self.copies()
        lexicon = shards[2] / "lexicon/user"
        lexicon.mkdir(parents=True)
        (lexicon / "README.md").write_text("x")
        with contextlib.closing(sqlite3.connect(shards[2] / "codau.db")) as store:
            store.execute("UPDATE state SET value = replace(value, 'documents ', 'documents 0') WHERE name = 'keys'")
            store.commit()
        self.assertRegex(self.refused(*shards), "shard-3: was made by other models, lexicons or rules than .*shard-2; .*--mixed")
        self.merge(*shards, options=["--mixed"])
        self.assertIn("has documents made by different", self.refused(self.here / "out", out="other"))

    def test_lexicons(self):
        shards = self.copies()
        table = "lexicon/user/README.md"
        for shard, text in zip(shards, ("", "x\n", "x\n")):
            (shard / table).parent.mkdir(parents=True)
            if text:
                (shard / table).write_text(text)
        self.merge(*shards)
        self.assertEqual((self.here / "out" / table).read_text(), "x\n")
        (shards[2] / table).write_text("y\n")
        self.assertRegex(self.refused(*shards, out="other"), "shard-3/lexicon/user/README.md: differs from .*shard-2/lexicon.*--mixed")
        done = self.merge(*shards, out="mixed", options=["--mixed"])
        self.assertIn("differs from", done.stderr)
        self.assertEqual((self.here / "mixed" / table).read_text(), "x\n")

    def test_tables_of_words_that_a_merge_lacks(self):
        words, inputs, shards = self.here / "words", self.here / "in", [self.here / "1", self.here / "2"]
        inputs.mkdir()
        for number, cited in ((1, 2), (2, 1)):
            (inputs / f"{number}.txt").write_text(program.CITING_PLAN.format(number=number, cited=cited), encoding="utf-8")
        words.mkdir()
        (words / "own.tsv").write_text("Ban Quản lý Khu di tích Yên Tử\tagency\torgan\t\t\tlevel=province\n", encoding="utf-8")
        for index, shard in enumerate(shards, 1):
            self.codau("run", inputs / f"{index}.txt", "-o", shard, "--lexicon", words)
        self.assertEqual(self.merge(*shards, code=0).stderr.count("tables of words that are not here"), 1)
        self.assert_words_are_missed(shards[0])
        self.codau("run", inputs, "-o", self.here / "out", "--lexicon", words)
        self.codau("run", inputs, "-o", self.here / "whole", "--lexicon", words)
        self.assertEqual(program.rows(self.here / "out", "SELECT * FROM doc_refs ORDER BY 1"), program.rows(self.here / "whole", "SELECT * FROM doc_refs ORDER BY 1"))
        for shard in shards:  # in the outputs themselves they are taken along
            shutil.copytree(words, shard / "lexicon/user")
        self.assertNotIn("not here", self.merge(*shards, out="with", code=0).stderr)

    def assert_words_are_missed(self, out):
        """By each command that looks words up, and no longer where the tables lie in the output itself."""
        copy, edits = self.here / "copy", self.here / "edits.jsonl"
        shutil.copytree(out, copy)
        edits.write_text("")
        doc_id = program.rows(copy, "SELECT doc_id FROM documents")[0][0]
        commands = (("correct", copy, "--file", edits), ("doctor", copy), ("remove", copy, doc_id))
        for command in commands:
            with self.subTest(command[0]):
                done = self.codau(*command)
                self.assertEqual((done.stdout + done.stderr).count("tables of words that are not here"), 1)
        shutil.copytree(self.here / "words", copy / "lexicon/user")
        for command in commands[:2]:
            done = self.codau(*command)
            self.assertNotIn("not here", done.stdout + done.stderr)

    def test_an_output_that_a_run_has(self):
        shards = self.copies()
        with open(shards[1] / "codau.db.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn("shard-2/codau.db: is locked by another codau process", self.refused(*shards, code=5))
        self.merge(*shards)
        self.assertEqual([path for shard in shards for path in shard.glob("*.lock")], [])

    def test_edits_of_both_sides(self):
        """Two offices have copies of one document; each sets something, and one thing both of them."""
        outs = [self.here / name for name in ("a", "b")]
        given = self.here / "given"
        given.mkdir()
        for number in (1, 2):
            (given / f"{number}.txt").write_text(program.SMALL_PLAN.format(number=number), encoding="utf-8")
        for out in outs:
            self.codau("run", given, "-o", out)
        tasks = dict(program.rows(outs[0], "SELECT doc_id, task_id FROM tasks"))
        one, other = sorted(tasks)
        edits = [[edit(one, "tasks", tasks[one], "note", "của Lan"), edit(other, "tasks", tasks[other], "note", "Lan"),
                  edit(one, "tasks", tasks[one], "budget_raw", "5 triệu")],
                 [edit(one, "tasks", tasks[one], "note", "của Minh"), edit(other, "documents", other, "subject", "Phòng, chống bão"),
                  edit(one, "tasks", tasks[one], "budget_raw", "5 triệu")]]
        for out, lines, actor in zip(outs, edits, ("Lan", "Minh")):
            (self.here / "edits.jsonl").write_text("\n".join(map(json.dumps, lines)))
            self.codau("correct", out, "--file", self.here / "edits.jsonl", "--actor", actor)
            time.sleep(1.1)  # edits are told apart by seconds
        for name, order in (("ab", outs), ("ba", outs[::-1])):
            done = self.merge(*order, out=name, code=0)
            self.assertIn("edits to be reviewed 1", done.stderr)
        out = self.here / "ab"
        self.assertEqual(program.compacted(out), program.compacted(self.here / "ba"))
        self.assertEqual(program.rows(out, f"SELECT note, review_reasons LIKE '%EDIT_CONFLICT%' FROM tasks WHERE doc_id = '{one}'"), [("của Minh", 1)])
        self.assertEqual(program.rows(out, f"SELECT note, review_reasons LIKE '%EDIT_CONFLICT%' FROM tasks WHERE doc_id = '{other}'"), [("Lan", 0)])
        self.assertEqual(program.rows(out, f"SELECT subject FROM documents WHERE doc_id = '{other}'"), [("Phòng, chống bão",)])
        self.assertEqual(program.rows(out, "SELECT count(*) FROM human_edits"), [(6,)])
        self.assertIn("added to 0, known 4", self.merge(*outs, out="ab", code=0).stderr)
        (self.here / "edits.jsonl").write_text(json.dumps(edit(one, "tasks", tasks[one], "note", "của cả hai")))
        self.codau("correct", out, "--file", self.here / "edits.jsonl", "--actor", "Hoa")
        self.assertEqual(program.rows(out, f"SELECT note, review_reasons LIKE '%EDIT_CONFLICT%' FROM tasks WHERE doc_id = '{one}'"), [("của cả hai", 0)])

    def test_what_was_taken_out_stays_out(self):
        shards = self.copies()
        doc_id = program.rows(self.whole, "SELECT doc_id FROM sources WHERE source_path = 'z.txt'")[0][0]
        holder = next(shard for shard in shards if program.rows(shard, f"SELECT 1 FROM documents WHERE doc_id = '{doc_id}'"))
        self.codau("remove", holder, doc_id)
        for name, order in (("one", shards), ("other", shards[::-1])):
            self.merge(*order, out=name)
            self.assertEqual(program.rows(self.here / name, f"SELECT 1 FROM documents WHERE doc_id = '{doc_id}'"), [])
            self.assertFalse((self.here / name / "text/z.txt").exists())
            self.assertIn("was taken out by codau remove", self.codau("run", self.inputs / "z.txt", "-o", self.here / name, code=4).stderr)

    def test_a_damaged_or_foreign_output(self):
        shards = self.copies()
        data = bytearray((shards[1] / "codau.db").read_bytes())
        data[100_000:140_000] = b"\xff" * 40_000
        (shards[1] / "codau.db").write_bytes(data)
        self.assertIn("damaged", self.refused(*shards, code=5))
        (shards[1] / "codau.db").write_bytes(b"not a database" * 1000)
        self.assertIn("is not a codau database", self.refused(*shards, code=5))
        (shards[1] / "codau.db").unlink()
        self.assertIn("has no codau.db", self.refused(*shards, code=4))
        self.assertIn("has no codau.db", self.refused(self.inputs, code=4))
        for place in ("text/x", "new", "new/deep"):
            self.assertIn("lies in an output that is joined", self.refused(*self.shards, out=self.shards[0] / place))

    def test_shards_within_the_folder_of_what_they_are_joined_to(self):
        (self.here / "out").mkdir()
        shards = [self.here / "out" / shard.name for shard in self.shards]
        for shard, copy in zip(self.shards, shards):
            shutil.copytree(shard, copy, symlinks=True)
        before = self.files(*shards)
        self.merge(*shards)
        self.assert_same(self.here / "out")
        self.codau("compact", self.here / "out")
        self.assertEqual(self.files(*shards), before)

    @staticmethod
    def files(*folders):
        """Bytes by path; what SQLite keeps beside a database comes and goes with its readers, and a kill leaves it."""
        return {path: path.read_bytes() for folder in folders for path in folder.rglob("*")
                if path.is_file() and not path.name.endswith((".lock", "-wal", "-shm"))}

    def test_shared_files_are_replaced_and_never_written_to(self):
        shards, out, other = self.copies(), self.here / "out", self.here / "other"
        before = self.files(*shards)
        self.merge(*shards, options=["--link"])
        self.assert_same(out)
        names = [path.relative_to(shard) for shard in shards for path in program.texts(shard)]
        shared = [path for path in names if (out / path).exists() and any((shard / path).exists() and (shard / path).samefile(out / path) for shard in shards)]
        self.assertGreater(len(shared), len(names) // 2)
        inputs = self.here / "in"
        shutil.copytree(self.inputs, inputs)
        (inputs / "1.txt").write_text(program.SMALL_PLAN.format(number=500), encoding="utf-8")
        (task_id, doc_id), (_, gone), (_, set_aside) = program.rows(out, "SELECT task_id, doc_id FROM tasks GROUP BY doc_id ORDER BY doc_id LIMIT 3")
        (self.here / "edit.jsonl").write_text(json.dumps(edit(doc_id, "tasks", task_id, "task_text", "Việc khác")) + "\n", encoding="utf-8")
        for command, code in ((("correct", out, "--file", self.here / "edit.jsonl"), 0), (("remove", out, gone), 0), (("run", inputs, "-o", out, "--prune"), 3),
                              (("run", inputs, "-o", out, "--redo", "rows"), 3), (("compact", out), 0), (("merge", *shards, "-o", out, "--link"), 3), (("merge", out, self.whole, "-o", other, "--link"), 3),
                              (("remove", other, set_aside), 0)):
            self.codau(*command, code=code)
            self.assertEqual(self.files(*shards), before, command)
        self.assertEqual(program.rows(out, f"SELECT task_text FROM tasks WHERE task_id = '{task_id}'"), [("Việc khác",)])

    def test_links_among_the_files(self):
        shards = self.copies()
        text = program.texts(shards[0])[0]
        text.unlink()
        text.symlink_to("/etc/passwd")
        done = self.merge(*shards, code=5)
        self.assertIn(f"{text}: is no file that codau wrote", done.stderr)
        self.assertEqual(len(program.told(done.stderr)), 1)
        text.unlink()
        shutil.copy(self.shards[0] / text.relative_to(shards[0]), text)
        self.merge(*shards)
        self.assert_same(self.here / "out")

    def test_rows_that_no_codau_has_written(self):
        for attack in ("UPDATE made SET doc_id = '../../../../x' WHERE doc_id = (SELECT min(doc_id) FROM made)", "UPDATE state SET value = 'documents' || char(10) || '-1/0' WHERE name = 'shards'",
                       "UPDATE human_edits SET edit = '{' ", "UPDATE kept_tasks SET section_id = 999999"):
            shards = self.copies()
            with contextlib.closing(sqlite3.connect(shards[1] / "codau.db")) as store:
                store.execute(attack)
                store.commit()
            done = program.run([CODAU, "merge", *shards, "-o", self.here / "out", "--lang", "en"])
            self.assertIn(done.returncode, (0, 2, 3, 5), (attack, done.stderr))
            self.assertEqual(len(program.told(done.stderr)), 1, (attack, done.stderr))
            self.assertFalse((self.here / "x").exists())
            self.assertEqual([path.name for shard in shards for path in shard.glob("*.db?*")], [], attack)
            for shard in (*shards, self.here / "out"):
                shutil.rmtree(shard, ignore_errors=True)


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
