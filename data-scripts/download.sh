#!/usr/bin/env bash
# Downloads a year of DCASE Task 2 from Zenodo and GitHub; sets up and builds first where that is needed. Safe to run again: it goes on
# where it was stopped.
#
#   data-scripts/download.sh YEAR [DIR] [options of "ssl4asd download"]     YEAR: 2020 … 2026; DIR: data/dcaseYEAR where it is left out
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

year=${1:-}
case $year in
  20[0-9][0-9]) shift ;;
  *) echo "download: name a year first: data-scripts/download.sh 2023 [DIR]" >&2; exit 2 ;;
esac
folder=$root/data/dcase$year
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  folder=$1
  shift
fi

"$root/data-scripts/setup.sh"
exec dotnet "$root/src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll" download "dcase$year" --out "$folder" "$@"
