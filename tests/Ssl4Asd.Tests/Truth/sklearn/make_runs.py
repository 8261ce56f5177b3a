#!/usr/bin/env python3
"""Makes the scores of three seeds of a run, and what metrics.csv and the submission files have to say about them.

Needs numpy, scipy and scikit-learn; run it in this folder. First it writes runs/scores-<seed>.csv: 7 + 7 machines with
all that can be missing. Then it reads these files as a stranger would, with the csv module, and computes the metrics:
official as the evaluators of DCASE Task 2 do, simple as the paper's tables do. What scikit-learn refuses to compute,
or what has fewer clips than asked for, is empty. `python3 make_runs.py --read` leaves the scores as they are.
"""
import csv
import hashlib
import io
import json
import os
import sys

import numpy as np
import scipy
import sklearn
from scipy.stats import hmean
from sklearn.metrics import roc_auc_score

SEEDS = 3
MINIMUMS = (1, 2)
DEV, EVAL = "development", "evaluation"

# subset, machine, section: clips (source normal, source anomaly, target normal, target anomaly), and what is special
PLAN = {
  (DEV, "ToyCar", "00"): ((6, 0, 5, 6), "no anomalies of the source domain"),
  (DEV, "ToyTrain", "00"): ((6, 0, 6, 0), "no anomalies"),
  (DEV, "bearing", "00"): ((6, 6, 6, 6), ""),
  (DEV, "fan", "00"): ((7, 6, 7, 6), "rounded"),
  (DEV, "fan", "01"): ((5, 5, 5, 5), ""),
  (DEV, "gearbox", "00"): ((6, 6, 6, 6), "rounded, commas in file names"),
  (DEV, "slider", "00"): ((6, 5, 0, 6), "no normal clips of the target domain"),
  (DEV, "valve", "00"): ((12, 3, 4, 7), "rounded"),
  (EVAL, "ToyDrone", "00"): ((6, 6, 6, 6), "rounded, every fifth clip unlabelled"),
  (EVAL, "ToyNscale", "00"): ((4, 4, 4, 4), "unlabelled"),
  (EVAL, "ToyTank", "00"): ((6, 1, 5, 0), "one anomalous clip"),
  (EVAL, "Vacuum", "00"): ((6, 6, 6, 6), ""),
  (EVAL, "Vacuum", "01"): ((5, 5, 5, 5), "rounded, domains unknown"),
  (EVAL, "bandsaw", "00"): ((7, 4, 6, 3), ""),
  (EVAL, "grinder", "00"): ((11, 3, 4, 1), "rounded, one anomaly of the target domain"),
  (EVAL, "shaker", "00"): ((5, 5, 1, 5), "one normal clip of the target domain"),
}


def make_scores():
  rng = np.random.default_rng(11)
  tables = [[] for _ in range(SEEDS)]
  for (subset, machine, section), (counts, special) in PLAN.items():
    kinds = [("source", "normal"), ("source", "anomaly"), ("target", "normal"), ("target", "anomaly")]
    clips = [kind for kind, count in zip(kinds, counts) for _ in range(count)]
    order = rng.permutation(len(clips))
    hardness = rng.normal(size=len(clips))  # shared by the seeds
    names = []
    for number, i in enumerate(order):
      domain, condition = clips[i]
      attributes = "_volt_1,5" if "commas" in special else "_m-n_W" if machine == "fan" else ""
      names.append(f"section_{section}_{number:04d}.wav" if subset == EVAL else
                   f"section_{section}_{domain}_test_{condition}_{number:04d}{attributes}.wav")
    for seed, table in enumerate(tables):
      threshold = round(float(rng.uniform(0.2, 0.4)), 2)
      noise = rng.normal(size=len(clips))
      for number, i in enumerate(order):
        domain, condition = clips[i]
        score = 0.3 + 0.05 * (hardness[i] + noise[i] + 1.2 * (condition == "anomaly") + 0.5 * (domain == "target"))
        score = float(np.clip(score, 0.01, 0.99))
        if "rounded" in special:
          score = round(score, 2)
        if "one anomalous clip" in special and condition == "anomaly" and seed == 2:
          score = 0.15  # below all others: AUC 0, and with it every harmonic mean
        unlabelled = special == "unlabelled" or ("every fifth" in special and number % 5 == 0)
        known = "" if unlabelled or "domains unknown" in special else domain
        decision = "anomaly" if score > threshold else "normal"
        table.append([subset, machine, section, names[number], known, "" if unlabelled else condition, repr(score), repr(threshold), decision])
  os.makedirs("runs", exist_ok=True)
  for seed, table in enumerate(tables):
    with open(f"runs/scores-{seed}.csv", "w", encoding="utf-8", newline="") as file:
      writer = csv.writer(file, lineterminator="\n")
      writer.writerow(["subset", "machine", "section", "file", "domain", "condition", "score", "threshold", "decision"])
      writer.writerows(table)


def read(seed):
  with open(f"runs/scores-{seed}.csv", encoding="utf-8", newline="") as file:
    return list(csv.DictReader(file))


def ensemble(tables):
  """Mean score and mean threshold of each clip, matched by name."""
  by_name = [{(r["subset"], r["machine"], r["section"], r["file"]): r for r in table} for table in tables]
  assert all(t.keys() == by_name[0].keys() for t in by_name)
  rows = []
  for key, row in by_name[0].items():
    score, threshold = (float(np.mean([float(t[key][column]) for t in by_name])) for column in ("score", "threshold"))
    rows.append({**row, "score": repr(score), "threshold": repr(threshold), "decision": "anomaly" if score > threshold else "normal"})
  return rows


def section_metrics(rows):
  """Of one section: (population, domain, metric), the labels and the scores that it is computed from, and its largest FPR."""
  rows = [r for r in rows if r["condition"]]
  y_true = np.array([r["condition"] == "anomaly" for r in rows], int)
  y_pred = np.array([float(r["score"]) for r in rows])
  domain = np.array([r["domain"] for r in rows])
  if len(rows) == 0:
    return
  for d in ("source", "target"):
    mask = ((domain == d) & (y_true == 0)) | (y_true == 1)
    yield ("official", d, "AUC"), y_true[mask], y_pred[mask], None
  yield ("official", "mixed", "pAUC"), y_true, y_pred, 0.1
  for d in ("source", "target"):
    yield ("simple", d, "AUC"), y_true[domain == d], y_pred[domain == d], None
    yield ("simple", d, "pAUC"), y_true[domain == d], y_pred[domain == d], 0.1
  yield ("simple", "mixed", "AUC"), y_true, y_pred, None
  yield ("simple", "mixed", "pAUC"), y_true, y_pred, 0.1


def harmonic(values):
  known = [v for v in values if v is not None]
  # The evaluators' floor; without it, SciPy's mean with a zero depends on its version.
  return (float(hmean(np.maximum(known, sys.float_info.epsilon))) if known else None), len(known), len(values)


def evaluate(table, minimum):
  """{(population, subset, machine, section, domain, metric): (value, normal or known, anomalous or all)}"""
  sections = {}
  for row in table:
    sections.setdefault((row["subset"], row["machine"], row["section"]), []).append(row)
  result = {}
  for (subset, machine, section), rows in sections.items():
    for (population, domain, metric), y_true, y_pred, max_fpr in section_metrics(rows):
      anomalous = int(y_true.sum())
      normal = len(y_true) - anomalous
      value = float(roc_auc_score(y_true, y_pred, max_fpr=max_fpr)) if min(normal, anomalous) >= minimum else None
      result[population, subset, machine, section, domain, metric] = (value, normal, anomalous)
  means = {}
  machines = dict.fromkeys((k[1], k[2]) for k in result)
  for subset, machine in [*machines, (DEV, None), (EVAL, None), (None, None)]:
    inside = {k: v[0] for k, v in result.items() if subset in (None, k[1]) and machine in (None, k[2])}
    place = (subset or "both", machine or "harmonic mean", "harmonic mean")
    for population, domain, metric in dict.fromkeys((k[0], k[4], k[5]) for k in inside):
      means[(population, *place, domain, metric)] = harmonic([v for k, v in inside.items() if (k[0], k[4], k[5]) == (population, domain, metric)])
    means[("official", *place, "mixed", "official score")] = harmonic([v for k, v in inside.items() if k[0] == "official"])
  return result | means


def submission(table):
  """What the submission files hold, as SHA-256: file.wav,value, no header; decision 1 for anomaly."""
  files = {}
  for row in table:
    name = f"{row['machine']}_section_{row['section']}_test.csv"
    files.setdefault(f"anomaly_score_{name}", []).append([row["file"], row["score"]])
    files.setdefault(f"decision_result_{name}", []).append([row["file"], "1" if float(row["score"]) > float(row["threshold"]) else "0"])
  hashes = {}
  for name, rows in files.items():
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    hashes[name] = hashlib.sha256(text.getvalue().encode()).hexdigest()
  return hashes


def main():
  if "--read" not in sys.argv[1:]:
    make_scores()
  tables = {f"seed{seed}": read(seed) for seed in range(SEEDS)}
  tables["ensemble"] = ensemble(list(tables.values()))
  results = {(name, m): evaluate(table, m) for name, table in tables.items() for m in MINIMUMS}
  assert len({tuple(r) for r in results.values()}) == 1
  with open("runs/metrics.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    # For a section the numbers of normal and anomalous clips, for a harmonic mean how many values are known, and of how many.
    writer.writerow(["population", "subset", "machine", "section", "domain", "metric"]
                    + [f"{column}_{name}_{m}" for name, m in results for column in ("value", "first", "second")])
    for key in results["seed0", 1]:
      cells = [cell for r in results.values() for cell in r[key]]
      writer.writerow([*key, *("" if c is None else repr(c) for c in cells)])
  versions = {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__}
  with open("runs/submission.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump({"versions": versions, "sha256": {name: submission(table) for name, table in tables.items()}}, file, indent=0)
    file.write("\n")


if __name__ == "__main__":
  main()
