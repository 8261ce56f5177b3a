"""The program as the scripts beside this one call it: the build in Release, by its command line."""
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLI = ROOT / "src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll"


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


def resources(pid):
  """MiB resident, handles and threads of a process."""
  status = pathlib.Path(f"/proc/{pid}/status").read_text()
  field = lambda name: int(next(line for line in status.splitlines() if line.startswith(name)).split()[1])
  return field("VmRSS:") // 1024, len(os.listdir(f"/proc/{pid}/fd")), field("Threads:")
