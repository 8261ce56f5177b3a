#!/usr/bin/env bash
# Executes the notebooks with the C# kernel and writes a page of each, readable offline, and an index.html.
# Sets up and builds first, makes the demo data, trains what is needed; what is there already is kept.
# Two notebooks run at a time; with the sizes of the paper, whose memory that would double, one.
#
#   notebooks/run.sh [--preset tiny|demo|paper|paper-dcase20YY|direct-act-…] [--data DIR] [--only 05,07] [--out DIR] [--pictures]
#
#   --preset     demo where it is left out; tiny is the quick one; those of the paper need --data
#   --data       a data set in the DCASE layout; else the synthetic machines in data/, made on the first run
#   --only       these notebooks; the pages of the others stay
#   --out        notebooks/out where it is left out; trained runs are kept in DIR/runs
#   --pictures   a picture of each chart beside the interactive one: in the pages for readers without scripts, in the executed
#                notebooks for GitHub and paper; the README's three too where the preset is demo. Needs Chromium
#   --notebooks  other notebooks than those of this folder, to be run in this folder
set -euo pipefail
start=$PWD
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

stop() { printf 'notebooks: %s\n' "$*" >&2; exit 2; }
# What the system kills says nothing.
told() {
  local status=0
  "$@" || status=$?
  [ $status -ne 137 ] || stop 'the system has killed a program of this run; is there enough memory? What was finished is kept: give the same command again'
  return $status
}
absolute() { case $1 in /*) printf '%s' "$1" ;; *) printf '%s' "$start/$1" ;; esac; }

preset=demo data='' only='' out=$here/out notebooks=$here pictures=''
while [ $# -gt 0 ]; do
  option=$1
  case $option in
    -h | --help) sed -n '2,/^set /{/^set /!s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    --pictures) pictures=--pictures; shift; continue ;;
    --preset | --data | --only | --out | --notebooks) [ $# -gt 1 ] && [ -n "$2" ] || stop "$option takes a value; see notebooks/run.sh --help" ;;
    *) stop "'$option' is no option; see notebooks/run.sh --help" ;;
  esac
  case $option in
    --preset) preset=$2 ;;
    --data) data=$(absolute "$2") ;;
    --only) only=$2 ;;
    --out) out=$(absolute "$2") ;;
    --notebooks) notebooks=$(absolute "$2") ;;
  esac
  shift 2
done
case $preset in
  demo) default=$root/data/demo ;;
  tiny) default=$root/data/demo-tiny ;;
  paper | paper-dcase20?? | direct-act-dcase20??) [ -n "$data" ] || stop "--preset $preset needs --data DIR; data-scripts/download.sh loads the paper's" ;;
  *) stop "'$preset' is no preset; there are tiny, demo, paper, paper-dcase2020 to -dcase2026 and those of direct-act (src/README.md)" ;;
esac
[ -z "$data" ] || [ -d "$data/dev_data" ] || stop "$data has no folder dev_data; --data takes a data set in the DCASE layout (data-scripts/README.md)"
[ -d "$notebooks" ] || stop "$notebooks is no folder; --notebooks takes one with notebooks"

"$root/data-scripts/setup.sh" ${pictures:+--with-browser} || stop 'setting up failed; its messages are above'

# Debian's Python: another one may come first on the PATH, without Jupyter. Not in the user's folder, whose files Python would take for modules.
python=''
for candidate in /usr/bin/python3 python3; do
  if (cd "$here" && exec "$candidate" -c 'import nbclient, nbconvert, nbformat, pygments') 2> /dev/null; then python=$candidate; break; fi
done
[ -n "$python" ] || stop 'Jupyter is missing; install nbclient and nbconvert for Python (Debian: data-scripts/setup.sh as root) and run this again'

mkdir -p "$out" 2> /dev/null && { true > "$out/.probe" && rm "$out/.probe"; } 2> /dev/null || stop "in $out nothing can be written; check the disk and permissions there, or choose another folder by --out"
export PYTHONDONTWRITEBYTECODE=1
# Now, and not after hours of training: who asks for pictures wants them.
[ -z "$pictures" ] || (cd "$here" && exec "$python" -c 'import browser, sys; sys.exit(not browser.PROGRAM)') \
  || stop '--pictures needs Chromium (Debian: apt-get install chromium-headless-shell); install it, or leave --pictures out'
execute() { "$python" "$here/execute.py" --notebooks "$notebooks" --out "$out" --only "$only" --preset "$preset" --data "$data" --runs "$out/runs" $pictures "$@"; }
execute --check

given=$data
if [ -z "$data" ]; then
  data=$default
  [ -d "$data" ] || "$root/data-scripts/make-demo-data.sh" "$data" --preset "$preset"
fi

# A kernel of this run's own: one that the user has installed stays as it is, and none of its name is found before it.
export JUPYTER_DATA_DIR=$out/.jupyter JUPYTER_PATH=$out/.jupyter
installed=$(told dotnet "$root/src/Ssl4Asd.Kernel/bin/Release/net10.0/Ssl4Asd.Kernel.dll" install --user 2>&1) \
  || { status=$?; printf '%s\n' "$installed" >&2; exit $status; }

# Several runs are trained at once here; a notebook opened by itself trains what it lacks. The results are shown by the notebooks.
training=$(told execute --training)
while read -r -a needed; do
  [ ${#needed[@]} -eq 0 ] || told dotnet "$root/src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll" \
    compare --cache "$out/runs" --data "$data" --preset "$preset" "${needed[@]}" > /dev/null < /dev/null
done <<< "$training"

export SSL4ASD_PRESET=$preset SSL4ASD_DATA=$given SSL4ASD_RUNS=$out/runs
told execute
