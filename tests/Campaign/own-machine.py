#!/usr/bin/env python3
"""How good detectors of a machine of one's own are: AUC, and how many normal test clips are called anomalous, for each system and seed.

    python3 tests/Campaign/own-machine.py FOLDER --systems statex,autoencoder --seeds 0-9 [--data DIR] [--workers N] [-- OPTIONS OF TRAIN]

Without --data each seed makes phone recordings of its own (`demo-data --own --seed`) and adopts them; with it the seed is that of training alone.
What is finished in FOLDER is not done again.
"""
import argparse
import concurrent.futures
import csv
import os
import pathlib
import shutil
import sys

from program import run

os.environ["DOTNET_PROCESSOR_COUNT"] = "1"  # threads of each, as those of a worker of compare
ASKED = 0.1  # normal clips above the usual threshold


def data(options, seed):
  if options.data:
    return options.data
  folder = options.folder / f"data-{seed}"
  if not (folder / "done").exists():
    shutil.rmtree(folder, ignore_errors=True)
    run("demo-data", "--own", "--seed", seed, "--out", folder / "my-fan")
    run("adopt", folder / "my-fan", "--clip-seconds", options.clip_seconds, "--out", folder / "data")
    (folder / "done").touch()
  return folder / "data"


def detector(options, system, seed):
  """AUC, share of normal test clips above the threshold, share of anomalous ones."""
  folder = options.folder / f"{system}-{seed}"
  if not (folder / "scores.csv").exists():
    run("train", "--data", data(options, seed), "--system", system, "--seed", seed, "--clip-seconds", options.clip_seconds, "--resume", "--out", folder, *options.train)
    run("score", "--run", folder, "--data", data(options, seed))
  with open(folder / "scores.csv", newline="", encoding="utf-8") as file:
    rows = [row for row in csv.DictReader(file) if row["condition"] in ("normal", "anomaly")]
  normal, anomalous = ([float(row["score"]) for row in rows if row["condition"] == kind] for kind in ("normal", "anomaly"))
  auc = sum((a > n) + (a == n) / 2 for a in anomalous for n in normal) / len(normal) / len(anomalous)
  above = lambda kind: sum(row["decision"] == "anomaly" for row in rows if row["condition"] == kind) / sum(row["condition"] == kind for row in rows)
  return auc, above("normal"), above("anomaly")


def main():
  parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
  parser.add_argument("folder", type=pathlib.Path)
  parser.add_argument("--systems", required=True)
  parser.add_argument("--seeds", default="0-9")
  parser.add_argument("--data", type=pathlib.Path)
  parser.add_argument("--clip-seconds", default="4")
  parser.add_argument("--workers", type=int, default=2)
  end = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
  options = parser.parse_args(sys.argv[1:end], argparse.Namespace(train=sys.argv[end + 1:]))
  first, _, last = options.seeds.partition("-")
  seeds, systems = range(int(first), int(last or first) + 1), options.systems.split(",")
  with concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
    list(pool.map(lambda seed: data(options, seed), seeds))
    results = dict(zip([(system, seed) for system in systems for seed in seeds], pool.map(lambda job: detector(options, *job), [(system, seed) for system in systems for seed in seeds])))
  percent = lambda values: f"{100 * sum(values) / len(values):.1f} ({100 * min(values):.0f} to {100 * max(values):.0f})"
  print("| system | AUC: mean (lowest to highest) | AUC of each seed | normal above the threshold | anomalous above it | at most twice the share asked for |\n| --- | --- | --- | --- | --- | --- |")
  for system in systems:
    aucs, false, found = zip(*(results[system, seed] for seed in seeds))
    within = sum(share <= 2 * ASKED for share in false)
    print(f"| {system} | {percent(aucs)} | {' '.join(f'{100 * auc:.0f}' for auc in aucs)} | {percent(false)} | {percent(found)} | {within} of {len(seeds)} |")


if __name__ == "__main__":
  main()
