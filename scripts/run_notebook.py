"""Executes a notebook with the kernel registered in this environment and says how far it is.

usage: run_notebook.py IN.ipynb OUT.ipynb [--timeout SECONDS]
The cells run in the folder of IN. Exit code 1 when a cell fails; OUT is written either way.
"""

import argparse
import os
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("target")
parser.add_argument("--timeout", type=int, default=300)
arguments = parser.parse_args()

notebook = nbformat.read(arguments.source, as_version=4)
code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
started = {}


def title(index):
    """The heading that a cell stands under, and its first line that is no import."""
    above = [line for cell in notebook.cells[:index] if cell.cell_type == "markdown" for line in cell.source.splitlines()]
    headings = [line.lstrip("# ") for line in above if line.startswith("#")]
    lines = [line.strip() for line in notebook.cells[index].source.splitlines() if line.strip()]
    code_line = ([line for line in lines if not line.startswith("import ")] or lines)[0]
    return " · ".join([*headings[-1:], code_line])[:90]


def on_start(cell, cell_index):
    started[cell_index] = time.monotonic()


def on_done(cell, cell_index, execute_reply):
    if cell_index not in code:
        return
    seconds = time.monotonic() - started.get(cell_index, time.monotonic())
    mark = "✓" if execute_reply["content"]["status"] == "ok" else "✗"
    print(f"  {mark} cell {code.index(cell_index) + 1} of {len(code)}  {seconds:5.1f} s  {title(cell_index)}", flush=True)


client = NotebookClient(
    notebook,
    timeout=arguments.timeout,
    kernel_name="assay",
    resources={"metadata": {"path": os.path.dirname(os.path.abspath(arguments.source))}},
    on_cell_start=on_start,
    on_cell_executed=on_done,
    store_widget_state=False,
)
failure = None
try:
    client.execute()
except CellExecutionError as error:
    failure = error
for cell in notebook.cells:
    cell.get("metadata", {}).pop("execution", None)
notebook.metadata.pop("widgets", None)
partial = arguments.target + ".partial"
nbformat.write(notebook, partial)
os.replace(partial, arguments.target)
if failure is not None:
    print(f"\n{failure}", file=sys.stderr)
    sys.exit(1)
