#!/usr/bin/env bash
# Writes the synthetic demo machines; sets up and builds first where that is needed.
#
#   data-scripts/make-demo-data.sh [DIR] [--preset tiny|demo] [--seed N]     DIR: data/demo where it is left out
set -euo pipefail
start=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=data/demo
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  case $1 in /*) folder=$1 ;; *) folder=$start/$1 ;; esac
  shift
fi

data-scripts/setup.sh
mkdir -p "$(dirname "$folder")"
exec dotnet run --project src/Ssl4Asd.Cli -c Release --no-build -- demo-data --out "$folder" "$@"
