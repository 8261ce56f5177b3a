#!/usr/bin/env bash
# The long form of CollectionStressTests: a thread collects garbage and runs finalizers all the time, while all six systems and
# three ablations are trained for 500 steps, embed and score, and the demo data is written; every byte has to be the same as
# without it. Several processes at once: alone, a collector on a core of its own stops the training so often that a step takes
# seconds. tests/run.sh runs the short form.
#
#   tests/Campaign/collection-stress.sh [STEPS [AT_A_TIME [SYSTEM…]]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export SSL4ASD_STRESS_STEPS=${1:-500}
at_a_time=${2:-5}
shift $(($# > 2 ? 2 : $#))
systems=("$@")
[ ${#systems[@]} -gt 0 ] || systems=(baseline statex featex regular+statex regular+featex proposed proposed-without-labels proposed-fixed-centres proposed-full-statex)
dotnet build tests/Ssl4Asd.Tests -c Release --nologo -v quiet

stress() {
  local tests=Ssl4Asd.Tests.Experiments.CollectionStressTests began=$SECONDS filter result
  filter="DisplayName=$tests.TrainingEmbeddingAndScoringGiveTheSameBytes\\(system: \"$1\"\\)"
  [ "$1" != data ] || filter="FullyQualifiedName=$tests.TheDemoDataIsTheSame"
  result=$(dotnet vstest tests/Ssl4Asd.Tests/bin/Release/net10.0/Ssl4Asd.Tests.dll --TestCaseFilter:"$filter" 2>&1) && [[ $result == *"Passed:     1"* ]] \
    && echo "$1: the same bytes after $((SECONDS - began)) s" || { echo "$1: $result"; return 1; }
}
export -f stress
printf '%s\n' data "${systems[@]}" | xargs -P "$at_a_time" -I{} bash -c 'stress "$1"' - {}
