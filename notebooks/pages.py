"""HTML pages of executed notebooks, and their index: one file each, readable offline, with scripts off, and on paper."""
import contextlib
import html
import os
import pathlib
import re

from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.markdown import markdown2html
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import CSharpLexer

import formulas

FORMATTER = HtmlFormatter(nowrap=True, style="friendly")
# C# scripts have lines (#r) that the lexer takes for wrong: no boxes round them.
STYLE = FORMATTER.get_style_defs([".code", ".highlight"]) + "\n.code, .highlight { background: none } .code .err { border: 0; color: inherit }"
CSS = pathlib.Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def write(path, text):
  """Written beside its target and renamed: whoever opens the page meanwhile sees the old one or the new one."""
  write_bytes(path, text.encode("utf-8"))


def write_bytes(path, content):
  beside = path.with_name(f".{path.name}.{os.getpid()}")
  try:
    with open(beside, "wb") as file:
      file.write(content)
      file.flush()
      os.fsync(file.fileno())
    os.replace(beside, path)
  except BaseException:
    with contextlib.suppress(OSError):
      beside.unlink(missing_ok=True)
    raise


def tidy(folder):
  """Removes what write had begun beside its target when its process was killed."""
  for path in folder.glob(".*.[0-9]*"):
    process = path.name.rpartition(".")[2]
    if process.isdigit() and not alive(int(process)):
      path.unlink(missing_ok=True)


def alive(process):
  try:
    os.kill(process, 0)
  except ProcessLookupError:
    return False
  except PermissionError:
    pass  # somebody else's
  return True


def document(title, body):
  return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<link rel="icon" href="data:,">
<style>
{CSS}{STYLE}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def page(notebook, title, before=None, after=None):
  """before, after: (title, file) of the neighbours that have a page."""
  def link(neighbour, text):
    return f'<a href="{neighbour[1]}">{text.format(html.escape(neighbour[0]))}</a>' if neighbour else ""
  bar = (f'<nav class="bar"><div><span>{link(before, "← {}")}</span><a href="index.html">all notebooks</a>'
         f'<span class="next">{link(after, "{} →")}</span></div></nav>')
  cells = "\n".join(cell_html(cell, i + 1) for i, cell in enumerate(notebook.cells))
  return document(title, f"{bar}\n<main>\n{cells}\n</main>\n{bar}")


def cell_html(cell, position):
  if cell.cell_type == "markdown":
    return f'<div class="cell markdown">{markdown(cell.source, position)}</div>'
  if cell.cell_type != "code":
    return ""
  number = f'<span class="number">[{cell.execution_count}]</span>' if cell.execution_count else ""
  code = highlight(cell.source, CSharpLexer(), FORMATTER)
  outputs = "".join(f'<div class="output">{output_html(output, position)}</div>\n' for output in cell.outputs)
  return f'<div class="cell"><div class="code">{number}<pre>{code}</pre></div>\n{outputs}</div>'


def output_html(output, position):
  if output.output_type == "stream":
    return f'<pre class="{output.name}">{ansi2html(output.text)}</pre>'
  if output.output_type == "error":
    text = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
    return f'<pre class="error">{ansi2html(text)}</pre>'
  data = output.data
  if "text/html" in data:
    return data["text/html"]
  if "image/svg+xml" in data:
    return data["image/svg+xml"]
  if "image/png" in data:
    return f'<img alt="" src="data:image/png;base64,{data["image/png"].strip()}">'
  if "text/markdown" in data:
    return markdown(data["text/markdown"], position)
  return f'<pre>{ansi2html(data.get("text/plain", ""))}</pre>'


def markdown(text, position=None):
  """Formulas go round the Markdown converter, which would take their underscores and stars for its own."""
  found = []

  def keep(tex, display):
    try:
      found.append(formulas.to_mathml(tex, display) if formulas.available() else f"<code>{html.escape(tex)}</code>")
    except formulas.FormulaError as error:
      raise formulas.FormulaError(f"cell {position}: {error}" if position else str(error)) from None
    return f"zformula{len(found) - 1}z"

  made = markdown2html(formulas.replace(text, keep))
  made = re.sub(r"zformula(\d+)z", lambda match: found[int(match.group(1))], made)
  return re.sub(r'href="(\d\d-[^"/]*)\.ipynb((?:#[^"]*)?)"', r'href="\1.html\2"', made)


def check_formulas(notebook):
  for i, cell in enumerate(notebook.cells):
    if cell.cell_type == "markdown":
      markdown(cell.source, i + 1)


def seconds_text(seconds):
  return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.1f} min"


def index(cards):
  """cards: what execute.py knows of each notebook, in their order; the newest run gives the line at the top."""
  runs = [card.run for card in cards if card.run]
  newest = max(runs, key=lambda run: run["date"], default=None)
  facts = ""
  if newest:
    facts = f"Preset <b>{html.escape(newest['preset'])}</b> · data <b>{html.escape(newest['data'])}</b> · {newest['date']} · {html.escape(newest['versions'])}"
  items = "\n".join(card_html(card, newest) for card in cards)
  body = f"""<main>
<h1>Self-supervised learning for anomalous sound detection: the course</h1>
<p class="facts">{facts}</p>
<ol class="cards">
{items}
</ol>
</main>"""
  return document("Self-supervised learning for anomalous sound detection", body)


def card_html(card, newest):
  picture = f'<img alt="" src="{card.picture}">' if card.picture else f"<span>{card.number}</span>"
  question = re.sub(r"^\s*<p>|</p>\s*$", "", markdown(card.header.question))
  time = []
  if card.run is None:
    time.append("not run yet")
  else:
    if card.run.get("failed"):
      time.append(f'<span class="bad">stopped at {html.escape(card.run["failed"])}</span>')
    time.append(f"took {seconds_text(card.run['seconds'])}")
    if card.header.expected_seconds is not None:
      expected = f"expected {seconds_text(card.header.expected_seconds)}"
      time.append(expected if card.run["preset"] == "demo" else f"{expected} with the demo preset")
    for part in ("preset", "data"):
      if card.run[part] != newest[part]:
        time.append(f"{part} {html.escape(card.run[part])}")
  tag, end = (f'<a href="{card.page}">', "</a>") if card.run else ('<span class="open">', "</span>")
  return (f'<li class="card">{tag}<div class="picture">{picture}</div><h2>{html.escape(card.header.title)}</h2>'
          f'<p>{question}</p><p class="time">{" · ".join(time)}</p>{end}</li>')
