#!/usr/bin/env bash
# How fast the clip store is built on one core and on all, against reading the same files with Python's soundfile (libsndfile) in one
# process and in one for each core; and against the same with writing what was read into one file. All in turn, warm files,
# in rounds. Needs python3-numpy and python3-soundfile; no part of tests/run.sh, since machines are noisy.
#
#   tests/Throughput/store.sh [ROUNDS [CLIPS]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-3} clips=${2:-2100}
python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import numpy, soundfile' 2> /dev/null || { echo 'store: python3-soundfile is needed; run: apt-get install python3-numpy python3-soundfile' >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" tests/Throughput/make-noise.py "$work/data" $((clips / 14))
cat > "$work/read.py" << 'EOS'
import glob, multiprocessing, sys, time
import soundfile
def read(part):
    files, target = part
    out = open(target, "wb") if target else None
    for file in files:
        samples, rate = soundfile.read(file, dtype="int16")
        if out: out.write(samples.tobytes())
files = sorted(glob.glob(sys.argv[1] + "/*/*/train/*.wav"))
processes, target = int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None
parts = [(files[i::processes], f"{target}{i}" if target else None) for i in range(processes)]
begin = time.perf_counter()
if processes == 1: read(parts[0])
else:
    with multiprocessing.Pool(processes) as pool: pool.map(read, parts)
print(f"{len(files) / (time.perf_counter() - begin):.1f}")
EOS
cat "$work"/data/*/*/train/*.wav > /dev/null
for round in $(seq "$rounds"); do
  echo "round $round, load $(cut -d' ' -f1 /proc/loadavg), clips/s"
  for processes in 1 "$(nproc)"; do
    echo "  soundfile, $processes process(es): $("$python" "$work/read.py" "$work/data" "$processes")"
    echo "  soundfile, $processes process(es), writing: $("$python" "$work/read.py" "$work/data" "$processes" "$work/out")"
    rm -f "$work"/out*
  done
  for cores in 0 0-$(($(nproc) - 1)); do
    rm -rf "$work/store"
    echo "  clip store, core $cores: $(SSL4ASD_STORE=$work/store taskset -c "$cores" dotnet run --project tests/Throughput -c Release --no-build -- "$work/data")"
  done
done
