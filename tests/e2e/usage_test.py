#!/usr/bin/env python3
"""What a wrong command line is told, and what help shows: in one language, and the nearest right word.

usage: usage_test.py CODAU [unittest options]
"""
import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
COMMANDS = ((), ("run",), ("export",), ("restore",), ("search",), ("correct",))
RUN = ("run", "x", "-o", "y")
# arguments, what is said in Vietnamese, in English, what help is named
WRONG = (
    ((), "thiếu lệnh", "a command is missing", "codau --help"),
    (("restor",), "không có lệnh restor; có phải là restore?", "no command restor; do you mean restore?", "codau --help"),
    (("sing", "--mode", "x"), "không có lệnh sing", "no command sing", "codau --help"),
    (("--verison",), "không có tùy chọn --verison; có phải là --version?", "no option --verison; do you mean --version?",
     "codau --help"),
    ((*RUN, "--job", "4"), "không có tùy chọn --job; có phải là --jobs?", "no option --job; do you mean --jobs?",
     "codau run --help"),
    ((*RUN, "--job=4"), "không có tùy chọn --job; có phải là --jobs?", "no option --job; do you mean --jobs?",
     "codau run --help"),
    (("run", "x", "--ouput", "y", "--quiet"), "không có tùy chọn --ouput; có phải là --out?", "no option --ouput; do you mean --out?",
     "codau run --help"),
    (("run", "x", "--uot", "y"), "không có tùy chọn --uot; có phải là --out?", "no option --uot; do you mean --out?",
     "codau run --help"),
    ((*RUN, "--as-of", "2024-01-01", "--quiet"), "không có tùy chọn --as-of (", "no option --as-of (", "codau run --help"),
    (("export", "x", "xslx"), 'ĐỊNH_DẠNG: "xslx" không hợp lệ', 'FORMAT: "xslx" is not valid', "codau export --help"),
    (("export", "x", "xslx"), "có phải là xlsx?", "do you mean xlsx?", "codau export --help"),
    (("export", "x"), "thiếu đối số ĐỊNH_DẠNG", "an argument is missing: FORMAT", "codau export --help"),
    (("export", "x", "csv", "z"), "thừa đối số z", "one argument too many: z", "codau export --help"),
    (("export", "x", "csv", "--nested"), "--nested chỉ dùng với định dạng jsonl", "--nested goes only with jsonl",
     "codau export --help"),
    (("run",), "thiếu đối số TỆP", "an argument is missing: INPUT", "codau run --help"),
    (("run", "x"), "thiếu tùy chọn --out", "an option is missing: --out", "codau run --help"),
    ((*RUN, "--jobs"), "--jobs: thiếu giá trị",
     "--jobs: its value is missing", "codau run --help"),
    ((*RUN, "--jobs", "1", "--jobs", "2"), "--jobs: chỉ được nêu một lần",
     "--jobs: may be given only once", "codau run --help"),
    ((*RUN, "--jobs", "0"), '--jobs: "0" không hợp lệ; phải là số nguyên từ 1 đến 1024',
     '--jobs: "0" is not valid; it must be a whole number from 1 to 1024', "codau run --help"),
    ((*RUN, "--jobs", "hai"), '--jobs: "hai" không hợp lệ', '--jobs: "hai" is not valid', "codau run --help"),
    ((*RUN, "--formats", "csv,pfd"), '"pfd" không hợp lệ', '"pfd" is not valid', "codau run --help"),
    ((*RUN, "--formats", "csv,pfd"), "có phải là pdf?", "do you mean pdf?", "codau run --help"),
    ((*RUN, "--pages", "3-1"), "--pages: phải là danh sách trang như 1-3,7", "--pages: expected a list like 1-3,7",
     "codau run --help"),
    ((*RUN, "--shard", "3/2"), "--shard: phải là I/N", "--shard: expected I/N", "codau run --help"),
    (("run", "/absent", "-o", "/tmp/codau-usage"), "/absent: không có tệp hay thư mục này", "/absent: no such file or folder",
     "codau run --help"),
    (("restore", "--min-confidence", "2"), "phải là số từ 0 đến 1", "it must be a number from 0 to 1", "codau restore --help"),
    (("restore", "--undo", "x", "--changes", "y"), "không dùng cùng nhau được", "exclude each other", "codau restore --help"),
    (("restore", "--changes", ""), "--changes: giá trị để trống", "--changes: the value is empty", "codau restore --help"),
    ((*RUN, "--pages", ""), "--pages: giá trị để trống", "--pages: the value is empty", "codau run --help"),
    (("run", "x", "-o", ""), "--out: giá trị để trống", "--out: the value is empty", "codau run --help"),
    (("export", "x", "csv", "-o", ""), "--target: giá trị để trống", "--target: the value is empty",
     "codau export --help"),
    (("correct", "x"), "thiếu tùy chọn --file", "an option is missing: --file", "codau correct --help"),
    (("correct", "x", "--file", "/absent"), "/absent: không có tệp hoặc thư mục này", "/absent: No such file or directory",
     "codau correct --help"),
    (("restore", "/absent"), "/absent: không có tệp hoặc thư mục này", "/absent: No such file or directory",
     "codau restore --help"),
)
# Names that are the same in both languages.
NAMES = re.compile(r"--[a-z-]+|\bcodau( \w+)? --help|codau|/\w+(-\w+)*|\b(xlsx-full|xlsx|xslx|csv-excel|csv|jsonl|sqlite|postgres|"
                   r"opensearch|alto|hocr|ho-so|sip|aip|pdf|pfd|changes|json|text|restor|restore|version|sing|hai|I/N|I|N|z)\b")
ENGLISH = re.compile(r"\b[a-z]{3,}\b")
VIETNAMESE = re.compile("[À-ỹ]")


def is_vietnamese(words):
    """Whether no word of it could be English only: each has its marks, or is written without in Vietnamese."""
    bare = {"sai", "danh", "cho", "hay", "nhau", "trang", "nhi", "trong", "theo", "xem", "hai", "thi", "sau", "qua", "nguy"}
    return all(word in bare for word in ENGLISH.findall(words))


def told(*arguments):
    done = program.run([CODAU, *arguments], stdin=-3)
    return done.returncode, done.stdout, "".join(program.told(done.stderr))


class Usage(unittest.TestCase):
    def test_what_is_wrong_is_said_in_vietnamese(self):
        for arguments, words, _, pointer in WRONG:
            with self.subTest(arguments):
                code, out, err = told(*arguments)
                self.assertEqual((code, out, err.count("\n")), (2, "", 1), err)
                self.assertIn(words, err)
                self.assertTrue(err.endswith(f"(xem {pointer})\n"), err)
                plain = " ".join(word for word in NAMES.sub(" ", err).split() if not VIETNAMESE.search(word))
                self.assertTrue(is_vietnamese(plain), f"{plain} in {err}")

    def test_what_is_wrong_is_said_in_english(self):
        for arguments, _, words, pointer in WRONG:
            for line in (("--lang", "en", *arguments), (*arguments, "--lang=en")):
                if line[-1] == "--lang=en" and arguments and arguments[-1] == "--jobs":
                    continue  # there it is a value that is no number
                with self.subTest(line):
                    code, out, err = told(*line)
                    self.assertEqual((code, out, err.count("\n")), (2, "", 1), err)
                    self.assertIn(words, err)
                    self.assertTrue(err.endswith(f"(see {pointer})\n"), err)
                    self.assertNotRegex(err, VIETNAMESE)

    def test_help_is_in_one_language(self):
        for command in COMMANDS:
            for language, foreign in (("vi", r"TEXT|UINT|FLOAT|INT in|REQUIRED|Usage|OPTIONS|Positionals|INPUT|WORDS|\bFILE\b|Excludes"),
                                      ("en", r"[À-ỹ]")):
                code, out, _ = told(*command, "--help", "--lang", language)
                self.assertEqual(code, 0)
                said = re.sub(r"codau (restore|search) .*|echo .*|hồ\*|hồ any", "", out.split("Ví dụ:")[0].split("Example:")[0])
                self.assertNotRegex(said, foreign)

    def test_help_says_what_an_option_takes(self):
        _, run, _ = told("run", "--help")
        for line in ("TỆP… (bắt buộc)", "-o,--out THƯ_MỤC (bắt buộc)", "--jobs SỐ (1–1024)", "--pages DANH_SÁCH",
                     "--timeout-page SỐ (1–86400)", "(mặc định: 120)", "--formats {csv,jsonl,pdf,sqlite,xlsx}",
                     "Cách dùng: codau run [TÙY CHỌN] TỆP…"):
            self.assertIn(line, run)
        self.assertNotRegex(run, r"(?m) $")
        _, english, _ = told("run", "--help", "--lang", "en")
        for line in ("INPUT… (required)", "-o,--out DIR (required)", "--jobs N (1–1024)", "Usage: codau run [OPTIONS] INPUT…"):
            self.assertIn(line, english)

    def test_shells_complete_commands_options_and_words(self):
        with program.Folder() as folder:
            script = folder / "codau"
            script.write_text(program.run([CODAU, "--completion", "bash"]).stdout)
            for line, words in (("codau ex", ["export"]), ("codau export x csv-e", ["csv-excel"]),
                                ("codau export x xlsx --un", ["--until"]), ("codau run --un", ["--until"]),
                                ("codau run x --until d", ["document"]), ("codau --lang en export --inc",
                                                                          ["--include-unreviewed"])):
                typed = line.split()
                shell = f'. {script}; COMP_WORDS=({line}) COMP_CWORD={len(typed) - 1}; compopt() {{ :; }}; _codau; '
                done = subprocess.run(["bash", "-c", shell + 'printf "%s\n" "${COMPREPLY[@]}"'], check=True,
                                      capture_output=True, text=True)
                self.assertEqual(done.stdout.split(), words, line)
        for shell in ("zsh", "fish"):
            script = program.run([CODAU, "--completion", shell]).stdout
            self.assertIn("include-unreviewed", script)
            self.assertNotIn("\x1b", script)

    def test_what_the_system_says_is_translated(self):
        with program.Folder() as folder:
            (folder / "file").write_text("ke hoach\n" * 20_000)
            (folder / "not").write_text("")
            for language, full, no_folder in (("vi", "hết dung lượng đĩa", "không phải thư mục"),
                                              ("en", "No space left on device", "Not a directory")):
                command = f'"$1" restore "$2" --lang {language} > /dev/full'
                done = program.run(["sh", "-c", command, "sh", CODAU, folder / "file"])
                self.assertEqual(done.returncode, 5)
                self.assertIn(full, done.stderr)
                self.assertEqual(bool(VIETNAMESE.search(done.stderr)), language == "vi", done.stderr)
                done = program.run([CODAU, "run", folder / "file", "-o", folder / "not/out", "--lang", language])
                self.assertEqual(done.returncode, 5)
                self.assertIn(no_folder, done.stderr)
                self.assertEqual(bool(VIETNAMESE.search(done.stderr)), language == "vi", done.stderr)


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
