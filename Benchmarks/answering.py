"""What the Python sides of the bench have in common: they answer lines of JSON, each with times, a count and numbers."""
import contextlib
import json
import sys
import time

kept = {}


def keep(make):
    """Remembers what is prepared and not measured."""

    def made(*key):
        if (make, key) not in kept:
            kept[make, key] = make(*key)
        return kept[make, key]

    return made


class Clock:
    """Time by the clock on the wall, and the time that processors worked for it."""

    def __enter__(self):
        self.start = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_):
        self.times = time.perf_counter() - self.start[0], time.process_time() - self.start[1]


def serve(answer):
    """Answers every line of standard input; a fault is told to whoever asks."""
    # What libraries print must not get between the answers.
    with contextlib.redirect_stdout(sys.stderr):
        for line in sys.stdin:
            try:
                reply = answer(json.loads(line))
            except Exception as error:
                reply = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(reply), file=sys.__stdout__, flush=True)
