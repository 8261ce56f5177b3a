#!/usr/bin/env python3
"""The official ground truth of each year, read as it is published: every name, every label, every count.

    python3 tests/Campaign/official-names.py FOLDER

FOLDER holds checkouts of the evaluators (dcase2021_task2_evaluator, dcase2022_evaluator, dcase2023_task2_evaluator, dcase2024_task2_evaluator) and of the
baseline (dcase2023_task2_baseline_ae). For each, empty files of the names that it lists are laid out as the evaluation set, beside a few training
clips, and `inspect --quick --truth` reads them; then the labelled names are laid out as a development set.
"""
import csv
import pathlib
import re
import sys
import tempfile

from program import call



def touch(path):
  path.parent.mkdir(parents=True, exist_ok=True)
  path.touch()


def training(data, machine, section, ids):
  """What has to be there for a test clip to be scored."""
  for folder, of in (("dev_data/fan", "00"), (f"eval_data/{machine}", section)):
    for number in range(2):
      names = [f"normal_id_{of}_{number:08}.wav"] if ids else [f"section_{of}_{domain}_train_normal_{number:04}_a_{number}.wav" for domain in ("source", "target")]
      for name in names:
        touch(data / folder / "train" / name)


def inspect(data, truth=None):
  answer = call("inspect", "--quick", "--data", data, *(["--truth", truth] if truth else []))
  problems = [line for line in answer.stdout.splitlines() if re.match("(error|notice): ", line) and "--quick opened" not in line]
  return answer, problems


def report(title, names, answer, problems):
  crashed = answer.returncode not in (0, 2) or " at Ssl4Asd" in answer.stderr
  rows = [line.split() for line in answer.stdout.splitlines() if re.search(r"\s(dev|eval)\s+\d\d\s", line)]
  tests, unlabelled = sum(sum(map(int, row[5:9])) for row in rows), sum(int(row[9]) for row in rows)
  print(f"{title}: {names} names; {len(rows)} sections, {tests} labelled test clips, {unlabelled} without label, exit code {answer.returncode}{', CRASHED: ' + answer.stderr[-300:] if crashed else ''}")
  for line in problems:
    print(f"  {line[:230]}")
  return crashed


def of_evaluator(folder, work):
  names = 0
  for file in sorted((folder / "ground_truth_data").glob("ground_truth_*.csv")):
    machine, section, domain = re.fullmatch(r"ground_truth_(.+)_section_(\d\d)_(?:(source|target)_)?test\.csv", file.name).groups()
    training(work, machine, section, False)
    for row in csv.reader(file.open(encoding="utf-8-sig")):
      if row and row[0].strip().endswith(".wav"):
        touch(work / "eval_data" / machine / (f"{domain}_test" if domain else "test") / row[0].strip())
        names += 1
  return names, inspect(work, folder)


def of_list(file, work, labelled):
  names, machine = 0, None
  year = int(file.stem[-4:])
  for row in csv.reader(file.open(encoding="utf-8-sig")):
    if not row:
      continue
    if len(row) == 1 or not row[0].endswith(".wav"):
      machine = row[0].strip()
      continue
    plain, full = row[0].strip(), row[1].strip()
    section = re.search(r"(?:section|id)_(\d\d)", plain)[1]
    subset = "dev_data" if labelled else "eval_data"
    domain = re.search("(source|target)_test", plain if not labelled else full)
    test = f"{domain[1]}_test" if year == 2021 and domain else "test"
    training(work, machine, section, year == 2020)
    touch(work / subset / machine / test / (full if labelled else plain))
    names += 1
  return names, inspect(work, None if labelled else file)


def main():
  folder, crashes = pathlib.Path(sys.argv[1]), 0
  for evaluator in sorted(path for path in folder.iterdir() if "evaluator" in path.name and (path / "ground_truth_data").is_dir()):
    with tempfile.TemporaryDirectory() as work:
      names, (answer, problems) = of_evaluator(evaluator, pathlib.Path(work))
      crashes += report(f"{evaluator.name}, labels", names, answer, problems)
  for file in sorted(folder.rglob("datasets/eval_data_list_20??.csv")):
    for labelled in (False, True):
      with tempfile.TemporaryDirectory() as work:
        names, (answer, problems) = of_list(file, pathlib.Path(work), labelled)
        crashes += report(f"{file.name}, {'labelled names' if labelled else 'labels'}", names, answer, problems)
  raise SystemExit(1 if crashes else 0)


if __name__ == "__main__":
  main()
