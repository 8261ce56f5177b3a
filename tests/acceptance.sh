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

# The reader that src/README.md prints, on the weights of a run.
check_reader() {
  local model='' candidate found
  echo '== Python reader'
  has_module numpy || { skip "Python reader: $python with numpy is needed; run: apt-get install python3-numpy"; return; }
  for candidate in "$work"/runs/*/model.safetensors; do [ ! -f "$candidate" ] || model=$candidate; done
  [ -n "$model" ] || { fail 'Python reader: no run to read'; return; }
  awk '/^```/ { inside = $0 == "```python"; next } inside' src/README.md > "$work/reader.py"
  [ -s "$work/reader.py" ] || { fail 'Python reader: src/README.md has no block of Python'; return; }
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

# A figure of bench's CSV: table, name, quantity.
figure() {
  "$python" -c '
import csv, sys
wanted = sys.argv[2:]
print(next(row["median"] for row in csv.DictReader(open(sys.argv[1])) if [row["table"], row["name"], row["quantity"]] == wanted))' "$work/bench.csv" "$@"
}

# NAME VALUE LEAST, or NAME VALUE '' MOST
within() {
  if awk -v v="$2" -v least="${3:-0}" -v most="${4:-inf}" 'BEGIN { exit !(v + 0 >= least + 0 && (most == "inf" || v + 0 <= most + 0)) }'; then
    ok "speed: $1: $2"
  else
    fail "speed: $1: $2, not ${3:+at least $3}${4:+at most $4}"
  fi
}

check_speed() {
  echo '== speed'
  has_module torch || { skip "speed: $python with torch is needed; run: apt-get install python3-torch"; return; }
  SSL4ASD_PYTHON=$python ssl4asd bench --preset paper --batch-size 64 --runs 3 --compare-pytorch --out "$work/bench.csv" || { fail 'speed: bench'; return; }
  within 'training, times eager PyTorch' "$(figure pytorch 'training, PyTorch' speedup)" 3
  within 'training, times tuned PyTorch' "$(figure pytorch 'training, PyTorch, tuned' speedup)" 1.2
  within 'embedding, times eager PyTorch' "$(figure pytorch 'embedding, PyTorch' speedup)" 3
  within 'embedding, times tuned PyTorch' "$(figure pytorch 'embedding, PyTorch, tuned' speedup)" 1.3
  within "peak memory of training, share of eager PyTorch's" "$(figure pytorch 'training, PyTorch' 'memory ratio')" '' 0.6
  within 'loading batches, times the rest of a step' "$(figure stages 'batch loading' 'times the rest of a step')" 10
}

bash data-scripts/setup.sh || { echo 'FAILED setup'; exit 1; }
for seed in $seeds; do check_seed "$seed"; done
check_reader
check_speed

echo
printf '%s\n' "${summary[@]}"
exit "$failed"
