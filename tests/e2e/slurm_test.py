#!/usr/bin/env python3
"""A job array on a real Slurm of two nodes: a program that is killed goes on, and the merge runs once, when all is there.

usage: slurm_test.py CODAU
"""
import json
import os
import pathlib
import signal
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import program  # noqa: E402
import slurm  # noqa: E402

CODAU = None
SUBMIT = program.ROOT / "deploy/slurm/submit"


def programs_of(out):
    """Processes of codau that write to a shard in `out`."""
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        line = pathlib.Path(f"/proc/{process}/cmdline")
        try:
            parts = line.read_bytes().split(b"\0")
        except OSError:
            continue
        if parts[0].endswith(b"codau") and any(part.startswith(os.fsencode(out)) for part in parts):
            found.append(int(line.parent.name))
    return found


class Slurm(unittest.TestCase):
    def test_an_array_of_which_one_program_is_killed(self):
        path = self.enterContext(program.Folder())
        inputs, out = path / "in", path / "out"
        inputs.mkdir()
        for number in range(1, 25):
            (inputs / f"{number}.txt").write_text(program.SMALL_PLAN.format(number=number) * 3, encoding="utf-8")
        (inputs / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
        program.run([CODAU, "run", inputs, "-o", path / "whole"])
        with slurm.Cluster(path / "slurm") as cluster:
            cluster.environment |= {"CODAU": CODAU, "CODAU_PAUSE": "1"}
            array, merge = cluster.run(SUBMIT, 4, inputs, out).split()
            os.kill(cluster.wait(lambda: programs_of(out), 60)[0], signal.SIGKILL)
            cluster.wait_for_jobs(300)
            logs = {log.name: log.read_text() for log in (out / "log").iterdir()}
            self.assertTrue(any("back into the queue" in text for text in logs.values()), logs)
            self.assertIn("joined 4 outputs" if "joined" in logs["merge.log"] else "đã gộp 4 kết quả", logs["merge.log"])
            ended = [line for line in cluster.attempts() if f"JobId={merge} " in line]
            self.assertEqual(len(ended), 1, cluster.attempts())
            self.assertIn("JobState=COMPLETED", ended[0])
            again = cluster.run(SUBMIT, 4, inputs, out, "--lang", "en")  # all is there: a look
            begun = time.monotonic()
            cluster.wait_for_jobs(120)
            self.assertTrue(again and array, time.monotonic() - begun)
            self.assertRegex((out / "log/merge.log").read_text(), r"new documents 0, added to 0")
        for name in ("records/tasks.jsonl", "records/documents.jsonl", "records/sources.jsonl", "rejects.jsonl"):
            self.assertEqual((out / "all" / name).read_bytes(), (path / "whole" / name).read_bytes(), name)
        self.assertEqual(json.loads((out / "all/manifest.json").read_text())["counts"]["documents"], 24)


if __name__ == "__main__":
    slurm.require()
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
