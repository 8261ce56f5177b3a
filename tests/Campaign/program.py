"""The program as the scripts beside this one call it: the build in Release, by its command line."""
import pathlib
import subprocess

CLI = pathlib.Path(__file__).resolve().parents[2] / "src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll"


def command(*arguments):
  return ["dotnet", str(CLI), *map(str, arguments)]


def call(*arguments):
  """Runs it to its end, however that is."""
  return subprocess.run(command(*arguments), capture_output=True, text=True)


def run(*arguments):
  """Runs it to its end; where that is not success, this script ends with what it said last."""
  answer = call(*arguments)
  if answer.returncode != 0:
    raise SystemExit(f"{' '.join(map(str, arguments))}: exit code {answer.returncode}: {(answer.stderr.strip().splitlines() or [''])[-1]}")
