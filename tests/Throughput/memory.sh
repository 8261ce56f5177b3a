#!/usr/bin/env bash
# Trains a fragment of one Paper epoch on noise of DCASE2023's size (14,000 clips of 10 s, 4.5 GB) in a control group that may
# use 3 GB, page cache included, and says what it took. Linux, root, 10 GB of disk; no part of tests/run.sh.
#
#   tests/Throughput/memory.sh [SECONDS [LIMIT_MB [CLIPS [OPTIONS OF TRAIN]]]]
#
# SECONDS: how long to train after the first step (default 120). OPTIONS: --preset paper unless given.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-120} limit=$((${2:-3000} * 1000000)) clips=${3:-14000}
options=(--preset paper)
[ $# -le 3 ] || options=("${@:4}")
python=${PYTHON:-/usr/bin/python3}

work=$(mktemp -d)
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  group=/sys/fs/cgroup/ssl4asd-$$ file=memory.max peak=memory.peak
else
  group=/sys/fs/cgroup/memory/ssl4asd-$$ file=memory.limit_in_bytes peak=memory.max_usage_in_bytes
fi
trap 'rm -rf "$work"; rmdir "$group" 2> /dev/null || true' EXIT
mkdir "$group"
echo "$limit" > "$group/$file"

"$python" tests/Throughput/make-noise.py "$work/data" $((clips / 14))
echo "train ${options[*]}; data: $(du -sm "$work/data" | cut -f1) MiB, load $(cut -d' ' -f1 /proc/loadavg)"

# one run: from its start to SECONDS after the first step, then SIGTERM
train() {
  local begin=$SECONDS first='' field
  : > "$work/log-$1"
  bash -c "echo \$\$ > '$group/cgroup.procs'; exec dotnet src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll train --data '$work/data' \
    --system proposed --epochs 1 --out '$work/run-$1' ${options[*]}" 2> "$work/log-$1" > /dev/null &
  local process=$!
  while kill -0 "$process" 2> /dev/null; do
    if [ -z "$first" ] && grep -q ' training ' "$work/log-$1"; then
      first=$SECONDS
      echo "run $1: first step after $((first - begin)) s"
    fi
    [ -z "$first" ] || [ $((SECONDS - first)) -lt "$seconds" ] || break
    sleep 0.2
  done
  for field in VmHWM VmRSS RssAnon RssFile; do
    sed -n "s/^$field:\s*\([0-9]*\) kB/run $1: $field \1 kB/p" "/proc/$process/status" 2> /dev/null || true
  done
  kill -TERM "$process" 2> /dev/null || true
  wait "$process" || echo "run $1: exit code $? (130: stopped by this script)"
  echo "run $1: most that the control group held, page cache included: $(cat "$group/$peak") of $limit bytes"
  grep -v 'recordings [0-9]' "$work/log-$1" | tail -n 4
}
train 1
ls -l "$work/data/.ssl4asd"
train 2
