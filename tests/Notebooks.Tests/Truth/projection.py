#!/usr/bin/env python3
"""Truth for PCA and t-SNE: scikit-learn on three groups of embeddings, brought to length 1 first.

Writes projection.json beside this file. Needs numpy and scikit-learn.
"""
import json
import pathlib

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE

PERPLEXITY = 10.0


def conditional(rows, perplexity):
  """p_j|i by its definition (van der Maaten and Hinton, 2008, equation 1), beta by bisection in double precision."""
  squared = ((rows[:, None] - rows[None]) ** 2).sum(2)
  result = np.zeros_like(squared)
  for i in range(len(rows)):
    others = np.arange(len(rows)) != i
    low, high = 0.0, 1e9
    for _ in range(300):
      beta = (low + high) / 2
      p = np.exp(-beta * (squared[i, others] - squared[i, others].min()))
      p /= p.sum()
      entropy = -(p[p > 0] * np.log(p[p > 0])).sum()
      low, high = (beta, high) if entropy > np.log(perplexity) else (low, beta)
    result[i, others] = p
  return result


def main():
  random = np.random.default_rng(5)
  middles = random.normal(size=(3, 8)) * 2
  embeddings = np.round(np.concatenate([m + random.normal(size=(30, 8)) * 0.6 for m in middles]), 4)
  rows = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
  pca = PCA(2, svd_solver="full").fit(rows)
  p = conditional(rows, PERPLEXITY)
  divergences = []
  for seed in range(3):
    tsne = TSNE(2, perplexity=PERPLEXITY, init="pca", learning_rate="auto", method="exact", random_state=seed)
    tsne.fit_transform(rows)
    divergences.append(float(tsne.kl_divergence_))
  truth = {
    "scikit-learn": sklearn.__version__,
    "embeddings": embeddings.tolist(),
    "pca": pca.transform(rows).round(9).tolist(),
    "shares": pca.explained_variance_ratio_.tolist(),
    "perplexity": PERPLEXITY,
    "conditional": p[:5].round(9).tolist(),
    "divergences": divergences,
  }
  path = pathlib.Path(__file__).with_name("projection.json")
  path.write_text(json.dumps(truth).replace("], [", "],\n["))
  print(path.stat().st_size, divergences)


main()
