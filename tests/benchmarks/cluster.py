"""A standalone Spark on this machine – a master and workers, each a process of its own –, for a pyspark that is Spark itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
WAITS = 120  # seconds for a port
MEMORY = "1g"


@dataclass
class Cluster:
    """`address` is the master's; of `workers` any may be killed, and another be begun."""

    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]]

    def begin_worker(self) -> None:
        self.workers.append(_java(self.folder, "worker.Worker", "--host", HOST, "--webui-port", "0", "--cores", "1", "--memory", MEMORY, "--work-dir", str(self.folder / "work"), self.address))


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A core and a GB a worker; ends with the block."""
    port = _free_port()
    master = _java(folder, "master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0")
    cluster = Cluster(f"spark://{HOST}:{port}", folder, [])
    try:
        _wait_for(port)
        for _ in range(workers):
            cluster.begin_worker()
        yield cluster
    finally:
        for process in (*cluster.workers, master):
            process.kill()
            process.wait()


def _java(folder: Path, what: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A session of its own, so that its executors can be counted with it; what it says goes into a file."""
    import pyspark  # type: ignore[import-not-found]

    home = Path(pyspark.__file__).parent
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "SPARK_NO_DAEMONIZE": "1", "SPARK_LOCAL_IP": HOST}
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{what}", *arguments]
    with (folder / "spark.log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(WAITS * 4):
        with socket.socket() as tried:
            if tried.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.25)
    raise TimeoutError(f"nothing answers at {HOST}:{port}")
