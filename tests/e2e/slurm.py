"""A Slurm of its own for a test: a controller and two nodes on this machine, in a temporary folder, as root."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time

SKIPPED = 77
CONFIGURATION = """ClusterName=codau
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port}
SlurmUser=root
AuthInfo=socket={folder}/munge.socket,cred_expire=5
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobCompType=jobcomp/filetxt
JobCompLoc={folder}/jobs.txt
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=2
ReturnToService=2
SlurmdTimeout=10
MailProg=/bin/true
NodeName=node1 NodeHostname={host} NodeAddr=127.0.0.1 Port={first} CPUs=1
NodeName=node2 NodeHostname={host} NodeAddr=127.0.0.1 Port={second} CPUs=1
PartitionName=scans Nodes=node[1-2] Default=YES
"""


def require():
    """Ends the test as skipped where there is no Slurm, or no root to start one; tools/scale-test installs it."""
    missing = [name for name in ("slurmctld", "slurmd", "munged", "sbatch") if not shutil.which(name)]
    why = f"no {', '.join(missing)} (tools/scale-test installs them)" if missing else "" if os.geteuid() == 0 else "not root"
    if not why:
        return
    print(f"SKIPPED: {why}", file=sys.stderr)
    sys.exit(1 if os.environ.get("CODAU_SCALE") == "1" else SKIPPED)


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Cluster:
    """Started on entry. `environment` is what its commands need."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.environment = {**os.environ, "SLURM_CONF": str(self.folder / "slurm.conf")}

    def __enter__(self):
        port, first, second = free_ports(3)
        for name in ("state", "node1", "node2"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "munge").mkdir(mode=0o700)
        key = self.folder / "munge/key"
        key.touch(mode=0o600)
        key.write_bytes(os.urandom(1024))
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(
            host=socket.gethostname().split(".")[0], port=port, first=first, second=second, folder=self.folder))
        (self.folder / "cgroup.conf").write_text("CgroupPlugin=cgroup/v1\n")
        self.munge("--force")
        self.run("slurmctld")
        for node in ("node1", "node2"):
            self.start_node(node)
        self.wait(lambda: self.run("sinfo", "-h", "-N", "-o", "%T").split() == ["idle", "idle"], 30)
        return self

    def __exit__(self, *_):
        for state in ("--state=RUNNING", "--state=PENDING"):
            self.run("scancel", "-f", state, "-u", "root", check=False)
        for _ in range(100):
            if not self.run("squeue", "-h", check=False).strip():
                break
            time.sleep(0.1)
        pids = [int(path.read_text()) for path in self.folder.glob("*.pid")]
        self.run("scontrol", "shutdown", check=False)
        for pid in pids:
            self.end(pid)
        self.munge("--stop", check=False)

    def munge(self, *options, check=True):
        subprocess.run(["munged", f"--socket={self.folder}/munge.socket", f"--key-file={self.folder}/munge/key",
                        f"--log-file={self.folder}/munge/log", f"--pid-file={self.folder}/munge/pid",
                        f"--seed-file={self.folder}/munge/seed", *options], check=check, capture_output=True)

    @staticmethod
    def end(pid):
        for _ in range(50):
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.1)
        os.kill(pid, signal.SIGKILL)

    def start_node(self, node):
        self.run("slurmd", "-N", node)

    def run(self, *command, check=True):
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=self.environment)
        assert not check or done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout

    @staticmethod
    def wait(condition, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := condition():
                return found
            time.sleep(0.2)
        raise TimeoutError

    def wait_for_jobs(self, seconds):
        self.wait(lambda: not self.run("squeue", "-h").strip(), seconds)

    def attempts(self):
        """A line a job, or try of one, that has ended (jobcomp/filetxt)."""
        log = self.folder / "jobs.txt"
        return log.read_text().splitlines() if log.exists() else []
