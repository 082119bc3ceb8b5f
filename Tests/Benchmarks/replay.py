#!/usr/bin/env python3
"""Measures replaying: 10,000 transcripts of ten turns, drawn from what people say in Transcripts/.

Usage: Tests/Benchmarks/replay.py [program]

TRANSCRIPTS=10000  how many transcripts
ROUNDS=3           how often each run is measured; medians are printed
"""
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/repartie")
TRANSCRIPTS = int(os.environ.get("TRANSCRIPTS", 10_000))
ROUNDS = int(os.environ.get("ROUNDS", 3))
TURNS = 10
SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent / "Transcripts"


def messages():
    """Everything that somebody says in the repository's transcripts, variants included."""
    lines = [line for path in sorted(SOURCE.rglob("*.txt")) for line in path.read_text().splitlines()]
    return [line[2:] for line in lines if line.startswith(("> ", "| "))]


def write(folder):
    said = messages()
    random.seed(1)
    for number in range(TRANSCRIPTS):
        text = "".join(f"> {random.choice(said)}\n" for _ in range(TURNS))
        (folder / f"{number:05}.txt").write_text(text)
    # Every line of every reply is expected: what is measured is a suite that passes.
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [PROGRAM, "replay", "--record", "missing", folder]
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)


def seconds(folder, jobs):
    start = time.monotonic()
    subprocess.run([PROGRAM, "replay", "--jobs", str(jobs), folder], stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - start


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write(folder)
        print(f"{TRANSCRIPTS} transcripts of {TURNS} turns (median of {ROUNDS} runs, reading the files included):")
        for jobs in (1, 2):
            time_taken = statistics.median(seconds(folder, jobs) for _ in range(ROUNDS))
            turn = time_taken * jobs / (TRANSCRIPTS * TURNS)
            print(f"  {jobs} core{'s' if jobs > 1 else ' '}  {time_taken:.2f} s, {turn * 1e6:.0f} µs a turn and core")


main()
