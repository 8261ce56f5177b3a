"""The course: run.sh with the Tiny preset, and its pages in a browser with the network off. Run by tests/run.sh.

COURSE_NOTEBOOKS=DIR looks at other notebooks than the course's.
"""
import base64
import os
import pathlib
import shutil
import sys
import tempfile
import time
import unittest
from unittest import mock

import nbformat

import official
import small

sys.path.insert(0, str(small.NOTEBOOKS))
import browser  # noqa: E402
import execute  # noqa: E402
import pictures  # noqa: E402

NOTEBOOKS = pathlib.Path(os.environ.get("COURSE_NOTEBOOKS", small.NOTEBOOKS)).resolve()
LIMIT = 300  # seconds that all notebooks may take with the Tiny preset

# Holders of charts that lack what the selector finds, or where it has no size.
LACKING = """[...document.querySelectorAll('[data-chart]')].filter(holder => {
  const found = holder.querySelector(%r);
  return !found || found.getBoundingClientRect().width < 50 || found.getBoundingClientRect().height < 50;
}).map(holder => holder.dataset.chart)"""

# Audio elements that cannot be played, and why.
SILENT = """Promise.all([...document.querySelectorAll('audio')].map(async (audio, i) => {
  audio.muted = true;
  try { await audio.play(); } catch (error) { return `${i}: ${error.message}`; }
  audio.pause();
  return audio.error || audio.readyState < 2 || !(audio.duration > 0) ? `${i}: no sound, ${audio.duration} s` : null;
})).then(all => all.filter(x => x))"""

# A column that fits the window; what is wider scrolls inside its output.
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Pages(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.temporary = tempfile.TemporaryDirectory()
    cls.addClassCleanup(cls.temporary.cleanup)
    cls.out = pathlib.Path(cls.temporary.name) / "out"
    cls.names = sorted(path.stem for path in NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
    if not cls.names:
      raise AssertionError(f"there are no notebooks in {NOTEBOOKS}")
    cls.first, cls.first_seconds = cls.go()
    if cls.first.returncode != 0:
      raise AssertionError((cls.first.stdout + cls.first.stderr)[-3000:])
    cls.second, cls.second_seconds = cls.go()
    print(f"first run {cls.first_seconds:.0f} s, second {cls.second_seconds:.1f} s")
    cls.plain = pathlib.Path(cls.temporary.name) / "plain"  # without pictures
    cls.plain.mkdir()
    for name in cls.names:
      shutil.copy(cls.out / f"{name}.html", cls.plain)
      shutil.copy(cls.out / f"{name}.ipynb", cls.plain)
    if browser.PROGRAM:
      cls.third, seconds = cls.go("--pictures")
      if cls.third.returncode != 0:
        raise AssertionError((cls.third.stdout + cls.third.stderr)[-3000:])
      print(f"pictures {seconds:.0f} s")

  @classmethod
  def go(cls, *arguments):
    begun = time.monotonic()
    answer = small.run("--preset", "tiny", "--notebooks", NOTEBOOKS, "--out", cls.out, *arguments)
    return answer, time.monotonic() - begun

  def test_it_takes_at_most_five_minutes_and_seconds_the_second_time(self):
    self.assertLess(self.first_seconds, LIMIT)
    self.assertEqual(0, self.second.returncode, self.second.stderr[-3000:])
    self.assertEqual(len(self.names), self.second.stderr.count("nothing changed"), self.second.stderr[-3000:])
    self.assertLess(self.second_seconds, max(5, self.first_seconds / 3))

  def test_each_notebook_has_a_page_and_its_outputs(self):
    for name in self.names:
      with self.subTest(name):
        executed = nbformat.read(self.out / f"{name}.ipynb", as_version=4)
        counts = [cell.execution_count for cell in executed.cells if cell.cell_type == "code"]
        self.assertEqual(list(range(1, len(counts) + 1)), counts)
        self.assertIn("fingerprint", executed.metadata["ssl4asd"])
        self.assertTrue((self.out / f"{name}.html").exists())

  def test_one_notebook_alone(self):
    name = next((name for name in self.names if name.startswith("05")), self.names[0])
    with tempfile.TemporaryDirectory() as folder:
      answer = small.run("--preset", "tiny", "--notebooks", NOTEBOOKS, "--out", folder, "--only", name[:2])
      self.assertEqual(0, answer.returncode, answer.stderr[-3000:])
      self.assertEqual(sorted([f"{name}.html", "index.html"]), sorted(path.name for path in pathlib.Path(folder).glob("*.html")))

  def test_microsofts_own_tool_shows_the_same(self):
    jupyter = pathlib.Path(self.temporary.name) / "jupyter"
    kernels = ["official-1", "official-2"]
    official.install(jupyter, kernels, {"SSL4ASD_PRESET": "tiny", "SSL4ASD_RUNS": str(self.out / "runs")})
    with mock.patch.dict(os.environ, {"JUPYTER_PATH": str(jupyter)}):
      shown = official.execute_all([NOTEBOOKS / f"{name}.ipynb" for name in self.names], kernels)
    for name, theirs in zip(self.names, shown):
      with self.subTest(name):
        ours = official.shown(nbformat.read(self.plain / f"{name}.ipynb", as_version=4))
        self.assertEqual([len(cell) for cell in theirs], [len(cell) for cell in ours])
        for number, (mine, other) in enumerate(zip(sum(ours, []), sum(theirs, [])), 1):
          # ours has plain text beside what theirs has
          self.assertEqual(other, {kind: mine.get(kind) for kind in other}, f"output {number}")

  def opened(self, window, name, **options):
    return window.open((self.out / f"{name}.html").as_uri(), **options)

  @unittest.skipUnless(browser.PROGRAM, "no Chromium: the pages are not opened")
  def test_every_page_works_with_the_network_off(self):
    with browser.Browser() as window:
      for name in [*self.names, "index"]:
        with self.subTest(name), self.opened(window, name) as page:
          page.wait_until(f"({LACKING % '.main-svg'}).length == 0")
          self.assertEqual([], page.evaluate(LACKING % ".main-svg"), "charts that are not drawn")
          self.assertEqual(0, page.evaluate("[...document.querySelectorAll('.modebar-group')].filter(g => getComputedStyle(g).opacity > 0).length"), "tools on a title")
          self.assertEqual([], page.evaluate(SILENT), "sounds that cannot be played")
          self.assertEqual([], page.evaluate("[...document.images].filter(i => !i.naturalWidth).map(i => i.outerHTML.slice(0, 200))"))
          self.assertEqual([], page.evaluate("[...document.links].map(a => a.href).filter(h => /\\.ipynb/.test(h))"))
          self.assertLessEqual(page.evaluate(WIDTH), 0, "wider than the window")
          self.assertEqual([], page.troubles)

  @unittest.skipUnless(browser.PROGRAM, "no Chromium: the pages are not opened")
  def test_every_chart_shows_its_picture_with_scripts_disabled(self):
    charts = 0
    with browser.Browser() as window:
      for name in self.names:
        with self.subTest(name), self.opened(window, name, scripts=False) as page:
          charts += page.evaluate("document.querySelectorAll('[data-chart]').length")
          self.assertEqual([], page.evaluate(LACKING % "img"), "charts without a picture")
          self.assertEqual([], page.evaluate("[...document.images].filter(i => !i.naturalWidth).map(i => i.outerHTML.slice(0, 200))"))
          self.assertEqual(0, page.evaluate("document.querySelectorAll('.main-svg').length"), "scripts have run")
          self.assertEqual([], page.troubles)
    self.assertGreater(charts, 0)

  @unittest.skipUnless(browser.PROGRAM, "no Chromium: the pages are not opened")
  def test_with_neither_scripts_nor_pictures_a_line_says_what_a_chart_needs(self):
    with browser.Browser() as window:
      for name in self.names:
        with self.subTest(name), window.open((self.plain / f"{name}.html").as_uri(), scripts=False) as page:
          self.assertEqual([], page.evaluate("""[...document.querySelectorAll('[data-chart]')].map(holder => holder.innerText.trim())
            .filter(text => text != 'This chart needs JavaScript (in a notebook: trust it, or run it); notebooks/run.sh --pictures makes pages with pictures.')"""))

  @unittest.skipUnless(browser.PROGRAM, "no Chromium: there are no pictures")
  def test_executed_notebooks_hold_a_picture_of_each_chart(self):
    self.assertEqual(len(self.names), self.third.stderr.count("nothing changed"), self.third.stderr[-3000:])
    for name in self.names:
      executed = nbformat.read(self.out / f"{name}.ipynb", as_version=4)
      charts = [data for data in pictures.shown(executed) if pictures.PLOTLY in data]
      for data in charts:
        picture = base64.b64decode(data["image/png"])
        self.assertEqual(b"\x89PNG", picture[:4])
        self.assertEqual(2 * data[pictures.PLOTLY]["layout"]["width"], int.from_bytes(picture[16:20], "big"))
      self.assertEqual(len(charts) > 0, (self.out / f"{name}.png").exists(), name)
      for number, beginning in execute.README.values():
        if name.startswith(number):
          self.assertIsNotNone(pictures.first(executed, beginning), f"{name} has no chart '{beginning} …' for the README")

  def test_links_lead_to_files(self):
    for name in [*self.names, "index"]:
      text = (self.out / f"{name}.html").read_text(encoding="utf-8")
      for target in pathless_links(text):
        self.assertTrue((self.out / target).exists(), f"{name}.html links to {target}")


def pathless_links(text):
  from html.parser import HTMLParser
  found = []

  class Links(HTMLParser):
    def handle_starttag(self, tag, attributes):
      href = dict(attributes).get("href") if tag == "a" else None
      if href and "://" not in href and not href.startswith("#"):
        found.append(href.split("#")[0])
  Links().feed(text)
  return found


if __name__ == "__main__":
  unittest.main()
