#!/usr/bin/env python3
"""Other locales, time zones, folders and homes: each command has to end with the same bytes.

    python3 tests/Campaign/places.py [COMMAND…]      each of the commands of disturbed.py but those that are stopped

Other clocks are not tried: under faketime .NET's threads wait for ever.
"""
import pathlib
import shutil
import sys
import tempfile

from disturbed import commands, differences, fresh, named, state

LONG = "/".join(["a" * 120, "b" * 120])  # with what commands add: beyond 250 characters
ENVIRONMENTS = {
  **{f"locale {name}": {"LC_ALL": f"{name}.UTF-8", "LANG": f"{name}.UTF-8"} for name in ("de_DE", "tr_TR", "ar_SA")},
  **{f"time zone {name}": {"TZ": name} for name in ("Pacific/Kiritimati", "America/St_Johns", "Nowhere/Nothing")},
  "a home that is missing": {"HOME": "/nonexistent/home"},
  "no home": {"HOME": ""},
  "temporary files nowhere": {"TMPDIR": "/nonexistent/tmp"},
}
FOLDERS = {"spaces": "my results of  today", "umlauts": "Geräusche über Maß ñ 音", "quotes": "it's a \"folder\"; $HOME & more", "250 characters": LONG}


def ended(process):
  error = process.communicate()[1].decode()
  return None if process.returncode == 0 else f"exit code {process.returncode}: {(error.strip().splitlines() or [''])[-1]}"


def campaign(command, work):
  out = work / "out"
  fresh(command, out)
  first = ended(command.start(out))
  expected = named(state(out / command.looks_at))
  faults = [f"as it is: {first}"] if first else []
  tries = [(name, environment, "out") for name, environment in ENVIRONMENTS.items()] + [(name, {}, folder) for name, folder in FOLDERS.items()]
  for name, environment, folder in tries:
    there = work / folder
    there.parent.mkdir(parents=True, exist_ok=True)
    fresh(command, there)
    wrong = ended(command.start(there, **environment))
    faults += [f"{name}: {fault}" for fault in ([wrong] if wrong else differences(command, there, expected))]
    shutil.rmtree(there)
  print(f"{command.name}: {len(tries)} places, {len(faults)} faults", flush=True)
  for fault in faults:
    print(f"  {fault}", flush=True)
  return len(faults)


def main():
  wanted = sys.argv[1:]
  with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    faults = sum(campaign(command, work) for command in commands(work) if (command.name in wanted if wanted else not command.stopped))
  raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
  main()
