"""What the first Markdown cell of a notebook says of it: a title, then one line each for paper, question, preset, time.

# 05 · The baseline

- **Paper:** Section 3.1
- **Question:** How well does the system without self-supervision find anomalies?
- **Preset:** demo
- **Expected time:** 20 s, and 90 s for each run that has to be trained (1)
"""
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Header:
  title: str
  question: str  # Markdown
  expected_seconds: float | None  # with all runs trained, Demo preset, two cores


def header_of(notebook, name):
  cell = notebook.cells[0] if notebook.cells else None
  text = cell.source if cell is not None and cell.cell_type == "markdown" else ""
  title = re.search(r"^#\s+(.+)$", text, re.MULTILINE)
  time = re.match(r"(\d+(?:\.\d+)?)\s*(s|min)\b", line_of(text, "Expected time"))
  seconds = float(time.group(1)) * (60 if time.group(2) == "min" else 1) if time else None
  return Header(title.group(1).strip() if title else name, line_of(text, "Question"), seconds)


def line_of(text, label):
  found = re.search(rf"^\s*(?:[-*]\s+)?\*\*{label}:\*\*\s*(.+?)\\?\s*$", text, re.MULTILINE)
  return found.group(1) if found else ""
