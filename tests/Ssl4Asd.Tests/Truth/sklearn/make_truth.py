#!/usr/bin/env python3
"""Makes the arrays that the tests of Metrics and Scoring are compared with.

Needs numpy, scipy and scikit-learn; run it in this folder. The tests read the JSON files and need no Python.
The files name the versions they were made with.
"""
import json

import numpy as np
import scipy
import sklearn
from scipy.spatial.distance import cdist
from scipy.stats import hmean
from sklearn.cluster import KMeans
from sklearn.metrics import roc_auc_score, roc_curve

VERSIONS = {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__}


def write(name, content):
  with open(name, "w", encoding="utf-8", newline="\n") as file:
    json.dump({"versions": VERSIONS, **content}, file, indent=None, separators=(",", ":"))
    file.write("\n")


def roc():
  """AUC, partial AUC at several rates and the full curve, with heavy ties, tiny populations and huge values."""
  rng = np.random.default_rng(1)
  cases = []

  def add(name, scores, labels):
    scores, labels = np.asarray(scores, float), np.asarray(labels, int)
    fpr, tpr, thresholds = roc_curve(labels, scores, drop_intermediate=False)
    cases.append({
      "name": name, "scores": scores.tolist(), "labels": labels.tolist(),
      "auc": roc_auc_score(labels, scores),
      "partial": [[p, roc_auc_score(labels, scores, max_fpr=p)] for p in (0.01, 0.05, 0.1, 0.25, 0.5, 0.999)],
      # The first threshold is "infinity" or "largest + 1", by version of scikit-learn: left out.
      "fpr": fpr.tolist(), "tpr": tpr.tolist(), "thresholds": thresholds[1:].tolist(),
    })

  def labels(n):
    y = rng.integers(0, 2, n)
    y[0], y[-1] = 0, 1
    return y

  for i, n in enumerate((2, 3, 4, 5, 7, 11, 20, 50, 100, 200)):
    y = labels(n)
    add(f"continuous {n}", rng.normal(size=n) + y, y)
    add(f"two values {n}", rng.integers(0, 2, n), labels(n))
    add(f"heavy ties {n}", rng.integers(0, 5, n) + 0.1, labels(n))
    add(f"rounded {n}", np.round(rng.normal(size=n) + 0.5 * y, 1), y)
    add(f"huge {n}", rng.choice([-1e300, -1e200, -1.0, 0.0, 1e-300, 1.0, 1e200, 1e300], n), labels(n))
  add("all equal", np.zeros(30), labels(30))
  add("perfect", [0, 1, 2, 3, 4, 5], [0, 0, 0, 1, 1, 1])
  add("reversed", [5, 4, 3, 2, 1, 0], [0, 0, 0, 1, 1, 1])
  add("one normal", rng.normal(size=21), [0] + [1] * 20)
  add("one anomaly", rng.normal(size=21), [1] + [0] * 20)
  add("negative zero", [0.0, -0.0, 1.0, -1.0], [0, 1, 1, 0])
  y = labels(400)
  add("cosine distances", np.clip(rng.beta(2, 30, 400) + 0.05 * y, 0, 2), y)
  write("roc.json", {"cases": cases})


def means():
  rng = np.random.default_rng(2)
  cases = [rng.uniform(0.3, 1, n).tolist() for n in (1, 2, 3, 7, 21, 63)] + [[1e-9, 0.9], [0.0, 0.7, 0.9], [0.5] * 5]
  write("hmean.json", {"cases": [{"values": c, "hmean": float(hmean(c))} for c in cases]})


def evaluation():
  """Scored clips with uneven populations, ties and missing domains, and their metrics in both populations."""
  rng = np.random.default_rng(3)
  plan = {  # (source normal, source anomaly, target normal, target anomaly)
    ("development", "fan", "00"): (50, 50, 50, 50),
    ("development", "fan", "01"): (50, 50, 50, 50),
    ("development", "valve", "00"): (12, 7, 5, 9),
    ("development", "no_target", "00"): (20, 20, 0, 0),
    ("evaluation", "bandsaw", "00"): (67, 40, 60, 33),
    ("evaluation", "grinder", "00"): (107, 27, 36, 30),
    ("evaluation", "target_normal_only", "00"): (10, 10, 10, 0),
    ("evaluation", "one_condition", "00"): (6, 0, 6, 0),
    ("evaluation", "tiny", "00"): (1, 1, 1, 1),
  }
  clips, rows = [], []
  for (subset, machine, section), counts in plan.items():
    kinds = [("source", 0), ("source", 1), ("target", 0), ("target", 1)]
    domains = np.array([d for (d, _), n in zip(kinds, counts) for _ in range(n)])
    y = np.array([c for (_, c), n in zip(kinds, counts) for _ in range(n)])
    scores = rng.normal(size=len(y)) + 0.7 * y + 0.4 * (domains == "target")
    if machine in ("fan", "grinder"):
      scores = np.round(scores, 1)
    for i in range(len(y)):
      clips.append([subset, machine, section, str(domains[i]), int(y[i]), float(scores[i])])

    def add(population, domain, metric, mask):
      value = None
      if 0 < y[mask].sum() < mask.sum():
        value = roc_auc_score(y[mask], scores[mask], max_fpr=None if metric == "Auc" else 0.1)
      rows.append([population, subset, machine, section, domain, metric, value, int((y[mask] == 0).sum()), int(y[mask].sum())])

    every = np.ones(len(y), bool)
    for domain in ("source", "target"):
      add("official", domain, "Auc", (domains == domain) | (y == 1))
    add("official", "mixed", "PartialAuc", every)
    for domain in ("source", "target", "mixed"):
      for metric in ("Auc", "PartialAuc"):
        add("simple", domain, metric, every if domain == "mixed" else domains == domain)

  def mean(selected):
    known = [r[6] for r in selected if r[6] is not None]
    return float(hmean(known)) if known else None

  summary = []
  for subset in ("development", "evaluation", None):
    inside = [r for r in rows if subset in (None, r[1])]
    for population, domain, metric in dict.fromkeys((r[0], r[4], r[5]) for r in rows):
      summary.append([population, subset, domain, metric, mean([r for r in inside if (r[0], r[4], r[5]) == (population, domain, metric)])])
    summary.append(["official", subset, "mixed", "OfficialScore", mean([r for r in inside if r[0] == "official"])])
  order = rng.permutation(len(clips))
  write("evaluation.json", {"clips": [clips[i] for i in order], "rows": rows, "summary": summary})


def percentiles():
  rng = np.random.default_rng(4)
  cases = []
  for n in (1, 2, 3, 10, 11, 101, 990):
    values = rng.normal(size=n) if n != 11 else rng.integers(0, 3, n).astype(float)
    for percent in (0, 10, 37.5, 50, 90, 99.9, 100):
      cases.append([values.tolist() if n <= 101 else np.round(values, 3).tolist(), percent])
  write("percentile.json", {"cases": [{"values": v, "percent": p, "result": float(np.percentile(v, p))} for v, p in cases]})


def scorer():
  """Smallest cosine distances to references, and the thresholds of sections whose 16 means are their clips themselves."""
  rng = np.random.default_rng(5)
  dim = 24
  centres, targets = (rng.normal(size=(n, dim)).astype(np.float32) for n in (16, 10))
  queries = (rng.normal(size=(40, dim)) * 10.0 ** rng.uniform(-6, 6, (40, 1))).astype(np.float32)
  references = np.concatenate([centres, targets]).astype(np.float64)
  fits = []
  for sources, target_count in ((16, 10), (9, 3), (5, 0), (0, 6), (1, 1)):
    # All means differ, so with at most 16 of them every clip is its own mean.
    source, target = (rng.normal(size=(n, dim)).astype(np.float32) for n in (sources, target_count))
    every = np.concatenate([source, target]).astype(np.float64)
    distances = cdist(every, every, "cosine")
    for i in range(sources, len(every)):
      distances[i, i] = np.inf
    training = distances.min(axis=1)
    fits.append({
      "source": source.tolist(), "target": target.tolist(),
      "threshold": float(np.percentile(training, 90)),
      "scores": cdist(queries.astype(np.float64), every, "cosine").min(axis=1).tolist(),
    })
  write("scorer.json", {
    "centres": centres.tolist(), "targets": targets.tolist(), "queries": queries.tolist(),
    "scores": cdist(queries.astype(np.float64), references, "cosine").min(axis=1).tolist(), "fits": fits,
  })


class Numbers:
  """A 64-bit congruential generator that the tests repeat, so that no large array has to be kept."""

  def __init__(self, seed):
    self.state = seed

  def uniform(self):
    self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (self.state >> 11) / 2.0**53

  def bell(self):
    return self.uniform() + self.uniform() + self.uniform() + self.uniform() - 2


def cloud(seed, count, dim, groups, spread, normalise):
  """`count` points around `groups` uniform centres (each a copy of its centre for spread 0), as float32."""
  numbers = Numbers(seed)
  middle = [[2 * numbers.uniform() - 1 for _ in range(dim)] for _ in range(groups)]
  points = np.empty((count, dim), np.float32)
  for i in range(count):
    centre = middle[int(numbers.uniform() * groups)]
    row = [c + spread * numbers.bell() for c in centre]
    if normalise:
      total = 0.0
      for value in row:
        total += value * value
      length = np.sqrt(total)
      row = [value / length for value in row]
    points[i] = row
  return points


def kmeans():
  cases = []
  for name, seed, count, dim, groups, spread, normalise, k in (
      ("separate blobs", 1, 600, 2, 16, 0.03, False, 16),
      ("overlapping blobs", 2, 1000, 8, 8, 0.5, False, 8),
      ("embeddings", 3, 990, 256, 12, 0.6, True, 16),
      ("embeddings without structure", 4, 990, 256, 1, 1.0, True, 16),
      ("many copies", 5, 500, 3, 40, 0.0, False, 16),
      ("one cluster", 6, 300, 5, 3, 0.2, False, 1),
      ("no structure", 7, 400, 4, 1, 1.0, False, 16),
  ):
    points = cloud(seed, count, dim, groups, spread, normalise)
    # The inertia of few small points depends on the seed by some percent: enough seeds for a mean within 1 %.
    seeds = 5 if dim > 100 else 40
    inertias = [float(KMeans(k, n_init=10, random_state=s).fit(points.astype(np.float64)).inertia_) for s in range(seeds)]
    # Lloyd's iterations from the first k points: no randomness, so means can be compared one by one.
    start = points[:k].astype(np.float64)
    lloyd = KMeans(k, init=start, n_init=1, tol=0, max_iter=1000).fit(points.astype(np.float64))
    cases.append({
      "refined": float(lloyd.inertia_), "means": lloyd.cluster_centers_.tolist() if dim <= 8 else None,
      "name": name, "seed": seed, "count": count, "dim": dim, "groups": groups, "spread": spread, "normalise": normalise,
      "clusters": k, "sum": float(points.astype(np.float64).sum()), "last": points[-1, :3].astype(float).tolist(),
      "inertias": inertias,
    })
  write("kmeans.json", {"cases": cases})


if __name__ == "__main__":
  roc()
  means()
  evaluation()
  percentiles()
  scorer()
  kmeans()
