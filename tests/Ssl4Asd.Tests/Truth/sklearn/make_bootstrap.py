#!/usr/bin/env python3
"""Makes bootstrap.json: weighted AUC and pAUC, and percentile intervals of a paired bootstrap over clips.

Needs numpy, scipy and scikit-learn; run it in this folder after make_runs.py, whose scores it reads. Takes minutes. Each
replicate repeats the drawn clips and has scikit-learn compute the metrics anew, by the functions of make_runs.py.
"""
import json

import numpy as np
import scipy
import sklearn
from sklearn.metrics import roc_auc_score

import make_runs

REPLICATES = 4000
SECTIONS = [("bearing", "00"), ("fan", "00"), ("fan", "01"), ("gearbox", "00"), ("valve", "00")]


def weighted():
  rng = np.random.default_rng(21)
  cases = []
  for n in (2, 3, 5, 10, 20, 40):
    for ties in (False, True):
      for _ in range(4):
        y = rng.integers(0, 2, n)
        y[:2] = 0, 1
        scores = rng.normal(size=n) + y
        scores = np.round(scores) if ties else np.round(scores, 6)
        weights = rng.poisson(1, n)
        weights[:2] += 1  # both conditions are there
        auc, partial = (roc_auc_score(y, scores, max_fpr=p, sample_weight=weights) for p in (None, 0.1))
        cases.append({"scores": scores.tolist(), "labels": y.tolist(), "weights": weights.tolist(), "auc": auc, "partial": partial})
  return cases


def official_means(sections):
  """Harmonic means over sections: AUC source, AUC target, pAUC, simple mixed AUC, and the official score."""
  values = [{key: roc_auc_score(y, s, max_fpr=p) for key, y, s, p in make_runs.section_metrics(rows)
             if key[0] == "official" or key == ("simple", "mixed", "AUC")} for rows in sections]
  keys = list(values[0])
  means = {key: make_runs.harmonic([v[key] for v in values])[0] for key in keys}
  means["official", "mixed", "official score"] = make_runs.harmonic([v[key] for v in values for key in keys if key[0] == "official"])[0]
  return means


def strata(rows):
  groups = {}
  for i, row in enumerate(rows):
    groups.setdefault((row["domain"], row["condition"]), []).append(i)
  return [np.array(g) for g in groups.values()]


def intervals():
  """Mean of seeds 0 and 1 minus seed 2, on five sections of the development set."""
  runs = []
  for seed in range(3):
    table = sorted(make_runs.read(seed), key=lambda r: r["file"])
    runs.append([[r for r in table if (r["subset"], r["machine"], r["section"]) == ("development", *s)] for s in SECTIONS])
  rng = np.random.default_rng(22)

  def difference(runs):
    a, b, c = (official_means(run) for run in runs)
    return {key: (a[key] + b[key]) / 2 - c[key] for key in a}

  replicates = []
  for _ in range(REPLICATES):
    drawn = [np.concatenate([rng.choice(g, len(g)) for g in strata(rows)]) for rows in runs[0]]
    replicates.append(difference([[[rows[i] for i in d] for rows, d in zip(run, drawn)] for run in runs]))
  rows = []
  for key, point in difference(runs).items():
    values = np.array([r[key] for r in replicates])
    lower, upper = np.percentile(values, [2.5, 97.5])
    rows.append([*key, float(point), float(lower), float(upper), float(np.mean(values > 0)), float(values.std())])
  return rows


if __name__ == "__main__":
  content = {
    "versions": {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
    "replicates": REPLICATES, "sections": SECTIONS, "cases": weighted(), "differences": intervals(),
  }
  with open("bootstrap.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump(content, file, separators=(",", ":"))
    file.write("\n")
