#!/usr/bin/env bash
# Sets up (data-scripts/setup.sh) and runs every test. The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# OpenMP's threads wait for each other in a loop; where other work takes a core away, they burn the time that it would need.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}

passed=0
failed=0
results=$(mktemp -d)
trap 'kill $(jobs -p) 2> /dev/null; rm -rf "$results"' EXIT

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

if ! bash data-scripts/setup.sh --with-browser --with-slurm; then
  failed=1
  finish
fi

# $1: what it is called, $2: the project, then options of dotnet test
run_project() {
  echo "== $1, after $SECONDS s"
  dotnet test "tests/$2" -c Release --no-build --nologo -v quiet \
    --logger "trx;LogFileName=$results/$1.trx" --blame-hang-timeout 10m --results-directory "$results" "${@:3}"
}

count() { sed -n "s/.*<Counters[^>]* $2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

# $1: what it is called, $2: what run_project returned
count_project() {
  local p f
  if [ -f "$results/$1.trx" ]; then
    p=$(count "$results/$1.trx" passed)
    f=$(count "$results/$1.trx" failed)
    passed=$((passed + ${p:-0}))
    failed=$((failed + ${f:-0}))
    # a test host that crashed has counted no failure of its own
    [ "$2" -eq 0 ] || [ "${f:-0}" -gt 0 ] || failed=$((failed + 1))
  else
    failed=$((failed + 1))
  fi
}

# The library's tests leave cores idle, which the others use meanwhile, those of its command line last; they and those of Slurm, which
# wait for daemons of their own, are shown when all that is done.
{
  run_project Ssl4Asd.Tests Ssl4Asd.Tests --filter 'FullyQualifiedName!~CollectionStress&FullyQualifiedName!~Ssl4Asd.Tests.Cli.'
  echo $? > "$results/library"
  run_project Ssl4Asd.Tests.Slurm Ssl4Asd.Tests --filter 'FullyQualifiedName~Tests.Cli.Slurm.'
  echo $? > "$results/slurm"
} > "$results/library.log" 2>&1 &
library=$!
# a process of its own: what other tests leave behind makes each of its many collections slower
run_project Ssl4Asd.Tests.CollectionStress Ssl4Asd.Tests --filter 'FullyQualifiedName~CollectionStress'
count_project Ssl4Asd.Tests.CollectionStress $?
for name in Kernel.Tests Notebooks.Tests; do
  run_project "$name" "$name"
  count_project "$name" $?
done

# The kernel behind the real Jupyter client, and the notebooks. Debian's Python: another one may come first on the PATH.
python=python3
[ -x /usr/bin/python3 ] && python=/usr/bin/python3
run_python() {
  local ran f e s bad
  echo "== $(basename "$1" .py), after $SECONDS s"
  timeout 1800 "$python" "$1" 2>&1 | tee "$results/python.log"
  ran=$(sed -n 's/^Ran \([0-9]*\) tests* in .*/\1/p' "$results/python.log")
  number() { sed -n "s/^\(OK\|FAILED\) (.*\b$1=\([0-9]*\).*/\2/p" "$results/python.log"; }
  f=$(number failures) e=$(number errors) s=$(number skipped)
  bad=$((${f:-0} + ${e:-0}))
  [ -n "$ran" ] || bad=1
  passed=$((passed + ${ran:-0} - ${s:-0} - (bad > ${ran:-0} ? ${ran:-0} : bad)))
  failed=$((failed + bad))
}

if "$python" -c 'import nbclient, jupyter_kernel_test' 2> /dev/null; then
  export JUPYTER_DATA_DIR=$results/jupyter JUPYTER_PATH=$results/jupyter PYTHONDONTWRITEBYTECODE=1
  dotnet src/Ssl4Asd.Kernel/bin/Release/net10.0/Ssl4Asd.Kernel.dll install --user > /dev/null || failed=$((failed + 1))
  for file in tests/*/Client/test_*.py; do
    [ "$(basename "$file")" = test_pages.py ] || run_python "$file"
  done
else
  echo '== no nbclient or jupyter_kernel_test for Python: the kernel is not tried behind the Jupyter client, and no notebook is run'
  python=''
fi

echo "== format, after $SECONDS s"
if dotnet format Ssl4Asd.sln --verify-no-changes --no-restore --severity warn; then
  passed=$((passed + 1))
else
  echo 'run: dotnet format Ssl4Asd.sln'
  failed=$((failed + 1))
fi

run_project Ssl4Asd.Tests.Cli Ssl4Asd.Tests --filter 'FullyQualifiedName~Ssl4Asd.Tests.Cli.&FullyQualifiedName!~Tests.Cli.Slurm.'
count_project Ssl4Asd.Tests.Cli $?
wait "$library"
cat "$results/library.log"
count_project Ssl4Asd.Tests "$(cat "$results/library")"
count_project Ssl4Asd.Tests.Slurm "$(cat "$results/slurm")"
# what is timed comes last, alone
[ -z "$python" ] || run_python tests/Notebooks.Tests/Client/test_pages.py
finish
