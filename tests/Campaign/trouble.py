#!/usr/bin/env python3
"""What happens to people's machines: a full disk, one that becomes read-only, a quota, a permission that is taken away, too few file handles, too little memory.
Each command, in trouble at random points, has to say so in one line with exit code 2 (or be done), and then, without the trouble, to end with the same bytes as
one that nobody disturbed.

    python3 tests/Campaign/trouble.py [POINTS [COMMAND…]]      20 points of each trouble for each of the commands of disturbed.py
    TROUBLES=quota,forbidden python3 tests/Campaign/trouble.py …      only these of them

Takes Linux and root: each command's folder is a small file system in memory, for quotas (Debian: apt-get install btrfs-progs) a btrfs in a file, to become read-only
an ext4 in one; without permission the command is somebody else's, since root may do all. What is too much for a control group (cgroup v1) is killed by the kernel: then only the bytes
afterwards count. The draw is the same every time.
"""
import contextlib
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

from disturbed import commands, faults_of, named, state, to_its_end

POINTS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
ROOM = "2g"
GROUP = pathlib.Path("/sys/fs/cgroup/memory/ssl4asd-trouble")
SOMEBODY = 65534


def top_of(out):
  """Where limits are set: what is at its limit takes no other one."""
  return out.parent / "top"


def call(*command):
  subprocess.run([*map(str, command)], check=True, capture_output=True)


def mount(out, image, trouble):
  if trouble not in (quota, read_only):
    call("mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", out)
    return
  with open(image, "wb") as file:
    file.truncate(1 << 30)
  if trouble is read_only:
    call("mkfs.ext4", "-q", "-F", image)
    call("mount", "-o", "loop", image, out)
    return
  top = top_of(out)
  top.mkdir(exist_ok=True)
  call("mkfs.btrfs", "-f", image)
  call("mount", "-o", "loop", image, top)
  call("btrfs", "subvolume", "create", top / "room")
  call("btrfs", "quota", "enable", top)
  call("mount", "--bind", top / "room", out)


def remount(out, *options):
  return subprocess.run(["mount", "-o", ",".join(["remount", *options]), str(out)], capture_output=True).returncode == 0


def used(out):
  quotas = subprocess.run(["btrfs", "qgroup", "show", "--sync", "--raw", str(out)], capture_output=True, text=True)
  if quotas.returncode == 0:
    return int(quotas.stdout.split("\n0/256 ")[1].split()[0]) >> 10
  return int(subprocess.run(["df", "--output=used", "-k", str(out)], capture_output=True, text=True, check=True).stdout.split()[-1])


def full(command, out, draw, needs, lasts):
  remount(out, f"size={used(out) + int(draw.uniform(0, 0.98) * needs)}k")
  return command.start(out)


def read_only(command, out, draw, needs, lasts):
  call("sync", "--file-system", out)  # what was there before
  process = command.start(out)
  # as after an error of the disk, whatever is being written
  threading.Timer(draw.uniform(0, lasts), lambda: process.poll() is None and remount(out, "abort")).start()
  return process


def few_handles(command, out, draw, needs, lasts):
  return command.start(out, "prlimit", f"--nofile={draw.randint(75, 150)}")


def little_memory(command, out, draw, needs, lasts):
  return command.start(out, DOTNET_GCHeapHardLimit=hex(draw.randint(3, 40) << 20))


def somebody(command, out):
  """Starts it as another user, to whom the folder belongs."""
  for path in [out, *out.rglob("*")]:
    os.chown(path, SOMEBODY, SOMEBODY, follow_symlinks=False)
  home = out.parent / "home"
  home.mkdir(exist_ok=True)
  os.chown(home, SOMEBODY, SOMEBODY)
  return command.start(out, "setpriv", f"--reuid={SOMEBODY}", f"--regid={SOMEBODY}", "--clear-groups", HOME=str(home))


def quota(command, out, draw, needs, lasts):
  call("btrfs", "qgroup", "limit", f"{used(out) + int(draw.uniform(0, 0.98) * needs)}k", "0/256", top_of(out))
  return command.start(out)


def forbidden(command, out, draw, needs, lasts):
  process = somebody(command, out)

  def later():
    for folder in [out, *out.rglob("*/")]:
      with contextlib.suppress(FileNotFoundError):
        if process.poll() is None:
          folder.chmod(0o555)

  threading.Timer(draw.uniform(0, lasts), later).start()
  return process


def small_group(command, out, draw, needs, lasts):
  GROUP.mkdir(exist_ok=True)
  (GROUP / "memory.limit_in_bytes").write_text(str(draw.randint(40, 300) << 20))
  return command.start(out, "sh", "-c", f'echo $$ > {GROUP}/cgroup.procs; exec "$@"', "-")


def over(out, image, trouble):
  """The trouble is."""
  if trouble is read_only:
    call("umount", out)
    call("mount", "-o", "loop", image, out)
  elif trouble is quota:
    call("btrfs", "qgroup", "limit", "none", "0/256", top_of(out))
  else:
    remount(out, "rw", f"size={ROOM}")
  for folder in [out, *out.rglob("*/")]:
    folder.chmod(0o755)


def spoken(command, process, error, trouble):
  """What is wrong with how it ended."""
  lines = error.strip().splitlines()
  started = not any("Failed to create CoreCLR" in line or "Failed to create the thread pool" in line for line in lines)
  ended = (0, 124, 130) if command.stopped else (0,)  # 124 is what timeout says
  if process.returncode in ended or not started or (process.returncode == -6 and "Out of memory." in lines) or (process.returncode == -9 and trouble is small_group):
    return []  # all but the first are .NET itself and the kernel, which ask nobody
  in_a_cell = lines and re.match(r"notebooks: \S+\.ipynb, cell ", lines[-1])
  if process.returncode != (1 if in_a_cell else 2) or any(line.startswith(("   at ", "Traceback")) or "Unhandled" in line for line in lines):
    return [f"exit code {process.returncode}: {' / '.join(lines[-3:])[:300]}"]
  return [] if lines and lines[-1].startswith(("ssl4asd: ", "notebooks: ", "Ssl4Asd.Kernel: ")) else [f"its last line: {lines[-1:]}"]


def campaign(command, work, trouble, draw):
  out = work / "out"
  out.mkdir(exist_ok=True)
  image = work / "disk"
  mount(out, image, trouble)
  try:
    command.begin(out)
    before, began = used(out), time.monotonic()
    to_its_end(command, out)
    lasts, needs = time.monotonic() - began, used(out) - before
    expected = named(state(out / command.looks_at))
    faults, said = [], {}
    for point in range(POINTS):
      subprocess.run(f"rm -rf {out}/* {out}/.[!.]*", shell=True, check=True)
      command.begin(out)
      process = trouble(command, out, draw, needs, lasts)
      error = process.communicate()[1].decode()
      wrong = spoken(command, process, error, trouble)
      over(out, image, trouble)
      if process.returncode not in (0, 124):
        last = (error.strip().splitlines() or [""])[-1]
        said[last.replace(str(out), "OUT")[:160]] = said.get(last.replace(str(out), "OUT")[:160], 0) + 1
      faults += [f"point {point}: {fault}" for fault in wrong + faults_of(command, out, expected)]
    print(f"{command.name}, {trouble.__name__.replace('_', ' ')}: {POINTS} points, {sum(said.values())} times in trouble, {len(faults)} faults", flush=True)
    for line, times in sorted(said.items(), key=lambda item: -item[1])[:2]:
      print(f"    {times} times: {line}", flush=True)
    for fault in faults[:6]:
      print(f"  {fault}", flush=True)
    return len(faults)
  finally:
    for folder in [out, top_of(out)]:
      if os.path.ismount(folder):
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


def main():
  wanted = sys.argv[2:]
  troubles = [trouble for trouble in (full, read_only, quota, forbidden, few_handles, little_memory, small_group) if trouble.__name__ in os.environ.get("TROUBLES", trouble.__name__).split(",")]
  with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    work.chmod(0o755)
    faults = sum(
      campaign(command, work, trouble, random.Random(command.name + trouble.__name__))
      for command in commands(work) if not wanted or command.name in wanted
      for trouble in troubles)
  raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
  main()
