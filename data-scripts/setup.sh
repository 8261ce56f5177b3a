#!/usr/bin/env bash
# Makes this machine ready: installs what is not .NET (Jupyter, a browser) from Debian, builds, and tells Jupyter of the C# kernel
# for this user, unless it knows one of this project. Safe to run again; says what it does. See environment.md.
#
#   data-scripts/setup.sh                         everything that notebooks need
#   data-scripts/setup.sh --with-browser          a browser without windows too: pictures of charts, tests of the notebooks' pages
#   data-scripts/setup.sh --with-slurm            Slurm's programs too: tests of comparisons on a cluster
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }

with_browser=false
with_slurm=false
for option in "$@"; do
  case $option in
    --with-browser) with_browser=true ;;
    --with-slurm) with_slurm=true ;;
    *) stop "'$option' is no option; there are --with-browser and --with-slurm" ;;
  esac
done

stamp=obj/setup.stamp
# what runs notebooks, makes their pages (blahtexml: formulas), and tests the kernel as notebooks do
jupyter_packages=(python3-nbclient jupyter-client jupyter-nbconvert blahtexml python3-ipykernel python3-jupyter-kernel-test)
browser_package=chromium-headless-shell
slurm_packages=(slurm-wlm munge)

missing_of() {
  local name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s\n' "$name"
  done
}

install_jupyter() {
  if command -v dpkg-query > /dev/null && command -v apt-get > /dev/null; then
    install_debian "${jupyter_packages[@]}"
  elif ! python3 -c 'import nbclient, nbconvert, jupyter_kernel_test' 2> /dev/null; then
    say 'notebooks and the tests of the kernel need Python with nbclient, nbconvert, ipykernel and jupyter_kernel_test; install them to run these'
  fi
}

install_browser() {
  ! command -v chromium-headless-shell chromium google-chrome > /dev/null || return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    install_debian "$browser_package"
  else
    say "there is no Chromium, so charts have no pictures and the tests do not open the notebooks' pages; install $browser_package to have that"
  fi
}

install_slurm() {
  ! command -v sbatch slurmctld > /dev/null || return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    install_debian "${slurm_packages[@]}"
  else
    say "there is no Slurm, so its tests are left out; install ${slurm_packages[*]} to have them"
  fi
}

install_debian() {
  local missing
  mapfile -t missing < <(missing_of "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    stop "Debian packages are missing; run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
  fi
  say "installing ${missing[*]} …"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq > /dev/null || stop 'apt-get update failed; check the network and run this again'
  apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null || stop 'apt-get install failed; its messages are above'
}

# What a build depends on: every source file (a deleted one shows in the list of names), and what is no file.
source_files() {
  find src tests ./*.props ./*.targets global.json Ssl4Asd.sln \
    \( -name bin -o -name obj -o -name TestResults -o -name __pycache__ \) -prune -o -type f "$@"
}

build_key() {
  local names
  names=$(source_files -print | LC_ALL=C sort | cksum)
  echo "package=${TorchSharpPackage:-} sdk=$(dotnet --version) names=${names%% *}"
}

outputs=(
  src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll
  src/Ssl4Asd.Kernel/bin/Release/net10.0/Ssl4Asd.Kernel.dll
  src/Ssl4Asd.Notebooks/bin/Release/net10.0/Ssl4Asd.Notebooks.dll
  tests/Kernel.Tests/bin/Release/net10.0/Kernel.Tests.dll
  tests/Notebooks.Tests/bin/Release/net10.0/Notebooks.Tests.dll
  tests/Ssl4Asd.Tests/bin/Release/net10.0/Ssl4Asd.Tests.dll
  tests/Throughput/bin/Release/net10.0/Throughput.dll
)

build_is_fresh() {
  local output
  for output in "${outputs[@]}"; do [ -f "$output" ] || return 1; done
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(build_key)" ] && [ -z "$(source_files -newer "$stamp" -print -quit)" ]
}

# One of another clone runs these notebooks too.
install_kernel() {
  local spec kernels=${JUPYTER_DATA_DIR:-${XDG_DATA_HOME:-$(echo ~)/.local/share}/jupyter}/kernels
  for spec in "$kernels"/{.net-csharp,ssl4asd-csharp}/kernel.json; do
    ! grep -qs '"ssl4asd"' "$spec" || [ ! -f "$(sed -n 's/^ *"\(.*Ssl4Asd\.Kernel\.dll\)",\?$/\1/p' "$spec")" ] || return 0
  done
  dotnet src/Ssl4Asd.Kernel/bin/Release/net10.0/Ssl4Asd.Kernel.dll install | sed 's/^/setup: kernel: /' \
    || say 'Jupyter does not know the C# kernel; environment.md says how to install it elsewhere'
}

command -v dotnet > /dev/null || stop 'the .NET 10 SDK is needed: install dotnet-sdk-10.0 and run this again'
if ! answer=$(dotnet --version 2>&1); then
  sdks=$(dotnet --list-sdks 2> /dev/null | tr '\n' ' ')
  answer=${answer%%$'\n'*} answer=${answer#Unhandled exception. }
  stop "dotnet does not run here: ${answer%.}; the SDK of global.json is needed, installed: ${sdks:-none}"
fi

install_jupyter
[ "$with_browser" = false ] || install_browser
[ "$with_slurm" = false ] || install_slurm
if build_is_fresh; then
  install_kernel
  say 'nothing to do'
  exit 0
fi
say 'building (the first time it fetches the packages, 1.3 GB) …'
mkdir -p obj
key=$(build_key)
touch "$stamp.new"
dotnet build Ssl4Asd.sln -c Release -v quiet --nologo || stop 'the build failed; its messages are above'
echo "$key" > "$stamp.new.key"
touch -r "$stamp.new" "$stamp.new.key"
mv "$stamp.new.key" "$stamp"
rm "$stamp.new"
install_kernel
say 'done'
