#!/usr/bin/env bash
# Long trainings, several at a time, each of which must end: COUNT (default 20) of the Demo preset with 48 epochs, 1,392 steps,
# the systems in turn. An hour and more; no part of tests/run.sh. Prints a line for each and "N of COUNT ended" at the end.
#
#   tests/Campaign/trainings.sh [COUNT [AT_A_TIME [EPOCHS [FIRST]]]]     FIRST: the number, and seed, of the first (default 0)
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
count=${1:-20} at_a_time=${2:-2} epochs=${3:-48} first=${4:-0}
bash data-scripts/setup.sh || exit
cli=$PWD/src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll
export DOTNET_PROCESSOR_COUNT=1 # threads of each, as those of a worker of compare: two would wait for each other
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
dotnet "$cli" demo-data --out "$work/data" 2> /dev/null || exit

train() {
  local systems=(baseline statex featex regular+statex regular+featex proposed) number=$1 began=$SECONDS system steps
  system=${systems[number % 6]}
  if dotnet "$cli" train --data "$work/data" --system "$system" --preset demo --seed "$number" --epochs "$epochs" --out "$work/$number" > "$work/$number.log" 2>&1; then
    steps=$(($(wc -l < "$work/$number/history.csv") - 1))
    echo "$number $system: ended after $steps steps and $((SECONDS - began)) s"
    echo "$number" >> "$work/ended"
  else
    echo "$number $system: exit code $?: $(tail -n 1 "$work/$number.log")"
  fi
  rm -rf "${work:?}/$number"
}
export -f train
export work cli epochs
seq "$first" $((first + count - 1)) | xargs -P "$at_a_time" -I{} bash -c 'train {}'
ended=$(wc -l < "$work/ended" 2> /dev/null || echo 0)
echo "$ended of $count ended"
[ "$ended" -eq "$count" ]
