#!/usr/bin/env python3
"""The table of back ends of tests/README.md from the files that `ssl4asd backends RUN… --ensemble --out FILE` writes, one for each system.

    python3 tests/Campaign/backends.py SYSTEM=FILE…
"""
import csv
import sys


def cell(row):
  value = f"{100 * float(row['mean']):.1f}" + (f" ± {100 * float(row['standard_deviation']):.1f}" if row["standard_deviation"] else "")
  if not row["difference"]:
    return value
  difference, lower, upper = (100 * float(row[key]) for key in ("difference", "lower", "upper"))
  text = f"{difference:+.1f} [{lower:+.1f}, {upper:+.1f}]"
  return f"{value}; {f'**{text}**' if lower > 0 or upper < 0 else text}"


print("| system | back end | dev | eval | dev, ensemble | eval, ensemble |\n| --- | --- | --- | --- | --- | --- |")
for argument in sys.argv[1:]:
  system, _, path = argument.partition("=")
  with open(path, newline="", encoding="utf-8") as file:
    rows = {(row["back_end"], row["of"], row["subset"]): row for row in csv.DictReader(file) if row["metric"] == "official score" and row["population"] == "official"}
  kinds = list(dict.fromkeys(of for _, of, _ in rows))
  for back_end in dict.fromkeys(name for name, _, _ in rows):
    cells = [cell(rows[back_end, of, subset]) for of in kinds for subset in ("development", "evaluation")]
    print(f"| `{system}` | `{back_end}` | {' | '.join(cells)} |")
