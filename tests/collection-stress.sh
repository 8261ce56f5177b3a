#!/usr/bin/env bash
# The long form of CollectionStressTests: a thread collects garbage and runs finalizers all the time, while all six systems and
# three ablations are trained for 500 steps, embed and score, and the demo data is written; every byte has to be the same as
# without it. Half an hour on two cores. tests/run.sh runs the short form.
#
#   tests/collection-stress.sh [STEPS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
SSL4ASD_STRESS_STEPS=${1:-500} dotnet test tests/Ssl4Asd.Tests -c Release --nologo \
  --filter FullyQualifiedName~CollectionStressTests --logger 'console;verbosity=normal'
