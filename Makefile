# `make` alone lists the targets.

DEMO   ?= demo
PYTHON ?= python3
VENV   ?= Scripts/oracles/.venv
POLICY ?= Sources/ImpalaModel/Resources/maze-small.pth

.DEFAULT_GOAL := help
.PHONY: help setup build demo test oracles clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## fetch what is missing: system libraries, procgen's pictures
	@Scripts/setup.sh

build: setup ## build everything, release
	swift build -c release

demo: setup ## pictures and numbers of two patches, in demo/
	swift build -c release --product hookctl
	@Scripts/demo.sh $(DEMO)

test: setup ## run the tests
	swift test -c release

oracles: ## make the committed oracle files again (Python 3.11, PyTorch, real procgen)
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet -r Scripts/oracles/requirements.txt
	$(VENV)/bin/python Scripts/oracles/make_oracles.py --policy $(POLICY)

clean: ## remove what was built and drawn (not what was downloaded)
	swift package clean
	rm -rf $(DEMO)
