#!/usr/bin/env bash
# What tests/run.sh leaves out because it needs recordings, Python or a quiet machine; minutes to half an hour.
# Ends with one line a check: "ok …", "FAILED …" or "skipped …"; exits non-zero when one failed.
#
#   tests/acceptance.sh [DATA [MACHINE]]      a DCASE folder (default ../shared/real) and its machine (default DeskFan)
#   SEEDS=0 tests/acceptance.sh               one seed instead of 0, 1 and 2
#   PYTHON=python3 tests/acceptance.sh        another Python than /usr/bin/python3
set -uo pipefail
start=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."

machine=${2:-DeskFan}
seeds=${SEEDS:-0 1 2}
least=0.95
python=${PYTHON:-/usr/bin/python3}

stop() { printf 'acceptance: %s\n' "$*" >&2; exit 2; }

if [ $# -eq 0 ]; then
  data=../shared/real
else
  case $1 in /*) data=$1 ;; *) data=$start/$1 ;; esac
fi
[ -d "$data/dev_data/$machine" ] || stop "no folder dev_data/$machine in $data; name a data set in the DCASE layout that has it: tests/acceptance.sh DATA [MACHINE]"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
summary=()
failed=0
ok() { summary+=("ok $*"); }
fail() { summary+=("FAILED $*"); failed=1; }
skip() { summary+=("skipped $*"); }
has_module() { "$python" -c "import $1" 2> /dev/null; }

# As the README has it.
ssl4asd() { dotnet run --project src/Ssl4Asd.Cli -c Release --no-build -- "$@"; }

# "LOWEST COUNT NAME": the lowest AUC of the machine in a metrics.csv, how many there are, and which it was. An AUC that
# the clips do not determine has no value and is left out.
lowest_auc() {
  awk -F, -v machine="$machine" '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    $column["machine"] == machine && $column["metric"] == "AUC" && $column["value"] != "" {
      value = $column["value"] + 0
      if (count++ == 0 || value < lowest) { lowest = value; name = $column["population"] "/" $column["subset"] "/" $column["section"] "/" $column["domain"] }
    }
    END { print lowest + 0, count + 0, name }' "$1"
}

check_seed() {
  local seed=$1 run=$work/runs/$1 lowest count name began=$SECONDS
  echo "== seed $seed"
  ssl4asd train --data "$data" --system proposed --preset demo --seed "$seed" --out "$run" || { fail "seed $seed: train"; return; }
  ssl4asd score --run "$run" --data "$data" || { fail "seed $seed: score"; return; }
  ssl4asd evaluate "$run" || { fail "seed $seed: evaluate"; return; }
  read -r lowest count name < <(lowest_auc "$run/metrics.csv")
  if [ "${count:-0}" -eq 0 ]; then
    fail "seed $seed: no AUC of $machine in metrics.csv"
  elif awk -v a="$lowest" -v b="$least" 'BEGIN { exit !(a >= b) }'; then
    ok "seed $seed: $count AUCs of $machine, lowest $lowest ($name), in $((SECONDS - began)) s"
  else
    fail "seed $seed: AUC of $machine $lowest ($name) is below $least"
  fi
}

# The reader that the README prints, on the weights of a run.
check_reader() {
  local model='' candidate found
  echo '== Python reader'
  has_module numpy || { skip "Python reader: $python with numpy is needed; run: apt-get install python3-numpy"; return; }
  for candidate in "$work"/runs/*/model.safetensors; do [ ! -f "$candidate" ] || model=$candidate; done
  [ -n "$model" ] || { fail 'Python reader: no run to read'; return; }
  awk '/^```/ { inside = $0 == "```python"; next } inside' README.md > "$work/reader.py"
  [ -s "$work/reader.py" ] || { fail 'Python reader: README.md has no block of Python'; return; }
  cat >> "$work/reader.py" <<'EOF'

import sys
tensors = read_safetensors(sys.argv[1])
first = "network.spectrum.conv1.weight"
for name in (first, "supervised.centres"):
    if name not in tensors:
        sys.exit(f"{name} is missing; there are {', '.join(sorted(tensors))}")
if tensors[first].shape != (128, 1, 256):
    sys.exit(f"{first} has shape {tensors[first].shape}, not (128, 1, 256)")
for name, tensor in tensors.items():
    if tensor.size == 0 or not np.isfinite(tensor).all():
        sys.exit(f"{name} is empty or not finite")
print(f"{len(tensors)} tensors, supervised.centres {tensors['supervised.centres'].shape}")
EOF
  if found=$("$python" "$work/reader.py" "$model" 2>&1); then
    ok "Python reader: $found"
  else
    fail "Python reader: $(printf '%s\n' "$found" | tail -n 1)"
  fi
}

check_throughput() {
  local ratio
  echo '== throughput'
  has_module torch || { skip "throughput: $python with torch is needed; run: apt-get install python3-torch"; return; }
  PYTHON=$python tests/Throughput/run.sh | tee "$work/throughput" || { fail 'throughput: tests/Throughput/run.sh'; return; }
  ratio=$(tail -n 1 "$work/throughput" | sed -n 's/^median ratio \([0-9.]*\)$/\1/p')
  if [ -z "$ratio" ]; then
    fail 'throughput: no median ratio in the last line of tests/Throughput/run.sh'
  elif awk -v r="$ratio" 'BEGIN { exit !(r >= 1) }'; then
    ok "throughput: $ratio times that of PyTorch"
  else
    fail "throughput: $ratio times that of PyTorch, less than 1"
  fi
}

bash data-scripts/setup.sh || { echo 'FAILED setup'; exit 1; }
for seed in $seeds; do check_seed "$seed"; done
check_reader
check_throughput

echo
printf '%s\n' "${summary[@]}"
exit "$failed"
