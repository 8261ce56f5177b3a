#!/usr/bin/env bash
# Training throughput of the Paper preset (18 s clips, batch 16) against the same network in eager PyTorch: both sides
# in turn, three rounds, on this machine. Needs python3-torch; no part of tests/run.sh, since machines are noisy.
# The last line is "median ratio R", R above 1 where Ssl4Asd is the faster.
#
#   tests/Throughput/run.sh [ROUNDS [BATCH [STEPS]]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-3} batch=${2:-16} steps=${3:-5}
python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import torch' 2> /dev/null || { echo 'throughput: python3-torch is needed; run: apt-get install python3-torch' >&2; exit 2; }
bash data-scripts/setup.sh

results=$(mktemp)
trap 'rm -f "$results"' EXIT
for round in $(seq "$rounds"); do
  pytorch=$("$python" tests/Ssl4Asd.Tests/Truth/torch/bench.py --batch "$batch" --steps "$steps" --threads "$(nproc)")
  ours=$(dotnet run --project tests/Throughput -c Release --no-build -- "$batch" "$steps")
  echo "round $round, PyTorch: $pytorch"
  echo "round $round, Ssl4Asd: $ours"
  printf '%s\t%s\n' "$ours" "$pytorch" >> "$results"
done
"$python" - "$results" <<'EOF'
import json, statistics, sys
pairs = [[json.loads(side)["clips_per_second"] for side in line.split("\t")] for line in open(sys.argv[1])]
ratios = sorted(ours / theirs for ours, theirs in pairs)
print(f"clips/s, median: Ssl4Asd {statistics.median(p[0] for p in pairs):.2f}, PyTorch {statistics.median(p[1] for p in pairs):.2f}; "
      f"ratio min {ratios[0]:.2f}, median {statistics.median(ratios):.2f}, max {ratios[-1]:.2f}")
print(f"median ratio {statistics.median(ratios):.3f}")
EOF
