"""Timing whole processes side by side: peers take turns in one run, so that drift of the machine hits all alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: wall and CPU seconds, and the peak of its memory in MiB."""

    wall: float
    cpu: float
    memory: float


def measure(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end and return its cost; its output goes nowhere."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(commands: Mapping[str, Sequence[str | Path]], rounds: int = 5) -> dict[str, Cost]:
    """Return the median cost of each command over interleaved rounds, after one round that does not count."""
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            cost = measure(command)
            if number:
                runs[name].append(cost)
    return {name: _median(costs) for name, costs in runs.items()}


def table(costs: Mapping[str, Cost], peer: str) -> str:
    """Return the costs as a Markdown table with ratios to a peer."""
    base = costs[peer]
    lines = ["| process | wall s | ratio | CPU s | ratio | memory MiB | ratio |", "|---|---|---|---|---|---|---|"]
    lines += [
        f"| {name} | {cost.wall:.2f} | {cost.wall / base.wall:.2f} | {cost.cpu:.2f} | {cost.cpu / base.cpu:.2f} "
        f"| {cost.memory:.0f} | {cost.memory / base.memory:.2f} |"
        for name, cost in costs.items()
    ]
    return "\n".join(lines)


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.memory for cost in costs),
    )
