#!/usr/bin/env python3
"""Eight steps of PyTorch's Adam from the start and towards the target in adam.json, without and with weight decay. Needs torch."""
import json
import pathlib

import torch

path = pathlib.Path(__file__).with_name("adam.json")
given = json.loads(path.read_text())
start, target = (torch.tensor(given[name]["data"]).view(given[name]["shape"]) for name in ("start", "target"))


def steps(**options):
  p = torch.nn.Parameter(start.clone())
  adam = torch.optim.Adam([p], lr=0.05, **options)
  result = []
  for _ in range(8):
    adam.zero_grad()
    ((p - target).pow(4) + p.abs()).sum().backward()
    adam.step()
    result.append(p.detach().clone())
  return torch.stack(result)


arrays = dict(start=start, target=target, adam=steps(), adam_decay=steps(betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1))
lines = [f'  "{name}": ' + json.dumps(dict(shape=list(a.shape), data=[round(v, 7) for v in a.flatten().tolist()])) for name, a in arrays.items()]
path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
