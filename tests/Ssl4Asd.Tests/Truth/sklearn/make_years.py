#!/usr/bin/env python3
"""Computes what the official evaluators of 2020, 2021, and 2022 and later print of the scores in runs/scores-<seed>.csv.

Needs numpy, scipy and scikit-learn; run it in this folder. Written from what the evaluators compute:
2020: AUC and pAUC of all clips of an id, arithmetic means; no domains (those of the scores are not looked at).
2021: AUC and pAUC of the clips of each domain of a section; official score = harmonic mean of all of them.
Since 2021: precision, recall and F1 of the decisions on the clips of each domain of a section, arithmetic and harmonic means.
Since 2022: half widths of the 95 % jackknife intervals of AUC and pAUC over all clips together, and their mean.
What scikit-learn refuses is null and left out of means.
"""
import csv
import json
import sys

import numpy as np
import scipy
import scipy.stats
import sklearn
from scipy.stats import hmean
from sklearn.metrics import confusion_matrix, roc_auc_score

EPSILON = sys.float_info.epsilon


def read(seed):
  with open(f"runs/scores-{seed}.csv", encoding="utf-8", newline="") as file:
    return [r for r in csv.DictReader(file) if r["condition"]]


def arrays(rows):
  return np.array([r["condition"] == "anomaly" for r in rows], int), np.array([float(r["score"]) for r in rows])


def areas(rows):
  y_true, y_pred = arrays(rows)
  if len(set(y_true)) < 2:
    return [None, None]
  return [float(roc_auc_score(y_true, y_pred)), float(roc_auc_score(y_true, y_pred, max_fpr=0.1))]


def sections(table):
  result = {}
  for row in table:
    result.setdefault((row["subset"], row["machine"], row["section"]), []).append(row)
  return sorted(result.items())


def known(values):
  return [v for v in values if v is not None]


def means(rows, mean):
  """(subset, machine or None) -> mean of AUC, of pAUC, and of all of them."""
  result = []
  for subset, machine in [*dict.fromkeys((r[0], r[1]) for r in rows), *dict.fromkeys((r[0], None) for r in rows)]:
    inside = [r for r in rows if r[0] == subset and machine in (None, r[1])]
    columns = [known([r[-2] for r in inside]), known([r[-1] for r in inside]), known([v for r in inside for v in r[-2:]])]
    result.append([subset, machine] + [float(mean(c)) if c else None for c in columns])
  return result


def harmonic(values):
  return hmean(np.maximum(values, EPSILON))


def decisions(table):
  rows = []
  for (subset, machine, section), clips in sections(table):
    for domain in ("source", "target"):
      inside = [r for r in clips if r["domain"] == domain]
      if not inside:
        continue
      y_true, _ = arrays(inside)
      y_pred = np.array([float(r["score"]) > float(r["threshold"]) for r in inside], int)
      tn, fp, fn, tp = confusion_matrix(y_true, y_pred, labels=[0, 1]).ravel()
      precision = tp / np.maximum(tp + fp, EPSILON)
      recall = tp / np.maximum(tp + fn, EPSILON)
      f1 = 2.0 * precision * recall / np.maximum(precision + recall, EPSILON)
      rows.append([subset, machine, section, domain, float(precision), float(recall), float(f1)])
  subsets = dict.fromkeys(r[0] for r in rows)
  columns = {s: np.array([r[4:] for r in rows if r[0] == s]) for s in subsets}
  return rows, [[s, "arithmetic", *map(float, columns[s].mean(0))] for s in subsets] + [[s, "harmonic", *map(float, harmonic(columns[s]))] for s in subsets]


def half_width(y_true, y_pred, max_fpr):
  n = len(y_true)
  everything = np.arange(n)
  without = np.array([roc_auc_score(y_true[everything != i], y_pred[everything != i], max_fpr=max_fpr) for i in range(n)])
  sigma = np.sqrt(np.sum((without - without.mean()) ** 2) / (n * (n - 1)))
  return float(np.abs(scipy.stats.t.ppf(0.025, n - 1)) * sigma)


def intervals(table):
  result = []
  for subset in dict.fromkeys(r["subset"] for r in table):
    y_true, y_pred = arrays([r for r in table if r["subset"] == subset])
    auc, partial = half_width(y_true, y_pred, None), half_width(y_true, y_pred, 0.1)
    result.append([subset, auc, partial, float(np.mean([auc, partial]))])
  return result


def main():
  cases = []
  for seed in range(3):
    table = read(seed)
    of2020 = [[*key, *areas(rows)] for key, rows in sections(table)]
    of2021 = [[*key, domain, *areas([r for r in rows if r["domain"] == domain])] for key, rows in sections(table) for domain in ("source", "target")]
    rows, decided = decisions(table)
    cases.append({"seed": seed, "rows_2020": of2020, "means_2020": means(of2020, np.mean), "rows_2021": of2021, "means_2021": means(of2021, harmonic),
                  "decisions": rows, "decision_means": decided, "intervals": intervals(table)})
  quantiles = [[n, float(-scipy.stats.t.ppf(0.025, n))] for n in (1, 2, 3, 4, 10, 11, 199, 1399, 4199)]
  versions = {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__}
  with open("years.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump({"versions": versions, "t_quantiles": quantiles, "cases": cases}, file, separators=(",", ":"))
    file.write("\n")


if __name__ == "__main__":
  main()
