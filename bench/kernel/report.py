"""Medians, ratios and goals, as JSON and as a page."""

import json
import os

from measures import median

NAMES = ["assay", "tslab", "deno", "ipykernel"]


def _value(results, name, row):
    return median([r[row] for r in results[name]["rounds"] if isinstance(r.get(row), (int, float))]) if name in results else None


def _ratio(row, label, peer, most, unit="ms"):
    def judge(results):
        own, other = _value(results, "assay", row), _value(results, peer, row)
        if own is None or other is None:
            return None, f"<= {most:g}x {peer}", None
        return own / other, f"<= {most:g}x {peer}", own / other <= most

    return label, row, unit, judge


def _limit(row, label, most, unit="ms"):
    def judge(results):
        own = _value(results, "assay", row)
        return None, f"<= {most:g} {unit}", None if own is None else own <= most

    return label, row, unit, judge


def rows(long):
    found = [
        _ratio("start", "start to `kernel_info_reply`", "deno", 1),
        _ratio("first cell", "start to the first checked cell", "tslab", 0.35),
        _ratio("1 + 1", "`1 + 1`, warm", "ipykernel", 0.8),
        _limit("declaration 1-10", "declaration cell 1-10", float("inf")),
        _limit("declaration 21-30", "declaration cell 21-30", float("inf")),
        _ratio("declaration 191-200", "declaration cell 191-200", "tslab", 0.12),
        _limit("completion", "completion of a typed member at cell 200", 10),
        _limit("completion while a cell waits", "the same while a cell runs", 10),
        _limit("memory after 200", "resident memory after 200 cells", 280, "MB"),
        _limit("own memory after 200", "the same, shared pages counted once", float("inf"), "MB"),
        _limit("control during a busy cell", "control reply during a busy cell", 20),
        _limit("heartbeat during a busy cell", "heartbeat during a busy cell", 20),
        _limit("control during a check of imports", "control reply during a check of new imports", 20),
        _ratio("100,000 lines", "100,000 console lines, whole and in order", "ipykernel", 0.3),
        _ratio("100 MB display", "display of 100 MB, whole", "ipykernel", 1),
    ]
    if long:
        found.insert(10, _limit("memory after 1000", "resident memory after 1,000 cells", 330, "MB"))
    return found


def _number(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _met(met):
    return "not measured" if met is None else "met" if met else "**missed**"


def _once(value):
    """A list of milliseconds or words, or one of them."""
    values = value if isinstance(value, list) else [value]
    words = [entry for entry in values if isinstance(entry, str)]
    times = sorted(entry for entry in values if isinstance(entry, (int, float)))
    if words:
        return f"{words[0]} ({len(words)} of {len(values)})" if len(values) > 1 else words[0]
    if not times:
        return "-"
    return f"{_number(median(times))} ms" + (f", at most {_number(times[-1])}" if len(times) > 1 else "")


def _table(head, lines):
    return "\n".join(["| " + " | ".join(head) + " |", "|" + " --- |" * len(head), *("| " + " | ".join(line) + " |" for line in lines)])


def _timings(results, names, long):
    lines, verdicts = [], {}
    for label, row, unit, judge in rows(long):
        ratio, goal, met = judge(results)
        values = [_number(_value(results, name, row)) for name in names]
        if "inf" in goal:
            goal, state = "", ""
        else:
            state = _met(met)
            verdicts[label] = {"goal": goal, "ratio": ratio, "met": met}
        lines.append([f"{label}, {unit}", *values, "-" if ratio is None else f"{ratio:.2f}", goal, state])
    return _table(["what", *names, "ratio", "goal", "seen"], lines), verdicts


def _cases(results, names, part):
    found = [name for name in names if part in results[name]["once"]]
    labels = list(dict.fromkeys(label for name in found for label in results[name]["once"][part]))
    return _table(["what", *found], [[label, *(_once(results[name]["once"][part].get(label)) for name in found)] for label in labels])


def _losses(results, names):
    """What the peers, or we, did not deliver."""
    found = []
    for name in names:
        for number, each in enumerate(results[name]["rounds"], 1):
            if each.get("lines whole") is False:
                found.append(f"- {name}, round {number}: {each['lines that arrived']:,} of 100,000 lines, or out of order, or no idle within 30 s.")
            if each.get("display whole") is False:
                found.append(f"- {name}, round {number}: the display of 100 MB did not arrive.")
            for key in ("failed", "declaration failed"):
                if key in each:
                    found.append(f"- {name}, round {number}: {key}: {each[key]}")
            if each.get("completion right", 10) < 10:
                found.append(f"- {name}, round {number}: completion named the member in {each['completion right']} of 10 tries.")
            if each.get("right while a cell waits") is False:
                found.append(f"- {name}, round {number}: completion while a cell waits did not name the member.")
    return "\n".join(found) if found else "Nothing."


def _page(result):
    results = result["kernels"]
    names = [name for name in NAMES if name in results]
    long = any("memory after 1000" in each for each in results["assay"]["rounds"]) if "assay" in results else False
    table, verdicts = _timings(results, names, long)
    versions = ", ".join(f"{name} {result['versions'][name]}" for name in names)
    load = result["load average"]
    page = f"""# Kernels side by side

{result["date"]}; {result["system"]}; {versions}. Medians of {result["rounds"]} interleaved rounds; load average {load["median"]} (median), {load["max"]} (most).
Times on a loaded machine are longer for all: read the ratios. Made by `npm run bench:kernel`; what each row means is in `bench/README.md`.

{table}

"Ratio" is ours divided by that of the kernel in the goal. Deno does not check types.

## What did not arrive

{_losses(results, names)}

## Interrupts

Median from the interrupt to the cell's end; after each, state is read by the next cell. The soak (`soak-*.json`) has many more.

{_cases(results, names, "interrupts")}

## The process ends in a cell

Time until the next cell has run.

{_cases(results, names, "death")}

## Positions of errors

An error on line 9 of a cell that begins with types is told to be on

{_cases(results, names, "positions")}
"""
    return page, verdicts


def write(result, folder):
    page, verdicts = _page(result)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, f"kernel-{result['date']}.json"), "w") as file:
        json.dump({**result, "goals": verdicts}, file, indent=1)
        file.write("\n")
    with open(os.path.join(folder, "kernel.md"), "w") as file:
        file.write(page)
    return page
