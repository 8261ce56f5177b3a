#!/usr/bin/env python3
"""Two and four processes that are started at once on the same folder: one does the work and the others share it, wait, or are refused in one line with exit code 2;
what is there at the end is what one alone would have made.

    python3 tests/Campaign/together.py [ROUNDS [COMMAND…]]      100 rounds of each of the commands of disturbed.py, half with two and half with four
"""
import pathlib
import random
import sys
import tempfile
import time

from disturbed import commands, differences, fresh, named, state, to_its_end

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def wrong_with(processes, errors):
  faults = []
  for process, error in zip(processes, errors):
    lines = error.strip().splitlines()
    if process.returncode not in (0, 2) or any(line.startswith("   at ") or "Unhandled" in line for line in lines):
      faults.append(f"exit code {process.returncode}: {' / '.join(lines[-3:])[:300]}")
    elif process.returncode == 2 and not lines[-1].startswith("ssl4asd: "):
      faults.append(f"its last line: {lines[-1]}")
  return faults if any(process.returncode == 0 for process in processes) else [*faults, f"none ended well: {errors[0].strip().splitlines()[-1:]}"]


def campaign(command, work, draw):
  out = work / "out"
  fresh(command, out)
  to_its_end(command, out)
  expected = named(state(out / command.looks_at))
  faults, said = [], {}
  for round in range(ROUNDS):
    fresh(command, out)
    processes = []
    for _ in range(2 if round % 2 == 0 else 4):
      processes.append(command.start(out))
      time.sleep(draw.choice([0, 0, 0.01, 0.3]))
    errors = [process.communicate()[1].decode() for process in processes]
    for process, error in zip(processes, errors):
      if process.returncode == 2:
        line = error.strip().splitlines()[-1].replace(str(out), "OUT")[:160]
        said[line] = said.get(line, 0) + 1
    faults += [f"round {round}: {fault}" for fault in wrong_with(processes, errors) + differences(command, out, expected)]
  print(f"{command.name}: {ROUNDS} rounds, {sum(said.values())} refused, {len(faults)} faults", flush=True)
  for line, times in sorted(said.items(), key=lambda item: -item[1])[:2]:
    print(f"    {times} times: {line}", flush=True)
  for fault in faults[:6]:
    print(f"  {fault}", flush=True)
  return len(faults)


def main():
  wanted = sys.argv[2:]
  with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    chosen = [command for command in commands(work) if (command.name in wanted if wanted else command.name not in ("watch", "notebooks"))]
    faults = sum(campaign(command, work, random.Random(command.name)) for command in chosen)
  raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
  main()
