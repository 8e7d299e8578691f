#!/usr/bin/env python3
"""What is expected of any Unix program: ignored signals, closed pipes, odd names, a terminal of any width.

usage: manners_test.py CODAU [unittest options]
"""
import contextlib
import fcntl
import os
import re
import signal
import struct
import subprocess
import sys
import termios
import time
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
BARE = "Uy ban nhan dan xa xay dung Ke hoach phong chay, chua chay\n"


def ignoring(*signals):
    """For preexec_fn."""
    def ignore():
        for one in signals:
            signal.signal(one, signal.SIG_IGN)
    return ignore


class Manners(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())

    def out_of(self, name, texts):
        """The output for texts by path."""
        folder = self.path / name
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        done = program.run([CODAU, "run", folder, "-o", f"{folder}-out", "--quiet"])
        self.assertEqual(done.returncode, 0, done.stderr)
        return f"{folder}-out"

    # ---- signals ----

    def signalled(self, out, ignored, sent, *options):
        process = program.start([CODAU, "run", program.SCAN, "-o", self.path / out, "--jobs", "1", *options],
                                preexec_fn=ignoring(*ignored))
        program.wait_for_worker(process.pid)
        time.sleep(0.3)
        for one in sent:
            process.send_signal(one)
        process.communicate(timeout=program.HANGS)
        return process.returncode

    def test_what_was_ignored_stays_ignored(self):
        both = [signal.SIGHUP, signal.SIGINT]
        self.assertEqual(self.signalled("nohup", both, both, "--pages", "1"), 0)
        self.assertEqual(self.signalled("term", both, [signal.SIGTERM]), 130)
        self.assertEqual(self.signalled("hup", [signal.SIGINT], [signal.SIGHUP]), 130)

    def test_keys_of_the_terminal_are_for_the_parent_alone(self):
        process = program.start([CODAU, "run", program.SCAN, "-o", self.path / "keys", "--pages", "1"],
                                start_new_session=True, preexec_fn=ignoring(signal.SIGINT))
        program.wait_for_worker(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, messages = process.communicate(timeout=program.HANGS)
        self.assertEqual(process.returncode, 0, messages)
        self.assertNotIn("rejects.jsonl", messages)

    # ---- pipes ----

    def test_a_reader_that_leaves_is_no_error(self):
        out = self.out_of("pipes", {f"{i}.txt": BARE * 30 for i in range(40)})
        for command in (["restore"], ["search", out, "ke hoach", "--limit", "1000"],
                        ["search", out, "ke hoach", "--limit", "1000", "--format", "jsonl"], ["--version"]):
            for ignored, code in (((), -signal.SIGPIPE), ((signal.SIGPIPE,), 128 + signal.SIGPIPE)):
                read, write = os.pipe()
                os.close(read)
                done = subprocess.run([CODAU, *command], input=BARE.encode() * 20, stdout=write,
                                      stderr=subprocess.PIPE, timeout=program.HANGS, preexec_fn=ignoring(*ignored),
                                      restore_signals=True)
                os.close(write)
                self.assertEqual((done.returncode, done.stderr), (code, b""), command)

    def test_a_change_log_of_half_a_text_is_not_kept(self):
        log = self.path / "half.jsonl"
        done = subprocess.run(["sh", "-c", f'"{CODAU}" restore --changes "{log}" | true'],
                              input=BARE.encode() * 50_000, stderr=subprocess.PIPE, timeout=program.HANGS)
        self.assertEqual(done.stderr, b"")
        self.assertEqual([path.name for path in self.path.glob("*half*")], [])

    # ---- UTF-16 ----

    def test_utf16_is_refused_with_the_way_out(self):
        file = self.path / "wide.txt"
        for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            file.write_bytes(BARE.encode(encoding))
            done = program.run([CODAU, "restore", file])
            self.assertEqual((done.returncode, done.stdout), (2, ""), encoding)
            self.assertIn("UTF-16", done.stderr)
            advice = re.search(r"(iconv -f .*?) \| codau restore", done.stderr)[1]
            converted = program.run(["sh", "-c", f'{advice} | "{CODAU}" restore'])
            self.assertIn("Ủy ban nhân dân", converted.stdout, advice)
        done = subprocess.run([CODAU, "restore"], input=BARE.encode("utf-16"), capture_output=True, timeout=program.HANGS)
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        nul = subprocess.run([CODAU, "restore"], input=b"a\0b" + BARE.encode(), capture_output=True, timeout=program.HANGS)
        self.assertEqual(nul.returncode, 0, nul.stderr)

    # ---- search ----

    def test_equal_names_are_told_apart(self):
        texts = {"xa-a/ke-hoach.txt": "Tuần tra rừng ban đêm\n", "xa-b/ke-hoach.txt": "Tuần tra rừng ban ngày\n",
                 "xa-b/khac.txt": "Tuần tra rừng\n"}
        shown = program.run([CODAU, "search", self.out_of("equal", texts), "tuan tra"]).stdout.splitlines()
        self.assertEqual(sorted(line.split(",")[0] for line in shown),
                         ["khac.txt", "xa-a/ke-hoach.txt", "xa-b/ke-hoach.txt"])

    def test_the_very_marks_come_first(self):
        texts = {"bàn hàng": "Dọn bàn hàng ngày ở phòng họp", "bạn hàng": "Gặp bạn hàng ở chợ xã",
                 "bán hàng": "Người bán hàng ở chợ xã"}
        out = self.out_of("marks", {f"{i}.txt": text + "\n" for i, text in enumerate(texts.values())})
        for typed, text in texts.items():
            for query in (typed, typed.upper(), f'"{typed}"'):
                shown = program.run([CODAU, "search", out, query]).stdout.splitlines()
                self.assertEqual((len(shown), shown[0].split(": ")[1]), (3, text), query)
                self.assertIn(text, program.run([CODAU, "search", out, "--limit", "1", query]).stdout)

    # ---- progress ----

    def on_terminal(self, columns, *command, **variables):
        """What a terminal of so many columns is sent."""
        with program.terminal() as (master, slave):
            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            os.set_blocking(master, False)
            environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"} | variables
            process = subprocess.Popen([str(part) for part in command], stderr=slave, stdout=subprocess.DEVNULL, env=environment)
            written = b""
            while True:
                ended = process.poll() is not None
                try:
                    written += os.read(master, 65536)
                except BlockingIOError:
                    if ended:
                        break
                    time.sleep(0.01)
            self.assertIn(process.returncode, (0, 3))
        return written.decode()

    def test_what_takes_long_is_named(self):
        with program.terminal() as (master, slave):
            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 120, 0, 0))
            process = subprocess.Popen([CODAU, "run", program.SAMPLES / "02-chuyen-doi-so.pdf", "-o", self.path / "slow", "--jobs", "1"], stderr=slave,
                                       stdout=subprocess.DEVNULL, env=os.environ | {"TERM": "xterm"})
            os.set_blocking(master, False)
            written, is_seen = b"", False
            while process.poll() is None:
                with contextlib.suppress(BlockingIOError):
                    written += os.read(master, 65536)
                is_seen = is_seen or "lâu nhất".encode() in written
                for worker in program.workers_of(process.pid) if b"trang 1/5" in written else ():  # it reads the second
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(worker, signal.SIGCONT if is_seen else signal.SIGSTOP)
                time.sleep(0.01)
            self.assertEqual(process.returncode, 0)
        self.assertRegex(written.decode(), r"; lâu nhất: 02-chuyen-doi-so\.pdf trang \d \(0:0[34]\)")

    def lines_on_terminal(self, columns, *command):
        bars = "".join(program.told(self.on_terminal(columns, *command))).replace("\x1b[K", "").split("\r\n")[0]
        return [line for line in bars.split("\r") if line]

    def test_a_run_ends_with_a_table_and_what_to_do_next(self):
        folder, out = self.path / "table", self.path / "table-out"
        folder.mkdir()
        (folder / "a.txt").write_text(program.SMALL_PLAN.format(number=1), encoding="utf-8")
        (folder / "b.pdf").write_bytes(b"%PDF-1.4 cut")
        said = self.on_terminal(120, CODAU, "run", folder, "-o", out)
        self.assertIn("\x1b[31m", said)  # a number that asks for somebody
        plain = re.sub(r"\x1b\[[0-9;]*[mK]", "", said)
        for line in (r"Văn bản +1\r\n", r"Nhiệm vụ +1\r\n", r"Không xử lý được +1\r\n", r"Thời gian +\d+:\d\d\r\n", r"Tiếp theo:\r\n",
                     rf"  xuất ra Excel: +codau export {out} xlsx", rf": +{out}/rejects.csv\r\n"):
            self.assertRegex(plain, line)
        self.assertNotIn("text files done", plain)  # is for scripts
        grey = self.on_terminal(20, CODAU, "run", folder, "-o", out, "--lang", "en", NO_COLOR="1")
        self.assertRegex(grey, r"Rejected +1\r\n")
        self.assertEqual(set(re.findall(r"\x1b[^A-Za-z]*[A-Za-z]", grey)) - {"\x1b[K"}, set())
        dumb = self.on_terminal(80, CODAU, "run", folder, "-o", out, TERM="dumb")
        self.assertIn("Tiếp theo:", dumb)
        self.assertNotIn("\x1b", dumb)
        self.assertEqual(dumb.count("\r"), dumb.count("\r\n"))
        piped = program.run([CODAU, "run", folder, "-o", out])
        self.assertNotIn("\x1b", piped.stderr)
        self.assertIn("text files done 0, reused 1; documents 1", piped.stderr)
        self.assertIn("Tiếp theo:\n", piped.stderr)
        self.assertEqual(piped.stdout, "")
        (folder / "b.pdf").unlink()
        again = program.run([CODAU, "run", folder, "-o", out])
        self.assertEqual(len(program.told(again.stderr)), 1, again.stderr)  # nothing to do
        (folder / "b.pdf").write_bytes(b"%PDF-1.4 cut")
        quiet = program.run([CODAU, "run", folder, "-o", out, "--quiet"])
        self.assertEqual((quiet.returncode, len(program.told(quiet.stderr))), (3, 2), quiet.stderr)
        command = re.search(r"codau (export .*)", piped.stderr)[1].replace("ke-hoach.xlsx", str(self.path / "a.xlsx"))
        self.assertEqual(program.run(["sh", "-c", f'"$0" {command}', CODAU]).returncode, 0)

    def test_progress_of_texts_is_one_line_at_any_width(self):
        folder = self.path / "many"
        folder.mkdir()
        for i in range(12):
            (folder / f"{i}.txt").write_text(f"Kế hoạch số {i}\n" + BARE, encoding="utf-8")
        for columns in (20, 40, 200):
            lines = self.lines_on_terminal(columns, CODAU, "run", folder, "-o", self.path / f"many-{columns}")
            self.assertTrue(lines)
            self.assertLess(max(map(len, lines)), columns)
            if columns >= 40:
                self.assertIn("tệp văn bản 12/12", lines[-1])
        done = program.run([CODAU, "run", folder, "-o", self.path / "many-40"])
        self.assertIn("đọc 0 tệp văn bản, dùng lại 12; văn bản: 12", done.stderr)

    # ---- names ----

    def test_odd_names_are_read_and_printed_safely(self):
        folder = self.path / "names"
        folder.mkdir()
        names = [b"-dau.txt", b"--mode", b"-", b"hai\ndong.txt", b"l\xe1.txt", b"\x1b[2J.txt"]
        for i, name in enumerate(names):
            with open(os.fsencode(folder) + b"/" + name, "wb") as file:
                file.write(f"Kế hoạch số {i} trồng cây\n".encode())
        for name in names:
            done = subprocess.run([CODAU, "restore", "--", b"./" + name if name == b"-" else name], cwd=folder,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=program.HANGS)
            self.assertEqual(done.returncode, 0, (name, done.stderr))
            self.assertIn("trồng cây".encode(), done.stdout, name)
        given = [name for name in names if name.endswith(b".txt")]
        done = subprocess.run([CODAU, "run", "-o", "../names-out", "--", *given], cwd=folder, capture_output=True,
                              timeout=program.HANGS)
        self.assertEqual(done.returncode, 0, done.stderr)
        shown = subprocess.run([CODAU, "search", self.path / "names-out", "trong cay"], capture_output=True, timeout=program.HANGS)
        self.assertEqual(shown.stdout.count(b"\n"), len(given))
        self.assertNotIn(b"\x1b", shown.stdout)
        shown.stdout.decode()
        for name in (b"khong\x1b[2J\nco", b"l\xe1", b"--khong-co"):
            for command in (["restore", "--", name], ["search", "--", name, "x"], ["run", "-o", "x", "--", name],
                            ["export", "--", name, "csv"]):
                done = subprocess.run([CODAU, *command], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                                      timeout=program.HANGS)
                self.assertIn(done.returncode, (2, 4), (command, done.stderr))
                self.assertEqual(len(program.told(done.stderr.decode())), 1, (command, done.stderr))
                self.assertNotIn(b"\x1b", done.stderr)

    def test_a_target_may_have_an_odd_name(self):
        out = self.out_of("target", {"a.txt": BARE})
        for name in (b"-dich", b"hai\ndong", b"\x1b[2J"):
            done = subprocess.run([CODAU, "export", out, "csv", b"--target=" + name], cwd=self.path,
                                  capture_output=True, timeout=program.HANGS)
            self.assertIn(done.returncode, (0, 3), done.stderr)
            self.assertTrue(os.path.exists(os.fsencode(self.path) + b"/" + name + b"/tasks.csv"))
            self.assertNotIn(b"\x1b", done.stderr + done.stdout)


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
