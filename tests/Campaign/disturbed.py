"""Commands that the campaigns of this folder disturb, and how to tell that they end with the same bytes all the same."""
import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess

import mirror
from program import ROOT, command as program, run

LEFT_OVER = re.compile(r"\.tmp$|\.unfinished|\.lock$|(^|/)lock$|\.probe$|/\.download/")


class Command:
  """A command line with {out} for its folder, what has to be in that folder before it begins, after how many seconds it is stopped as by Ctrl-C, and its environment."""

  def __init__(self, name, arguments, begin=None, looks_at=".", stopped=None, of=program, **environment):
    self.name, self.arguments, self.begin, self.looks_at, self.stopped, self.of = name, arguments, begin or (lambda out: None), looks_at, stopped, of
    self.environment = environment

  def start(self, out, *prefix, **environment):
    arguments = [str(a).replace("{out}", str(out)) for a in self.arguments]
    stop = ["timeout", "--signal=INT", str(self.stopped)] if self.stopped else []
    own = {name: value.replace("{out}", str(out)) for name, value in self.environment.items()}
    return subprocess.Popen([*stop, *prefix, *self.of(*arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, env=os.environ | own | environment)


def commands(work):
  data, fan = work / "data", work / "fan"
  run("demo-data", "--preset", "tiny", "--out", data)
  run("demo-data", "--own", "--preset", "tiny", "--out", fan)
  run("inspect", "--data", data)
  run("train", "--data", data, "--system", "proposed", "--preset", "tiny", "--out", work / "trained")
  run("score", "--run", work / "trained", "--data", data)
  machine = min((data / "dev_data").iterdir()).name
  one = shutil.copytree(data / "dev_data" / machine, work / "one/dev_data" / machine).parents[1]  # a comparison starts many processes: the less each does
  trained = lambda out: shutil.copytree(work / "trained", out / "run")
  unscored = lambda out: shutil.copytree(work / "trained", out / "run", ignore=shutil.ignore_patterns("scores*", "metrics*", "submission*"))
  arrived = lambda out: shutil.copytree(data / "dev_data" / machine / "test", out / "new")
  plain = lambda out: shutil.copytree(data, out / "data", ignore=shutil.ignore_patterns(".ssl4asd"))
  return [
    Command("train", ["train", "--data", data, "--system", "proposed", "--preset", "tiny", "--epochs", 3, "--resume", "--out", "{out}/run"]),
    Command("compare", ["compare", "--data", one, "--systems", "baseline,proposed", "--seeds", 2, "--preset", "tiny", "--workers", 4, "--out", "{out}/compared"]),
    Command("score", ["score", "--run", "{out}/run", "--data", data], unscored),
    Command("evaluate", ["evaluate", "{out}/run"], trained),
    Command("download", ["download", "dcase2024", "--out", "{out}/dcase", "--machines", ",".join(mirror.MACHINES), "--parts", "development", "--base-url", mirror.start()]),
    Command("watch", ["detect", "--run", work / "trained", "--machine", machine, "--watch", "{out}/new"], arrived, stopped=4),
    Command("notebooks", ["--preset", "tiny", "--only", "05", "--data", data, "--out", "{out}/pages"], looks_at="pages/runs", of=lambda *arguments: ["bash", str(ROOT / "notebooks/run.sh"), *arguments]),
    Command("store", ["inspect", "--data", "{out}/data"], plain, "data/.ssl4asd", XDG_CACHE_HOME="{out}/cache"),  # not in a cache elsewhere
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
  expected = (0, 124, 130) if command.stopped else (0,)  # 124 is what timeout says
  if process.returncode not in expected and not (process.returncode == 2 and "exists already" in error):
    raise AssertionError(f"exit code {process.returncode}: {error.strip().splitlines()[-1] if error.strip() else ''}")


def named(found):
  """Names of stores begin with what was decoded and end with a hash of paths and times."""
  return {re.sub(r"-[0-9a-f]{8,}\.clips$", ".clips", name): what for name, what in found.items()}


def faults_of(command, out, expected):
  """Runs it to its end; what is wrong then, of nothing, an exit code, other bytes and what is left over."""
  try:
    to_its_end(command, out)
  except AssertionError as error:
    return [str(error)]
  return differences(command, out, expected)


def differences(command, out, expected):
  """Of nothing, other bytes and what is left over, in one line."""
  found = named(state(out / command.looks_at))
  differing = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
  left = [name for name in state(out) if LEFT_OVER.search(name)]
  return [f"differing {differing[:5]}, left over {left[:5]}"] if differing or left else []
