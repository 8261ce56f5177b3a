#!/usr/bin/env bash
# All figures of tests/README.md, "How fast is it", min, median and max over ROUNDS rounds (default 5): the Paper preset at batch
# 64 against layer by layer (and eager PyTorch, where Python has torch), by stage, and as the work grows; then
# `compare --preset demo --seeds 1`, COMPARISONS times (default ROUNDS). An hour and more on two cores, which should have nothing
# else to do; no part of tests/run.sh.
# PYTHON names another Python than /usr/bin/python3, CSV a file that keeps the figures of bench.
#
#   tests/Throughput/figures.sh [ROUNDS [COMPARISONS]]
set -euo pipefail
start=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-5} comparisons=${2:-${1:-5}}
export SSL4ASD_PYTHON=${PYTHON:-/usr/bin/python3}
bash data-scripts/setup.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
csv=${CSV:-$work/bench.csv}
case $csv in /*) ;; *) csv=$start/$csv ;; esac
ssl4asd() { dotnet src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll "$@"; }

if [ -r /proc/cpuinfo ]; then
  echo "$(nproc) cores, $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1); load $(cut -d' ' -f1 /proc/loadavg)"
fi
echo
ssl4asd bench --preset paper --batch-size 64 --runs "$rounds" --compare-layers --compare-pytorch --scaling --out "$csv"

ssl4asd demo-data --out "$work/demo" > /dev/null
for round in $(seq "$comparisons"); do
  rm -rf "$work/comparison"
  begin=$(date +%s%N)
  ssl4asd compare --data "$work/demo" --preset demo --seeds 1 --out "$work/comparison" > "$work/scores"
  echo $((($(date +%s%N) - begin) / 1000000)) >> "$work/times"
done
echo "compare --preset demo --seeds 1 (six systems), $comparisons times:"
sort -n "$work/times" | awk '{ t[NR] = $1 / 1000 } END { printf "seconds min %.0f, median %.0f, max %.0f\n", t[1], (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2, t[NR] }'
grep -v '^all tables' "$work/scores"
