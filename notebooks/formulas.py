"""LaTeX formulas of Markdown cells as MathML, which a browser shows without any script or font of ours."""
import functools
import re
import shutil
import subprocess
import unicodedata

# Code is left alone: a dollar in it is no formula. Groups: display formula, formula in the line.
PATTERN = re.compile(r"```.*?```|(`+)(?!`).*?(?<!`)\1(?!`)|\\\$|\$\$(.+?)\$\$|\$(?![\s$])((?:\\.|(?!\n\s*\n)[^$\\])+?)(?<!\s)\$(?!\d)", re.DOTALL)

# What blahtexml lacks and has under another name.
SYNONYMS = [(re.compile(pattern), text) for pattern, text in [
  (r"\\[td]frac(?![a-zA-Z])", r"\\frac "), (r"\\(?:lv|rv|V)ert(?![a-zA-Z])", r"\\| "), (r"\\(?:l|r)vert(?![a-zA-Z])", "|"),
  (r"\\operatorname\*", r"\\operatorname"), (r"\\mathbb\s*(?:\{1\}|1)", r"\\mathbf{1}"),
  (r"\\stackrel(?![a-zA-Z])", r"\\overset"), (r"\\coloneqq(?![a-zA-Z])", ":="), (r"\\:", r"\\,"), (r"\{align\*?\}", "{aligned}")]]

# MathML in browsers knows no alphabets but the normal one: letters of others are characters of their own.
ALPHABETS = {"bold": "BOLD", "script": "SCRIPT", "double-struck": "DOUBLE-STRUCK", "fraktur": "FRAKTUR",
             "bold-italic": "BOLD ITALIC", "sans-serif": "SANS-SERIF", "monospace": "MONOSPACE"}
# Characters that browsers show badly: accents that combine with a letter before them, a hyphen as minus, a brace's old form.
CHARACTERS = {"-": "&#x2212;", "&#xfe38;": "&#x23df;", "&#xfe37;": "&#x23de;", "&#x302;": "^", "&#x303;": "~",
              "&#x304;": "&#xaf;", "&#x305;": "&#xaf;", "&#x307;": "&#x2d9;", "&#x20d7;": "&#x2192;"}


class FormulaError(Exception):
  pass


def available():
  return shutil.which("blahtexml") is not None


def replace(markdown, convert):
  """The Markdown text with convert(tex, display) in place of each formula."""
  def one(match):
    if match.group(2) is not None:
      return convert(match.group(2).strip(), True)
    return match.group(0) if match.group(3) is None else convert(match.group(3).strip(), False)
  return PATTERN.sub(one, markdown)


@functools.lru_cache(maxsize=None)
def to_mathml(tex, display):
  source = tex
  for pattern, text in SYNONYMS:
    source = pattern.sub(text, source)
  arguments = ["blahtexml", "--mathml", "--mathml-encoding", "numeric", "--other-encoding", "numeric"] + ["--displaymath"] * display
  answer = subprocess.run(arguments, input=source, capture_output=True, text=True, encoding="utf-8").stdout
  error = re.search(r"<message>(.*?)</message>", answer, re.DOTALL)
  markup = re.search(r"<markup>\s*(.*?)\s*</markup>", answer, re.DOTALL)
  if error or not markup:
    reason = error.group(1) if error else "no answer from blahtexml"
    raise FormulaError(f"the formula {tex!r} cannot be converted: {unescape(reason)}")
  kind = "block" if display else "inline"
  return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="{kind}"><mrow>{for_browsers(markup.group(1))}</mrow></math>'


def unescape(text):
  return re.sub(r"\s+", " ", text.replace("&quot;", '"').replace("&amp;", "&"))


def for_browsers(markup):
  def letters(match):
    alphabet, text = match.group(1), match.group(2)
    return f"<mi>{''.join(letter_of(ALPHABETS[alphabet], c) for c in text)}</mi>" if alphabet in ALPHABETS else match.group(0)
  markup = re.sub(r'<m[in] mathvariant="([a-z-]+)">([^<&]*)</m[in]>', letters, markup)
  return re.sub(r"(<mo(?: [^>]*)?>)([^<]+)(?=</mo>)", lambda match: match.group(1) + CHARACTERS.get(match.group(2), match.group(2)), markup)


def letter_of(alphabet, character):
  if character.isdigit():
    names = [f"MATHEMATICAL {alphabet} DIGIT {unicodedata.name(character).split()[-1]}"]
  elif character.isascii() and character.isalpha():
    name = ("CAPITAL " if character.isupper() else "SMALL ") + character.upper()
    names = [f"MATHEMATICAL {alphabet} {name}", f"{alphabet} {name}", f"BLACK-LETTER {name}"]
  else:
    return character
  for name in names:
    try:
      return f"&#x{ord(unicodedata.lookup(name)):x};"
    except KeyError:
      pass
  return character
