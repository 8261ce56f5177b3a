#!/usr/bin/env python3
"""A day of arrivals for `detect --watch`, faster than a day: is each decided about once, and do memory, handles and threads stay flat?

    python3 tests/Campaign/watch.py [ARRIVALS [SECONDS]]      1440 (one a minute of a day) within 900 s

A synthetic fan is trained on, Tiny. Recordings arrive in two pieces with a pause between them; of each twenty one is deleted before it is whole, one
gets its name when it is whole, one may not be read, one is broken, one is written again later. What is older than fifty arrivals is deleted.
"""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from program import command, resources, run

ARRIVALS = int(sys.argv[1]) if len(sys.argv) > 1 else 1440
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 900
KEPT = 50


def arrive(folder, sound, number):
  """Puts one recording into the folder; returns how many decisions it should get."""
  kind, path = number % 20, folder / f"{number}.wav"
  half = len(sound) // 2
  begun = path.with_suffix(".part") if kind == 4 else path
  begun.write_bytes(sound[:half])
  time.sleep(0.05)
  if kind == 2:
    path.unlink()
    return 0
  if kind == 8:
    return 0  # remains a half: its lengths do not fit
  with open(begun, "ab") as file:
    file.write(sound[half:])
  if kind == 4:
    begun.rename(path)
  if kind == 6 and os.getuid() != 0:
    path.chmod(0)  # root may read everything
    return 0
  return 1


def main():
  with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    run("demo-data", "--own", "--preset", "tiny", "--out", work / "fan")
    run("adopt", work / "fan", "--out", work / "data", "--clip-seconds", 1)
    run("train", "--data", work / "data", "--system", "featex", "--preset", "tiny", "--out", work / "run")
    sounds = [path.read_bytes() for path in sorted((work / "fan/normal").rglob("*.wav"))]
    watched = work / "arrivals"
    watched.mkdir()
    process = subprocess.Popen(command("detect", "--run", work / "run", "--machine", "fan", "--watch", watched, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    decided, told = [], []
    readers = [threading.Thread(target=lambda: decided.extend(json.loads(line)["file"] for line in process.stdout)), threading.Thread(target=lambda: told.extend(process.stderr))]
    for reader in readers:
      reader.start()
    time.sleep(3)
    expected, samples, draw = 0, [], random.Random(1)
    began = time.monotonic()
    for number in range(ARRIVALS):
      expected += arrive(watched, draw.choice(sounds), number)
      if number % 20 == 19 and number > 40:
        again = watched / f"{number - 20}.wav"
        again.write_bytes(draw.choice(sounds))
        expected += 1
      (watched / f"{number - KEPT}.wav").unlink(missing_ok=True)
      if number % max(1, ARRIVALS // 24) == 0:
        samples.append(resources(process.pid))
      time.sleep(max(0, began + (number + 1) * SECONDS / ARRIVALS - time.monotonic()))
    time.sleep(6)
    samples.append(resources(process.pid))
    alive = process.poll() is None
    process.terminate()  # SIGINT is ignored by what a script starts in the background
    process.wait(30)
    for reader in readers:
      reader.join()
    shutil.rmtree(watched)
    print("hour  resident MiB  handles  threads")
    for hour, (memory, handles, threads) in enumerate(samples):
      print(f"{hour:4}  {memory:12}  {handles:7}  {threads:7}")
    print(f"{ARRIVALS} arrivals, {expected} to be decided about, {len(decided)} decided, {len(told)} lines told, exit code {process.returncode}")
    quarter = len(samples) // 4
    early, late = max(s[0] for s in samples[quarter:2 * quarter]), max(s[0] for s in samples[-quarter:])
    print(f"highest resident memory in the second quarter {early} MiB, in the last {late} MiB")
    print("last lines told:", *told[-3:], sep="\n  ")
    raise SystemExit(0 if alive and len(decided) == expected and late <= 1.05 * early else 1)


if __name__ == "__main__":
  main()
