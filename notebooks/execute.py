"""Executes notebooks with the C# kernel and writes their pages; run by run.sh, which sets everything up.

A notebook is executed again only when what its page depends on has changed (plan.fingerprint); the fingerprint, the time
it took and with what are kept in the metadata of the executed notebook, beside the page.
"""
import argparse
import base64
import concurrent.futures
import datetime
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

import browser
import formulas
import pages
import pictures
import plan
from header import Header, header_of

HERE = pathlib.Path(__file__).resolve().parent
KERNEL = ".net-csharp"

# Pictures of the README: notebook and how the text of the chart begins. They show the Demo preset on the synthetic machines.
README = {"statex": ("07", "Chart; 3 heatmap traces"), "embeddings": ("09", "embeddings by machine type"), "differences": ("10", "official score minus")}


class Stop(Exception):
  """One line for the reader, and the exit code."""

  def __init__(self, message, code):
    super().__init__(message)
    self.code = code


@dataclass
class Card:
  number: str
  name: str
  header: Header
  run: dict | None = None  # what the executed notebook's metadata tells
  picture: str | None = None

  @property
  def page(self):
    return f"{self.name}.html"


class Progress:
  """One line that is rewritten on a terminal; elsewhere a line at the start, the end, and every ten seconds.

  Of several notebooks at once it is the first in their order that shows (first)."""

  def __init__(self, title):
    self.title, self.terminal, self.last, self.first = title, sys.stderr.isatty(), 0.0, False

  def show(self, text):
    now = time.monotonic()
    if not self.first:
      return
    if self.terminal:
      line = f"{self.title}: {text}"[:os.get_terminal_size(sys.stderr.fileno()).columns - 1]
      print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
    elif now - self.last >= 10:
      self.last = now
      print(f"{self.title}: {text}", file=sys.stderr, flush=True)

  def end(self, text):
    print(f"\r\x1b[K{self.title}: {text}" if self.terminal else f"{self.title}: {text}", file=sys.stderr, flush=True)


class Client(NotebookClient):
  """Shows the last line that a cell has printed: training tells its progress so."""

  progress, where = None, ""
  running = []  # all that have a kernel

  def process_message(self, message, cell, cell_index):
    if message["msg_type"] == "stream":
      lines = re.split(r"[\r\n]+", message["content"]["text"].strip())
      self.progress.show(f"{self.where}: {lines[-1]}")
    return super().process_message(message, cell, cell_index)


def as_a_terminal_shows_it(text):
  """A carriage return goes back to the start of the line, and what follows overwrites it."""
  lines = []
  for line in text.split("\n"):
    shown = ""
    for part in line.split("\r"):
      part = part.rsplit("\x1b[2K", 1)[-1]
      shown = part[:-3] if part.endswith("\x1b[K") else part + shown[len(part):]
    lines.append(shown)
  return "\n".join(lines)


def tidy(cell):
  """Pieces of one stream become one output, as shown by a terminal."""
  kept = []
  for output in cell.get("outputs", []):
    if output.output_type == "stream" and kept and kept[-1].output_type == "stream" and kept[-1].name == output.name:
      kept[-1].text += output.text
    else:
      kept.append(output)
  for output in kept:
    if output.output_type == "stream":
      output.text = as_a_terminal_shows_it(output.text)
  cell.outputs = kept


def execute(notebook, progress):
  """Runs all cells. Returns None, or where and how it failed: (cell, first line of the error)."""
  client = Client(notebook, timeout=None, kernel_name=KERNEL, resources={"metadata": {"path": str(HERE)}})
  client.progress = progress
  progress.show("starting the kernel")
  code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
  done = 0
  try:
    with client.setup_kernel():
      Client.running.append(client)
      for done, i in enumerate(code, 1):
        client.where = f"cell {done} of {len(code)}"
        progress.show(client.where)
        client.execute_cell(notebook.cells[i], i)
  except CellExecutionError as error:
    return f"cell [{done}]", first_line(f"{error.ename}: {error.evalue}")
  except DeadKernelError:
    return f"cell [{done}]", "the kernel ended; is there enough memory?"
  except RuntimeError as error:  # Jupyter's, of a kernel that does not begin
    if done:
      raise
    raise Stop(f"the kernel does not begin ({first_line(str(error))}); are there enough memory, threads and open files (ulimit -a)?", 2) from None
  finally:
    if client in Client.running:
      Client.running.remove(client)
    for cell in notebook.cells:
      if cell.cell_type == "code":
        tidy(cell)
    if progress.terminal and progress.first:
      print("\r\x1b[K", end="", file=sys.stderr)
  return None


def first_line(text):
  return text.strip().splitlines()[0] if text.strip() else "no message"


def versions():
  def answer(*command):
    try:
      return subprocess.run(command, capture_output=True, text=True, cwd=HERE).stdout.strip()
    except OSError:
      return ""
  commit = answer("git", "rev-parse", "--short", "HEAD")
  parts = [f"Ssl4Asd{' ' + commit if commit else ''}", f".NET SDK {answer('dotnet', '--version')}"]
  return " · ".join(parts)


def shown_path(path):
  path = pathlib.Path(path).resolve()
  return str(path.relative_to(plan.ROOT)) if path.is_relative_to(plan.ROOT) else str(path)


def cards_of(folder, out):
  cards = []
  for path in sorted(folder.glob("[0-9][0-9]-*.ipynb")):
    executed = out / path.name
    card = Card(path.name[:2], path.stem, header_of(read(path), path.stem))
    if executed.exists() and (out / card.page).exists():
      card.run = told(read(executed).metadata.get("ssl4asd"))
    if (out / f"{card.name}.png").exists():
      card.picture = f"{card.name}.png"
    cards.append(card)
  return cards


def told(run):
  """What run_one has written of a run; None where somebody has changed it."""
  texts = ("preset", "data", "date", "versions")
  is_whole = isinstance(run, dict) and isinstance(run.get("seconds"), (int, float)) and 0 <= run["seconds"] < 1e7 and all(isinstance(run.get(t), str) for t in texts) \
    and all(isinstance(run.get(t, ""), str) for t in ("failed", "fingerprint"))
  return run if is_whole else None


def read(path):
  try:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)  # reading only warns
    return notebook
  except Exception as error:  # whatever nbformat finds wrong
    raise Stop(f"{path.name} is no notebook that can be read: {first_line(str(error))}", 2) from None


def chosen_of(cards, only, folder):
  if not cards:
    raise Stop(f"there are no notebooks (NN-*.ipynb) in {folder}", 2)
  if not only:
    return cards
  numbers = [n.strip().zfill(2) for n in only.split(",") if n.strip()]
  for number in numbers:
    if number not in {card.number for card in cards}:
      raise Stop(f"there is no notebook {number}; there are {', '.join(card.number for card in cards)}", 2)
  return [card for card in cards if card.number in numbers]


def write_page(cards, card, out, notebook):
  """The page links to those neighbours that have one."""
  i = cards.index(card)
  def near(j):
    return (cards[j].header.title, cards[j].page) if 0 <= j < len(cards) and cards[j].run else None
  pages.write(out / card.page, pages.page(notebook, card.header.title, near(i - 1), near(i + 1)))


def run_one(card, path, options, out, progress):
  """Executes a notebook; its outcome is in card.run and in the executed notebook. Returns it and the failure, if any."""
  notebook = read(path)
  begun = time.monotonic()
  failure = execute(notebook, progress)
  card.run = {
    "seconds": round(time.monotonic() - begun, 1), "preset": options.preset, "data": shown_path(options.data),
    "date": datetime.datetime.now().strftime("%Y-%m-%d %H:%M"), "versions": versions()}
  if failure:
    card.run["failed"] = failure[0]
  else:
    card.run["fingerprint"] = plan.fingerprint(path, options.preset, options.data, options.runs)
  notebook.metadata["ssl4asd"] = card.run
  if card.picture:  # of another run
    (out / card.picture).unlink()
    card.picture = None
  pages.write(out / path.name, nbformat.writes(notebook))
  return notebook, failure


def at_once(preset):
  """How many notebooks run at the same time: starting a kernel and most cells take one core. Those of the paper's sizes need the memory for themselves."""
  return 2 if preset in plan.SEVERAL and (os.cpu_count() or 1) > 1 else 1


def is_current(card, path, options):
  return card.run is not None and card.run.get("fingerprint") == plan.fingerprint(path, options.preset, options.data, options.runs)


def main(options):
  folder, out = pathlib.Path(options.notebooks).resolve(), pathlib.Path(options.out).resolve()
  cards = cards_of(folder, out)
  chosen = chosen_of(cards, options.only, folder)
  path_of = {card.number: folder / f"{card.name}.ipynb" for card in cards}
  if options.check:
    return
  if options.training:
    stale = [card.number for card in chosen if not is_current(card, path_of[card.number], options)]
    print(*(" ".join(arguments) for arguments in plan.training(stale, options.preset)), sep="\n", end="")
    return
  if not formulas.available():
    print("notebooks: blahtexml is missing: formulas are shown as their source text", file=sys.stderr)
  for card in chosen:
    try:
      pages.check_formulas(read(path_of[card.number]))
    except formulas.FormulaError as error:
      raise Stop(f"{card.name}.ipynb, {error}", 1) from None
  pages.tidy(out)
  done = []
  with concurrent.futures.ThreadPoolExecutor(at_once(options.preset)) as pool:
    work = {}
    for card in chosen:
      if not is_current(card, path_of[card.number], options):
        progress = Progress(card.header.title)
        work[card.number] = progress, pool.submit(run_one, card, path_of[card.number], options, out, progress)
    try:
      for card in chosen:
        progress, running = work.get(card.number, (Progress(card.header.title), None))
        progress.first = True
        notebook, failure = running.result() if running else (read(out / path_of[card.number].name), None)
        if not failure:
          progress.end(took(card) if running else "nothing changed")
        done.append((card, notebook))
        write_page(cards, card, out, notebook)
        if failure:
          raise Stop(f"{card.name}.ipynb, {failure[0]}: {failure[1]}", 1)
    except BaseException as error:
      pool.shutdown(wait=False, cancel_futures=True)  # those that run already are waited for
      if isinstance(error, KeyboardInterrupt):
        for client in list(Client.running):
          os.kill(client.km.provisioner.pid, signal.SIGTERM)
      raise
    finally:
      pages.write(out / "index.html", pages.index(cards))
  if options.pictures:
    draw(done, options, out)
  for card, notebook in done:  # once more: now the page that follows is there too, and the pictures
    write_page(cards, card, out, notebook)
  pages.write(out / "index.html", pages.index(cards))
  print(out / "index.html")


def draw(done, options, out):
  """Pictures of all charts that lack one, in one browser; those of the README too where a run has what it shows."""
  wanted = [(card, notebook) for card, notebook in done if pictures.lacking(notebook)]
  if wanted:
    progress = Progress("pictures")
    with browser.Browser() as window:
      for i, (card, notebook) in enumerate(wanted, 1):
        progress.show(f"notebook {i} of {len(wanted)}")
        try:
          pictures.add(window, out / card.page, notebook)
        except (pictures.PictureError, RuntimeError, TimeoutError) as error:
          raise Stop(f"the pictures of {card.page} could not be made: {first_line(str(error))}", 1) from None
        pages.write(out / f"{card.name}.ipynb", nbformat.writes(notebook))
    progress.end(f"added to {len(wanted)} {'notebook' if len(wanted) == 1 else 'notebooks'}")
  for card, notebook in done:
    save(pictures.first(notebook), out / f"{card.name}.png")
    card.picture = f"{card.name}.png" if (out / f"{card.name}.png").exists() else None
  if options.preset == "demo" and pathlib.Path(options.data).resolve() == plan.ROOT / "data/demo" and pathlib.Path(options.notebooks).resolve() == HERE:
    for name, (number, beginning) in README.items():
      for card, notebook in done:
        if card.number == number:
          save(pictures.first(notebook, beginning), HERE / "pictures" / f"{name}.png")


def save(picture, path):
  if picture:
    pages.write_bytes(path, base64.b64decode(picture))


def took(card):
  expected, seconds = card.header.expected_seconds, card.run["seconds"]
  text = pages.seconds_text(seconds)
  if expected is not None and card.run["preset"] == "demo":
    text += f" (expected: {pages.seconds_text(expected)})"
    if seconds > 2 * expected:
      text += "; notice: more than twice the expected time"
  return text


if __name__ == "__main__":
  parser = argparse.ArgumentParser()
  for name in ("notebooks", "out", "preset", "data", "runs", "only"):
    parser.add_argument(f"--{name}", default="")
  parser.add_argument("--check", action="store_true", help="only look whether the chosen notebooks are there")
  parser.add_argument("--pictures", action="store_true", help="a picture of each chart, for readers without scripts")
  parser.add_argument("--training", action="store_true", help="only print the arguments of `ssl4asd compare` that train what they need")
  try:
    main(parser.parse_args())
  except Stop as stop:
    print(f"notebooks: {stop}", file=sys.stderr)
    sys.exit(stop.code)
  except OSError as error:
    print(f"notebooks: {error.filename or 'a file'}: {error.strerror or error}; check the disk and permissions there, then give the same command again", file=sys.stderr)
    sys.exit(2)
  except KeyboardInterrupt:
    print("\nnotebooks: stopped; what was finished is kept", file=sys.stderr)
    sys.exit(130)
