"""Scores of the runs of a comparison folder, and their official score on weighted clips; by numpy alone, for the scripts beside this one."""
import collections
import csv

import numpy as np


def read(path):
  with open(path, newline="", encoding="utf-8") as file:
    return list(csv.DictReader(file))


def area(ranked, weights_normal, weights_anomalous, most=1.0):
  """Area under the ROC curve up to a false-positive rate, for rows of weights of clips that are sorted by falling score."""
  fpr = np.cumsum(weights_normal, 1) / weights_normal.sum(1, keepdims=True)
  tpr = np.cumsum(weights_anomalous, 1) / weights_anomalous.sum(1, keepdims=True)
  last = np.r_[ranked[1:] != ranked[:-1], True]  # equal scores cross the threshold together
  fpr, tpr = np.pad(fpr[:, last], ((0, 0), (1, 0))), np.pad(tpr[:, last], ((0, 0), (1, 0)))
  width, slope = np.diff(fpr), np.diff(tpr)
  inside = np.clip(most - fpr[:, :-1], 0, width)
  rise = np.divide(slope * inside, width, out=np.zeros_like(width), where=width > 0)
  return (inside * (tpr[:, :-1] + rise / 2)).sum(1)


def standardised(partial, most=0.1):
  return (1 + (partial - most * most / 2) / (most - most * most / 2)) / 2


class Data:
  """One data set: the clips of each section, and the scores of each (system, seed)."""

  def __init__(self, folder):
    self.name, self.scores, clips = folder.name, {}, None
    for path in sorted(folder.glob("runs/*/seed-*/scores.csv")):
      rows = [row for row in read(path) if row["condition"] in ("normal", "anomaly")]
      key = [(row["subset"], row["machine"], row["section"], row["domain"], row["condition"], row["file"]) for row in rows]
      assert clips is None or clips == key, path
      clips = key
      self.scores[path.parent.parent.name, int(path.parent.name[5:])] = np.array([float(row["score"]) for row in rows])
    self.clips = clips
    self.seeds = sorted({seed for _, seed in self.scores})
    self.systems = sorted({system for system, _ in self.scores})
    strata = collections.defaultdict(list)
    sections = collections.defaultdict(list)
    for i, clip in enumerate(clips):
      strata[clip[:5]].append(i)
      sections[clip[:3]].append(i)
    self.strata, self.sections = list(strata.values()), {key: np.array(rows) for key, rows in sections.items()}
    self.anomalous = np.array([clip[4] == "anomaly" for clip in clips])
    self.domain = np.array([clip[3] for clip in clips])

  def take(self, other, prefix):
    """The runs of another folder too, if they are of the same clips; only seeds that both have are kept."""
    assert self.clips == other.clips, self.name
    self.seeds = sorted(set(self.seeds) & set(other.seeds))
    self.scores |= {(prefix + name, seed): scores for (name, seed), scores in other.scores.items()}

  def draw(self, rng, count):
    weights = np.zeros((count, len(self.clips)))
    for rows in self.strata:
      weights[:, rows] = rng.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=count)
    return weights

  def official(self, run, weights):
    """[replicates] for development, evaluation and both."""
    inverses = collections.defaultdict(list)
    for (subset, *_), rows in self.sections.items():
      order = rows[np.argsort(-self.scores[run][rows], kind="stable")]
      ranked, w = self.scores[run][order], weights[:, order]
      normal, anomalous = w * ~self.anomalous[order], w * self.anomalous[order]
      for domain in ("source", "target"):
        inverses[subset].append(1 / area(ranked, normal * (self.domain[order] == domain), anomalous))
      inverses[subset].append(1 / standardised(area(ranked, normal, anomalous, 0.1)))
    means = {subset: len(all_) / np.sum(all_, 0) for subset, all_ in inverses.items()}
    both = [one for all_ in inverses.values() for one in all_]
    return {**means, "both": len(both) / np.sum(both, 0)}
