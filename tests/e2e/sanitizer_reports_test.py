#!/usr/bin/env python3
"""Of a build with sanitizers: what they report in a process that opens sources is kept where they are told to
(log_path), although that process has neither terminal nor leave to write files. Without this a run that finds
nothing would prove nothing.

usage: sanitizer_reports_test.py CODAU OPTIONS [unittest options], OPTIONS like ASAN_OPTIONS
"""
import os
import signal
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = OPTIONS = None


class Reports(unittest.TestCase):
    def test_a_report_in_a_worker_is_kept(self):
        with program.Folder() as path:
            codau = program.start([CODAU, "run", program.SCAN, "-o", path / "out", "--jobs", "1"],
                                  env={**os.environ, OPTIONS: f"log_path={path}/report:handle_segv=1"})
            try:
                worker = program.wait_for_worker(codau.pid)
                program.wait_until(lambda: any(str(program.SCAN.name) in name for name in program.open_files(worker)))
                os.kill(worker, signal.SIGSEGV)
                reports = program.wait_until(lambda: list(path.glob(f"report.*{worker}")))
                program.wait_until(lambda: "SUMMARY" in reports[0].read_text())
                text = reports[0].read_text()
            finally:
                codau.kill()
                codau.communicate()
            self.assertIn("SEGV", text)


if __name__ == "__main__":
    CODAU, OPTIONS = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
