#!/usr/bin/python3
"""Processes that live long: a kernel of 300 cells, one that calls the detector 4,000 times in 50, and a comparison of 204 Tiny runs. Do memory, handles,
threads and temporary files stay flat? But for what .NET Interactive keeps of each cell, its compiled code, for good: 0.4 MiB of the shortest.

    /usr/bin/python3 tests/Campaign/long-life.py [CELLS [SEEDS]]      300 cells, 34 seeds of six systems

Takes Linux, and the Jupyter client (data-scripts/setup.sh).
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from program import ROOT, command, resources, run

CELLS = int(sys.argv[1]) if len(sys.argv) > 1 else 300
SEEDS = int(sys.argv[2]) if len(sys.argv) > 2 else 34
KERNEL = ROOT / "src/Ssl4Asd.Kernel/bin/Release/net10.0/Ssl4Asd.Kernel.dll"
LIBRARY = ROOT / "src/Ssl4Asd.Notebooks/bin/Release/net10.0/Ssl4Asd.Notebooks.dll"


def state(pid, temporary):
  """MiB resident, handles, threads, temporary files; None where the process has ended."""
  try:
    return *resources(pid), sum(1 for _ in pathlib.Path(temporary).rglob("*"))
  except (OSError, StopIteration):
    return None


def report(name, seen, kept=0):
  """The highest of the second quarter and of the last, between which so many MiB may be kept."""
  quarter = len(seen) // 4
  second, last = ([max(values) for values in zip(*part)] for part in (seen[quarter:2 * quarter], seen[-quarter:]))
  flat = last[0] <= 1.1 * second[0] + 10 + kept and all(now <= before + 10 for before, now in zip(second[1:], last[1:]))
  print(f"{name}: " + ", ".join(f"{what} {before} -> {now}" for what, before, now in zip(("MiB", "handles", "threads", "temporary files"), second, last)) + ("" if flat else ": not flat"), flush=True)
  return flat


def cells(work, temporary):
  run("demo-data", "--own", "--preset", "tiny", "--out", work / "fan")
  run("adopt", work / "fan", "--out", work / "data", "--clip-seconds", 1)
  run("train", "--data", work / "data", "--system", "featex", "--preset", "tiny", "--out", work / "run")
  os.environ |= {"JUPYTER_DATA_DIR": str(work / "jupyter"), "JUPYTER_PATH": str(work / "jupyter")}
  subprocess.run(["dotnet", str(KERNEL), "install", "--user"], check=True, capture_output=True)
  from jupyter_client.manager import start_new_kernel
  manager, client = start_new_kernel(kernel_name=".net-csharp", startup_timeout=120)
  try:
    def execute(code):
      answer = client.execute_interactive(code, timeout=300, output_hook=lambda message: outputs.append(message))
      if answer["content"]["status"] != "ok":
        raise SystemExit(f"a cell failed: {answer['content'].get('evalue')}")
    outputs = []
    execute(f'''#r "{LIBRARY}"
using Ssl4Asd.Experiments;
var run = IDetector.Open("{work / 'run'}", TorchSharp.torch.CPU);
var detector = new Detector(run, "fan");
var files = System.IO.Directory.GetFiles("{work / 'fan/normal'}", "*.wav", System.IO.SearchOption.AllDirectories);''')
    seen = []
    for i in range(50):
      execute("for (var i = 0; i < 80; i++) detector.Detect([files[i % files.Length]]).ToList();")
      seen.append(state(manager.provisioner.pid, temporary))
    flat = report("4,000 calls of the detector in 50 cells", seen)
    seen = []
    for i in range(CELLS):
      outputs.clear()
      execute(f"var found{i} = Enumerable.Range({4 * i}, 4).SelectMany(n => detector.Detect([files[n % files.Length]]).ToList()).ToList();\nfound{i}.Select(d => d.Score).ToArray()")
      if i % 5 == 0:
        seen.append(state(manager.provisioner.pid, temporary))
    return report(f"{CELLS} cells, {4 * CELLS} calls of the detector", seen, kept=CELLS / 2) and flat
  finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def comparison(work, temporary):
  run("demo-data", "--preset", "tiny", "--out", work / "demo")
  process = subprocess.Popen(command("compare", "--data", work / "demo", "--preset", "tiny", "--seeds", SEEDS, "--out", work / "compared"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
  seen = []
  while process.poll() is None:
    if now := state(process.pid, temporary):
      seen.append(now)
    time.sleep(1)
  runs = len(list((work / "compared").rglob("scores.csv")))
  print(f"{runs} runs, exit code {process.returncode}")
  return report(f"compare, {6 * SEEDS} Tiny runs", seen) and process.returncode == 0 and runs == 6 * SEEDS


def main():
  with tempfile.TemporaryDirectory() as name:
    work, temporary = pathlib.Path(name) / "work", pathlib.Path(name) / "tmp"
    work.mkdir()
    temporary.mkdir()
    os.environ["TMPDIR"] = str(temporary)
    flat = [part(work, temporary) for part, wanted in ((cells, CELLS), (comparison, SEEDS)) if wanted]
  raise SystemExit(0 if all(flat) else 1)


if __name__ == "__main__":
  main()
