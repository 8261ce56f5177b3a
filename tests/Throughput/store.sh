#!/usr/bin/env bash
# How fast the clip store is built on one core and on all; against reading the same files with Python's soundfile (libsndfile) in
# one process and in one for each core, and against writing what was read as well, each process into a file of its own. All in
# turn, files in the page cache, what is written flushed to the disk. Needs python3-numpy and python3-soundfile and, for 14,000
# clips of 10 s (DCASE2023's training clips), 14 GB of disk and as much memory; no part of tests/run.sh, since machines are noisy.
#
#   tests/Throughput/store.sh [ROUNDS [CLIPS]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-3} clips=${2:-14000}
python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import numpy, soundfile' 2> /dev/null || { echo 'store: python3-soundfile is needed; run: apt-get install python3-numpy python3-soundfile' >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" tests/Throughput/make-noise.py "$work/data" $((clips / 14))
cat > "$work/read.py" << 'EOS'
import glob, json, multiprocessing, os, sys, time
import soundfile
def read(part):
    files, target = part
    out = open(target, "wb") if target else None
    for file in files:
        samples, rate = soundfile.read(file, dtype="int16")
        if out: out.write(samples.tobytes())
    if out: out.flush(); os.fsync(out.fileno())
files = sorted(glob.glob(sys.argv[1] + "/*/*/train/*.wav"))
processes, target = int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None
parts = [(files[i::processes], f"{target}{i}" if target else None) for i in range(processes)]
begin = time.perf_counter()
if processes == 1: read(parts[0])
else:
    with multiprocessing.Pool(processes) as pool: pool.map(read, parts)
print(json.dumps({"clips_per_second": round(len(files) / (time.perf_counter() - begin), 1)}))
EOS
cat > "$work/table.py" << 'EOS'
import json, statistics, sys
rows = {}
for line in open(sys.argv[1]):
    name, value = line.rstrip("\n").split("\t")
    rows.setdefault(name, []).append(json.loads(value))
def scatter(values): return " - ".join(f"{v:,.{0 if v > 99 else 2}f}" for v in (min(values), statistics.median(values), max(values)))
print("clips/s, min - median - max")
for name, values in rows.items(): print(f"  {name}: {scatter([v['clips_per_second'] for v in values])}")
one, all_cores = ([v for name, values in rows.items() if name.startswith(f"clip store, {cores}") for v in values] for cores in ("one", "all"))
print(f"the store on all cores is so many times as fast as on one: {scatter([o['build_seconds'] / a['build_seconds'] for o, a in zip(one, all_cores)])}")
print(f"cores busy meanwhile: {scatter([v['cores_busy'] for v in all_cores])}; opened again: {scatter([v['open_seconds'] for v in all_cores])} s")
EOS
cat "$work"/data/*/*/train/*.wav > /dev/null
sync

# what it is called and the command, which prints a line of JSON
measure() {
  printf '%s\t%s\n' "$1" "$("${@:2}")" | tee -a "$work/rows"
  rm -rf "$work"/out* "$work/store"
  sync
}

export SSL4ASD_STORE=$work/store
for round in $(seq "$rounds"); do
  echo "round $round, load $(cut -d' ' -f1 /proc/loadavg)"
  for processes in 1 "$(nproc)"; do
    measure "soundfile, $processes process(es)" "$python" "$work/read.py" "$work/data" "$processes"
    measure "soundfile, $processes process(es), writing" "$python" "$work/read.py" "$work/data" "$processes" "$work/out"
  done
  measure 'clip store, one core' taskset -c 0 dotnet run --project tests/Throughput -c Release --no-build -- "$work/data"
  measure "clip store, all cores ($(nproc))" dotnet run --project tests/Throughput -c Release --no-build -- "$work/data"
done
"$python" "$work/table.py" "$work/rows"
