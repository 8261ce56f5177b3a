"""Times training or embedding of the `proposed` system in eager PyTorch; prints one line of JSON: the seconds of each
step, the most memory that was resident (bytes), how many numbers are trained, threads and version.

All that a step needs is timed, from the raw waveform in memory to Adam or to the embeddings in memory."""

import argparse
import json
import time

import torch

import reference


def peak_bytes():
  """What the kernel says; not getrusage, whose figure begins with that of the process that started this one."""
  try:
    with open("/proc/self/status", encoding="ascii") as status:
      return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
  except (OSError, StopIteration):
    return None


def main():
  arguments = argparse.ArgumentParser()
  arguments.add_argument("work", choices=["training", "embedding"])
  for name in "samples", "batch", "classes", "subclusters", "steps", "threads":
    arguments.add_argument(f"--{name}", type=int, required=True)
  arguments.add_argument("--warm-up", type=float, default=0)
  arguments.add_argument("--device", default="cpu")
  arguments.add_argument("--channels-last", action="store_true")
  a = arguments.parse_args()
  torch.set_num_threads(a.threads)
  torch.manual_seed(0)

  waves = 0.1 * torch.randn(a.batch, a.samples, device=a.device)
  labels = torch.nn.functional.one_hot(torch.arange(a.batch) % a.classes, a.classes).float().to(a.device)
  model = reference.Model("proposed", a.samples, a.classes, a.subclusters).to(a.device)
  if a.channels_last:
    model = model.to(memory_format=torch.channels_last)
  adam = reference.adam(model)

  def train():
    draws = {name: torch.rand(a.batch, device=a.device) < 0.5 for name in ("mixup", "statex", "featex")}
    draws["lam"] = torch.rand(a.batch, device=a.device)
    adam.zero_grad(set_to_none=True)
    supervised, self_supervised = model(waves, labels, draws)
    (supervised + self_supervised).backward()
    adam.step()
    return supervised.item() + self_supervised.item()  # as a loop that reports its loss does

  @torch.no_grad()
  def embed():
    return model.network(waves).cpu()

  model.train(a.work == "training")
  step = train if a.work == "training" else embed

  def timed(least, least_seconds):
    seconds = []
    while len(seconds) < least or sum(seconds) < least_seconds:
      start = time.perf_counter()
      step()
      seconds.append(time.perf_counter() - start)
    return seconds

  warm_up = timed(2, a.warm_up)  # the same as BenchWorker's
  seconds = timed(a.steps, a.warm_up / 4)
  print(json.dumps({
    "seconds": seconds, "first": warm_up[:10], "peak_bytes": peak_bytes(), "threads": torch.get_num_threads(), "torch": torch.__version__,
    "parameters": sum(p.numel() for p in model.parameters() if p.requires_grad)}))


if __name__ == "__main__":
  main()
