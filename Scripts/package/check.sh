#!/usr/bin/env bash
# Tries what is installed, in a folder that is removed afterwards: `make install`, the tree moved, the program through a
# link, completions in the shells that are there, the manual, a plugin and its tests, `make uninstall`.
#
#   Scripts/package/check.sh [ROOT]
#
# With ROOT, a tree that is installed already is tried (/usr, of a Debian package), and stays.
set -euo pipefail
cd "$(dirname "$0")/../.."

scripts=$PWD/Scripts/package
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
say() { printf 'check: %s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }
holds() { # WHAT COMMAND...
  local what=$1; shift
  "$@" >"$work/output" 2>&1 || { cat "$work/output"; fail "$what"; }
  say "ok  $what"
}

version=$(Scripts/package/version.sh)
if [ $# = 1 ]; then root=$1; else
  PREFIX=$work/first DESTDIR='' Scripts/package/install.sh 2>/dev/null
  mv "$work/first" "$work/moved tree"
  root="$work/moved tree"
fi
mkdir "$work/bin" "$work/home" "$work/here"
ln -s "$root/bin/hookctl" "$work/bin/hookctl"
export HOME=$work/home PATH="$work/bin:$PATH"
unset HOOKKIT_PACKAGE HOOKCTL_PLUGINS HOOKCTL_PLUGIN_CACHE XDG_CACHE_HOME XDG_DATA_HOME
cd "$work/here"

holds "the program runs through a link: $version" test "$(hookctl --version)" = "$version"
holds "it is not linked with Swift's libraries" bash -c "! ldd '$root/lib/hookkit/hookctl' | grep -i swift"
hookctl doctor >doctor.txt 2>/dev/null || true
holds "the bundled policy is that of the tree" grep -F "$root/lib/hookkit" doctor.txt
holds "a comparison is drawn" hookctl compare --level 0 --theme plain --out noise.svg \
  --patch 'noise(scale: 0.2)@embedder.block2.res1.resadd_out'
if command -v man >/dev/null; then
  holds "man hookctl-compare has --patch" bash -c "man -P cat --warnings '$root/share/man/man1/'hookctl-compare.1* | grep -e --patch"
fi
holds "bash completes" bash -c "source '$root/share/bash-completion/completions/hookctl' && complete -p hookctl"
if command -v zsh >/dev/null; then
  holds "zsh knows the completions" zsh -fc "fpath=('$root/share/zsh/site-functions' '$root/share/zsh/vendor-completions' \$fpath)
    autoload -Uz compinit && compinit -D && [ \$_comps[hookctl] = _hookctl ]"
fi
if command -v fish >/dev/null; then
  holds "fish completes compare" fish -c "source '$root/share/fish/vendor_completions.d/hookctl.fish'; complete -C 'hookctl comp' | grep compare"
fi
if command -v swift >/dev/null; then
  hookctl plugin new Tried >/dev/null 2>&1
  seconds() { local TIMEFORMAT='%U %S'; { time "$@" >"$work/output" 2>&1; } 2>&1 | awk '{ print $1 + $2 }'; }
  took=$(seconds hookctl --plugin Tried tried-experiment --levels 0 --theme plain)
  grep -q 'alpha' "$work/output" || { cat "$work/output"; fail "a plugin is built and runs"; }
  say "ok  a plugin is built and runs: $took s of processor time"
  ! grep -q "compiling HookKit" "$work/output" || { cat "$work/output"; fail "it is compiled against what is installed"; }
  holds "in less than 20 s" awk "BEGIN { exit !($took < 20) }"
  holds "its tests pass" hookctl --plugin Tried plugin test
fi
if [ $# = 0 ]; then
  touch "$root/share/mine"
  PREFIX=$root DESTDIR='' "$scripts/uninstall.sh" 2>/dev/null
  holds "make uninstall leaves nothing, and what is of others" test "$(cd "$root" && find . -mindepth 1 | sort | xargs)" = "./share ./share/mine"
fi
