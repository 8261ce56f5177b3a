#!/usr/bin/env python3
"""Which tensors of two runs differ: of ladder-weight-decay and ladder-clean-pass of one seed, the running statistics of batch normalisation alone.

    python3 tests/Campaign/same-weights.py RUN OTHER-RUN
"""
import json
import pathlib
import sys


def tensors(run):
  content = (pathlib.Path(run) / "model.safetensors").read_bytes()
  start = 8 + int.from_bytes(content[:8], "little")
  header = json.loads(content[8:start])
  return {name: content[start + entry["data_offsets"][0]:start + entry["data_offsets"][1]] for name, entry in header.items() if name != "__metadata__"}


one, other = (tensors(run) for run in sys.argv[1:3])
kinds = {}
for name in one.keys() | other.keys():
  kinds.setdefault(name.rpartition(".")[2], []).append(one.get(name) != other.get(name))
for kind, differ in sorted(kinds.items()):
  print(f"{kind}: {sum(differ)} of {len(differ)} differ")
