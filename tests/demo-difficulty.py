#!/usr/bin/env python3
"""How hard a data set is for the simplest detector: the nearest neighbour on mean log-mel spectra.

    /usr/bin/python3 tests/demo-difficulty.py DATA [SCORES.csv ...]

Score of a test clip: smallest Euclidean distance of its mean log-mel spectrum (64 bands, mean over time) to any training
clip of its machine and section, plain and standardised by the training clips; both are printed. With the scores.csv of
runs, the same figures for these. Prints 100 x AUC of source and target (normals of the domain against all anomalies of
the section), pAUC (max_fpr 0.1) and the official score, the harmonic mean of all of them, for dev and eval.
"""
import csv, glob, os, re, sys
import numpy as np
from scipy.io import wavfile
from scipy.stats import hmean
from sklearn.metrics import roc_auc_score


def mel_filters(rate=16000, size=1024, bands=64):
  mel = np.linspace(0, 2595 * np.log10(1 + rate / 2 / 700), bands + 2)
  edges = 700 * (10 ** (mel / 2595) - 1)
  bins = np.arange(size // 2 + 1) * rate / size
  up = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
  down = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
  return np.maximum(0, np.minimum(up, down))


FILTERS, WINDOW = mel_filters(), np.hanning(1025)[:-1]


def mean_log_mel(path):
  samples = wavfile.read(path)[1] / 32768
  frames = np.lib.stride_tricks.sliding_window_view(samples, 1024)[::512] * WINDOW
  return np.log(np.abs(np.fft.rfft(frames)) ** 2 @ FILTERS.T + 1e-10).mean(0)


def clips(data):
  """(subset, machine, section, split, path, domain, anomaly) of every clip."""
  truth = {}
  for kind in "data", "domain":
    for path in glob.glob(f"{data}/ground_truth/ground_truth_{kind}/*.csv"):
      machine, section = re.match(r"ground_truth_(.+)_section_(\d\d)_test", os.path.basename(path)).groups()
      for name, value in csv.reader(open(path)):
        truth[kind, machine, name] = value == "1"
  for path in sorted(glob.glob(f"{data}/*_data/*/*/*.wav")):
    subset, machine, split, name = path.split("/")[-4:]
    parts = name.split("_")
    if parts[2] in ("source", "target"):
      yield subset, machine, parts[1], split, path, parts[2], parts[4] == "anomaly"
    else:
      domain = "target" if truth["domain", machine, name] else "source"
      yield subset, machine, parts[1], split, path, domain, truth["data", machine, name]


def metrics(rows):
  """rows of one section: (domain, anomaly, score) -> 100 x (AUC source, AUC target, pAUC)."""
  anomalies = [s for _, a, s in rows if a]
  def auc(domain):
    normal = [s for d, a, s in rows if d == domain and not a]
    return roc_auc_score([0] * len(normal) + [1] * len(anomalies), normal + anomalies)
  pauc = roc_auc_score([a for _, a, _ in rows], [s for *_, s in rows], max_fpr=0.1)
  return 100 * np.array([auc("source"), auc("target"), pauc])


def report(title, scores, test):
  print(f"\n{title}\n{'machine':24s} source target   pAUC  score")
  everything = {}
  for key in sorted({c[:3] for c in test}):
    values = metrics([(c[5], c[6], scores[c[1], os.path.basename(c[4])]) for c in test if c[:3] == key])
    everything.setdefault(key[0], []).extend(values)
    print(f"{key[1] + ' ' + key[2]:24s}" + "".join(f"{v:7.1f}" for v in [*values, hmean(values)]))
  print(", ".join(f"{subset}: {hmean(values):.2f}" for subset, values in everything.items()))


def main(data, *runs):
  everything = list(clips(data.rstrip("/")))
  test = [c for c in everything if c[3] == "test"]
  train = [c for c in everything if c[3] == "train"]
  features = {c[4]: mean_log_mel(c[4]) for c in everything}
  plain, standardised = {}, {}
  for key in sorted({c[:3] for c in everything}):
    references = np.array([features[c[4]] for c in train if c[:3] == key])
    spread = references.std(0)
    for c in test:
      if c[:3] == key:
        name, difference = (c[1], os.path.basename(c[4])), references - features[c[4]]
        plain[name] = np.linalg.norm(difference, axis=1).min()
        standardised[name] = np.linalg.norm(difference / spread, axis=1).min()
  report("nearest neighbour, plain", plain, test)
  report("nearest neighbour, standardised", standardised, test)
  for path in runs:
    scores = {(r["machine"], r["file"]): float(r["score"]) for r in csv.DictReader(open(path))}
    report(path, scores, test)


if __name__ == "__main__":
  if len(sys.argv) < 2:
    sys.exit(__doc__)
  main(*sys.argv[1:])
