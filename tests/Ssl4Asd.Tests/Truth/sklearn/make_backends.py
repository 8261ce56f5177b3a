#!/usr/bin/env python3
"""Makes backends.json, which the back ends of Scoring are compared with.

Needs numpy, scipy and scikit-learn; run it in this folder. Nearest neighbours are scikit-learn's; densities, slopes and scores are the
formulas, and each training score is made by leaving the clip out and starting again. The tests read the JSON and need no Python.
"""
import json

import numpy as np
import scipy
import sklearn
from scipy.spatial.distance import cdist
from sklearn.neighbors import NearestNeighbors

EPSILON = 1e-12
NAMES = {  # K of the mean over the nearest, or r of the ranked mean
  "nearest": None, "ldn": 1, "ldn-neighbours-3": 3, "ldn-gwrp": 0.9, "ldn-difference": 1, "ldn-difference-decay-0.5": 0.5,
  "varmin": 2, "varmin-neighbours-1": 1, "log-varmin": 2, "log-varmin-decay-0.7": 0.7,
}


def half_cosine(a, b):
  return np.clip(cdist(a, b, "cosine") / 2, 0, 1)


def density(references, pooling):
  """The pooled distances of each reference to the nearest others, those found by scikit-learn."""
  count = len(references) - 1
  if count < 1 or pooling is None:
    return np.zeros(len(references))
  taken = min(pooling, count) if isinstance(pooling, int) else count
  distances = NearestNeighbors(n_neighbors=taken, metric="cosine", algorithm="brute").fit(references).kneighbors()[0] / 2
  weights = np.ones(taken) if isinstance(pooling, int) else pooling ** np.arange(taken)
  return np.clip(distances, 0, 1) @ (weights / weights.sum())


def log(x):
  return np.log(np.maximum(x, EPSILON))


def combine(name, d, b, slope):
  if name.startswith("ldn-difference"):
    return d - b
  if name.startswith("ldn"):
    return d / np.maximum(b, EPSILON)
  if name.startswith("varmin"):
    return d - slope * b
  if name.startswith("log-varmin"):
    return log(d) - slope * log(b)
  return d


def fit_slope(name, references, b):
  if "varmin" not in name:
    return 0.0
  found = NearestNeighbors(n_neighbors=1, metric="cosine", algorithm="brute").fit(references).kneighbors()
  d, around = found[0][:, 0] / 2, b[found[1][:, 0]]
  if name.startswith("log"):
    d, around = log(d), log(around)
  return 0.0 if around.var() <= 1e-12 else float(np.cov(d, around, bias=True)[0, 1] / around.var())


def main():
  rng = np.random.default_rng(1)
  dim = 5
  # two clouds of different density, without duplicates: those are a test of their own, because libraries differ in the last bit there
  references = np.concatenate([rng.normal(size=dim) + 0.3 * rng.normal(size=(20, dim)), rng.normal(size=dim) + rng.normal(size=(12, dim))])
  queries = np.concatenate([references[:3] + 0.05 * rng.normal(size=(3, dim)), rng.normal(size=(12, dim)) * 10.0 ** rng.uniform(-3, 3, (12, 1))])
  cases = []
  for name, pooling in NAMES.items():
    b = density(references, pooling)
    slope = fit_slope(name, references, b)
    d = half_cosine(queries, references)
    if name == "nearest":
      scores = NearestNeighbors(n_neighbors=1, metric="cosine", algorithm="brute").fit(references).kneighbors(queries)[0][:, 0] / 2
    else:
      scores = combine(name, d, b, slope).min(axis=1)
    training = []
    for z in range(len(references)):
      others = np.delete(references, z, axis=0)
      training.append(float(combine(name, half_cosine(references[z:z + 1], others)[0], density(others, pooling), slope).min()))
    cases.append({"name": name, "slope": slope, "densities": b.tolist(), "scores": scores.tolist(), "training": training, "threshold": float(np.percentile(training, 90))})
  versions = {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__}
  with open("backends.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump({"versions": versions, "references": references.tolist(), "queries": queries.tolist(), "cases": cases}, file, indent=None, separators=(",", ":"))
    file.write("\n")


if __name__ == "__main__":
  main()
