#!/usr/bin/env python3
"""The recipes of deploy/ as they are: GNU parallel over two hosts, an Indexed Job's command under sh, units of systemd.

usage: deploy_test.py CODAU [unittest options]
"""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import program  # noqa: E402

CODAU = None
DEPLOY = program.ROOT / "deploy"
TEXTS = 16


def missing(what):
    """Of a test without what it needs: a failure where tools/scale-test has installed it."""
    return unittest.SkipTest(f"no {what} (tools/scale-test installs it)") if os.environ.get("CODAU_SCALE") != "1" else AssertionError(what)


class Deploy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        cls.inputs = cls.path / "in"
        cls.inputs.mkdir()
        for number in range(1, TEXTS + 1):
            (cls.inputs / f"{number}.txt").write_text(program.SMALL_PLAN.format(number=number), encoding="utf-8")
        (cls.inputs / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
        done = program.run([CODAU, "run", cls.inputs, "-o", cls.path / "whole"])
        assert done.returncode == 3, done.stderr
        cls.environment = {**os.environ, "CODAU": CODAU, "CODAU_PAUSE": "1"}

    def setUp(self):
        self.here = self.enterContext(program.Folder())
        self.out = self.here / "out"

    def do(self, *command, code=0, **variables):
        done = program.run(command, env={**self.environment, **variables})
        self.assertEqual(done.returncode, code, (command, done.stdout, done.stderr))
        return done

    def assert_joined(self):
        for name in ("records/tasks.jsonl", "records/sources.csv", "rejects.jsonl"):
            self.assertEqual((self.out / "all" / name).read_bytes(), (self.path / "whole" / name).read_bytes(), name)

    def test_parallel_over_two_hosts(self):
        if not shutil.which("parallel"):
            raise missing("GNU parallel")
        (self.here / "ssh").write_text('#!/bin/sh\n# A host that is this machine.\necho "$1" >> "${0%/*}/hosts.log"\nshift\nif [ "$1" = -- ]; then shift; fi\nexec sh -c "$*"\n')
        (self.here / "ssh").chmod(0o755)
        (self.here / "hosts").write_text("1/van-phong-1\n1/van-phong-2\n")
        # A service has no shell of its own, which parallel would take for its commands.
        self.do(DEPLOY / "parallel/run", self.here / "hosts", 4, self.inputs, self.out, CODAU_SSH=self.here / "ssh", SHELL="/usr/sbin/nologin")
        self.assert_joined()
        self.assertEqual(set((self.here / "hosts.log").read_text().split()) & {"van-phong-1", "van-phong-2"}, {"van-phong-1", "van-phong-2"})
        self.assertEqual(len((self.out / "shards.log").read_text().splitlines()), 1 + 4)
        for options, told in (((), "văn bản mới 0, bổ sung 0"), (("--lang", "en"), "new documents 0, added to 0"), (("--lang=en",), "new documents 0, added to 0")):
            again = self.do(DEPLOY / "parallel/run", self.here / "hosts", 4, self.inputs, self.out, *options, CODAU_SSH=self.here / "ssh")
            self.assertIn(told, again.stderr)

    def test_options_of_a_slurm_job(self):
        """As a queue hands them on that runs each job at once; tests/e2e/slurm_test.py has a real one."""
        (self.here / "sbatch").write_text("""#!/bin/sh
tasks=0
while :; do
  case $1 in --array=1-*) tasks=${1#*-*-*-} ;; --*) ;; *) break ;; esac
  shift
done
for SLURM_ARRAY_TASK_ID in $(seq "$tasks"); do export SLURM_ARRAY_TASK_ID; sh "$@" >> "${0%/*}/array.log" 2>&1; done
if [ "$tasks" = 0 ]; then sh "$@" >> "${0%/*}/merge.log" 2>&1; fi
echo 7
""")
        (self.here / "sbatch").chmod(0o755)
        (self.inputs.parent / "one input").mkdir()
        shutil.copy(self.inputs / "1.txt", self.inputs.parent / "one input")
        for options, array, merge in (((), "", "văn bản mới 1"), (("--lang", "en"), "", "new documents 0"), (("--lang=en", "--pages", "x"), "--pages", "new documents 0")):
            done = self.do(DEPLOY / "slurm/submit", 2, self.inputs.parent / "one input", self.out, *options, PATH=f"{self.here}:{os.environ['PATH']}")
            self.assertEqual(done.stdout, "7 7\n")
            self.assertIn(merge, (self.here / "merge.log").read_text())
            self.assertIn(array, (self.here / "array.log").read_text())
            (self.here / "merge.log").unlink()

    def test_a_shard_waits_for_the_process_that_holds_its_output(self):
        first = program.start([CODAU, "run", self.inputs, "-o", self.out / "shard-1", "--shard", "1/1"])
        program.wait_until(lambda: program.is_held(self.out / "shard-1"))
        os.kill(first.pid, signal.SIGSTOP)
        second = subprocess.Popen([DEPLOY / "shard", "1", "1", self.inputs, self.out], env={**self.environment, "CODAU_RETRIES": "60"}, stderr=subprocess.PIPE, text=True)
        time.sleep(0.5)
        os.kill(first.pid, signal.SIGCONT)
        self.assertEqual(first.wait(60), 3)
        self.assertEqual(second.wait(60), 0)
        second.stderr.close()
        first.stderr.close()
        self.do(DEPLOY / "merge", 1, self.out)
        self.assert_joined()

    def test_the_merge_shares_files_unless_told(self):
        self.do(DEPLOY / "shard", 1, 1, self.inputs, self.out)
        one = program.texts(self.out / "shard-1")[0].relative_to(self.out / "shard-1")
        for variables, names in (({}, 2), ({"CODAU_LINK": ""}, 1)):
            self.do(DEPLOY / "merge", 1, self.out, **variables)
            self.assertEqual((self.out / "all" / one).stat().st_nlink, names, variables)
            shutil.rmtree(self.out / "all")

    def test_the_merge_names_what_is_missing(self):
        self.do(DEPLOY / "shard", 2, 3, self.inputs, self.out)
        done = self.do(DEPLOY / "merge", 3, self.out, "--lang", "en", code=2)
        self.assertIn("1/3, 3/3: these shards are missing", done.stderr)
        self.assertFalse((self.out / "all").exists())

    def test_indexed_job(self):
        try:
            import yaml
        except ImportError:
            raise missing("python3-yaml") from None
        job, merge = (yaml.safe_load((DEPLOY / f"kubernetes/{name}.yaml").read_text()) for name in ("job", "merge"))
        container, last = (one["spec"]["template"]["spec"]["containers"][0] for one in (job, merge))
        places = {"DEPLOY": DEPLOY, "SCANS": self.inputs, "OUT": self.out}
        self.assertEqual(job["spec"]["completions"], 8)
        for name in ("DEPLOY", "OUT"):
            self.assertIn(name, {one["name"] for one in container["env"]})
        for index in range(8):
            environment = {**self.environment, **{name: str(place) for name, place in places.items()}, "JOB_COMPLETION_INDEX": str(index)}
            command = [*container["command"], *container["args"]]
            if index == 3:  # killed at once, and started again as the Job does
                process = subprocess.Popen(command, env=environment, start_new_session=True)
                time.sleep(0.15)
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            self.assertEqual(program.run(command, env=environment).returncode, 0)
        self.do(*last["command"], *last["args"], **{name: str(place) for name, place in places.items()})
        self.assert_joined()
        if shutil.which("kubectl"):
            for name, source in (("job", job), ("merge", merge)):
                done = program.run(["kubectl", "set", "image", "--local", "-f", DEPLOY / f"kubernetes/{name}.yaml", "codau=x:2", "-o", "yaml"])
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(list(lost(source, yaml.safe_load(done.stdout))), [])

    def test_units_of_systemd(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("no systemd-analyze")
        for unit in sorted((DEPLOY / "systemd").glob("*.service")):
            copy = self.here / unit.name
            copy.write_text(unit.read_text().replace("/usr/bin/codau", CODAU))
            done = program.run(["systemd-analyze", "verify", "--man=no", copy])
            self.assertEqual([line for line in done.stderr.splitlines() if unit.stem in line], [], done.stderr)

    def test_the_user_and_the_folders_of_the_units(self):
        """What the package brings makes both; each unit names them."""
        user, state = re.search(r"^u (\w+) .* (/\S+)$", (DEPLOY / "systemd/codau.sysusers").read_text(), re.M).groups()
        folders = re.findall(r"^d (\S+) ", (DEPLOY / "systemd/codau.tmpfiles").read_text(), re.M)
        self.assertEqual(folders, ["/etc/codau", state])
        for unit in (DEPLOY / "systemd").glob("*.service"):
            told = dict(line.split("=", 1) for line in unit.read_text().splitlines() if "=" in line)
            self.assertEqual((told["User"], "/etc/" + told["ConfigurationDirectory"], "/var/lib/" + told["StateDirectory"]),
                             (user, *folders))
        for script in ("postinst", "prerm", "postrm"):
            self.assertEqual(program.run(["sh", "-n", program.ROOT / "cmake/debian" / script]).returncode, 0)
        if os.geteuid() != 0 or not (shutil.which("systemd-sysusers") and shutil.which("systemd-tmpfiles")):
            self.skipTest("no root, or no systemd-sysusers")
        (self.here / "etc").mkdir()
        for kind, command in (("sysusers", ["systemd-sysusers"]), ("tmpfiles", ["systemd-tmpfiles", "--create"])):
            done = program.run([*command, f"--root={self.here}", DEPLOY / f"systemd/codau.{kind}"])
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex((self.here / "etc/passwd").read_text(), rf"(?m)^{user}:.*:{state}:\S*/nologin$")
        self.assertTrue(all((self.here / folder[1:]).is_dir() for folder in folders))

    def test_each_line_of_the_containerfile(self):
        """No image is built: that each file, package list, preset, target and part that it names is there, and what it installs runs."""
        text = (DEPLOY / "kubernetes/Containerfile").read_text().replace("\\\n", " ")
        lines = [line.split(None, 1) for line in text.splitlines() if line and not line.startswith("#")]
        self.assertEqual({verb for verb, _ in lines}, {"FROM", "COPY", "RUN", "USER", "ENTRYPOINT"})
        stages = {rest.split()[-1] for verb, rest in lines if verb == "FROM" and " AS " in rest}
        places = {}  # what is copied out of the sources, or out of a stage, by where it goes
        for verb, rest in lines:
            if verb == "COPY":
                *options, source, target = rest.split()
                self.assertLessEqual({option.removeprefix("--from=") for option in options}, stages)
                self.assertTrue(options or (program.ROOT / source).exists(), source)
                places[target] = source
        steps = [rest for verb, rest in lines if verb == "RUN"]
        for name in re.findall(r"\$(\w+)", " ".join(steps)):
            done = program.run(["sh", "-uc", f'. "$1" && printf %s "${name}"', "sh", program.ROOT / "tools/packages.sh"])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(done.stdout.strip(), name)
        preset = re.search(r"cmake --preset (\w+)", steps[0])[1]
        self.assertIn(preset, {one["name"] for one in json.loads((program.ROOT / "CMakePresets.json").read_text())["configurePresets"]})
        build = os.path.dirname(CODAU)
        with open(os.path.join(build, "build.ninja"), encoding="utf-8") as ninja:
            known = set(re.findall(r"^build ([\w-]+): ", ninja.read(), re.MULTILINE))
        self.assertLessEqual(set(re.search(r"--target ([\w -]+?) +&&", steps[0])[1].split()), known)
        component, prefix = re.search(r"--component (\w+) --prefix (\S+)", steps[0]).groups()
        done = program.run(["cmake", "--install", build, "--component", component, "--prefix", self.here / "usr"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(places["/usr"], prefix)
        entry = next(json.loads(rest) for verb, rest in lines if verb == "ENTRYPOINT")[0]
        self.assertEqual(program.run([self.here / entry.removeprefix("/"), "run", self.inputs / "1.txt", "-o", self.out]).returncode, 0)
        for job in ("job", "merge"):
            self.assertIn(f"{{name: DEPLOY, value: {next(to for to, source in places.items() if source == 'deploy')}}}", (DEPLOY / f"kubernetes/{job}.yaml").read_text())

    def test_the_container_has_what_the_program_needs(self):
        """Its libraries are those of the packages that the build stage lists, which a direct look finds, too."""
        if not shutil.which("dpkg") or not shutil.which("readelf"):
            self.skipTest("no dpkg or readelf")
        programs = [CODAU, os.path.join(os.path.dirname(CODAU), "codau-worker")]
        listing = program.run(["sh", "-euc", '. "$0"; list_library_packages "$@"', program.ROOT / "tools/packages.sh", *programs])
        listed = listing.stdout.split()
        self.assertIn("libc6", listed, listing.stderr)
        for name in programs:
            needed = [line.split("[")[1].split("]")[0] for line in program.run(["readelf", "-d", name]).stdout.splitlines() if "NEEDED" in line]
            for library in needed:
                found = next((path for path in ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu") if os.path.exists(f"{path}/{library}")), None)
                owner = program.run(["dpkg", "-S", os.path.realpath(f"{found}/{library}")]).stdout.split(":")[0] if found else ""
                if owner:
                    self.assertIn(owner, listed, library)


def lost(source, kept, place=""):
    """Keys that `kept` has not: no version of the schema knows them."""
    if isinstance(source, dict):
        for name, value in source.items():
            if not isinstance(kept, dict) or name not in kept:
                yield f"{place}.{name}"
            else:
                yield from lost(value, kept[name], f"{place}.{name}")
    elif isinstance(source, list):
        for i, value in enumerate(source):
            yield from lost(value, kept[i], f"{place}[{i}]")


if __name__ == "__main__":
    CODAU = os.path.abspath(sys.argv.pop(1))
    unittest.main()
