"""The two sides: programs that answer lines of JSON. Everything is measured inside of them."""
import json
import os
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
SWIFT = [str(HERE / ".build/release/hookkit-bench")]
PYTHON = [str(HERE / ".venv/bin/python"), str(HERE / "peers.py")]
RUNTIMES = [str(HERE / ".venv-runtimes/bin/python"), str(HERE / "runtimes.py")]


class Failed(Exception):
    """A side that cannot do what it was asked."""


class Worker:
    def __init__(self, command, threads):
        # What libraries choose by themselves follows the same number of threads.
        environment = os.environ | {"OMP_NUM_THREADS": str(threads), "PYTHONWARNINGS": "ignore"}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=environment)
        self.threads = threads

    def ask(self, **request):
        try:
            self.process.stdin.write(json.dumps({"threads": self.threads} | request) + "\n")
            self.process.stdin.flush()
            reply = json.loads(self.process.stdout.readline() or '{"error": "it ended without an answer"}')
        except BrokenPipeError:
            reply = {"error": "it ended"}
        if reply.get("error"):
            raise Failed(reply["error"])
        return reply

    def peak_memory(self):
        """The most memory it has had so far, in bytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
