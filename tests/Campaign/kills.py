#!/usr/bin/env python3
"""SIGKILL at random moments: each command, killed again and again and started anew, has to end with the same bytes as one that nobody disturbed.

    python3 tests/Campaign/kills.py [KILLS [COMMAND…]]      100 kills of each of the commands of disturbed.py: train compare score evaluate download watch …

After each kill the command is started again with probability 2/3 to be killed again, and otherwise left to its end; then its folder is compared with
the undisturbed one, columns of seconds aside, nothing may be left over, and it begins from nothing. The draw is the same every time.
"""
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

from disturbed import commands, faults_of, fresh, named, state, to_its_end

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def campaign(command, work, draw):
  out = work / "out"
  fresh(command, out)
  began = time.monotonic()
  to_its_end(command, out)
  lasts = time.monotonic() - began
  expected = named(state(out / command.looks_at))
  fresh(command, out)
  kills = ends = 0
  faults = []
  while kills < KILLS:
    process = command.start(out)
    try:
      process.communicate(timeout=draw.uniform(0.02, 1.02 * lasts))
    except subprocess.TimeoutExpired:
      os.killpg(process.pid, signal.SIGKILL)
      process.communicate()
      kills += 1
      if kills < KILLS and draw.random() < 2 / 3:
        continue
    faults += [f"after kill {kills}: {fault}" for fault in faults_of(command, out, expected)]
    ends += 1
    fresh(command, out)
  print(f"{command.name}: {kills} kills in {lasts:.1f} s of work, {ends} times to the end, {len(faults)} faults", flush=True)
  for fault in faults[:10]:
    print(f"  {fault}", flush=True)
  return len(faults)


def main():
  wanted = sys.argv[2:]
  with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    faults = sum(campaign(command, work, random.Random(command.name)) for command in commands(work) if not wanted or command.name in wanted)
  raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
  main()
