"""Small notebooks in the form of the course's, and run.sh on them."""
import pathlib
import subprocess

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = pathlib.Path(__file__).resolve().parents[3]
NOTEBOOKS = ROOT / "notebooks"
METADATA = {"kernelspec": {"name": ".net-csharp", "display_name": ".NET (C#)", "language": "C#"}, "language_info": {"name": "C#"}}


def write(folder, name, *cells, title="Small", question="How much is $1 + 1$?", time="5 s"):
  """cells: code, or Markdown where a text begins with a hash and a space, a dollar or a space."""
  header = f"# {name[:2]} · {title}\n\n- **Paper:** Section 3\n- **Question:** {question}\n- **Preset:** demo\n- **Expected time:** {time}\n"
  made = [new_markdown_cell(header)]
  made += [new_markdown_cell(c.strip()) if c.startswith(("# ", "$", " ")) else new_code_cell(c) for c in cells]
  notebook = new_notebook(cells=made, metadata=METADATA)
  notebook.nbformat_minor = 5
  nbformat.write(notebook, folder / f"{name}.ipynb")


def run(*arguments, cwd=None, timeout=900):
  return subprocess.run([str(NOTEBOOKS / "run.sh"), *map(str, arguments)], capture_output=True, text=True, cwd=cwd, timeout=timeout)
