#!/usr/bin/env bash
# Fetches what HookKit needs and this machine lacks. Running it again does nothing.
#
#   Scripts/setup.sh [--packages] [--pictures] [--check]
#
#   --packages   only the system libraries
#   --pictures   only procgen's pictures and library
#   --check      install nothing; say what is missing
#
# HOOKKIT_NO_PICTURES=1 goes on without procgen's pictures (mazes then need `--theme plain`).
# Ends with 0 when everything is there, 64 for wrong usage, 69 when something is missing that it cannot get.
set -euo pipefail

# ---- what is needed ------------------------------------------------------------------------------

PACKAGES=(libopenblas-dev libcairo2-dev libzip-dev libgif-dev zlib1g-dev libsqlite3-dev pkg-config fontconfig fonts-dejavu-core)   # as Debian and Ubuntu name them
PKG_CONFIG_NAMES=(openblas cairo libzip zlib sqlite3)                    # the same libraries, for other systems

PROCGEN=0.10.7
WHEEL_SHA256=4b594d14e42f0f2166e59a9e294477b906eb99c90c3343b570b7124cbc865f53

# All pictures of its games, in the wheel: the SHA-256 of the list "SHA-256, two spaces, path", sorted by path.
PICTURES_SHA256=a1ebadd7a2d1495de288c5a68caf538294ee1f3937def046b7d61d9a55de6d52

# Files of the wheel that mazes are made of, below procgen/data/, with their SHA-256.
FILES="\
d66859ab14bb9a34d68696a0a3ef65962fc162a05569cc90b8a500692f00a578  assets/kenney/Ground/Sand/sandCenter.png
1f0c81625b99ce88a6f1c1adebab342a7eba490cc8ee5ea5b821be593d9e6796  assets/misc_assets/cheese.png
a70e5818dfd7c9efcd6d4555edb3a12f99eb8ea4de2b32748b0dc16976e18e3d  assets/kenney/Enemies/mouse_move.png
640ae3f1d606c2935a66560c5a49c5ae8ba69f2dbb88c3a01cdae70fa25f1a6d  assets/topdown_backgrounds/floortiles.png
03a11c3f856b684e5455a381df6681ef43d346549cd1878f3ea1c8b268bb25a2  assets/topdown_backgrounds/backgrounddetailed1.png
555e54c7159e9d17b6c1b2b0378d281144c1c1d13e40bf546708a6b0e007032e  assets/topdown_backgrounds/backgrounddetailed2.png
15f2b765201fe0b27846b729e4313b3d40ee6b1df029d0f57bf443d751908524  assets/topdown_backgrounds/backgrounddetailed3.png
5aae45e4c3704a61a5bcee9f0b5f2d5b81243db9a3dbfb78ac5e845db3f89b92  assets/topdown_backgrounds/backgrounddetailed4.png
0481e170c99d47d8d2abb012e447bc0e205ce0f824b234ee201b12201f5a975a  assets/topdown_backgrounds/backgrounddetailed5.png
f444172bf8b9779faebc1e3dcc8e5392a5a63c8d328bd4b6e1e8557c4789ee5d  assets/topdown_backgrounds/backgrounddetailed6.png
24144b5774964289f6caa8e40fb6a159be748aa1a477f95b3809bd28666ad030  assets/topdown_backgrounds/backgrounddetailed7.png
aaaa77c0e2d23e36cb7405a53ccfff19ddd715e64a330fa82d2aba10df155acb  assets/topdown_backgrounds/backgrounddetailed8.png
f44786431a902e9ae1a32cd44f4aa650f4bdad893240a322e49e6098d6a7a2ea  prebuilt/libenv.so"

case "${XDG_CACHE_HOME:-}" in
  /*) CACHE=$XDG_CACHE_HOME/hookkit ;;
  *)  CACHE=${HOME:?HOME is not set}/.cache/hookkit ;;
esac
HOME_OF_PROCGEN=$CACHE/procgen-$PROCGEN

# ---- helpers -------------------------------------------------------------------------------------

say()  { printf 'setup: %s\n' "$*" >&2; }
fail() { printf 'setup: error: %s\n' "$*" >&2; exit 69; }
has()  { command -v "$1" >/dev/null 2>&1; }
on_debian()     { has apt-get && has dpkg-query; }
may_install()   { on_debian && [ "$(id -u)" = 0 ] && ! $check_only; }

sha256() { if has sha256sum; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

sha256_check() { # DIRECTORY, list on standard input
  (cd "$1" && sha256 --check --status - 2>/dev/null)
}

installed() { # one Debian package
  if [ "$1" = pkg-config ]; then has pkg-config; return; fi
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

apt() { # quiet unless it fails
  local output
  output=$(apt-get -y -qq -o DPkg::Lock::Timeout=120 "$@" </dev/null 2>&1) || { printf '%s\n' "$output" >&2; return 1; }
}

apt_install() {
  say "installing $* with apt"
  export DEBIAN_FRONTEND=noninteractive
  # The lists of packages are fetched only when there are none or they are too old to serve.
  if compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null \
    && apt install --no-install-recommends "$@"; then return 0; fi
  apt update || say "apt-get update failed (its message is above); trying all the same"
  apt install --no-install-recommends "$@" || fail "apt could not install $* (its message is above)"
}

# ---- the toolchain -------------------------------------------------------------------------------

need_swift() {
  has swift || fail "no \`swift\` on the PATH. HookKit needs Swift 6.1 or newer: https://www.swift.org/install"
}

# ---- system libraries ----------------------------------------------------------------------------

need_packages() {
  local missing=() name
  if on_debian; then
    for name in "${PACKAGES[@]}"; do installed "$name" || missing+=("$name"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! may_install; then
      fail "these packages are missing: ${missing[*]}. Install them with
  sudo apt-get install ${missing[*]}"
    fi
    apt_install "${missing[@]}"
  else
    has pkg-config \
      || fail "\`pkg-config\` is missing; install it and the development files of OpenBLAS, cairo, libzip and SQLite"
    for name in "${PKG_CONFIG_NAMES[@]}"; do pkg-config --exists "$name" || missing+=("$name"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    fail "pkg-config does not find: ${missing[*]}. Install the development files of OpenBLAS, cairo, libzip and SQLite
  (Debian calls them ${PACKAGES[*]}; Fedora openblas-devel cairo-devel libzip-devel giflib-devel zlib-devel sqlite-devel;
  Homebrew openblas cairo libzip giflib zlib sqlite pkgconf)"
  fi
}

# ---- procgen's pictures and library --------------------------------------------------------------

pictures_are_there() { [ -d "$HOME_OF_PROCGEN/data" ] && sha256_check "$HOME_OF_PROCGEN/data" <<<"$FILES"; }

# procgen's library reads the pictures of all its games when it starts: each of them is checked.
all_pictures_are_in() { # DIRECTORY that holds assets
  local found
  found=$(cd "$1" 2>/dev/null && find assets -name '*.png' -type f -print0 | LC_ALL=C sort -z | xargs -0 $(has sha256sum && echo sha256sum || echo shasum -a 256) | sha256) \
    || return 1
  [ "${found%% *}" = "$PICTURES_SHA256" ]
}

games_are_there() { all_pictures_are_in "$HOME_OF_PROCGEN/data"; }

no_pictures() {
  if pictures_are_there; then
    say "$1; going on without those of procgen's other games. Only \`--backend procgen\` needs them."
    return 0
  fi
  if [ -n "${HOOKKIT_NO_PICTURES:-}" ]; then
    say "$1; going on without them (HOOKKIT_NO_PICTURES). Mazes need \`--theme plain\`."
    notice=" but the pictures"
    return 0
  fi
  fail "$1.
  They come from the package procgen $PROCGEN (PyPI). Get them later with \`Scripts/setup.sh --pictures\`;
  until then everything works with \`--theme plain\`, and HOOKKIT_NO_PICTURES=1 lets make go on without them."
}

find_pip() { # sets `pip`
  local candidate
  for candidate in "python3 -m pip" pip3 pip; do
    read -ra pip <<<"$candidate"
    if "${pip[@]}" --version >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

download_wheel() { # DIRECTORY
  "${pip[@]}" download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --python-version 3.10 --platform manylinux2014_x86_64 --implementation cp \
    --dest "$1" "procgen==$PROCGEN" </dev/null >&2
}

unpack() { # WHEEL DIRECTORY: pictures and library
  if has unzip; then
    unzip -q "$1" 'procgen/data/assets/*' 'procgen/data/prebuilt/*' -d "$2" && mv "$2/procgen/data" "$2/data" && rmdir "$2/procgen"
  else
    python3 - "$1" "$2" <<'PYTHON'
import os, sys, zipfile
wheel, directory = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        parts = name.split("/")
        if parts[:2] != ["procgen", "data"] or ".." in parts or name.endswith("/"):
            continue
        target = os.path.join(directory, *parts[1:])
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as out:
            out.write(archive.read(name))
PYTHON
  fi
}

work=
trap '[ -z "$work" ] || rm -rf -- "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

need_pictures() {
  if pictures_are_there && games_are_there; then return 0; fi
  if [ -n "${HOOKKIT_NO_PICTURES:-}" ] || $check_only; then
    no_pictures "procgen's pictures are not all in $HOME_OF_PROCGEN"
    return 0
  fi

  local pip=()
  if ! find_pip || ! { has unzip || has python3; }; then
    if ! may_install; then
      local advice=""
      if on_debian; then advice=" (sudo apt-get install python3-pip)"; fi
      no_pictures "procgen's pictures are missing, and there is no pip to download them with$advice"
      return 0
    fi
    apt_install python3-pip
    find_pip || fail "python3-pip was installed, but neither \`python3 -m pip\` nor \`pip3\` runs"
  fi

  mkdir -p "$CACHE" || fail "cannot create $CACHE"
  work=$(mktemp -d "$CACHE/.setup.XXXXXX") || fail "cannot write to $CACHE"
  say "downloading procgen $PROCGEN (35 MB, once) for the pictures of its mazes"
  if ! download_wheel "$work/wheel"; then
    no_pictures "procgen $PROCGEN could not be downloaded (pip's message is above) (offline?)"
    return 0
  fi

  local wheel
  wheel=$(find "$work/wheel" -name 'procgen-*.whl' -print -quit)
  [ -n "$wheel" ] || fail "pip did not leave a wheel of procgen $PROCGEN"
  sha256_check "$work/wheel" <<<"$WHEEL_SHA256  ${wheel##*/}" \
    || fail "the downloaded ${wheel##*/} is not the published one (wrong SHA-256); nothing of it was used"
  mkdir "$work/new"
  unpack "$wheel" "$work/new" || fail "${wheel##*/} could not be unpacked"
  sha256_check "$work/new/data" <<<"$FILES" && all_pictures_are_in "$work/new/data" \
    || fail "a file of ${wheel##*/} has the wrong SHA-256"

  # One rename puts the folder in place; what was there before is incomplete or damaged.
  if [ -e "$HOME_OF_PROCGEN" ] && ! { pictures_are_there && games_are_there; }; then mv "$HOME_OF_PROCGEN" "$work/old"; fi
  mv -T "$work/new" "$HOME_OF_PROCGEN" 2>/dev/null || pictures_are_there \
    || fail "cannot move the pictures to $HOME_OF_PROCGEN"
  say "pictures and library of procgen $PROCGEN are in $HOME_OF_PROCGEN"
}

# ---- main ----------------------------------------------------------------------------------------

check_only=false packages=false pictures=false
for argument in "$@"; do
  case $argument in
    --packages) packages=true ;;
    --pictures) pictures=true ;;
    --check) check_only=true ;;
    -h|--help) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
    *) say "error: $argument is not an option; it has --packages, --pictures, --check"; exit 64 ;;
  esac
done
if ! $packages && ! $pictures; then packages=true pictures=true; fi

need_swift
if $packages; then need_packages; fi
if $pictures; then need_pictures; fi
say "done, nothing is missing${notice:-}"
