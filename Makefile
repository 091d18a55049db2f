# The project's commands. `make help` lists them; CONTRIBUTING.md says which one to use when.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PORT ?= 8000
PYTHON := .venv/bin/python
# npm starts `node` by name, so ours must come first.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

PYTHON_READY := .venv/.ready
NODE_READY := node_modules/.ready
KNOWLEDGE_SOURCES := $(shell find content builder -type f -not -name '*.pyc' 2>/dev/null)

##@ Everyday

.PHONY: help
help: ## list the targets
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z%_-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: setup
setup: $(PYTHON_READY) $(NODE_READY) calculator/knowledge.json ## make .venv and node_modules, generate the knowledge

$(PYTHON_READY): requirements.txt .python-version tools/find_python.sh
	@echo "make setup: installing Python packages into .venv"
	@python=$$(tools/find_python.sh); \
	if ! $(PYTHON) -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$$(cat .python-version)')" 2>/dev/null; \
	then "$$python" -m venv --clear .venv; fi
	@$(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check --only-binary :all: \
		--require-hashes --requirement requirements.txt
	@touch $@

$(NODE_READY): package.json package-lock.json .npmrc | $(PYTHON_READY)
	@echo "make setup: installing JavaScript packages into node_modules"
	@.venv/bin/npm ci --loglevel=error
	@touch $@

# Generated, not committed: python -m calculator reads it in a checkout.
calculator/knowledge.json: $(PYTHON_READY) $(KNOWLEDGE_SOURCES)
	@if [ -f build.py ]; then $(PYTHON) build.py knowledge && touch $@; fi
