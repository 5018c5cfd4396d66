"""CPU time and memory. Shared machines lie about wall time, so none is taken."""

import gc
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

MEGABYTE = 2**20


def cpu_seconds(work: Callable) -> float:
    """CPU seconds of `work()`, those of its child processes included."""
    gc.collect()
    before = _spent()
    work()
    return _spent() - before


def medians(works: dict[str, Callable], *, times: int, after: Callable = int) -> dict[str, float]:
    """Median CPU seconds of each of `works`, run in turn `times` times after one run that does not count.

    `after` is called after each run, outside the time.
    """
    found = {name: [] for name in works}
    for turn in range(times + 1):
        for name, work in works.items():
            spent = cpu_seconds(work)
            after()
            if turn:
                found[name].append(spent)
    return {name: statistics.median(values) for name, values in found.items()}


def peak_megabytes(module: str, *arguments: str) -> float:
    """Peak memory, in MB, of `python -m module arguments` in a process of its own, which prints it as its last word."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def own_peak() -> float:
    """Peak memory of this process, in MB; on Linux its own alone, for there `getrusage` begins with the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def _spent():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
