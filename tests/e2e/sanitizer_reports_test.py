#!/usr/bin/env python3
"""Of a build with sanitizers: what they report in a process that opens sources is kept where they are told to
(log_path), although that process has neither terminal nor leave to write files. Without this a run that finds
nothing would prove nothing.

usage: sanitizer_reports_test.py CODAU OPTIONS [unittest options], OPTIONS like ASAN_OPTIONS
"""
import os
import pathlib
import signal
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = OPTIONS = None


class Reports(unittest.TestCase):
    def test_a_report_in_a_worker_is_kept(self):
        hit = set()

        def reports():
            """Hits each process that has the scan open, once: the first ones live for a moment only."""
            for worker in set(program.workers_of(codau.pid)) - hit:
                if str(program.SCAN) in program.open_files(worker):
                    hit.add(worker)
                    os.kill(worker, signal.SIGSEGV)
            return [text for text in map(pathlib.Path.read_text, path.glob("report.*")) if "SUMMARY" in text]

        with program.Folder() as path:
            codau = program.start([CODAU, "run", program.SCAN, "-o", path / "out", "--jobs", "1"],
                                  env={**os.environ, OPTIONS: f"log_path={path}/report:handle_segv=1"})
            try:
                self.assertIn("SEGV", program.wait_until(reports)[0])
            finally:
                codau.kill()
                codau.communicate()


if __name__ == "__main__":
    CODAU, OPTIONS = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
