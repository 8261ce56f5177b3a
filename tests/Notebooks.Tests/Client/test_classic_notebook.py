"""The classic notebook (Jupyter Notebook 6), as a person uses it with the mouse and the keyboard. Run by tests/run.sh.

Needs `jupyter-notebook` and Chromium; its server runs on this machine alone, with a kernel, a folder and runs of its own.
"""
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import small
from test_pages import LACKING, SILENT

sys.path.insert(0, str(small.NOTEBOOKS))
import browser  # noqa: E402

KERNEL = small.ROOT / "src/Ssl4Asd.Kernel/bin/Release/net10.0/Ssl4Asd.Kernel.dll"
READY = "!!(window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected() && Jupyter.notebook.kernel.info_reply.status)"
DONE = "!Jupyter.notebook.kernel_busy && Jupyter.notebook.get_cells().filter(c => c.cell_type == 'code').every((c, i) => c.input_prompt_number == i + 1)"
SHOWN = "Jupyter.notebook.get_cells().slice(-1)[0].output_area?.outputs.map(o => o.text || o.traceback || o.data['text/plain'])"


CLASSIC = importlib.util.find_spec("notebook") and importlib.util.find_spec("notebook.auth")  # which later versions have not


@unittest.skipUnless(browser.PROGRAM, "no Chromium: no notebook is run in it")
@unittest.skipUnless(CLASSIC, "no classic notebook (Debian: jupyter-notebook): nothing is run in it")
class ClassicNotebook(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    temporary = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    cls.addClassCleanup(temporary.cleanup)
    folder = pathlib.Path(temporary.name)
    shutil.copytree(small.NOTEBOOKS, folder / "notebooks", ignore=lambda _, names: [n for n in names if not n.startswith(("00-", "05-"))])
    (folder / "src").symlink_to(small.ROOT / "src")
    own = {f"JUPYTER_{name}": str(folder / ".jupyter") for name in ("DATA_DIR", "PATH", "CONFIG_DIR", "RUNTIME_DIR")}
    environment = os.environ | own | {"SSL4ASD_PRESET": "tiny", "SSL4ASD_RUNS": str(folder / "runs"), "SSL4ASD_DATA": ""}
    subprocess.run(["dotnet", KERNEL, "install", "--user"], env=environment, check=True, capture_output=True)
    server = subprocess.Popen(
      [sys.executable, "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--notebook-dir={folder}"], env=environment, stderr=subprocess.DEVNULL)
    cls.addClassCleanup(server.wait)
    cls.addClassCleanup(server.terminate)
    told, until = folder / f".jupyter/nbserver-{server.pid}.json", time.monotonic() + 60
    while not told.exists() or not told.read_text().endswith("}"):
      if server.poll() is not None or time.monotonic() > until:
        raise AssertionError("the notebook server does not start")
      time.sleep(0.2)
    cls.server = json.loads(told.read_text())
    cls.window = browser.Browser().__enter__()
    cls.addClassCleanup(cls.window.__exit__)

  def opened(self, name):
    page = self.window.open(f"{self.server['url']}notebooks/notebooks/{name}.ipynb?token={self.server['token']}", network=True)
    self.addCleanup(page.__exit__)
    self.wait(page, READY)
    return page

  def wait(self, page, condition, seconds=60):
    self.assertTrue(page.wait_until(condition, seconds), f"{condition} is not so; {page.evaluate(SHOWN)}")

  def choose(self, page, *selectors):
    for selector in selectors:
      self.wait(page, f"document.querySelector('{selector}')?.offsetHeight > 0")
      page.click(selector)

  def write(self, page, code, key=("Enter", 13), **with_key):
    """A new cell at the end, and a key."""
    page.evaluate("(n => { n.insert_cell_at_bottom('code'); n.select(n.ncells() - 1); n.focus_cell(); n.edit_mode() })(Jupyter.notebook)")
    page.call("Input.insertText", text=code)
    page.press(*key, **with_key or {"control": True})

  def looks_right(self, page, charts):
    self.wait(page, f"document.querySelectorAll('[data-chart]').length == {charts} && ({LACKING % '.main-svg'}).length == 0")
    self.assertEqual([], page.evaluate(SILENT), "sounds that cannot be played")
    self.assertEqual(0, page.evaluate("[...document.querySelectorAll('.output_html')].filter(o => o.scrollWidth > o.clientWidth).length"), "outputs wider than the page")
    theirs = ("nbextensions/widgets", "about:blank", "net::ERR_FAILED")  # widgets that Debian has not, fonts that MathJax looks for
    self.assertEqual([], [trouble for trouble in page.troubles if not any(text in trouble for text in theirs)])

  def test_a_notebook_is_run_explored_saved_and_opened_again(self):
    page = self.opened("00-start-here")
    self.assertFalse(page.evaluate("Jupyter.notebook.dirty"), "opening it changes it")
    self.choose(page, "#celllink", "#run_all_cells")
    self.wait(page, DONE)
    self.looks_right(page, charts=1)

    x, y = page.centre(".js-plotly-plot .nsewdrag")
    for way in (20, 0):
      page.mouse("Moved", x - way, y)
    self.wait(page, "/Hz: .*dBFS/.test(document.querySelector('.hoverlayer').textContent)")
    before = page.evaluate("document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range")
    page.mouse("Pressed", x, y, button="left", clickCount=1)
    for way in (40, 80):
      page.mouse("Moved", x + way, y + way / 4, button="left", buttons=1)
    page.mouse("Released", x + 80, y + 20, button="left", clickCount=1)
    self.wait(page, f"document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range[0] > {before[0]}")

    self.write(page, "lesson.", ("Tab", 9), control=False)
    self.wait(page, "[...document.querySelectorAll('#complete option')].some(o => o.text == 'Dataset')")
    page.press("Escape", 27)
    self.write(page, "SoundCharts.Spectrogram", ("Tab", 9), shift=True)
    self.wait(page, "/Levels over time and frequency/.test(document.querySelector('#tooltip').textContent)")
    page.press("Escape", 27)
    self.write(page, 'Console.Write("How many? ");\nint.Parse(Console.ReadLine()!) * 2')
    self.wait(page, "document.activeElement.className == 'raw_input'")
    page.call("Input.insertText", text="21")
    page.press("Enter", 13)
    self.wait(page, f"{SHOWN}.includes('42')")

    # its cells of one's own have no id, which format 4.5 wants, so that a notebook with them is not trusted
    page.evaluate("(n => [1, 2, 3].forEach(() => n.delete_cell(n.ncells() - 1)))(Jupyter.notebook)")
    page.evaluate("Jupyter.notebook.clear_all_output()")
    self.choose(page, "#kernellink", "#restart_run_all", ".modal.in .btn-danger")
    self.wait(page, DONE)
    page.click("[data-jupyter-action='jupyter-notebook:save-notebook']")
    self.wait(page, "!Jupyter.notebook.dirty")
    again = self.opened("00-start-here")
    self.assertTrue(again.evaluate("Jupyter.notebook.trusted"))
    self.looks_right(again, charts=1)

  def test_training_tells_its_progress_is_stopped_and_goes_on(self):
    page = self.opened("05-the-baseline")
    self.choose(page, "#celllink", "#run_all_cells")
    self.wait(page, DONE, 120)
    self.looks_right(page, charts=8)
    self.write(page, "lesson.Compare(SystemDefinition.Table1)")
    self.wait(page, f"/epoch 2/.test({SHOWN}[0])", 120)
    first = page.evaluate(SHOWN)[0]
    self.wait(page, f"{SHOWN}[0] != {json.dumps(first)}")
    self.assertEqual(1, first.strip().count("comparing"), "lines instead of one that is written over")
    begun = time.monotonic()
    page.click("[data-jupyter-action='jupyter-notebook:interrupt-kernel']")
    self.wait(page, f"{SHOWN}.length > 1")
    self.assertLess(time.monotonic() - begun, 2 if os.getloadavg()[0] < 4 else 6)
    self.assertRegex(str(page.evaluate(SHOWN)[1:]), r"^\[\['[^']*Interrupted[^']*: the cell was stopped[^']*', '   at [^']*In\[12\], line 1[^']*'\]\]$")
    self.write(page, "lesson.Dataset.TestClips.Count")
    self.wait(page, f"{SHOWN}.includes('72')")
    self.write(page, "lesson.Compare(SystemDefinition.Table1)")
    self.wait(page, f"/comparing/.test({SHOWN}[0])", 120)
    left = [int(re.search(r"/(\d+)", text)[1]) for text in (first, page.evaluate(SHOWN)[0])]
    self.assertLess(left[1], left[0], "it begins again instead of going on")


if __name__ == "__main__":
  unittest.main()
