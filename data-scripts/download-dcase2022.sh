#!/usr/bin/env bash
# Downloads DCASE2022 from Zenodo and GitHub; sets up and builds first where that is needed. Safe to run again: it goes on
# where it was stopped.
#
#   data-scripts/download-dcase2022.sh [DIR] [options of "ssl4asd download"]     DIR: data/dcase2022 where it is left out
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

folder=$root/data/dcase2022
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  folder=$1
  shift
fi

"$root/data-scripts/setup.sh"
exec dotnet "$root/src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll" download dcase2022 --out "$folder" "$@"
