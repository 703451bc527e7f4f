#!/usr/bin/env python3
"""Shares against goals and floors.  SPDX-License-Identifier: Apache-2.0

usage: grades.py NAME SHARES.json

A goal is what the project wants; a share under it is told.  A floor
(floors.csv) is what it once reached; a share under that is a failure.  Who
makes a share better raises its floor.
"""
import csv
import json
import os
import sys

GOALS = {"precision": .97, "recall": .97, "kind": .97, "bound": .97, "change": .97, "measure": .95,
         "status": .95, "indicator": .90, "region": .90, "stated region": .90, "period": .90,
         "stated period": .85, "stated authority": .80, "publisher": .95, "date": .95, "complete": .70}


def floors(name):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "floors.csv")
    with open(path, newline="") as f:
        return {r["share"]: float(r["floor"]) for r in csv.DictReader(f) if r["set"] == name}


def report(name, shares):
    """Prints the shares of a set of documents; False when one is under its floor."""
    shares = {k.replace("_", " "): v for k, v in shares.items()}
    known = [k for k in GOALS if k in shares]
    print("accuracy: %s: " % name + ", ".join("%s %.3f" % (k, shares[k]) for k in known))
    missed = ["%s %.2f" % (k, GOALS[k]) for k in known if shares[k] < GOALS[k]]
    if missed:
        print("accuracy: %s: goals not reached: %s" % (name, ", ".join(missed)))
    fallen = ["%s %.3f" % (k, v) for k, v in floors(name).items() if shares.get(k, 0) < v]
    if fallen:
        print("error: %s: under the floor: %s" % (name, ", ".join(fallen)))
    return not fallen


if __name__ == "__main__":
    sys.exit(0 if report(sys.argv[1], json.load(open(sys.argv[2]))) else 1)
