"""What a notebook depends on: the trained runs that it needs, and whether its page is still true."""
import functools
import hashlib
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent

SYSTEMS = ["baseline", "statex", "featex", "regular+statex", "regular+featex", "proposed"]
ABLATIONS = ["proposed-without-labels", "proposed-fixed-centres", "proposed-full-statex"]
LADDER = ["proposed", "regular+featex", "ladder-loss", "ladder-network", "ladder-featex-half", "ladder-weight-decay", "ladder-clean-pass", "direct-act"]
SEVERAL = {"demo": 3, "tiny": 3}  # seeds of the ensemble; the paper has five

# Number of the notebook: its systems. A notebook trains what is missing itself; known before, several are trained at once.
# 14 trains on other recordings than these data, by itself; whether those have changed is not looked at here.
NEEDS = {
  "05": ["baseline"],
  "06": ["baseline", "baseline-without-mixup"],
  "07": ["baseline", "statex"],
  "08": ["baseline", "featex"],
  "09": ["baseline", "proposed"],
  "10": SYSTEMS,
  "11": ["proposed", *ABLATIONS],
  "12": ["proposed"],
  "13": LADDER,
}


def seeds_of(number, preset):
  return SEVERAL.get(preset, 5) if number == "12" else 1


def training(numbers, preset):
  """The arguments of each `ssl4asd compare` that trains what these notebooks need."""
  for seeds in sorted({seeds_of(n, preset) for n in numbers if n in NEEDS}):
    needed = [s for n in numbers if n in NEEDS and seeds_of(n, preset) == seeds for s in NEEDS[n]]
    systems = [s for s in dict.fromkeys(needed) if s not in ABLATIONS]
    ablations = ["--ablations"] if any(s in ABLATIONS for s in needed) else []
    yield ["--systems", ",".join(systems), "--seeds", str(seeds), *ablations]


def fingerprint(notebook, preset, data, runs):
  """Changes when the page would: with the notebook, the code, the preset, the data, or the runs that it takes its numbers from.

  Code, runs and results of campaigns count by their content, data by the names, sizes and times of the files: hours of sound are not read again.
  A run that a notebook uses without NEEDS knowing it is not seen here.
  """
  parts = [preset, os.path.abspath(data), content(notebook), libraries(), listing(data), *map(content, sorted((ROOT / "notebooks/results").rglob("*.csv")))]
  number = notebook.name[:2]
  for system in NEEDS.get(number, []):
    for seed in range(seeds_of(number, preset)):
      for run in sorted(pathlib.Path(runs).glob(f"{preset}-*/runs/{system}/seed-{seed}/run.json")):
        parts += [run.relative_to(runs), content(run)]
  return joined(parts)


def joined(parts):
  return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def content(path):
  return hashlib.sha256(path.read_bytes()).hexdigest()


@functools.cache
def libraries():
  folders = [ROOT / "src" / project / "bin/Release/net10.0" for project in ("Ssl4Asd.Notebooks", "Ssl4Asd.Kernel")]
  return joined(f"{library.name} {content(library)}" for folder in folders for library in sorted(folder.glob("*.dll")))


@functools.cache
def listing(data):
  parts = []
  for folder, folders, files in os.walk(data):
    folders[:] = sorted(f for f in folders if not f.startswith("."))  # hidden ones are ours: the clip store
    for file in sorted(files):
      state = os.stat(os.path.join(folder, file))
      parts.append((os.path.relpath(folder, data), file, state.st_size, state.st_mtime_ns))
  return joined(parts)
