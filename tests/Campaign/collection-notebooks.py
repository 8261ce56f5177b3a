#!/usr/bin/python3
"""All notebooks while a thread of their kernel collects garbage and runs finalizers all the time: the same outputs as without it.

    notebooks/run.sh --preset tiny --out FOLDER && tests/Campaign/collection-notebooks.py FOLDER

FOLDER has the notebooks as they were executed without that thread, and what they trained. Needs nbclient (data-scripts/setup.sh).
"""
import os
import pathlib
import sys

import nbformat
from nbclient import NotebookClient

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/Notebooks.Tests/Client"))
import official  # noqa: E402

COLLECT = """new System.Threading.Thread(() => { while (true) { System.GC.Collect(0); System.GC.WaitForPendingFinalizers(); } }) { IsBackground = true }.Start();"""


def main():
  folder = pathlib.Path(sys.argv[1]).resolve()
  os.environ |= {"JUPYTER_DATA_DIR": str(folder / ".jupyter"), "SSL4ASD_PRESET": "tiny", "SSL4ASD_RUNS": str(folder / "runs")}
  wrong = 0
  for executed in sorted(folder.glob("[0-9][0-9]-*.ipynb")):
    notebook = nbformat.read(ROOT / "notebooks" / executed.name, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(COLLECT))
    NotebookClient(notebook, timeout=1800, kernel_name=".net-csharp", resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    expected, found = official.shown(nbformat.read(executed, as_version=4)), official.shown(notebook)[1:]
    differs = [cell for cell, (one, other) in enumerate(zip(expected, found, strict=True), 1) if one != other]
    wrong += len(differs)
    print(f"{executed.stem}: {f'cells {differs} differ' if differs else f'{len(found)} cells, the same'}", flush=True)
  print(f"{wrong} cells differ")
  return wrong > 0


sys.exit(main())
