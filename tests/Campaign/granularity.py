#!/usr/bin/env python3
"""The granularity experiment computed again from the scores of the clips, by numpy and scipy alone (`ssl4asd compare --granularity --out FOLDER`).

    python3 tests/Campaign/granularity.py FOLDER [REPLICATES [USUAL]]

With USUAL, the folder of trainings of the usual length: what each contrast is there, in FOLDER, and the difference, for the runs that both have.
Otherwise prints each contrast beside that of contrasts.csv, the largest difference in points, the main contrast with each data set left out, and the
rank correlation of probe accuracy and score. Shares no code and no random numbers with the program.
"""
import collections
import pathlib
import sys

import numpy as np
from scipy import stats

from scores import Data, read

FOLDER = pathlib.Path(sys.argv[1])
REPLICATES = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
USUAL = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
PART = 500  # replicates at once
BASELINE = "baseline"


def contrasts(systems):
  order = ["machine", "section", "firstattribute", "attributes", "domain"]
  found = collections.defaultdict(dict)
  for name in systems:
    base, _, classes = name.partition("@")
    found[classes or "domain"][base] = name
  grains = [g for g in order if g in found]
  others = sorted(set(found[grains[0]]) - {BASELINE})
  gain = lambda base, g, w=1.0: {found[g][base]: w, found[g][BASELINE]: -w}

  def add(*parts):
    total = collections.Counter()
    for part in parts:
      for name, weight in part.items():
        total[name] += weight
    return dict(total)

  mean = lambda g, w=1.0: add(*[gain(base, g, w / len(others)) for base in others])
  coarse, fine = grains[0], grains[-1]
  yield f"gain of all: {coarse} − {fine}", add(mean(coarse), mean(fine, -1.0))
  for base in others:
    yield f"gain of {base}: {coarse} − {fine}", add(gain(base, coarse), gain(base, fine, -1.0))
  for g in grains:
    yield f"gain of all: {g}", mean(g)
  for base in others:
    for g in grains:
      yield f"gain of {base}: {g}", gain(base, g)
  yield f"baseline: {coarse} − {fine}", {found[coarse][BASELINE]: 1.0, found[fine][BASELINE]: -1.0}


def bootstrap(data, names, subsets):
  """Official scores of the runs as they are, by data set, and sums of replicates, for each name and subset."""
  rng = np.random.default_rng(2024)
  whole = {d.name: {(name, s): np.mean([d.official((name, seed), np.ones((1, len(d.clips))))[s][0] for seed in d.seeds]) for name in names for s in subsets} for d in data}
  sums = {(name, s): np.zeros(REPLICATES) for name in names for s in subsets}
  for slot in range(len(data)):
    drawn = rng.integers(0, len(data), REPLICATES)
    for number, d in enumerate(data):
      places = np.flatnonzero(drawn == number)
      for part in np.array_split(places, max(1, len(places) // PART)):
        if len(part) == 0:
          continue
        weights, times = d.draw(rng, len(part)), rng.multinomial(len(d.seeds), np.full(len(d.seeds), 1 / len(d.seeds)), size=len(part))
        for name in names:
          for index, seed in enumerate(d.seeds):
            for s, value in d.official((name, seed), weights).items():
              if s in subsets:
                sums[name, s][part] += value * times[:, index] / len(d.seeds) / len(data)
  return whole, sums


def interval(data, whole, sums, weights, subset):
  """A contrast: its value, and the ends of its interval."""
  point = np.mean([sum(w * whole[d.name][name, subset] for name, w in weights.items()) for d in data])
  return point, *np.percentile(sum(w * sums[name, subset] for name, w in weights.items()), [2.5, 97.5])


def show(value, lower, upper):
  return f"{100 * value:+.2f} [{100 * lower:+.2f}, {100 * upper:+.2f}]"


def folders(root):
  return [folder for folder in sorted(root.iterdir()) if (folder / "runs").is_dir()]


def longer():
  """The contrasts of FOLDER beside those of USUAL, paired."""
  data = [Data(folder) for folder in folders(FOLDER)]
  names = data[0].systems
  for d in data:
    d.take(Data(USUAL / d.name), "usual ")
  subsets = ["development", "evaluation", "both"]
  whole, sums = bootstrap(data, names + ["usual " + name for name in names], subsets)
  print(f"{len(data)} data sets, seeds {data[0].seeds}, {REPLICATES} replicates\n")
  print("| | subset | usual | longer | longer − usual |\n| --- | --- | --- | --- | --- |")
  single = [(name, {name: 1.0}) for name in names]
  for contrast, weights in single + [c for c in contrasts(names) if not c[0].startswith("gain of all")]:
    usual = {"usual " + name: w for name, w in weights.items()}
    for s in subsets:
      of = [interval(data, whole, sums, w, s) for w in (usual, weights, {**weights, **{name: -w for name, w in usual.items()}})]
      print(f"| {contrast} | {s} | {' | '.join(show(*one) for one in of)} |")


def main():
  data = [Data(folder) for folder in folders(FOLDER)]
  names = data[0].systems
  wanted = list(contrasts(names))
  subsets = [s for s in ("development", "evaluation", "both") if s == "both" or all(any(c[0] == s for c in d.clips) for d in data)]
  whole, sums = bootstrap(data, names, subsets)

  files = {(row["contrast"], row["subset"]): row for row in read(FOLDER / "contrasts.csv") if row["metric"] == "official score"}
  worst = 0.0
  print("| | subset | here | contrasts.csv |\n| --- | --- | --- | --- |")
  for contrast, weights in wanted:
    for s in subsets:
      here = interval(data, whole, sums, weights, s)
      theirs = [float(files[contrast, s][key]) for key in ("value", "lower", "upper")]
      worst = max(worst, *(100 * abs(a - b) for a, b in zip(here, theirs)))
      print(f"| {contrast} | {s} | {show(*here)} | {show(*theirs)} |")
  print(f"\nlargest difference: {worst:.3f} points")

  main_name, main_weights = wanted[0]
  print(f"\n{main_name}, both, without one data set:")
  for left in data:
    print(f"  {left.name}: {100 * np.mean([sum(w * whole[d.name][n, 'both'] for n, w in main_weights.items()) for d in data if d is not left] or [np.nan]):+.2f}")

  accuracy = collections.defaultdict(list)
  for row in read(FOLDER / "probes.csv"):
    accuracy[row["data"], row["system"] + ("" if row["classes"] == "domain" else "@" + row["classes"])].append(float(row["cross_validated"]))
  if accuracy:
    rho = [stats.spearmanr([np.mean(accuracy[d.name, n]) for n in names], [whole[d.name][n, "both"] for n in names])[0] for d in data]
    print(f"\nrank correlation of probe accuracy and official score over {len(names)} cells: mean {np.mean(rho):+.2f}, {', '.join(f'{r:+.2f}' for r in rho)}")


longer() if USUAL else main()
