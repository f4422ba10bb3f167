"""What an author of rules waits for after a change: python3 tests/bench/editing.py PROGRAM FILE

Each command runs once before anything is measured and then seven times, all of them in turn, so that other work on
the machine hits all alike. Told are medians, and how many times a bare `screen` of the same file each is.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7

# A threshold, a weight and a rule that is switched off: what an afternoon of editing changes.
CHANGED = """format = 1

[ruleset]
id = "changed"
version = "1.0.0"
extends = "builtin:ondermijning"

[override.FIN-01]
weight = 10
reason = "Measured"

[override.FIN-02]
when.all = [
  { field = "loan_amount", at_least = 50_000 },
  { field = "lender_type", one_of = ["private", "abroad", "unknown"] },
]
reason = "Measured"

[override.BRA-01]
enabled = false
reason = "Measured"
"""


def main() -> None:
    program, batch = (os.path.abspath(path) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "changed.toml"), "w", encoding="utf-8") as file:
            file.write(CHANGED)
        against = ["--rules", "changed.toml", "--against", "builtin:ondermijning"]
        check, test = ["rules", "check", "changed.toml"], ["rules", "test", "changed.toml"]
        compare = ["compare", batch, *against]
        loop = {
            "screen": [["screen", batch, "--rules", "changed.toml"]],
            "rules check": [check],
            "rules test": [test],
            "compare": [compare],
            "all three": [check, test, compare],
            "rules test --coverage --mutate": [[*test, "--coverage", "--mutate"]],
            "tune": [["tune", batch, "--rules", "changed.toml"]],
            "inspect": [["inspect", batch]],
        }
        taken = {name: [] for name in loop}
        for turn in range(ROUNDS + 1):
            for name, commands in loop.items():
                walls, cpus, peaks = zip(*(run([program, *command], folder) for command in commands))
                if turn > 0:
                    taken[name].append((sum(walls), sum(cpus), max(peaks)))
    median = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in taken.items()}
    bare = median["screen"]
    print("| command | wall s | cpu s | wall / screen | cpu / screen | peak MB |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, (wall, cpu, peak) in median.items():
        print(f"| {name} | {wall:.3f} | {cpu:.3f} | {wall / bare[0]:.2f} | {cpu / bare[1]:.2f} | {peak:.0f} |")


def run(command: list[str], folder: str) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor time, and the peak of memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


main()
