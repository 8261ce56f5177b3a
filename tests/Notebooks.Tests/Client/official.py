"""Microsoft's own tool, dotnet-interactive, set up as environment.md says, and what notebooks show under it."""
import concurrent.futures
import json
import os
import pathlib
import queue
import re
import shutil
import subprocess

import nbformat
from nbclient import NotebookClient

import small

TOOL, VERSION = "Microsoft.dotnet-interactive", "1.0.712001"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "ssl4asd" / f"dotnet-interactive-{VERSION}"
QUIET = {"DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT": "1", "DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE": "1", "Logging__LogLevel__Default": "None", "Logging__LogLevel__Microsoft": "None"}
# what differs from run to run
VARYING = [
  (r"\b\d+([.,]\d+)?\s*(ms|s|min|seconds|minutes)\b", "TIME"),
  (r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", "ID"),
  (r"\r\n", "\n"),
]


def install(jupyter, names, environment):
  """The tool once for this user, with the FSharp.Core that charts and tables ask for, and kernelspecs of it in a folder of Jupyter's data, each of which may run beside the others."""
  program = CACHE / "dotnet-interactive"
  if not program.exists():
    subprocess.run(["dotnet", "tool", "install", TOOL, "--version", VERSION, "--tool-path", CACHE], check=True, stdout=subprocess.DEVNULL)
  for own in CACHE.rglob("FSharp.Core.dll"):
    shutil.copyfile(small.ROOT / "src/Ssl4Asd.Notebooks/bin/Release/net10.0/FSharp.Core.dll", own)
  for number, name in enumerate(names):
    spec = jupyter / "kernels" / name
    spec.mkdir(parents=True)
    port = 2048 + 400 * number  # two that begin at once may take the same one
    argv = [str(program), "jupyter", "--http-local-only", "--http-port-range", f"{port}-{port + 399}", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": name, "language": "C#", "env": QUIET | environment}))


def execute_all(paths, names):
  """What each cell of each notebook shows under these kernelspecs, which run side by side."""
  free = queue.SimpleQueue()
  for name in names:
    free.put(name)

  def execute_one(path):
    name = free.get()
    try:
      return execute(path, name)
    finally:
      free.put(name)

  with concurrent.futures.ThreadPoolExecutor(len(names)) as pool:
    return list(pool.map(execute_one, paths))


def execute(path, name):
  """What each cell of a notebook shows under that kernelspec."""
  notebook = nbformat.read(path, as_version=4)
  NotebookClient(notebook, timeout=600, kernel_name=name, resources={"metadata": {"path": str(path.parent)}}).execute()
  return shown(notebook)


def shown(notebook):
  """For each cell its outputs by MIME type. Text that was printed is progress, and comes in other pieces; what the tool says of itself is left out."""
  return [
    [steady(output.data) for output in cell.outputs if output.output_type in ("execute_result", "display_data") and "dotnet-interactive" not in str(output.data)]
    for cell in notebook.cells if cell.cell_type == "code"
  ]


def steady(data):
  texts = {}
  for kind, value in data.items():
    if kind.endswith("json"):  # which the tool sends as text
      value = json.dumps(json.loads(value) if isinstance(value, str) else value, sort_keys=True)
    for pattern, word in VARYING:
      value = re.sub(pattern, word, value)
    texts[kind] = value
  return texts
