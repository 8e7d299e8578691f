"""A PostgreSQL server of its own for a test: in a temporary folder, on a Unix socket, without root."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys

import program

SKIPPED = 77


def binaries():
    """The newest server installed, by Debian's folders or by PATH; None without one."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"),
                   key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0)
    if found:
        return found[-1].parent
    other = shutil.which("initdb")
    return pathlib.Path(other).resolve().parent if other else None


def require_server():
    """Ends the test as skipped where no server is installed; in CI that is a failure."""
    if binaries():
        return
    print("SKIPPED: no PostgreSQL server (apt-get install postgresql)", file=sys.stderr)
    sys.exit(1 if os.environ.get("CI") == "true" else SKIPPED)


class Server:
    """Started on entry; `uri` is that of its user `codau`, who needs no password and owns all."""

    small = False  # files of its log are of 1 MiB

    def __init__(self, *settings):
        self.settings = settings

    def __enter__(self):
        self.folder = program.Folder()
        self.path = self.folder.__enter__()
        self.data = self.path / "data"
        self.run("initdb", "-D", self.data, "-U", "codau", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                 "--no-sync", "--wal-segsize=1" if self.small else "--wal-segsize=16")
        self.start()
        self.uri = self.uri_of("postgres")
        return self

    def __exit__(self, *_):
        self.stop("immediate")
        self.folder.__exit__()

    def run(self, name, *arguments):
        done = program.run([binaries() / name, *arguments], preexec_fn=program.drop_root)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def start(self):
        options = f"-k {self.path} -c listen_addresses= " + " ".join(f"-c {setting}" for setting in self.settings)
        self.run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", self.path / "log", "-o", options, "start")

    def stop(self, mode):
        program.run([binaries() / "pg_ctl", "-D", self.data, "-w", "-m", mode, "stop"],
                    preexec_fn=program.drop_root)

    def uri_of(self, database, user="codau", password=""):
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@/{database}?host={self.path}"

    def psql(self, sql, database="postgres", user="codau"):
        """What a query gives: rows by line, values by tab, NULL as ¤."""
        done = program.run([binaries() / "psql", "-X", "-q", "-A", "-t", "-F", "\t", "-P", "null=¤", "-v",
                            "ON_ERROR_STOP=1", "-d", self.uri_of(database, user), "-c", sql])
        assert done.returncode == 0, done.stderr
        return done.stdout.rstrip("\n")

    def backends(self):
        """Process ids of the server: its own, and those that serve."""
        main = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        return [main, *program.workers_of(main)]

    def freeze(self, on):
        for pid in self.backends():
            os.kill(pid, signal.SIGSTOP if on else signal.SIGCONT)
