#!/usr/bin/env python3
"""A load that cannot end leaves the database as it was, says why in one line, and exits with 7.

usage: postgres_faults_test.py CODAU [unittest options]
"""
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import unittest

sys.dont_write_bytecode = True
import postgres  # noqa: E402
import program  # noqa: E402

CODAU = None
SECRET = "m%C4%90t-kh@u".replace("@", "%40")  # as a URI has it
PLAIN = "mĐt-kh@u"


class Server(postgres.Server):
    """Asks a password of everyone but its owner."""

    def __enter__(self):
        super().__enter__()
        (self.data / "pg_hba.conf").write_text("local all codau trust\nlocal all all scram-sha-256\n")
        self.psql("select pg_reload_conf()")
        return self


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        plans = sorted((program.ROOT / "tests/accuracy/plans").glob("*.txt"))
        for name, inputs in (("one", plans[:3]), ("all", plans)):
            done = program.run([CODAU, "run", *inputs, "-o", cls.path / name, "--quiet", "--formats", "sqlite"])
            assert done.returncode == 0, done.stderr
        cls.server = Server()
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.__exit__)
        cls.server.psql(f"create role clerk login password '{PLAIN}'")

    def setUp(self):
        self.database = self.id().rsplit(".", 1)[1].lower()
        self.server.psql(f"create database {self.database}")

    def command(self, uri=None, store="all"):
        return [CODAU, "export", self.path / store, "postgres", "-o",
                uri or self.server.uri_of(self.database), "--include-unreviewed", "--quiet"]

    def psql(self, sql):
        return self.server.psql(sql, self.database)

    def contents(self):
        tables = self.psql("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in "
                           "('pg_catalog', 'information_schema') order by 1").splitlines()
        return {table: self.psql(f"select t from {table} t order by t") for table in tables}

    def check_refused(self, done, *words):
        self.assertEqual(done.returncode, 7, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"\Acodau: PostgreSQL .*\n\Z")
        for word in words:
            self.assertIn(word, done.stderr)
        for secret in (SECRET, PLAIN, "kh%40u"):
            self.assertNotIn(secret, done.stderr)

    def clerk(self, password):
        return self.server.uri_of(self.database, "clerk", password)

    def test_wrong_password_unknown_database_or_user(self):
        for uri in (self.clerk(SECRET + "x"), self.clerk(""), self.server.uri_of("nowhere"),
                    self.server.uri_of(self.database, "nobody_known", SECRET),
                    f"postgresql://clerk:{SECRET}@/x?host=/nonexistent", f"postgresql://clerk:{SECRET}@localhost:1/x",
                    f"postgresql://clerk:{SECRET}@no.such.host.invalid/x", f"postgresql://clerk:{PLAIN}@localhost/x",
                    f"postgresql://clerk:{SECRET}@localhost:{SECRET}/x", f"postgresql:///x?password={SECRET}&port=1"):
            self.check_refused(program.run(self.command(uri), env={**os.environ, "PGPASSWORD": ""}))
        self.assertEqual(self.contents(), {})

    def test_passwords_come_from_where_libpq_looks(self):
        self.psql("grant all on database {} to clerk; grant all on schema public to clerk".format(self.database))
        pgpass = self.path / "pgpass"
        pgpass.write_text(f"*:*:*:clerk:{PLAIN}\n")
        pgpass.chmod(0o600)
        services = self.path / "services"
        services.write_text(f"[plans]\nhost={self.server.path}\nuser=clerk\ndbname={self.database}\n"
                            f"password={PLAIN}\n")
        for uri, more in ((self.clerk(SECRET), {}), (self.clerk(""), {"PGPASSWORD": PLAIN}),
                          (self.clerk(""), {"PGPASSFILE": str(pgpass)}),
                          ("postgresql:///?service=plans", {"PGSERVICEFILE": str(services)}),
                          ("service=plans", {"PGSERVICEFILE": str(services)})):
            done = program.run(self.command(uri), env={**os.environ, **more})
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_database_is_no_target_of_other_forms(self):
        for form, uri in (("csv", self.clerk(SECRET)), ("postgres", self.clerk(SECRET).replace("://", ":/"))):
            done = program.run([CODAU, "export", self.path / "one", form, "-o", uri], cwd=self.path)
            self.assertEqual(done.returncode, 2 if form == "csv" else 7)
            self.assertNotIn(SECRET, done.stderr)
        self.assertEqual(list(self.path.glob("postgres*:*")), [])

    def test_no_permission(self):
        self.check_refused(program.run(self.command(self.clerk(SECRET))), "permission denied")
        self.assertEqual(self.contents(), {})
        self.assertEqual(program.run(self.command(store="one")).returncode, 0)
        self.psql("grant usage on schema codau to clerk; grant select on all tables in schema codau to clerk")
        before = self.contents()
        self.check_refused(program.run(self.command(self.clerk(SECRET))), "permission denied")
        self.assertEqual(self.contents(), before)

    def test_a_database_that_is_not_utf_8(self):
        for encoding in ("SQL_ASCII", "LATIN1"):
            self.server.psql(f"create database odd_{encoding} encoding '{encoding}' locale 'C' template template0")
            self.check_refused(program.run(self.command(self.server.uri_of(f"odd_{encoding.lower()}"))), encoding)

    def start_and_block(self):
        """A load that has written a part of its rows and waits for a lock; the session that holds it."""
        self.assertEqual(program.run(self.command(store="one")).returncode, 0)
        before = self.contents()
        holder = subprocess.Popen([postgres.binaries() / "psql", "-X", "-q", "-d", self.server.uri_of(self.database)],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (holder.kill(), holder.communicate()))
        holder.stdin.write("begin; lock table codau.corrections in exclusive mode;\n\\echo held\n")
        holder.stdin.flush()
        self.assertEqual(holder.stdout.readline(), "held\n")
        load = program.start(self.command())
        waiting = ("select count(*) from pg_stat_activity where application_name = 'codau' and wait_event_type = 'Lock' "
                   f"and datname = '{self.database}'")
        program.wait_until(lambda: self.psql(waiting) == "1")
        return before, holder, load

    def test_killed_in_the_middle(self):
        for how in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
            before, holder, load = self.start_and_block()
            load.send_signal(how)
            self.assertNotEqual(load.wait(60), 0)
            load.communicate()
            holder.kill()
            program.wait_until(lambda: self.psql("select count(*) from pg_stat_activity where application_name = "
                                                 f"'codau' and datname = '{self.database}'") == "0")
            self.assertEqual(self.contents(), before, how)
        self.assertEqual(program.run(self.command()).returncode, 0)
        self.assertNotEqual(self.contents(), before)

    def test_the_server_stops_in_the_middle(self):
        for mode in ("fast", "immediate"):
            before, holder, load = self.start_and_block()
            self.server.stop(mode)
            errors = load.communicate(timeout=60)[1]
            self.check_refused(subprocess.CompletedProcess([], load.returncode, "", errors))
            holder.kill()
            self.server.start()
            self.assertEqual(self.contents(), before, mode)

    def test_the_server_hangs_in_the_middle(self):
        before, holder, load = self.start_and_block()
        self.server.freeze(True)
        try:
            errors = load.communicate(timeout=120)[1]
        finally:
            self.server.freeze(False)
        self.check_refused(subprocess.CompletedProcess([], load.returncode, "", errors), "máy chủ không trả lời")
        holder.kill()
        self.assertEqual(self.contents(), before)

    def test_the_session_is_ended_or_a_statement_takes_too_long(self):
        before, holder, load = self.start_and_block()
        self.psql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'codau'")
        errors = load.communicate(timeout=60)[1]
        self.check_refused(subprocess.CompletedProcess([], load.returncode, "", errors), "terminating connection")
        for setting in ("lock_timeout", "statement_timeout"):
            limited = program.run(self.command(), env={**os.environ, "PGOPTIONS": f"-c {setting}=300"})
            self.check_refused(limited, setting.replace("_timeout", " timeout"))
        holder.kill()
        self.assertEqual(self.contents(), before)

    def test_a_server_that_never_answers(self):
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            begun = time.monotonic()
            uri = f"postgresql://clerk:{SECRET}@127.0.0.1:{silent.getsockname()[1]}/x"
            self.check_refused(program.run(self.command(uri + "?connect_timeout=2")), "timeout expired")
            self.check_refused(program.run(self.command(uri), env={**os.environ, "PGCONNECT_TIMEOUT": "2"}))
            self.assertLess(time.monotonic() - begun, 30)

    def test_a_server_that_answers_in_another_shape(self):
        many = [b"160000", b"UTF8", b"0"]
        for columns, rows in ((many, 0), (many[:1], 1), ([b"sixteen", *many[1:]], 1), ([*many[:2], b""], 1),
                              ([b"9" * 30, *many[1:]], 1), ([*many, b"more"], 1), ([], 1)):
            with OddServer(columns, rows) as uri:
                self.check_refused(program.run(self.command(uri)), "không theo cách của PostgreSQL")

    def test_two_loads_at_a_time_wait_for_each_other(self):
        loads = [program.start(self.command(store=store)) for store in ("all", "one", "all")]
        for load in loads:
            errors = load.communicate(timeout=120)[1]
            self.assertEqual(load.returncode, 0, errors)
        together = self.contents()
        self.psql("drop schema codau cascade")
        self.assertEqual(program.run(self.command()).returncode, 0)
        self.assertEqual(self.contents(), together)

    def test_the_disk_of_the_server_is_full(self):
        with SmallServer() as small:
            done = program.run([CODAU, "export", self.path / "one", "postgres", "-o", small.uri,
                                "--quiet"])
            self.assertEqual(done.returncode, 0, done.stderr)
            before = small.psql("select doc_id, digest from codau.loads order by 1")
            done = program.run([CODAU, "export", self.path / "all", "postgres", "-o", small.uri,
                                "--include-unreviewed", "--provenance", "--quiet"])
            self.check_refused(done, "could not extend file")
            self.assertEqual(small.psql("select doc_id, digest from codau.loads order by 1"), before)


class OddServer:
    """Speaks the protocol of PostgreSQL, and gives the same rows to every question."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows

    def __enter__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()
        return f"postgresql://clerk@127.0.0.1:{self.listening.getsockname()[1]}/x?sslmode=disable&gssencmode=disable"

    def __exit__(self, *_):
        self.thread.join(60)
        self.listening.close()

    def serve(self):
        def message(kind, body=b""):
            return kind + struct.pack(">I", len(body) + 4) + body

        count = struct.pack(">H", len(self.columns))
        titles = b"".join(b"c\0" + struct.pack(">IHIhIh", 0, 0, 25, -1, 0, 0) for _ in self.columns)
        values = b"".join(struct.pack(">I", len(one)) + one for one in self.columns)
        answer = (message(b"T", count + titles) + message(b"D", count + values) * self.rows +
                  message(b"C", b"SELECT 1\0") + message(b"Z", b"I"))
        asked, _ = self.listening.accept()
        with asked:
            asked.settimeout(60)
            asked.recv(1 << 16)
            asked.sendall(message(b"R", struct.pack(">I", 0)) + message(b"Z", b"I"))
            while asked.recv(1 << 16)[:1] == b"Q":
                asked.sendall(answer)


class SmallServer(postgres.Server):
    """One that cannot write a file of more than a MiB, which fails as a full disk does."""
    small = True

    def start(self):
        own_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, own_limit[1]))
        try:
            super().start()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, own_limit)


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    postgres.require_server()
    unittest.main()
