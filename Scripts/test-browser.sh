#!/usr/bin/env bash
# Tries the lab in a real browser, without a window: what people do on the page, hostile requests, many edits.
#
#   Scripts/test-browser.sh [--short] [--edits N] [--program FILE]
#
#   --short     some hundred edits in place of 10,000
#   --edits     so many edits
#   --program   this hookctl; by default the one that `make build` makes
#
# It installs Chromium (Debian's) and two packages from PyPI where they are missing. Pictures of the page are left in
# .build/lab. Ends with 0 when all is well, 69 where no browser, or no Playwright to drive it, is to be had.
set -euo pipefail
cd "$(dirname "$0")/.."

say()  { printf 'test-browser: %s\n' "$*" >&2; }
fail() { say "error: $*"; exit 69; }

VENV=Tests/Browser/.venv
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "there is no Chromium (sudo apt-get install chromium)"
  say "installing chromium with apt"
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends chromium </dev/null >/dev/null 2>&1 \
    || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium </dev/null >/dev/null; } \
    || fail "apt could not install chromium"
  browser=$(command -v chromium)
fi
[ -x $VENV/bin/python ] || "${PYTHON:-python3}" -m venv $VENV
$VENV/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r Tests/Browser/requirements.lock \
  || fail "pip could not install Playwright"
exec env HOOKKIT_BROWSER="$browser" $VENV/bin/python Tests/Browser/test_lab.py "$@"
