#!/usr/bin/env python3
"""Asks a running `repartie` questions over JSON Lines: one process, many conversations.

Usage: client.py [program]        (reads questions from standard input, one a line)
"""
import json
import subprocess
import sys


class Repartie:
    """One process of the program; every call waits for its answer."""

    def __init__(self, program="repartie"):
        self.process = subprocess.Popen(
            [program, "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, text, session="default"):
        request = json.dumps({"text": text, "session": session})
        print(request, file=self.process.stdin, flush=True)
        reply = json.loads(self.process.stdout.readline())
        if "error" in reply:
            raise ValueError(reply["error"]["message"])
        return reply

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


if __name__ == "__main__":
    repartie = Repartie(*sys.argv[1:2])
    for line in sys.stdin:
        print(repartie.ask(line.rstrip("\n"))["reply"])
    sys.exit(repartie.close())
