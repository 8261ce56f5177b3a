#!/usr/bin/env python3
"""The result tables of tests/README.md from a comparison folder (`ssl4asd compare --seeds 5 --ablations --out FOLDER`).

    python3 tests/Campaign/results.py FOLDER
"""
import csv, pathlib, sys

folder = pathlib.Path(sys.argv[1])
SYSTEMS = ["baseline", "statex", "featex", "regular+statex", "regular+featex", "proposed"]
ABLATIONS = ["proposed", "proposed-without-labels", "proposed-fixed-centres", "proposed-full-statex"]


def rows(name, *keys):
  with open(folder / name, newline="") as file:
    return {tuple(row[k] for k in keys): row for row in csv.DictReader(file)}


summary = rows("summary.csv", "system", "population", "subset", "domain", "metric")
differences = rows("differences.csv", "system", "reference", "population", "subset", "domain", "metric")


def over_seeds(row):
  return f"{100 * float(row['mean']):.1f} ± {100 * float(row['standard_deviation']):.1f}"


def simple(system, subset):
  return " / ".join(over_seeds(summary[system, "simple", subset, "mixed", metric]) for metric in ("AUC", "pAUC"))


def official(system, subset):
  return next(row for key, row in summary.items() if key[:3] == (system, "official", subset) and key[4] == "official score")


def difference(system, reference, subset):
  if system == reference:
    return "–"
  row = next(row for key, row in differences.items() if key[:4] == (system, reference, "official", subset) and key[5] == "official score")
  value, lower, upper = (100 * float(row[k]) for k in ("difference", "lower", "upper"))
  cell = f"{value:+.1f} [{lower:+.1f}, {upper:+.1f}]"
  return f"**{cell}**" if lower > 0 or upper < 0 else cell


def table(systems, reference):
  print("| | Paper dev | Here dev | Paper eval | Here eval |\n| --- | --- | --- | --- | --- |")
  for s in systems:
    print(f"| `{s}` | | {simple(s, 'development')} | | {simple(s, 'evaluation')} |")
  print(f"\n| | dev | eval | dev, ensemble | eval, ensemble | dev minus `{reference}` | eval minus `{reference}` |\n| --- | --- | --- | --- | --- | --- | --- |")
  for s in systems:
    both = [official(s, subset) for subset in ("development", "evaluation")]
    cells = [over_seeds(row) for row in both] + [f"{100 * float(row['ensemble']):.1f}" for row in both] + [difference(s, reference, subset) for subset in ("development", "evaluation")]
    print(f"| `{s}` | " + " | ".join(cells) + " |")


table(SYSTEMS, "baseline")
print()
table(ABLATIONS, "proposed")
