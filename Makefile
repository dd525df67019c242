# `make` alone lists the targets.

DEMO   ?= demo
PYTHON ?= python3
VENV   ?= Scripts/oracles/.venv
# Every package with its version and digest; PyTorch's CPU build is on its own index.
LOCKED := --require-hashes --no-deps --extra-index-url https://download.pytorch.org/whl/cpu
POLICY ?= Sources/ImpalaModel/Resources/maze-small.pth
ONLY   ?=
# Where `make install` puts things; DESTDIR goes before it, for packagers.
PREFIX ?= /usr/local

# One set of flags for the program, its tests and those of plugins, so that HookKit is compiled once.
RELEASE := -c release -Xswiftc -enable-testing
# Optimised, yet compiled file by file: after a change only what depends on it.
QUICK   := --scratch-path .build-quick -Xswiftc -O -Xcc -O2
# Tests that build plugins, start the program many times, look up lines of mistakes, or compare engines on whole fields.
SLOW    := PluginBuildTests|PluginOptionTests|ConsoleBlockTests|HookCtlTests|FormatTests|MistakeTests|SourcePlaceTests|EngineAgreementTests

.DEFAULT_GOAL := help
.PHONY: help setup build demo test test-quick test-processors test-browser test-arm lint format docs sanitize fuzz report replication \
  parity bench bench-instructions oracles python clean \
  stage install uninstall deb tarball check-install release

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## fetch what is missing: system libraries, procgen's pictures
	@Scripts/setup.sh

build: setup ## build everything, release
	swift build $(RELEASE)

stage: ## collect what is installed, from what `make build` made (install does it as well)
	@Scripts/package/stage.sh

install: ## install what `make build` made: PREFIX=$(PREFIX), or PREFIX=$$HOME/.local; DESTDIR=
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' Scripts/package/install.sh

uninstall: ## remove what was installed there
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' Scripts/package/uninstall.sh

deb: ## make a Debian package of what `make build` made, in dist/
	@Scripts/package/deb.sh

tarball: ## make an archive to be unpacked anywhere, in dist/
	@Scripts/package/tarball.sh

check-install: ## try what is installed: moved, without the checkout, with a plugin; and remove it
	@Scripts/package/check.sh

release: ## check what a release needs: version, changelog, tests, packages
	@Scripts/package/release.sh

demo: setup ## pictures and numbers of two patches, in demo/
	swift build $(RELEASE) --product hookctl
	@Scripts/demo.sh $(DEMO)

test: setup ## run the tests, those of Plugins/ too; ONLY=MazeEnvTests for some, without those of Plugins/
	swift build $(RELEASE) --build-tests
	@swift test $(RELEASE) --skip-build --xunit-output .build/tests.xml $(if $(ONLY),--filter '$(ONLY)'); \
	  status=$$?; Scripts/slowest.sh .build/tests-swift-testing.xml; exit $$status
ifeq ($(ONLY),)
	HOOKCTL_PLUGIN_CACHE=.build/plugin-tests .build/release/hookctl \
	  $(foreach folder,$(dir $(wildcard Plugins/*/Package.swift)),--plugin $(folder)) plugin test
endif

test-quick: setup ## run most tests after compiling only what has changed; ONLY=MazeEnvTests for some
	swift build $(QUICK) --build-tests
	swift test $(QUICK) --skip-build $(if $(ONLY),--filter '$(ONLY)',--skip '$(SLOW)')

test-processors: setup ## run the tests for other types of processor, on one core and two, under load; PROCESSORS=--short
	@swift build $(RELEASE) --build-tests
	Scripts/test-processors.sh $(PROCESSORS)

test-browser: setup ## try the lab in Chromium: what people do, hostile requests, 10,000 edits; BROWSER=--short (Python 3.11)
	swift build $(RELEASE) --product hookctl
	Scripts/test-browser.sh $(BROWSER)

test-arm: ## compile the C kernels for 64-bit ARM, run them emulated, compare with this machine (Debian packages)
	Scripts/test-arm.sh

lint: ## check that folders use each other in one direction, that imports are declared, and that all is formatted
	@$(PYTHON) Scripts/lint/folders.py
	@$(PYTHON) Scripts/lint/imports.py
	@Scripts/lint/format.sh --check

format: ## format all sources as .swift-format says
	@Scripts/lint/format.sh

.PHONY: docs
docs: build ## make the reference site of all libraries and pages, in docs/: HOSTING_BASE_PATH=
	@HOSTING_BASE_PATH='$(HOSTING_BASE_PATH)' Scripts/docs.sh

sanitize: setup ## run engine, sweeps, rollouts and readers under ThreadSanitizer and AddressSanitizer; SANITIZE=--short
	Scripts/sanitize.sh $(SANITIZE)

report: setup ## the behaviour of the bundled policy on 1,000 levels, into Documentation/
	swift build $(RELEASE) --product hookctl
	.build/release/hookctl statistics behaviour --levels '0..<1000' \
	  --out Documentation/behaviour --out Documentation/behaviour.html
	@rm -f Documentation/behaviour/*.png

replication: setup ## run the published experiments on a trained policy and the bundled one; MODEL=NAME|FILE TRAINING=FOLDER
	swift build $(RELEASE)
	@$(PYTHON) Scripts/replication/replicate.py $(if $(MODEL),--model '$(MODEL)') $(if $(TRAINING),--training '$(TRAINING)') $(REPLICATION)

bench: setup ## measure beside PyTorch, procgen and procgen-tools; BENCH=--quick for a trial (Python 3.11)
	@test -x Benchmarks/.venv/bin/python || $(PYTHON) -m venv Benchmarks/.venv
	Benchmarks/.venv/bin/pip install --quiet $(LOCKED) -r Benchmarks/requirements.lock
	Benchmarks/.venv/bin/pip install --quiet $(LOCKED) -r Benchmarks/requirements-tools.lock
	@test -x Benchmarks/.venv-runtimes/bin/python || $(PYTHON) -m venv Benchmarks/.venv-runtimes
	Benchmarks/.venv-runtimes/bin/pip install --quiet $(LOCKED) -r Benchmarks/requirements-runtimes.lock
	swift build $(RELEASE) --product hookctl
	swift build -c release --package-path Benchmarks
	Benchmarks/.venv/bin/python Benchmarks/bench.py $(BENCH)

parity: setup ## compare the mazes with the real procgen, byte by byte, and their speed; PARITY='--steps N'
	swift build $(RELEASE) --product hookctl
	.build/release/hookctl maze parity $(PARITY)

bench-instructions: setup ## compare instruction counts of the hot paths with the committed ones (valgrind)
	swift build -c release --package-path Benchmarks
	$(PYTHON) Benchmarks/instructions.py

fuzz: setup ## give bytes of every kind to the readers of files; FUZZ_SECONDS=30 for each
	@Scripts/fuzz.sh

oracles: ## make the committed oracle files again (Python 3.11, PyTorch, real procgen)
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet $(LOCKED) -r Scripts/oracles/requirements.lock
	$(VENV)/bin/python Scripts/oracles/make_oracles.py --policy $(POLICY)
	$(VENV)/bin/python Scripts/oracles/make_hooks.py --policy $(POLICY)

python: ## NumPy and pandas, for the tests of Documentation/FromPython.md (Python 3.11)
	@test -x Scripts/python/.venv/bin/python || $(PYTHON) -m venv Scripts/python/.venv
	Scripts/python/.venv/bin/pip install --quiet --require-hashes --no-deps -r Scripts/python/requirements.lock

clean: ## remove what was built and drawn (not what was downloaded)
	swift package clean
	rm -rf .build/plugin-tests .build-quick
	rm -rf $(DEMO) dist docs
