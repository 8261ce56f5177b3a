#!/usr/bin/env python3
"""far_channel.json: what is left of a near channel without the least-squares estimate from a far one (FarChannelTests).

Needs numpy and scipy; run it in this folder. The channels are made of splitmix64, as in ../torch/make_truth.py.
"""
import json

import numpy as np
import scipy
from scipy import signal

MASK = (1 << 64) - 1


def noise(name, count, amplitude):
  seed = 0xCBF29CE484222325
  for value in name.encode():
    seed = ((seed ^ value) * 0x100000001B3) & MASK
  out = []
  for i in range(count):
    z = (seed + (i + 1) * 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    z ^= z >> 31
    out.append((2 * ((z >> 40) / 16777216.0) - 1) * amplitude)
  return np.float32(out).astype(np.float64)


def channels(samples):
  """The far channel, and one near the machine that hears it too, three samples later and half as loud."""
  far, machine = noise("wave/far", samples, 0.5), noise("wave/machine", samples, 0.2)
  return np.float32(machine + 0.5 * np.r_[np.zeros(3), far[:-3]]).astype(np.float64), far


def subtract(near, far):
  form = {"window": "hann", "nperseg": 1024, "noverlap": 512}
  _, _, n = signal.stft(near, boundary="zeros", padded=True, scaling="spectrum", **form)
  _, _, f = signal.stft(far, boundary="zeros", padded=True, scaling="spectrum", **form)
  n, f = n * 512, f * 512  # scipy divides by the sum of the window
  h = (n * f.conj()).sum(1, keepdims=True) / ((np.abs(f) ** 2).sum(1, keepdims=True) + 1e-12)
  _, heard = signal.istft(h * f / 512, boundary=True, scaling="spectrum", **form)
  return near - heard[:len(near)]


cases = []
for samples in (16000, 5120, 1500):
  near, far = channels(samples)
  left = subtract(near, far)
  at = [(i * 7919 + 13) % samples for i in range(64)]
  cases.append({"samples": samples, "at": at, "near": [float(near[i]) for i in at], "left": [float(left[i]) for i in at], "energy": float((left**2).sum())})
with open("far_channel.json", "w", encoding="utf-8") as file:
  json.dump({"versions": {"scipy": scipy.__version__, "numpy": np.__version__}, "cases": cases}, file, indent=1)
  file.write("\n")
