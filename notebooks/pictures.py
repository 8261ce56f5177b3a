"""Pictures of the charts in a page, drawn by the page's own plotly.js in a browser without windows.

They go where readers without scripts look: into the page, and as image/png into the executed notebook.
"""
import re

import browser

INSTEAD = "<p>This chart needs JavaScript (in a notebook: trust it, or run it); notebooks/run.sh --pictures makes pages with pictures.</p>"  # ChartBundle.WithoutScripts
HOLDER = re.compile(r'(<div data-chart="([^"]+)"[^>]*>\s*)' + re.escape(INSTEAD))
PLOTLY = "application/vnd.plotly.v1+json"

DRAWN = "window.Plotly && [...document.querySelectorAll('[data-chart]')].every(holder => holder.querySelector('.main-svg'))"
# twice as many pixels as the page has: for good screens and for paper
DRAW = """Promise.all([...document.querySelectorAll('[data-chart]')].map(async holder => {
  const chart = holder.querySelector('.js-plotly-plot'), {width, height} = chart.layout;
  const url = await Plotly.toImage(chart, {format: 'png', width, height, scale: 2});
  return [holder.dataset.chart, {width, height, png: url.split(',')[1]}];
})).then(Object.fromEntries)"""


class PictureError(Exception):
  pass


def lacking(notebook):
  """Whether a chart has no picture."""
  return any(HOLDER.search(data.get("text/html", "")) for data in shown(notebook))


def add(window, page, notebook):
  """Draws the charts of a page in an open browser, and puts their pictures into its notebook."""
  with window.open(page.as_uri()) as opened:
    if not opened.wait_until(DRAWN, 60):
      raise PictureError("a chart is not drawn in the browser")
    insert(notebook, opened.evaluate(DRAW))


def insert(notebook, drawn):
  """drawn: of each chart by its name in the page, width, height and PNG in base64."""
  for data in shown(notebook):
    text = data.get("text/html", "")
    charts = [drawn[name] for _, name in HOLDER.findall(text)]
    if charts:
      data["text/html"] = HOLDER.sub(lambda holder: holder.group(1) + image(drawn[holder.group(2)]), text)
    if charts and PLOTLY in data:
      data["image/png"] = charts[0]["png"]


def image(chart):
  # what it shows is said by the element around it
  return f'<img alt="" width="{chart["width"]}" height="{chart["height"]}" style="max-width:100%;height:auto" src="data:image/png;base64,{chart["png"]}">'


def first(notebook, beginning=""):
  """The picture of the first chart whose text begins so, in base64; None where there is none."""
  return next((data["image/png"] for data in shown(notebook) if "image/png" in data and data.get("text/plain", "").startswith(beginning)), None)


def shown(notebook):
  """What the cells of a notebook have displayed, each in all its forms."""
  return [output.data for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
