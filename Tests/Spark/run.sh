#!/usr/bin/env bash
# Answers many requests on Spark and in one process, and compares the replies byte for byte.
#
# Usage: Tests/Spark/run.sh [program] [lines]
set -euo pipefail
program=$(realpath "${1:-.build/release/repartie}")
lines=${2:-200000}
python=${PYTHON:-python3}

if ! "$python" -c 'import pyspark' 2>/dev/null; then
    echo "skipped: PySpark is not installed (pip install pyspark)"
    exit 0
fi
if ! command -v java >/dev/null; then
    echo "skipped: Java is not installed (PySpark needs Java 17)"
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache LC_ALL=C.UTF-8 PYSPARK_PYTHON=$python PYTHONHASHSEED=0
"$program" pipe --today 2026-04-01 </dev/null

# Conversations of many sessions, their lines mixed.
awk -v lines="$lines" 'BEGIN {
    split("suis-je éligible ?|j’ai le DEES|ma sœur a un master|4 ans|oui|non|répète|les débouchés ?|et la durée ?|merci", text, "|")
    for (i = 0; i < lines; i++) {
        session = (i * 7919) % 5003
        printf "{\"text\":\"%s\",\"session\":\"%d\",\"id\":%d}\n", text[(i * 31 + session) % 10 + 1], session, i
    }
}' >"$work/questions.jsonl"

start=$SECONDS
"$program" pipe --json <"$work/questions.jsonl" | sort >"$work/alone"
echo "one process: $((SECONDS - start)) s"
start=$SECONDS
"$python" "$(dirname "$0")/../../Examples/spark_job.py" "$work/questions.jsonl" "$work/replies" "$program" 2>"$work/log" || {
    tail -n 30 "$work/log" >&2
    exit 1
}
cat "$work"/replies/part-* | sort >"$work/together"
echo "Spark: $((SECONDS - start)) s"
cmp "$work/alone" "$work/together"
echo "$(wc -l <"$work/together") replies are the same, byte for byte"
