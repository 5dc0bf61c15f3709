"""A PostgreSQL server of its own for tests, in a folder that goes away; none where it is not installed."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

MISSING = "no PostgreSQL server is installed, so nothing was run on one; install it with: apt-get install postgresql"


def programs() -> Path | None:
    """Return the folder of the server's programs, the newest version's, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    return versions[-1].parent if versions else None


def _as_server(*words: str) -> list[str]:
    """Return a command as it must be run: the server refuses to be started by root."""
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else list(words)


def run(*words: str) -> None:
    """Run a program of the server; what it says is shown where it fails."""
    done = subprocess.run(_as_server(*words), capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr or done.stdout


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the beginning of the addresses of its databases.

    Skips the test where no server is installed.
    """
    folder = programs()
    if folder is None:
        pytest.skip(MISSING)
    home = Path(mkdtemp(prefix="catalogue-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run(
        f"{folder}/initdb",
        "-D",
        f"{home}/data",
        "-U",
        "catalog",
        "--auth=trust",
        "--locale=C",
        "--encoding=UTF8",
    )
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
    run(f"{folder}/pg_ctl", "-D", f"{home}/data", "-o", options, "-l", f"{home}/log", "-w", "start")
    try:
        yield f"postgresql://catalog@127.0.0.1:{port}"
    finally:
        run(f"{folder}/pg_ctl", "-D", f"{home}/data", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def fresh(base: str, name: str, *options: str) -> str:
    """Create an empty database and return its address."""
    folder, port = programs(), base.rpartition(":")[2]
    run(f"{folder}/createdb", "-h", "127.0.0.1", "-p", port, "-U", "catalog", *options, name)
    return f"{base}/{name}"
