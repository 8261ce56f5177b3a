#!/usr/bin/env python3
"""Other locales, time zones, clocks, folders and homes, and garbage that is collected all the time: each command has to end with the same bytes.

    python3 tests/Campaign/places.py [COMMAND…]      each of the commands of disturbed.py but those that are stopped
    PLACES=clock python3 tests/Campaign/places.py …      only those with this in their names

Clocks take libfaketime (Debian: apt-get install libfaketime). The monotonic clock stays what it is, as where a real clock is set; with a false one, .NET's
threads wait for ever. Times of files stay true, too. Garbage is collected, and finalizers run, by a thread that .NET starts before the program.
"""
import glob
import itertools
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

from disturbed import commands, differences, fresh, named, state

LONG = "/".join(["a" * 120, "b" * 120])  # with what commands add: beyond 250 characters
ENVIRONMENTS = {
  **{f"locale {name}": {"LC_ALL": f"{name}.UTF-8", "LANG": f"{name}.UTF-8"} for name in ("de_DE", "tr_TR", "ar_SA")},
  **{f"time zone {name}": {"TZ": name} for name in ("Pacific/Kiritimati", "America/St_Johns", "Nowhere/Nothing")},
  "a home that is missing": {"HOME": "/nonexistent/home"},
  "no home": {"HOME": ""},
  "temporary files nowhere": {"TMPDIR": "/nonexistent/tmp"},
}
WANTED = os.environ.get("PLACES", "")
FAKETIME = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), None)
CLOCK = {"LD_PRELOAD": FAKETIME, "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}
if FAKETIME:
  ENVIRONMENTS |= {f"a clock that is {off} off": CLOCK | {"FAKETIME": off} for off in ("-20y", "+20y")}
FOLDERS = {"spaces": "my results of  today", "umlauts": "Geräusche über Maß ñ 音", "quotes": "it's a \"folder\"; $HOME & more", "250 characters": LONG}


PROJECT = """<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
</Project>
"""
COLLECTOR = """internal static class StartupHook
{
    public static void Initialize() => new System.Threading.Thread(Collect) { IsBackground = true }.Start();

    private static void Collect()
    {
        while (true)
        {
            System.GC.Collect();
            System.GC.WaitForPendingFinalizers();
            System.Threading.Thread.Sleep(1);
        }
    }
}
"""


def collector(work):
  """Environment of a program whose garbage is collected all the time."""
  folder = work / "collector"
  folder.mkdir()
  (folder / "Collector.csproj").write_text(PROJECT)
  (folder / "StartupHook.cs").write_text(COLLECTOR)
  subprocess.run(["dotnet", "build", "-c", "Release", "-o", str(folder / "built"), "-v", "quiet", "--nologo"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
  return {"DOTNET_STARTUP_HOOKS": str(folder / "built" / "Collector.dll")}


class JumpingClock:
  """A clock that jumps ten years ahead and back, four times a second; as an environment."""

  def __init__(self, work):
    self.file, self.done = work / "clock", threading.Event()

  def __enter__(self):
    self.file.write_text("+0")
    self.thread = threading.Thread(target=self.jump)
    self.thread.start()
    return CLOCK | {"FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1"}

  def __exit__(self, *_):
    self.done.set()
    self.thread.join()

  def jump(self):
    for off in itertools.cycle(("+10y", "-10y")):
      if self.done.wait(0.25):
        return
      self.file.with_suffix(".new").write_text(off)
      self.file.with_suffix(".new").rename(self.file)


def ended(process):
  error = process.communicate()[1].decode()
  return None if process.returncode == 0 else f"exit code {process.returncode}: {(error.strip().splitlines() or [''])[-1]}"


def campaign(command, work, stress):
  out = work / "out"
  fresh(command, out)
  first = ended(command.start(out))
  expected = named(state(out / command.looks_at))
  faults = [f"as it is: {first}"] if first else []
  tries = [(name, environment, "out") for name, environment in (ENVIRONMENTS | {"garbage collected": stress}).items()] + [(name, {}, folder) for name, folder in FOLDERS.items()]

  tried = 0

  def attempt(name, environment, folder):
    nonlocal tried
    if WANTED not in name:
      return
    tried += 1
    there = work / folder
    there.parent.mkdir(parents=True, exist_ok=True)
    fresh(command, there)
    wrong = ended(command.start(there, **environment))
    faults.extend(f"{name}: {fault}" for fault in ([wrong] if wrong else differences(command, there, expected)))
    shutil.rmtree(there)

  for place in tries:
    attempt(*place)
  if FAKETIME:
    with JumpingClock(work) as environment:
      attempt("a clock that jumps", environment, "out")
  print(f"{command.name}: {tried} places, {len(faults)} faults{'' if FAKETIME else '; no clocks, for want of libfaketime'}", flush=True)
  for fault in faults:
    print(f"  {fault}", flush=True)
  return len(faults)


def main():
  wanted = sys.argv[1:]
  with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    stress = collector(work)
    faults = sum(campaign(command, work, stress) for command in commands(work) if (command.name in wanted if wanted else not command.stopped))
  raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
  main()
