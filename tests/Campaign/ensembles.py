#!/usr/bin/env python3
"""Ensembles of two systems, and whether one is better: official score of the mean of the scores of all seeds, with intervals over clips and seeds.

    python3 tests/Campaign/ensembles.py FOLDER SYSTEM OTHER [REPLICATES]      FOLDER of `ssl4asd compare`

Each replicate draws test clips with replacement (within section, domain and condition) and seeds with replacement, the same for both systems, and
makes both ensembles anew of the seeds that it has drawn.
"""
import pathlib
import sys

import numpy as np

from scores import Data

SYSTEMS = sys.argv[2:4]
REPLICATES = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000


def main():
  data = Data(pathlib.Path(sys.argv[1]))
  seeds = sorted(set.intersection(*({seed for name, seed in data.scores if name == system} for system in SYSTEMS)))
  runs = {system: np.array([data.scores[system, seed] for seed in seeds]) for system in SYSTEMS}

  def scores(weights, times):
    of = {}
    for system in SYSTEMS:
      data.scores["ensemble", 0] = times @ runs[system] / times.sum()
      of[system] = {subset: value[0] for subset, value in data.official(("ensemble", 0), weights).items()}
    return of

  rng = np.random.default_rng(2024)
  whole, every = scores(np.ones((1, len(data.clips))), np.ones(len(seeds))), []
  for _ in range(REPLICATES):
    every.append(scores(data.draw(rng, 1), rng.multinomial(len(seeds), np.full(len(seeds), 1 / len(seeds))).astype(float)))
  print(f"{len(seeds)} seeds, {REPLICATES} replicates\n\n| | {' | '.join(SYSTEMS)} | difference |\n| --- | --- | --- | --- |")
  for subset in whole[SYSTEMS[0]]:
    show = lambda value, replicates: f"{100 * value:.1f} [{100 * np.percentile(replicates, 2.5):.1f}, {100 * np.percentile(replicates, 97.5):.1f}]"
    one, other = ([e[system][subset] for e in every] for system in SYSTEMS)
    difference = whole[SYSTEMS[0]][subset] - whole[SYSTEMS[1]][subset]
    print(f"| {subset} | {show(whole[SYSTEMS[0]][subset], one)} | {show(whole[SYSTEMS[1]][subset], other)} | {show(difference, np.array(one) - np.array(other))} |")


if __name__ == "__main__":
  main()
