"""Seconds per training step of the `proposed` system in eager PyTorch; prints one line of JSON.

Everything a step needs is timed, from the raw waveform to Adam; the waveforms are already in memory."""

import argparse
import json
import statistics
import time

import torch

import reference


def main():
  arguments = argparse.ArgumentParser()
  arguments.add_argument("--seconds", type=float, default=18)
  arguments.add_argument("--batch", type=int, default=16)
  arguments.add_argument("--classes", type=int, default=167)
  arguments.add_argument("--steps", type=int, default=5)
  arguments.add_argument("--warmup", type=int, default=1)
  arguments.add_argument("--threads", type=int, default=None)
  arguments.add_argument("--device", default="cpu")
  a = arguments.parse_args()
  if a.threads:
    torch.set_num_threads(a.threads)
  torch.manual_seed(0)
  torch.set_flush_denormal(True)

  samples = round(a.seconds * 16000)
  waves = 0.1 * torch.randn(a.batch, samples, device=a.device)
  labels = torch.nn.functional.one_hot(torch.randint(a.classes, (a.batch,)), a.classes).float().to(a.device)
  model = reference.Model("proposed", samples, a.classes).to(a.device).train()
  adam = reference.adam(model)

  def step():
    draws = {name: torch.rand(a.batch, device=a.device) < 0.5 for name in ("mixup", "statex", "featex")}
    draws["lam"] = torch.rand(a.batch, device=a.device)
    supervised, self_supervised = model(waves, labels, draws)
    adam.zero_grad(set_to_none=True)
    (supervised + self_supervised).backward()
    adam.step()
    return supervised.item() + self_supervised.item()  # as a loop that reports its loss does

  for _ in range(a.warmup):
    step()
  times = []
  for _ in range(a.steps):
    start = time.perf_counter()
    step()
    times.append(time.perf_counter() - start)
  median = statistics.median(times)
  print(json.dumps({
    "seconds_per_step_median": round(median, 4), "clips_per_second": round(a.batch / median, 3),
    "threads": torch.get_num_threads(), "seconds_per_step_min": round(min(times), 4), "steps": a.steps,
    "clip_seconds": a.seconds, "batch": a.batch, "classes": a.classes, "device": a.device,
    "torch": torch.__version__}))


if __name__ == "__main__":
  main()
