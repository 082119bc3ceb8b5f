#!/usr/bin/env bash
# Installs fastText into .build-bench/venv, for Tests/Benchmarks/pipe.py to measure beside the program.
set -euo pipefail
cd "$(dirname "$0")/../../.."
python3 -m venv .build-bench/venv
.build-bench/venv/bin/pip install --quiet fasttext-wheel || .build-bench/venv/bin/pip install --quiet fasttext-numpy2-wheel
.build-bench/venv/bin/python -c 'import fasttext'
