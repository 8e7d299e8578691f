#!/usr/bin/env python3
"""The handbook: each command in it works, the same in both languages, and what is made of it can be read.

usage: handbook_test.py CODAU

A fence ```console is run; ```console stopped runs until Ctrl+C; ```console elsewhere needs what other tests have
(Slurm, PostgreSQL, systemd, packages): of these the programs, options and files that they name are looked for.
"""
import html.parser
import importlib.util
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import unittest

import browser
import program
from program import ROOT

CODAU = os.path.abspath(program.CODAU)
BOOK = ROOT / "docs/handbook"
FENCE = re.compile(r"^```console ?(\w*)\n(.*?)^```$", re.M | re.S)
ELSEWHERE = {"deploy/parallel/run": "deploy_test.py", "deploy/slurm/submit": "slurm_test.py", "codau export": "postgres_import_test.py",
             "createdb": "postgres.py", "psql": "postgres_import_test.py", "cc": "library_test.py", "cmake": "library_test.py"}


def parts(language):
    return sorted((BOOK / language).glob("*.md"))


def commands(part):
    """(kind, command) of each line that is typed."""
    found = []
    for kind, text in FENCE.findall(part.read_text(encoding="utf-8")):
        found += [(kind, line[2:]) for line in text.splitlines() if line.startswith("$ ")]
    return found


def options_of(command):
    """Of each codau in a line: its command and the options that it is given."""
    for words in re.findall(r"\bcodau (?!codau )([\w-]+[^|;&<>]*)", command):
        first, *rest = shlex.split(words)
        yield first, [word.split("=")[0] for word in rest if word.startswith("--")]


class Reader(html.parser.HTMLParser):
    """What stays open, where links go, and where they can."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.pictures, self.text = [], [], [], [], ""

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in ("meta", "img", "br", "hr"):
            self.open.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if tag == "a" else []
        if tag == "img":
            assert attributes["alt"]
            self.pictures.append(attributes["src"])

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text += data


class HandbookTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(program.Folder())
        shutil.copytree(program.SAMPLES, cls.folder / "quet")

    def test_both_languages_have_the_same_commands(self):
        self.assertEqual([len(parts("vi")), len(parts("en"))], [4, 4])
        for vi, en in zip(parts("vi"), parts("en")):
            self.assertEqual(commands(vi), commands(en))
            shape = [re.findall(r"^(#+ |\|[-|]+\|$|- |!\[|<!-- [\w:]+ -->)", one.read_text(encoding="utf-8"), re.M) for one in (vi, en)]
            self.assertEqual(*shape, en)

    def test_every_command_works(self):
        script, stopped = ["set -eu -o pipefail"], 0
        for part in parts("vi"):
            for kind, command in commands(part):
                if kind == "elsewhere":
                    continue
                script.append(f"echo {shlex.quote(part.stem + ': ' + command)}")
                if kind == "stopped":
                    stopped += 1
                    command = f'end=0; timeout --signal=INT 3 {command} || end=$?; case $end in 0|124|130) ;; *) exit $end;; esac'
                leaves = "| head" in command  # a reader that has enough is no error
                script.append(f"set +o pipefail; {command}; set -o pipefail" if leaves else command)
        self.assertGreater(stopped, 1)
        folder = self.folder
        (folder / "bin").mkdir()
        (folder / "bin/codau").symlink_to(os.path.abspath(CODAU))
        done = subprocess.run(["bash", "-c", "\n".join(script)], cwd=folder, capture_output=True, text=True, timeout=program.HANGS,
                              env=os.environ | {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder)})
        self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr[-2000:])
        self.assertIn("http://127.0.0.1:", done.stdout)  # of the review page
        for name in ("ke-hoach.xlsx", "giao-nop/tasks.csv", "tat-ca/codau.db", "sao-luu.tar", "co-dau.hocr", "codau.bash", "chay.jsonl"):
            self.assertTrue((folder / name).exists(), name)
        self.assertEqual(program.rows(folder / "ket-qua", "SELECT after FROM corrections WHERE source = 'human'"), [("đã đối chiếu bản gốc",)])

    def test_a_run_prints_what_it_says(self):
        """Comes before all others that go on in its folder, by its name."""
        for language, part in (("vi", parts("vi")[0]), ("en", parts("en")[0])):
            text = next(text for _, text in FENCE.findall(part.read_text(encoding="utf-8")) if "codau run" in text)
            done = program.run([CODAU, "run", "quet", "-o", "ket-qua", "--redo", "rows", "--lang", language], cwd=self.folder)
            shown = [re.split(r" {2,}", line)[0] for line in text.splitlines()[1:] if not line.startswith(" ")]
            said = [re.split(r" {2,}", line)[0] for line in done.stderr.splitlines()]
            for label in shown:  # but for the rate: nothing is read twice
                if "/" not in label:
                    self.assertIn(label, said)
            numbers = dict(re.findall(r"^(\S.*?) {2,}(\d+)(?: .*)?$", done.stderr, re.M))
            for label, number in re.findall(r"^(\S.*?) {2,}(\d+)$", text, re.M):
                self.assertEqual(numbers[label], number, label)

    def test_what_runs_elsewhere_names_what_there_is(self):
        kinds = {kind for part in parts("vi") for kind, _ in commands(part)}
        self.assertEqual(kinds, {"", "stopped", "elsewhere"})
        for part in parts("vi"):
            text = part.read_text(encoding="utf-8")
            for kind, command in commands(part):
                for name, options in options_of(command):
                    help_text = program.run([CODAU, name, "--help", "--lang", "en"]).stdout
                    for option in options:
                        self.assertIn(option, help_text, command)
                if kind == "elsewhere" and command.startswith("deploy/"):
                    self.assertTrue(os.access(ROOT / command.split()[0], os.X_OK), command)
                for unit in re.findall(r"systemctl enable --now (codau-\w+)", command):
                    self.assertTrue(list((ROOT / "deploy/systemd").glob(f"{unit}*")), command)
                tested = [test for begin, test in ELSEWHERE.items() if kind == "elsewhere" and command.startswith(begin)]
                for test in tested:
                    self.assertTrue((ROOT / "tests/e2e" / test).exists(), test)
            for path in re.findall(r"`((?:docs|data|deploy|tests)/[\w/.-]+)`", text) + re.findall(r"\]\((\.\.[^)]+)\)", text):
                self.assertTrue((part.parent / path if path.startswith("..") else ROOT / path).exists(), path)
        whole = "".join(part.read_text(encoding="utf-8") for part in parts("vi"))
        listed = program.run([CODAU, "--help", "--lang", "en"]).stdout.partition("Commands:\n")[2].partition("\n\n")[0]
        names = re.findall(r"^  (\w+) ", listed, re.M)
        self.assertGreater(len(names), 10)
        self.assertEqual([name for name in names if f"codau {name}" not in whole], [])


@unittest.skipUnless(importlib.util.find_spec("markdown") or os.environ.get("CI") == "true", "no python3-markdown")
class MadeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = cls.enterClassContext(program.Folder())
        pdf = ["--pdf"] if shutil.which("chromium") else []
        subprocess.run([ROOT / "tools/handbook", cls.out, *pdf], check=True)

    def test_the_pages_are_whole(self):
        for name in ("so-tay", "handbook"):
            text = (self.out / f"{name}.html").read_text(encoding="utf-8")
            reader = Reader()
            reader.feed(text)
            self.assertEqual(reader.open, [])
            self.assertEqual(len(reader.ids), len(set(reader.ids)))
            for link in reader.links:
                self.assertTrue(link[1:] in reader.ids if link.startswith("#") else (self.out / link).exists(), link)
            self.assertEqual(len(reader.pictures), 4)
            for picture in reader.pictures:
                self.assertTrue((self.out / picture).exists(), picture)
            for sign in ("```", "<!--", "](", "**", "| ---"):
                self.assertNotIn(sign, text.partition("<main>")[2])
        again = self.enterContext(program.Folder())
        subprocess.run([ROOT / "tools/handbook", again], check=True)
        self.assertEqual((again / "so-tay.html").read_bytes(), (self.out / "so-tay.html").read_bytes())

    def test_the_pages_fit_narrow_and_wide_windows(self):
        browser.need()
        with browser.Browser() as window:
            for width in (320, 1280):
                window.size(width, 800)
                for name in ("so-tay", "handbook"):
                    window.go((self.out / f"{name}.html").as_uri())
                    self.assertLessEqual(window.run("return document.documentElement.scrollWidth"), width, name)
                    self.assertTrue(window.run("return [...document.images].every((one) => one.complete && one.naturalWidth > 0)"))

    def test_the_pdf_has_all_of_it(self):
        browser.need()
        for name, words in (("so-tay", ("Phần 1. Văn thư", "Phần 3. Kỹ sư", "codau merge")), ("handbook", ("Part 1. The clerk", "Part 3. The engineer"))):
            text = subprocess.run(["pdftotext", self.out / f"{name}.pdf", "-"], capture_output=True, text=True, check=True).stdout
            for word in words:
                self.assertIn(word, text)


if __name__ == "__main__":
    sys.argv.pop(1)
    unittest.main()
