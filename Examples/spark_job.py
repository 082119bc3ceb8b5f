#!/usr/bin/env python3
"""Answers a file of JSON lines on a Spark cluster: each session's lines go, in order, through one `repartie pipe`.

Usage: spark-submit spark_job.py QUESTIONS REPLIES [PROGRAM [PARTITIONS]]

QUESTIONS is a text file (or folder) of requests, one a line, each with its `session`; REPLIES is the folder that is made.
"""
import json
import shlex
import sys

from pyspark.rdd import portable_hash
from pyspark.sql import SparkSession


def session(line):
    """The conversation that a line belongs to; what is no request gets an error from whichever process reads it."""
    try:
        return str(json.loads(line).get("session", "default"))
    except (ValueError, AttributeError):
        return "default"


def main(questions, replies, program="repartie", partitions="8"):
    context = SparkSession.builder.appName("repartie").getOrCreate().sparkContext
    numbered = context.textFile(questions).zipWithIndex().map(lambda pair: ((session(pair[0]), pair[1]), pair[0]))
    # A session's lines must meet in one process, and in the order in which they were said.
    grouped = numbered.repartitionAndSortWithinPartitions(int(partitions), lambda key: portable_hash(key[0]))
    grouped.values().pipe(f"{shlex.quote(program)} pipe --json", checkCode=True).saveAsTextFile(replies)


if __name__ == "__main__":
    main(*sys.argv[1:])
