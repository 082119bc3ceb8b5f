#!/usr/bin/env bash
# Measures a cold start: a new process that answers one question, with the compiled content in the cache.
# Prints the median and the extremes of the wall-clock times, and how long a run without a cache takes.
#
# Usage: Tests/Benchmarks/start.sh [program] [runs]
set -euo pipefail
program=${1:-.build/release/repartie}
runs=${2:-41}
question='Combien de temps dure la formation ?'

cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT
export XDG_CACHE_HOME=$cache LC_ALL=C.UTF-8

now() { echo "${EPOCHREALTIME/[.,]/}"; }

# One run, in microseconds.
time_once() {
    local start
    start=$(now)
    printf '%s\n' "$question" | "$program" >/dev/null
    echo $(($(now) - start))
}

first=$(time_once)
sorted=$(for ((i = 0; i < runs; i++)); do time_once; done | sort -n)
milliseconds() { awk '{ printf "%.1f ms", $1 / 1000 }' <<<"$1"; }

echo "cold start to answer, $runs runs:"
echo "  median   $(milliseconds "$(sed -n "$(((runs + 1) / 2))p" <<<"$sorted")")"
echo "  fastest  $(milliseconds "$(head -n 1 <<<"$sorted")")"
echo "  slowest  $(milliseconds "$(tail -n 1 <<<"$sorted")")"
echo "first run, without a cache (reads, checks and trains):"
echo "  once     $(milliseconds "$first")"
