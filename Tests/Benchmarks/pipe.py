#!/usr/bin/env python3
"""Measures the pipe: questions a second, one at a time and in bulk, and the peak memory; fastText beside it.

Usage: Tests/Benchmarks/pipe.py [program]

LINES=100000       lines of the long run whose memory is compared with a run of 10,000
SESSIONS=100000    conversations that the JSON run keeps
ROUNDS=5           how often each speed is measured, in turn with its peer; medians are printed
FASTTEXT=python3   a Python that can import fasttext (Tests/Benchmarks/peers/install.sh makes one); no peer without it
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ".build/release/repartie"
LINES = int(os.environ.get("LINES", 100_000))
SESSIONS = int(os.environ.get("SESSIONS", 100_000))
ROUNDS = int(os.environ.get("ROUNDS", 5))
FASTTEXT = os.environ.get("FASTTEXT", ".build-bench/venv/bin/python")
LABELLED = os.path.join(HERE, "../Evaluation/development.tsv")


def questions():
    with open(LABELLED, encoding="utf-8") as file:
        return [line.split("\t")[1] for line in file.read().splitlines() if "\t" in line]


def repeated(lines, count):
    """Lines as bytes, one by one: what this process keeps in memory would count as its children's until they start."""
    encoded = [line.encode() + b"\n" for line in lines]
    return (encoded[index % len(encoded)] for index in range(count))


def requests(lines, count):
    """A question in a conversation of its own, a line each."""
    for index in range(count):
        yield json.dumps({"text": lines[index % len(lines)], "session": f"s{index}"}).encode() + b"\n"


def anonymous(process):
    """The memory in megabytes that a process shares with no file (Linux)."""
    with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Anonymous:")) / 1024


def own_memory(command, lines):
    """The anonymous memory after some questions, in megabytes."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for line in lines:
        process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
    size = anonymous(process)
    process.stdin.close()
    process.wait()
    return size


def one_at_a_time(command, lines):
    """Milliseconds from each question to its answer, after a hundred to warm up."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    times = []
    for line in lines[:100] + lines:
        start = time.perf_counter()
        process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
        if not process.stdout.readline():
            sys.exit(f"{command[0]} gave no answer to: {line}")
        times.append(1000 * (time.perf_counter() - start))
    process.stdin.close()
    process.wait()
    return times[100:]


def bulk(command, text):
    """Seconds for a whole input (its lines), and the peak memory in megabytes."""
    with tempfile.TemporaryFile() as file:
        file.writelines(text)
        file.seek(0)
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=file, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss / 1024


def speed(command, lines, count):
    """Questions a second in bulk, the start taken off."""
    start, _ = bulk(command, [])
    seconds, _ = bulk(command, repeated(lines, count))
    return count / (seconds - start)


def summary(values, unit):
    return f"{statistics.median(values):10,.0f} {unit}  ({min(values):,.0f} to {max(values):,.0f})"


def main():
    lines = questions()
    pipe = [PROGRAM, "pipe", "--independent"]
    peers = {"repartie": pipe}
    with tempfile.TemporaryDirectory() as folder:
        if os.path.exists(FASTTEXT) or os.path.sep not in FASTTEXT:
            peer = [FASTTEXT, os.path.join(HERE, "peers/fasttext_pipe.py"), os.path.join(folder, "model.bin")]
            if subprocess.run(peer + [LABELLED], stdout=subprocess.DEVNULL).returncode == 0:
                peers["fasttext"] = peer
        singles = {name: [] for name in peers}
        speeds = {name: [] for name in peers}
        for _ in range(ROUNDS):
            for name, command in peers.items():
                singles[name].append(one_at_a_time(command, lines))
                speeds[name].append(speed(command, lines, 20 * len(lines)))
    print(f"{len(lines)} questions, {ROUNDS} rounds in turn: median (extremes)")
    for name in peers:
        rates = [1000 * len(times) / sum(times) for times in singles[name]]
        every = sorted(value for times in singles[name] for value in times)
        print(f"{name}, one at a time{summary(rates, 'a second')}", end="")
        print(f"  p50 {every[len(every) // 2]:.3f} ms  p99 {every[len(every) * 99 // 100]:.3f} ms")
        print(f"{name}, in bulk      {summary(speeds[name], 'a second')}")
    if "fasttext" in peers:
        for title, values in (
            ("one at a time", {name: [1 / sum(times) for times in singles[name]] for name in peers}),
            ("in bulk", speeds),
        ):
            ratio = statistics.median(values["repartie"]) / statistics.median(values["fasttext"])
            print(f"repartie to fasttext, {title}: {ratio:.2f}")
    else:
        print("fasttext is not there: Tests/Benchmarks/peers/install.sh installs it")

    print("the process's own memory (the model is a mapped file, which processes share)")
    print(f"  one question        {own_memory(pipe, lines[:1]):6.1f} MB")
    print(f"  {len(lines):9,} questions {own_memory(pipe, lines):6.1f} MB")
    print("peak memory, with what is mapped of the model and of the program")
    _, few = bulk(pipe, repeated(lines, 1))
    _, short = bulk(pipe, repeated(lines, 10_000))
    _, long = bulk(pipe, repeated(lines, LINES))
    print(f"  one question        {few:6.1f} MB")
    print(f"  10,000 lines        {short:6.1f} MB")
    print(f"  {LINES:9,} lines     {long:6.1f} MB  ({long - short:+.1f} MB)")
    command = [PROGRAM, "pipe", "--json", "--max-sessions", str(SESSIONS)]
    _, one = bulk(command, requests(lines, 10_000))
    _, kept = bulk(command, requests(lines, SESSIONS))
    print(f"  {SESSIONS:9,} sessions  {kept:6.1f} MB  ({1024 * (kept - one) / max(1, SESSIONS - 10_000):.2f} KB each)")


main()
