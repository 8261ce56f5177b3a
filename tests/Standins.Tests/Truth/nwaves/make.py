#!/usr/bin/python3
"""Writes what NWaves should compute, worked out with NumPy and SciPy in double precision.

Run in this folder: /usr/bin/python3 make.py (NumPy 1.24, SciPy 1.10). One number a line, C order.
"""
import numpy as np
from scipy import signal


def save(name, values):
  np.savetxt(name + ".txt", np.ravel(values), fmt="%.8g")


def tones(length, rate):
  t = np.arange(length) / rate
  return (0.4 * np.sin(2 * np.pi * 440 * t + 0.3) + 0.3 * np.sin(2 * np.pi * 1250 * t + 1.1)
          + 0.2 * np.sin(2 * np.pi * 3100 * t)).astype(np.float32)


def resampled(x, old, new, taps=101, order=15, late=0):
  """Blackman low-pass (going down only), delay left in, then interpolation by a Hann-windowed sinc."""
  ratio = new / old
  length = int(len(x) * ratio)
  if ratio < 1:
    full = len(x) + taps - 1
    kernel = signal.firwin(taps, ratio, window="blackman")
    x = np.concatenate([np.zeros(late), signal.convolve(x, kernel)])[:full]
  t = np.arange(length)[:, None] / ratio - np.arange(len(x))[None, :]
  window = np.where(np.abs(t) < order, 0.5 * (1 + np.cos(np.pi * t / order)), 0)
  return (window * np.sinc(t)) @ x


# Windows: symmetric, even and odd lengths.
for name in ["hamming", "blackman", "hann"]:
  for length in [8, 9]:
    save(f"window_{name}_{length}", signal.get_window(name, length, fftbins=False))

# Spectrogram: window 200, hop 64, FFT 256; frames from the start, then one of what is left.
x = np.random.default_rng(20231).uniform(-1, 1, 700).astype(np.float32)
save("spectrogram_input", x)
window = signal.get_window("hann", 200, fftbins=False)
starts = list(range(0, len(x) - 200 + 1, 64))
starts.append(starts[-1] + 64)
frames = np.stack([np.pad(x[s:s + 200], (0, 200 - len(x[s:s + 200]))) * window for s in starts])
save("spectrogram", np.abs(np.fft.rfft(frames, 256)) ** 2)

# Resampling.
for old, new in [(48000, 16000), (44100, 16000), (8000, 16000), (11025, 16000)]:
  x = tones(1500, old)
  save(f"resample_{old}_input", x)
  save(f"resample_{old}_{new}", resampled(x, old, new))

# A wider sinc and a longer filter.
save("resample_48000_16000_taps301_order32", resampled(tones(4000, 48000), 48000, 16000, taps=301, order=32))
save("resample_48000_long_input", tones(4000, 48000))

# Shorter than NWaves' first block of 512 - 100 samples: comes out late by what that block lacks.
save("resample_short", resampled(tones(300, 48000), 48000, 16000, late=512 - 101 - 300))

# The filter alone: odd and even numbers of taps, few and many of them.
x = tones(700, 48000)
for taps in [9, 64, 101]:
  kernel = signal.firwin(taps, 0.3, window="blackman", scale=True)
  save(f"filter_{taps}_kernel", kernel)
  save(f"filter_{taps}_output", signal.convolve(x, kernel))
