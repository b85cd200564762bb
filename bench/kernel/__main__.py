"""Measures kernels side by side: python bench/kernel --specs FILE --out FOLDER [--rounds N] [--long] [--only NAME,NAME]"""

import argparse
import datetime
import json
import os
import platform
import sys

import measures
import report
from cells import assay, deno, python, tslab

LANGUAGES = {"assay": ("typescript", assay), "tslab": ("typescript", tslab), "deno": ("typescript", deno), "ipykernel": ("python", python)}


def attempt(label, measure):
    """One measurement; what goes wrong in it is a result too."""
    print(f"  {label}", file=sys.stderr, flush=True)
    try:
        return measure()
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"}


def specs(file, only):
    with open(file) as text:
        given = json.load(text)
    for spec in given:
        spec["language"], spec["cells"] = LANGUAGES[spec["name"]]
    return [spec for spec in given if not only or spec["name"] in only]


def summary(kernels, results, loads, rounds):
    return {
        "date": datetime.date.today().isoformat(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "load average": {"median": round(measures.median(loads), 1), "max": round(max(loads), 1)},
        "versions": {spec["name"]: spec["version"] for spec in kernels},
        "rounds": rounds,
        "kernels": results,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--specs", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", action="store_true", help="1,000 cells instead of 200")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    kernels = specs(options.specs, [name for name in options.only.split(",") if name])
    results = {spec["name"]: {"rounds": [], "once": {}} for spec in kernels}
    loads = []
    for round_ in range(options.rounds):
        print(f"round {round_ + 1} of {options.rounds}", file=sys.stderr, flush=True)
        # A different one begins each round, so that none always has the quiet machine.
        turn = round_ % len(kernels)
        for spec in kernels[turn:] + kernels[:turn]:
            name = spec["name"]
            loads.append(os.getloadavg()[0])
            count = 1000 if options.long and round_ == 0 else 200
            found = attempt(f"{name}: session", lambda: measures.session(spec, count))
            # What a kernel has lost once is not waited for again.
            if all(each.get("lines whole", True) for each in results[name]["rounds"]):
                found |= attempt(f"{name}: lines", lambda: measures.lines(spec))
            if all(each.get("display whole", True) for each in results[name]["rounds"]):
                found |= attempt(f"{name}: display", lambda: measures.display(spec))
            results[name]["rounds"].append(found)
        # A run that is cut short leaves what it has found.
        report.write(summary(kernels, results, loads, round_ + 1), options.out)
    for spec in kernels:
        once = results[spec["name"]]["once"]
        once["interrupts"] = attempt(f"{spec['name']}: interrupts", lambda: measures.interrupts(spec, 15))
        once["death"] = attempt(f"{spec['name']}: death", lambda: measures.death(spec))
        once["positions"] = attempt(f"{spec['name']}: positions", lambda: measures.positions(spec))
        loads.append(os.getloadavg()[0])
    print(report.write(summary(kernels, results, loads, options.rounds), options.out))


main()
