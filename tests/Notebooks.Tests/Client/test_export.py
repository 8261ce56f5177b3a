"""What becomes of notebooks: formulas, outputs, caching, errors, index. On small ones, through run.sh. Run by tests/run.sh."""
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import unittest
import warnings
from unittest import mock

import nbclient
import nbformat

import small

sys.path.insert(0, str(small.NOTEBOOKS))
import execute  # noqa: E402
import formulas  # noqa: E402
import header  # noqa: E402
import pages  # noqa: E402
import pictures  # noqa: E402
import plan  # noqa: E402


class Texts(unittest.TestCase):
  def test_the_plan_knows_which_runs_a_notebook_trains(self):
    named = {"Baseline": ["baseline"], "Proposed": ["proposed"], "Table1": plan.SYSTEMS, "Table2": plan.ABLATIONS, "DirectAct": ["direct-act"], "Ladder": plan.LADDER}
    for path in sorted(small.NOTEBOOKS.glob("*.ipynb")):
      code = "\n".join(cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code")
      used = set(re.findall(r'SystemDefinition\.Named\("([^"]+)"\)', code))
      for word in re.findall(r"(?:SystemDefinition|Variant)\.(\w+)", code) if "lesson.Compare" in code or "lesson.Run" in code else []:
        used.update(named.get(word, []))
      self.assertEqual(used, set(plan.NEEDS.get(path.name[:2], [])), path.name)

  def test_carriage_returns_are_shown_as_a_terminal_does(self):
    for given, shown in [("a\rb", "b"), ("epoch 10\repoch 9", "epoch 90"), ("1\r\n2\r\n", "1\n2\n"), ("50 %\r\x1b[K\rdone\n", "done\n"),
                         ("a\nbc\rd", "a\ndc"), ("", "")]:
      with self.subTest(given):
        self.assertEqual(shown, execute.as_a_terminal_shows_it(given))

  def test_the_header_is_read(self):
    cell = "# 05 · The baseline\n\n- **Paper:** Section 3.1\n- **Question:** How *well*?\n- **Expected time:** 1.5 min, and 90 s for each run\n"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(cell)])
    self.assertEqual(header.Header("05 · The baseline", "How *well*?", 90), header.header_of(notebook, "05-x"))
    notebook.cells[0].source = cell.replace("1.5 min", "20 s").replace("- **", "**")
    self.assertEqual(20, header.header_of(notebook, "05-x").expected_seconds)
    self.assertEqual(header.Header("05-x", "", None), header.header_of(nbformat.v4.new_notebook(), "05-x"))

  def test_what_has_to_be_trained(self):
    self.assertEqual([], list(plan.training(["00", "03"], "demo")))
    self.assertEqual([["--systems", "baseline,statex", "--seeds", "1"]], list(plan.training(["05", "07"], "demo")))
    everything = list(plan.training([f"{i:02}" for i in range(15)], "paper"))
    self.assertEqual(["--systems", "baseline,baseline-without-mixup,statex,featex,proposed,regular+statex,regular+featex," + ",".join(plan.LADDER[2:]), "--seeds", "1", "--ablations"], everything[0])
    self.assertEqual(["--systems", "proposed", "--seeds", "5"], everything[1])
    self.assertEqual([["--systems", "proposed", "--seeds", "3"]], list(plan.training(["12"], "tiny")))

  def test_broken_notebooks_are_one_line(self):
    """SSL4ASD_MUTATIONS asks for more of them, as in the tests in C#. What is looked at before and after the kernel: reading, header, formulas, page, index."""
    draw, refused, count = random.Random(3), 0, int(os.environ.get("SSL4ASD_MUTATIONS", "100"))
    words = ["null", "-1", "{}", "[]", '""', "1e999", "NaN", "\\u0000", "é", '"', "}", ",", '"cells": 3', "$\\\\frac{$", "<script>", "5.5"]
    output = nbformat.v4.new_output("display_data", data={"text/html": "<b>1</b>", "text/plain": "1"})
    with tempfile.TemporaryDirectory() as name:
      folder = pathlib.Path(name)
      small.write(folder, "90-first", "1 + 1", "$x^2$", "Console.WriteLine(1);")
      notebook = nbformat.read(folder / "90-first.ipynb", 4)
      notebook.cells[1].outputs = [output]
      notebook.metadata["ssl4asd"] = {"seconds": 1.5, "preset": "tiny", "data": "d", "date": "2026-11-29 12:00", "versions": "1", "fingerprint": "x"}
      whole = nbformat.writes(notebook)
      (folder / "90-first.html").write_text("there")
      for i in range(count):
        text = whole
        for _ in range(draw.randint(1, 3)):
          at = draw.randrange(len(text) + 1)
          text = draw.choice([text[:at] + draw.choice(words) + text[at:], text[:at], text[:at] + text[at + draw.randrange(1, 30):], text[:at] + draw.choice(words) + text[at + draw.randrange(1, 12):]])
        (folder / "90-first.ipynb").write_text(text)
        with self.subTest(i), warnings.catch_warnings():
          warnings.simplefilter("ignore")
          begun = time.monotonic()
          try:
            cards = execute.cards_of(folder, folder)
            pages.check_formulas(execute.read(folder / "90-first.ipynb"))
            pages.page(execute.read(folder / "90-first.ipynb"), cards[0].header.title)
            pages.index(cards)
          except (execute.Stop, formulas.FormulaError) as stop:
            refused += 1
            self.assertEqual(1, len(str(stop).splitlines()), stop)
          self.assertLess(time.monotonic() - begun, 2 if count > 1000 else 20)
    self.assertGreater(refused, count // 5)
    self.assertLess(refused, count)

  def test_dollars_in_code_and_escaped_ones_are_no_formulas(self):
    text = "a `$x$` \\$5 costs $5 and $7\n```\n$y$\n```\n$z_1$ and $$w$$"
    seen = []
    formulas.replace(text, lambda tex, display: seen.append((tex, display)) or "")
    self.assertEqual([("z_1", False), ("w", True)], seen)

  def test_pictures_stand_where_the_line_for_readers_without_scripts_stood(self):
    holder = '<div data-chart="chart-1" role="figure">\n' + pictures.INSTEAD + "\n</div><script>var x = '" + pictures.INSTEAD + "'</script>"
    chart = nbformat.v4.new_output("display_data", {"text/html": holder, pictures.PLOTLY: {}, "text/plain": "one; a scatter trace"})
    players = nbformat.v4.new_output("display_data", {"text/html": holder.replace("chart-1", "chart-2") + holder.replace("chart-1", "chart-3"), "text/plain": "sound"})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[chart, players])])
    drawn = {f"chart-{i}": {"width": 10 * i, "height": 5, "png": f"cGl{i}"} for i in (1, 2, 3)}
    self.assertTrue(pictures.lacking(notebook))
    pictures.insert(notebook, drawn)
    self.assertFalse(pictures.lacking(notebook))
    self.assertEqual("cGl1", chart.data["image/png"])
    self.assertNotIn("image/png", players.data)
    self.assertRegex(chart.data["text/html"], r'^<div data-chart="chart-1" role="figure">\s*<img alt="" width="10" height="5" .*base64,cGl1">\s*</div><script>var x = \'<p>')
    self.assertEqual(["cGl2", "cGl3"], re.findall(r"base64,(\w+)", players.data["text/html"]))
    self.assertEqual("cGl1", pictures.first(notebook))
    self.assertIsNone(pictures.first(notebook, "two"))

  def test_the_line_is_that_of_the_library(self):
    library = (small.ROOT / "src/Ssl4Asd.Notebooks/Rendering/ChartBundle.cs").read_text()
    self.assertIn(f'WithoutScripts = "{pictures.INSTEAD}"', library)


@unittest.skipUnless(formulas.available(), "no blahtexml: formulas stay text and are not tried")
class Formulas(unittest.TestCase):
  def test_letters_of_other_alphabets_are_characters(self):
    made = formulas.to_mathml(r"x \in \mathbb{R}^{2} \sim \mathcal{U}(\mathbf{y}, \mathbf{1})", False)
    for letter in ("\u211d", "\U0001d4b0", "\U0001d432", "\U0001d7cf"):
      self.assertIn(f"&#x{ord(letter):x};", made)
    self.assertNotIn("mathvariant", made)

  def test_the_formulas_of_the_paper(self):
    for tex in [r"\tilde{x} = \lambda x_1 + (1-\lambda) x_2", r"\hat{s} = \frac{\log(\exp(s)-1)}{\cos\left(\min\left(\tfrac{\pi}{4}, \theta_{\text{med}}\right)\right)}",
                r"\begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}", r"\begin{cases} 0 & \text{if } p > \dfrac12 \\ 1 & \text{else} \end{cases}",
                r"\begin{align*} a &= b \\ c &= d \end{align*}", r"\lVert e \rVert_2 = \sqrt{\sum_{d=1}^{D} e_d^2}", r"\operatorname*{arg\,min}_x \mathbb{1}[x > 0]"]:
      with self.subTest(tex):
        self.assertRegex(formulas.to_mathml(tex, True), r'^<math [^>]*display="block"><mrow>.+</mrow></math>$')

  def test_a_formula_that_cannot_be_converted_names_its_cell(self):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("fine: $x$"), nbformat.v4.new_markdown_cell("Let $\\nosuch x$ be.")])
    with self.assertRaisesRegex(formulas.FormulaError, r"cell 2: the formula .*nosuch.* cannot be converted: Unrecognised command"):
      pages.check_formulas(notebook)

  def test_underscores_of_formulas_are_not_markdown(self):
    made = pages.markdown("Let $x_1$, *so*, $y_1 * z * w$ | and\n\n| $a$ | b |\n|---|---|\n| $|x|$ | $y$ |")
    self.assertEqual(5, made.count("<math"))
    self.assertEqual(1, made.count("<em>"))
    self.assertIn("<td>", made)


class Options(unittest.TestCase):
  def test_mistakes_are_one_line_that_says_what_to_do(self):
    with tempfile.TemporaryDirectory() as folder:
      for arguments, line in [
          (["--nosuch"], "notebooks: '--nosuch' is no option; see notebooks/run.sh --help"),
          (["--only"], "notebooks: --only takes a value; see notebooks/run.sh --help"),
          (["--preset", "huge"], "notebooks: 'huge' is no preset; there are tiny, demo, paper, paper-dcase2020 to -dcase2026 and those of direct-act (src/README.md)"),
          (["--preset", "paper"], "notebooks: --preset paper needs --data DIR"),
          (["--data", "nowhere"], f"notebooks: {folder}/nowhere has no folder dev_data; --data takes a data set"),
          (["--notebooks", "nowhere"], f"notebooks: {folder}/nowhere is no folder; --notebooks takes one with notebooks")]:
        with self.subTest(arguments):
          answer = small.run(*arguments, cwd=folder)
          self.assertEqual((2, 1), (answer.returncode, answer.stderr.count("\n")), answer.stderr)
          self.assertTrue(answer.stderr.startswith(line), answer.stderr)

  def test_where_nothing_can_be_written_it_says_so_at_once(self):
    answer = small.run("--preset", "tiny", "--out", "/dev/null/out")
    self.assertEqual(2, answer.returncode)
    self.assertEqual("notebooks: in /dev/null/out nothing can be written; check the disk and permissions there, or choose another folder by --out", answer.stderr.strip().splitlines()[-1])

  def test_a_notebook_that_is_not_there(self):
    with tempfile.TemporaryDirectory() as folder:
      small.write(pathlib.Path(folder), "90-one", "1 + 1")
      answer = small.run("--preset", "tiny", "--only", "90,5", "--notebooks", folder, "--out", f"{folder}/out")
      self.assertEqual(2, answer.returncode)
      self.assertEqual("notebooks: there is no notebook 05; there are 90", answer.stderr.strip().splitlines()[-1])

  def test_help(self):
    answer = small.run("--help")
    self.assertEqual(0, answer.returncode)
    self.assertIn("--only", answer.stdout)

  def test_without_jupyter_it_says_what_to_install(self):
    script = (small.NOTEBOOKS / "run.sh").read_text()
    block = script[script.index("python=''"):script.index('mkdir -p "$out"')].replace("/usr/bin/python3 python3", "/nowhere/python3")
    answer = subprocess.run(["bash", "-c", "stop() { echo \"notebooks: $*\" >&2; exit 2; }\n" + block], capture_output=True, text=True)
    self.assertEqual(2, answer.returncode)
    self.assertRegex(answer.stderr, r"^notebooks: Jupyter is missing; install nbclient .* and run this again\n$")

  def test_what_the_system_kills_is_one_line(self):
    script = (small.NOTEBOOKS / "run.sh").read_text()
    block = script[script.index("told() {"):script.index("absolute() {")]
    start = f'set -e\nstop() {{ echo "notebooks: $*" >&2; exit 2; }}\n{block}'
    answer = subprocess.run(["bash", "-c", f"{start}\ntold sh -c 'kill -KILL $$'"], capture_output=True, text=True)
    self.assertEqual(2, answer.returncode)
    self.assertRegex(answer.stderr.splitlines()[-1], r"^notebooks: the system has killed .*; is there enough memory\? ")
    for status in (0, 1, 130):
      answer = subprocess.run(["bash", "-c", f"{start}\ntold sh -c 'exit {status}'"], capture_output=True, text=True)
      self.assertEqual((status, ""), (answer.returncode, answer.stderr))

  def test_without_a_browser_there_are_no_pictures_and_it_says_so_at_once(self):
    script = (small.NOTEBOOKS / "run.sh").read_text()
    block = script[script.index('[ -z "$pictures" ]'):script.index("execute() {")]
    with tempfile.TemporaryDirectory() as folder:
      (pathlib.Path(folder) / "browser.py").write_text("PROGRAM = None")
      start = f'stop() {{ echo "notebooks: $*" >&2; exit 2; }}\nhere={folder} python={sys.executable} pictures='
      answer = subprocess.run(["bash", "-c", f"{start}--pictures\n{block}"], capture_output=True, text=True)
      self.assertEqual(2, answer.returncode)
      self.assertRegex(answer.stderr, r"^notebooks: --pictures needs Chromium .* or leave --pictures out\n$")
      answer = subprocess.run(["bash", "-c", f"{start}\n{block}"], capture_output=True, text=True)
      self.assertEqual((0, ""), (answer.returncode, answer.stderr))


class Setup(unittest.TestCase):
  def run_in(self, **environment):
    return subprocess.run([small.ROOT / "data-scripts/setup.sh"], env={k: v for k, v in {**os.environ, **environment}.items() if v}, capture_output=True, text=True, timeout=900)

  def test_without_a_variable_of_the_home_folder(self):
    answer = self.run_in(HOME="", JUPYTER_DATA_DIR="", XDG_DATA_HOME="")
    self.assertEqual((0, ""), (answer.returncode, answer.stderr))

  def test_where_dotnet_does_not_run_it_says_why(self):
    with tempfile.TemporaryDirectory() as folder:
      program = pathlib.Path(folder) / "dotnet"
      program.write_text('#!/bin/sh\n[ "$1" = --list-sdks ] || { echo "Unhandled exception. There is no home folder." >&2; exit 1; }\n')
      program.chmod(0o755)
      answer = self.run_in(PATH=f"{folder}:{os.environ['PATH']}")
      self.assertEqual((1, "setup: dotnet does not run here: There is no home folder; the SDK of global.json is needed, installed: none\n"), (answer.returncode, answer.stderr))


class Runs(unittest.TestCase):
  """Three notebooks, of which the second fails until it is mended."""

  @classmethod
  def setUpClass(cls):
    cls.temporary = tempfile.TemporaryDirectory()
    cls.addClassCleanup(cls.temporary.cleanup)
    cls.folder = pathlib.Path(cls.temporary.name) / "course"
    cls.folder.mkdir()
    (cls.folder.parent / "nbformat.py").write_text('raise ImportError("a file of the folder where run.sh was started")')
    cls.out = cls.folder / "out"
    small.write(cls.folder, "90-first", 'Console.Write("a 1/2\\ra 2/2\\n");\nConsole.Write("b\\n");', '$$\\mathbf{x}$$ then [on](91-second.ipynb)',
                'display(HTML("<svg width=\\"10\\" height=\\"10\\"></svg>"));',
                'Console.WriteLine(Environment.GetEnvironmentVariable("SSL4ASD_PRESET") + Path.IsPathRooted(Environment.GetEnvironmentVariable("SSL4ASD_RUNS")) '
                '+ string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SSL4ASD_DATA")) + Path.GetFileName(Environment.CurrentDirectory));')
    small.write(cls.folder, "91-second", "var x = 0;", '# Then', 'throw new InvalidOperationException("it is <wrong>");', "1 + 1", title="Broken")
    small.write(cls.folder, "92-third", "1 + 1")
    cls.first = cls.go()

  @classmethod
  def go(cls, *arguments):
    return small.run("--preset", "tiny", "--notebooks", cls.folder.name, "--out", f"{cls.folder.name}/out", *arguments, cwd=cls.folder.parent)

  def page(self, name):
    return (self.out / name).read_text(encoding="utf-8")

  def test_in_order(self):
    self.stops_at_the_failure()
    self.shows_outputs()
    self.what_cannot_be_written()
    self.one_of_them()
    self.mended()
    self.nothing_changed()
    self.a_run_changed()

  def stops_at_the_failure(self):
    self.assertEqual(1, self.first.returncode, self.first.stderr)
    self.assertRegex(self.first.stderr.strip().splitlines()[-1], r"^notebooks: 91-second\.ipynb, cell \[2\]: (System\.)?InvalidOperationException: it is <wrong>$")
    self.assertIn("it is &lt;wrong&gt;", self.page("91-second.html"))
    self.assertFalse((self.out / "92-third.html").exists())
    self.assertIn("stopped at cell [2]", self.page("index.html"))
    self.assertIn("not run yet", self.page("index.html"))

  def shows_outputs(self):
    page = self.page("90-first.html")
    self.assertIn("a 2/2\nb\n", page)
    self.assertIn('href="91-second.html"', page)
    self.assertIn("tinyTrueTruenotebooks", page)
    self.assertNotRegex(page, r'(src|href)="(https?:)?//')
    self.assertIn("<span>90</span>", self.page("index.html"))
    executed = nbformat.read(self.out / "90-first.ipynb", as_version=4)
    nbformat.validate(executed)
    self.assertEqual(1, sum(o.output_type == "stream" for o in executed.cells[1].outputs))

  def what_cannot_be_written(self):
    (self.out / "92-third.html").mkdir()
    (self.out / ".92-third.html.4194304").touch()  # more than a process's number can be: its process is over
    (self.out / f".92-third.html.{os.getpid()}").touch()
    answer = self.go("--only", "92")
    self.assertEqual(2, answer.returncode)
    self.assertRegex(answer.stderr.strip().splitlines()[-1], r"^notebooks: .*92-third\.html.*: Is a directory; check the disk and permissions there, then give the same command again$")
    self.assertNotIn("Traceback", answer.stderr)
    self.assertEqual([f".92-third.html.{os.getpid()}"], [path.name for path in self.out.glob(".9*")])
    (self.out / f".92-third.html.{os.getpid()}").unlink()
    (self.out / "92-third.html").rmdir()

  def one_of_them(self):
    answer = self.go("--only", "92")
    self.assertEqual(0, answer.returncode, answer.stderr)
    self.assertNotIn("90 ·", answer.stderr)
    self.assertIn("stopped at cell [2]", self.page("index.html"))
    self.assertIn("90-first.html", self.page("index.html"))
    self.assertIn('href="91-second.html"', self.page("92-third.html"))

  def mended(self):
    small.write(self.folder, "91-second", "var x = 0;", "x + 41")
    answer = self.go()
    self.assertEqual(0, answer.returncode, answer.stderr)
    self.assertIn("90 · Small: nothing changed", answer.stderr)
    self.assertRegex(answer.stderr, r"91 · Small: \d+ s\n")
    self.assertIn("92 · Small: nothing changed", answer.stderr)
    self.assertNotIn("stopped", self.page("index.html"))
    self.assertEqual(f"{self.out.resolve()}/index.html", answer.stdout.strip().splitlines()[-1])

  def nothing_changed(self):
    before = (self.out / "92-third.ipynb").stat().st_mtime_ns
    answer = self.go()
    self.assertEqual(3, answer.stderr.count("nothing changed"), answer.stderr)
    self.assertEqual(before, (self.out / "92-third.ipynb").stat().st_mtime_ns)

  def a_run_changed(self):
    def state(**changed):
      given = dict(notebook=self.folder / "92-third.ipynb", preset="tiny", data=str(self.folder), runs=str(self.out / "runs")) | changed
      plan.listing.cache_clear()
      return plan.fingerprint(**given)
    (self.folder / "05-x.ipynb").write_text("{}")
    five, first = self.folder / "05-x.ipynb", state()
    self.assertEqual(first, state())
    for changed in ({"preset": "demo"}, {"notebook": self.folder / "91-second.ipynb"}, {"data": str(self.out)}):
      self.assertNotEqual(first, state(**changed), changed)
    without = state(notebook=five, data="/nowhere")
    run = self.out / "runs/tiny-0/runs/baseline/seed-0/run.json"
    run.parent.mkdir(parents=True)
    run.write_text("{}")
    self.assertNotEqual(without, state(notebook=five, data="/nowhere"))
    with_run = state(notebook=five, data="/nowhere")
    run.write_text("{ }")
    self.assertNotEqual(with_run, state(notebook=five, data="/nowhere"))
    self.assertNotEqual(first, state())  # a file more in the data folder
    five.unlink()


class WrongKernel(unittest.TestCase):
  def test_one_that_does_not_begin_is_one_line(self):
    with tempfile.TemporaryDirectory() as name:
      spec = pathlib.Path(name) / "kernels/ends-at-once/kernel.json"
      spec.parent.mkdir(parents=True)
      spec.write_text('{"argv": ["false"], "display_name": "ends at once", "language": "none"}')
      notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
      with mock.patch.dict(os.environ, JUPYTER_PATH=name), mock.patch.object(execute, "KERNEL", "ends-at-once"), self.assertRaises(execute.Stop) as stopped:
        execute.execute(notebook, execute.Progress("a notebook"))
      self.assertEqual("the kernel does not begin (Kernel died before replying to kernel_info); are there enough memory, threads and open files (ulimit -a)?", str(stopped.exception))
      self.assertEqual(2, stopped.exception.code)

  def test_python_shows_the_line_that_says_which_kernel_to_choose(self):
    first = '#r "../src/x.dll"\n// A SyntaxError? This notebook is C#: choose the kernel .NET (C#), see environment.md.\nusing A; var lesson = Course.Start("05");\nlesson'
    sources = {"a small one": first}
    for path in sorted(small.NOTEBOOKS.glob("*.ipynb")):
      sources[path.name] = next(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources.values()])
    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=60, allow_errors=True).execute()
    for name, cell in zip(sources, notebook.cells):
      with self.subTest(name):
        line = next(line for line in cell.source.splitlines() if line.startswith("//"))
        shown = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(cell.outputs[0].traceback))
        self.assertEqual("SyntaxError", cell.outputs[0].ename)
        self.assertIn(line, shown)
        self.assertIn(".NET (C#)", line)


if __name__ == "__main__":
  os.environ.pop("SSL4ASD_PRESET", None)
  unittest.main()
