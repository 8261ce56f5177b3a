#!/usr/bin/env python3
"""Makes probe.json: what scikit-learn's ridge classifier reads from embeddings of length 1, and its balanced accuracy.

Needs numpy and scikit-learn; run it in this folder.
"""
import json

import numpy as np
import sklearn
from sklearn.linear_model import RidgeClassifier
from sklearn.metrics import balanced_accuracy_score
from sklearn.preprocessing import normalize


def case(rng, clips, dim, classes, spread, penalty):
  centres = rng.normal(size=(classes, dim))
  labels = np.concatenate([np.arange(classes), rng.integers(0, classes, clips - classes)])
  embeddings = np.round((centres[labels] + spread * rng.normal(size=(clips, dim))) * rng.uniform(0.1, 9, (clips, 1)), 4)
  half = clips // 2 if clips // 2 >= classes else classes
  model = RidgeClassifier(alpha=penalty).fit(normalize(embeddings[:half]), labels[:half])
  predicted = model.predict(normalize(embeddings[half:]))
  return {"penalty": penalty, "train": embeddings[:half].tolist(), "labels": labels[:half].tolist(), "test": embeddings[half:].tolist(),
          "true": labels[half:].tolist(), "predicted": predicted.tolist(), "accuracy": balanced_accuracy_score(labels[half:], predicted)}


def main():
  rng = np.random.default_rng(17)
  cases = [case(rng, *sizes) for sizes in [(24, 5, 2, 1, 1), (60, 8, 3, 2, 1), (60, 8, 4, 3, 0.1), (30, 40, 6, 2, 1), (80, 12, 6, 2, 3), (40, 6, 5, 6, 0.01)]]
  with open("probe.json", "w") as file:
    json.dump({"made_with": {"numpy": np.__version__, "sklearn": sklearn.__version__}, "cases": cases}, file, separators=(",", ":"))
    file.write("\n")


main()
