#!/usr/bin/env python3
"""SIGKILL at random moments: each command, killed again and again and started anew, has to end with the same bytes as one that nobody disturbed.

    python3 tests/Campaign/kills.py [KILLS [COMMAND…]]      100 kills of each of train compare score store adopt demo-data phone

After each kill the command is started again with probability 2/3 to be killed again, and otherwise left to its end; then its folder is compared with
the undisturbed one, columns of seconds aside, nothing may be left over, and it begins from nothing. The draw is the same every time.
"""
import csv
import hashlib
import io
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from program import command as program, run

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
LEFT_OVER = re.compile(r"\.tmp$|\.unfinished|\.lock$|(^|/)lock$|\.probe$|/\.download/")


class Command:
  """A command line with {out} for its folder, and what has to be in that folder before it begins."""

  def __init__(self, name, arguments, begin=None, looks_at="."):
    self.name, self.arguments, self.begin, self.looks_at = name, arguments, begin or (lambda out: None), looks_at

  def start(self, out):
    arguments = [str(a).replace("{out}", str(out)) for a in self.arguments]
    return subprocess.Popen(program(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def commands(work):
  data, fan = work / "data", work / "fan"
  run("demo-data", "--preset", "tiny", "--out", data)
  run("demo-data", "--own", "--preset", "tiny", "--out", fan)
  run("inspect", "--data", data)
  run("train", "--data", data, "--system", "proposed", "--preset", "tiny", "--out", work / "trained")
  plain = lambda out: shutil.copytree(data, out / "data", ignore=shutil.ignore_patterns(".ssl4asd"))
  return [
    Command("train", ["train", "--data", data, "--system", "proposed", "--preset", "tiny", "--epochs", 6, "--resume", "--out", "{out}/run"]),
    Command("compare", ["compare", "--data", data, "--systems", "baseline,proposed", "--seeds", 2, "--preset", "tiny", "--workers", 4, "--out", "{out}/compared"]),
    Command("score", ["score", "--run", "{out}/run", "--data", data], lambda out: shutil.copytree(work / "trained", out / "run")),
    Command("store", ["inspect", "--data", "{out}/data"], plain, "data/.ssl4asd"),
    Command("adopt", ["adopt", fan, "--out", "{out}/data", "--clip-seconds", 1, "--copy"]),
    Command("demo-data", ["demo-data", "--preset", "tiny", "--out", "{out}/demo"]),
    Command("phone", ["demo-data", "--own", "--preset", "tiny", "--out", "{out}/phone"]),
  ]


def untimed(path, content):
  """The bytes without what tells the time: columns of seconds, dates of creation."""
  if path.suffix == ".csv":
    rows = list(csv.reader(io.StringIO(content.decode())))
    kept = [i for i, name in enumerate(rows[0]) if "seconds" not in name] if rows else []
    return json.dumps([[row[i] for i in kept if i < len(row)] for row in rows]).encode()
  return content


def state(folder):
  found = {}
  for path in sorted(folder.rglob("*")):
    if path.is_file():
      content = path.read_bytes()
      # stores hold the times of the files that they were decoded from
      found[str(path.relative_to(folder))] = len(content) if path.suffix == ".clips" else hashlib.sha256(untimed(path, content)).hexdigest()
  return found


def fresh(command, out):
  shutil.rmtree(out, ignore_errors=True)
  out.mkdir()
  command.begin(out)


def to_its_end(command, out):
  process = command.start(out)
  error = process.communicate()[1].decode()
  # killed when all was done but the process: it is there, and nothing writes over it
  if process.returncode != 0 and not (process.returncode == 2 and "exists already" in error):
    raise AssertionError(f"exit code {process.returncode}: {error.strip().splitlines()[-1] if error.strip() else ''}")


def named(found):
  """Names of stores begin with what was decoded and end with a hash of paths and times."""
  return {re.sub(r"-[0-9a-f]{8,}\.clips$", ".clips", name): what for name, what in found.items()}


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
      if draw.random() < 2 / 3:
        continue
    try:
      to_its_end(command, out)
      found = named(state(out / command.looks_at))
      differing = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
      left = [name for name in state(out) if LEFT_OVER.search(name)]
      if differing or left:
        faults.append(f"after kill {kills}: differing {differing[:5]}, left over {left[:5]}")
    except AssertionError as error:
      faults.append(f"after kill {kills}: {error}")
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
