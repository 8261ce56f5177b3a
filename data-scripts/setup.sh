#!/usr/bin/env bash
# Makes this machine ready: decides between the real packages and the stand-ins, installs what the stand-ins need
# from Debian, builds. Safe to run again; says what it does. See environment.md.
#
#   data-scripts/setup.sh            everything
#   data-scripts/setup.sh --with-browser          a browser without windows too, in which the tests open the notebooks' pages
#   Standins=true|false data-scripts/setup.sh     decide yourself
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }

with_browser=false
case ${1:-} in
  '') ;;
  --with-browser) with_browser=true ;;
  *) stop "'$1' is no option; there is --with-browser" ;;
esac

stamp=obj/setup.stamp
libtorch_packages=(g++ libtorch-dev libopenblas0-pthread)
# what runs notebooks, makes their pages (blahtexml: formulas), and tests the kernel as notebooks do
jupyter_packages=(python3-nbclient jupyter-client jupyter-nbconvert blahtexml python3-ipykernel python3-jupyter-kernel-test)
browser_package=chromium-headless-shell

missing_of() {
  local name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s\n' "$name"
  done
}

# The first error in a log of dotnet, without the names of files.
first_error() {
  local first
  first=$(grep -m 1 -i 'error' "$1" || grep -m 1 '[^[:space:]]' "$1" || echo 'dotnet failed without a message')
  first=$(printf '%s' "$first" | sed 's/^.* : error //; s/^.*: error : //; s/ \[[^]]*\]$//')
  printf '%s' "${first%.}"
}

# A program outside this tree that asks for the real packages and makes a tensor.
make_probe() {
  probe=$(mktemp -d)
  trap 'rm -rf "$probe"' EXIT
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>'
    echo '<UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier><SelfContained>false</SelfContained><UseAppHost>false</UseAppHost></PropertyGroup><ItemGroup>'
    sed -n 's/.*<PackageVersion Include="\(TorchSharp-cpu\|NWaves\|Deedle\|Plotly\.NET\|Plotly\.NET\.CSharp\|Microsoft\.DotNet\.Interactive\.Formatting\)" Version="\([^"]*\)".*/<PackageReference Include="\1" Version="\2" \/>/p' Directory.Packages.props
    echo '</ItemGroup></Project>'
  } > "$probe/probe.csproj"
  echo 'TorchSharp.torch.zeros(1).Dispose();' > "$probe/Program.cs"
  echo '<Project />' | tee "$probe/Directory.Build.props" "$probe/Directory.Build.targets" "$probe/Directory.Packages.props" > /dev/null
  cp global.json "$probe/"
}

# The feed has the real packages if the probe restores. Only an answer that a package (NU1101) or its version (NU1102,
# NU1103) does not exist means that it lacks them; anything else stops.
feed_has_real_packages() {
  local codes
  DOTNET_CLI_UI_LANGUAGE=en dotnet restore "$probe/probe.csproj" > "$probe/log" 2>&1 && return
  codes=$(sed -n 's/.*error \([A-Z]\{2,\}[0-9]\{1,\}\):.*/\1/p' "$probe/log" | sort -u)
  if [ -z "$codes" ] || printf '%s\n' "$codes" | grep -qvxE 'NU110[123]'; then
    stop "the feed could not be asked: $(first_error "$probe/log"); check the network and run this again, or choose with Standins=true|false"
  fi
  return 1
}

# That they can be had does not mean that they run: TorchSharp's native part may want a newer C++ library than the system's.
real_packages_load() {
  DOTNET_CLI_UI_LANGUAGE=en dotnet build "$probe/probe.csproj" --no-restore -o "$probe/out" > "$probe/log" 2>&1 \
    || stop "the real packages could not be tried: $(first_error "$probe/log"); choose with Standins=true|false"
  missing=$(ldd "$probe/out/libLibTorchSharp.so" 2>&1 | grep -m 1 -o '[^/ ]*: version .* not found' || true)
  [ -z "$missing" ] && dotnet "$probe/out/probe.dll" > /dev/null 2>&1
}

is_choice() { [ "$1" = true ] || [ "$1" = false ]; }

choose_packages() {
  if [ -z "${Standins:-}" ] && [ -f Standins.props ]; then
    choice=$(sed -n 's:.*<Standins>\(.*\)</Standins>.*:\1:p' Standins.props)
    is_choice "$choice" || stop "Standins.props says neither true nor false ('$choice'); delete it and run this again"
    return
  fi
  if [ -n "${Standins:-}" ]; then
    choice=$Standins
    is_choice "$choice" || stop "Standins=$choice is neither true nor false; set one of them, or unset it to let the feed decide"
    say "Standins=$choice, as you asked"
  else
    say 'asking the package feed for TorchSharp, NWaves, Deedle, Plotly.NET and Microsoft.DotNet.Interactive.Formatting …'
    make_probe
    if ! feed_has_real_packages; then
      choice=true
      say 'the feed lacks them: using the stand-ins in src/Standins'
    elif ! real_packages_load; then
      choice=true
      say "the feed has them, but TorchSharp's native part does not load on this system${missing:+ ($missing)}: using the stand-ins in src/Standins"
    else
      choice=false
      say 'the feed has them: using the real packages'
    fi
    rm -rf "$probe"
  fi
  cat > Standins.props.new <<EOF
<Project>
  <PropertyGroup Condition="'\$(Standins)' == ''">
    <Standins>$choice</Standins>
  </PropertyGroup>
</Project>
EOF
  if cmp -s Standins.props Standins.props.new; then rm Standins.props.new; else mv Standins.props.new Standins.props; fi
}

install_libtorch() {
  if [ -n "${LIBTORCH:-}" ]; then
    [ -e "$LIBTORCH/include/torch/csrc" ] || stop "LIBTORCH=$LIBTORCH has no include/torch/csrc; point it at an unpacked libtorch"
    command -v "${CXX:-g++}" > /dev/null || stop "a C++ compiler is needed beside LIBTORCH; set CXX or install g++"
    return
  fi
  if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    stop 'the stand-ins need libtorch with its headers and a C++17 compiler; on this system unpack libtorch, set LIBTORCH to its folder, install g++, and run this again'
  fi
  install_debian "${libtorch_packages[@]}"
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
    say "there is no Chromium: the tests do not open the notebooks' pages; install $browser_package to have that"
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

# What a build depends on: every source file (a deleted one shows in the list of names), and the choices that are no file.
source_files() {
  find src tests ./*.props ./*.targets global.json Ssl4Asd.sln \
    \( -name bin -o -name obj -o -name TestResults -o -name __pycache__ \) -prune -o -type f "$@"
}

build_key() {
  local names
  names=$(source_files -print | LC_ALL=C sort | cksum)
  echo "standins=$choice libtorch=${LIBTORCH:-} sdk=$(dotnet --version) names=${names%% *}"
}

outputs=(
  src/Ssl4Asd.Cli/bin/Release/net10.0/Ssl4Asd.Cli.dll
  src/Ssl4Asd.Kernel/bin/Release/net10.0/Ssl4Asd.Kernel.dll
  src/Ssl4Asd.Notebooks/bin/Release/net10.0/Ssl4Asd.Notebooks.dll
  tests/Kernel.Tests/bin/Release/net10.0/Kernel.Tests.dll
  tests/Notebooks.Tests/bin/Release/net10.0/Notebooks.Tests.dll
  tests/Ssl4Asd.Tests/bin/Release/net10.0/Ssl4Asd.Tests.dll
  tests/Standins.Tests/bin/Release/net10.0/Standins.Tests.dll
  tests/Throughput/bin/Release/net10.0/Throughput.dll
)

build_is_fresh() {
  local output
  for output in "${outputs[@]}"; do [ -f "$output" ] || return 1; done
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(build_key)" ] && [ -z "$(source_files -newer "$stamp" -print -quit)" ]
}

command -v dotnet > /dev/null || stop 'the .NET 10 SDK is needed: install dotnet-sdk-10.0 and run this again'
dotnet --version > /dev/null 2>&1 || stop "the .NET SDK of global.json is needed; installed: $(dotnet --list-sdks | tr '\n' ' ')"

choose_packages
[ "$choice" != true ] || install_libtorch
install_jupyter
[ "$with_browser" = false ] || install_browser
if build_is_fresh; then
  say "nothing to do (Standins=$choice)"
  exit 0
fi
say "building (Standins=$choice) …"
mkdir -p obj
key=$(build_key)
touch "$stamp.new"
dotnet build Ssl4Asd.sln -c Release -v quiet --nologo -nowarn:NU1603 "-p:Standins=$choice" || stop 'the build failed; its messages are above'
echo "$key" > "$stamp.new.key"
touch -r "$stamp.new" "$stamp.new.key"
mv "$stamp.new.key" "$stamp"
rm "$stamp.new"
say 'done'
