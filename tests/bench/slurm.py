#!/usr/bin/env python3
"""A job array of eight on a Slurm of two nodes, with three kinds of kills: the long version of tests/e2e/slurm_test.py.

usage: slurm.py CODAU [--texts 160]

While the array runs, the program of a task, the slurmstepd of another and all daemons of a node are killed (-9). Then the
joined output's exports must be those of one undisturbed run, and the merge must have run once. Prints the attempts, the
seconds, and how many texts were made more than once: those in work when something was killed. Needs root and what
tools/scale-test installs; takes some five minutes (Slurm gives a node up after 28 seconds, a step after a minute).
"""
import argparse
import collections
import os
import pathlib
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
sys.dont_write_bytecode = True
import program  # noqa: E402
import slurm  # noqa: E402
import slurm_test  # noqa: E402


def processes(*words):
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        line = pathlib.Path(f"/proc/{process}/cmdline")
        try:
            text = line.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if all(word in text for word in words):
            found.append(int(line.parent.name))
    return found


def kill(what, pids):
    print(f"{time.strftime('%H:%M:%S')} killed {what}: {pids}")
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codau", type=pathlib.Path)
    parser.add_argument("--texts", type=int, default=160)
    given = parser.parse_args()
    slurm.require()
    codau = str(given.codau.resolve())
    with program.Folder() as path:
        inputs, out, log = path / "in", path / "out", path / "logs"
        inputs.mkdir()
        log.mkdir()
        for number in range(1, given.texts + 1):
            text = program.SMALL_PLAN.format(number=number) + program.PLAN * 6
            (inputs / f"{number}.txt").write_text(text, encoding="utf-8")
        subprocess.run([codau, "run", inputs, "-o", path / "whole", "--quiet"], check=True)
        begun = time.monotonic()
        with slurm.Cluster(path / "slurm") as cluster:
            cluster.environment |= {"CODAU": codau, "CODAU_PAUSE": "5", "CODAU_RETRIES": "20"}
            merge = cluster.run(slurm_test.SUBMIT, 8, inputs, out).split()[1]
            kill("a program", [cluster.wait(lambda: slurm_test.programs_of(out), 60)[0]])
            time.sleep(3)
            kill("a step", [cluster.wait(lambda: processes("slurmstepd: ["), 60)[0]])
            time.sleep(3)
            node = [int((cluster.folder / "node2.pid").read_text())]
            kill("a node", node)
            cluster.wait_for_jobs(900)
            attempts = collections.Counter(line.split("JobState=")[1].split()[0] for line in cluster.attempts())
            merges = [line for line in cluster.attempts() if f"JobId={merge} " in line]
            print(f"{time.monotonic() - begun:.0f} s; attempts by state: {dict(attempts)}; merges: {len(merges)}")
            for one in sorted((out / "log").iterdir()):
                for line in one.read_text().splitlines():
                    print(f"  {one.name}: {line}")
        same = True
        for form in ("jsonl", "csv"):
            files = []
            for where in (path / "whole", out / "all"):
                target = path / f"{where.name}-{form}"
                program.run([codau, "export", where, form, "-o", target, "--include-unreviewed"])
                files.append({str(file.relative_to(target)): file.read_bytes() for file in target.rglob("*")
                              if file.is_file() and file.name != "manifest.json"})
            same = same and files[0] == files[1] and len(files[0]) > 5
        print(f"exports equal to one run's: {same}")
        sys.exit(0 if same and len(merges) == 1 else 1)


if __name__ == "__main__":
    main()
