# The project's commands. `make help` lists them; CONTRIBUTING.md says which one to use when.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PORT ?= 8000
# More arguments for pytest, for example `make test PYTEST="-k search"`.
PYTEST ?=

PYTHON := .venv/bin/python
# npm starts `node` by name, so ours must come first.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Browser tests and benchmarks read the path of their browser from here.
WITH_CHROMIUM = CHROMIUM="$$(tools/find_chromium.sh)"

PYTHON_READY := .venv/.ready
NODE_READY := node_modules/.ready
ENVIRONMENTS := $(PYTHON_READY) $(NODE_READY)
SETUP := $(ENVIRONMENTS) calculator/knowledge.json

# Folders are listed as well, so that a deleted file counts as a change.
sources_in = $(shell find $(wildcard $(1)) -not -name '*.pyc' -not -name __pycache__ -not -name knowledge.json -not -name third-party.txt -not -path '*/schemas*')
KNOWLEDGE_SOURCES := $(call sources_in,content builder)
SITE_SOURCES := $(call sources_in,content builder calculator view site_src build.py mkdocs.yml)
CHECKED := $(wildcard calculator view assistant builder build.py)
BENCHMARKS := $(subst _,-,$(filter-out _% screenshots,$(notdir $(basename $(wildcard benchmarks/*.py)))))

.PHONY: help
help: ## list the targets (this list)
	@awk 'BEGIN {FS = ":.*## "} /^[a-z%_-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@echo "  benchmarks:    $(BENCHMARKS)"

.PHONY: setup
setup: $(SETUP) ## make .venv and node_modules, generate the knowledge

.PHONY: build
build: $(SETUP) ## check the content and build site/
	@$(PYTHON) build.py build
	@touch site/index.html

.PHONY: package
package: $(SETUP) ## build, then the offline zip and the wheel in dist/
	@$(PYTHON) build.py package
	@touch site/index.html

# Without the knowledge: with a fault in content/ the last good site is served.
.PHONY: serve
serve: $(ENVIRONMENTS) ## build, serve on http://127.0.0.1:8000 (PORT=8001 for another), rebuild on change
	@$(PYTHON) build.py serve --port $(PORT)

.PHONY: test
test: lint chromium build ## lint, build, then every test but the slow ones
	@$(WITH_CHROMIUM) tools/run_tests.sh "not slow" $(PYTEST)

.PHONY: test-all
test-all: lint chromium build ## the same with the slow tests
	@tools/find_browsers.sh || true
	@tools/find_readers.sh || true
	@tools/find_programs.sh "make test-all" caddy:caddy soffice:libreoffice-calc-nogui || true
	@$(WITH_CHROMIUM) tools/run_tests.sh "slow or not slow" $(PYTEST)

.PHONY: lint
lint: $(PYTHON_READY) ## ruff check, ruff format --check, mypy --strict, nothing unused
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy --strict $(CHECKED)
	@$(PYTHON) tools/check_unused.py
	@.venv/bin/deptry . --config tools/deptry.toml 2>&1 | { grep -v "^Scanning\|^Success\|^$$" || true; }

.PHONY: format
format: $(PYTHON_READY) ## let ruff mend and format the Python code
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

# Benchmarks are listed by name; the pattern below them catches the misspelt.
.PHONY: $(BENCHMARKS:%=bench-%)
$(BENCHMARKS:%=bench-%): bench-%: chromium site/index.html
	@$(WITH_CHROMIUM) $(PYTHON) -m benchmarks.$(subst -,_,$*)

bench-%: ## run one benchmark, its figures as JSON in the last line
	@echo "make $@: there is no such benchmark; there are: $(BENCHMARKS)" >&2; exit 2

.PHONY: screenshots
screenshots: chromium site/index.html ## pictures of the pages in build/screenshots/
	@$(WITH_CHROMIUM) $(PYTHON) -m benchmarks.screenshots

.PHONY: refresh
refresh: $(PYTHON_READY) ## renew what comes from packages: prices of hosted models, electricity; shows what moves
	@$(PYTHON) build.py refresh

.PHONY: lock
lock: .tools/venv/bin/uv $(PYTHON_READY) ## renew the lock files from requirements.in and package.json
	@.tools/venv/bin/uv pip compile requirements.in $(UPGRADE) --quiet --universal --python-version $$(cat .python-version) \
		--generate-hashes --no-emit-index-url --no-header --output-file requirements.txt
	@.venv/bin/npm install --package-lock-only --loglevel=error

.PHONY: clean
clean: ## remove what was built; clean-all removes the environments as well
	@rm -rf build dist site calculator/knowledge.json calculator/schemas calculator/third-party.txt assistant/pages.json .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -not -path './.*' -not -path './node_modules/*' -prune -exec rm -rf {} +

.PHONY: clean-all
clean-all: clean
	@rm -rf .venv .tools node_modules

.PHONY: chromium
chromium: $(PYTHON_READY)
	@tools/find_chromium.sh >/dev/null

# From nothing each time: a package that the list has lost would hide that it is needed.
$(PYTHON_READY): requirements.txt .python-version tools/find_python.sh
	@[ ! -L .venv ] || { echo "make setup: .venv is a link; setting up would empty what it leads to" >&2; exit 1; }
	@python=$$(tools/find_python.sh); \
	echo "make setup: step 1 of 2, installing Python packages into .venv (1.3 GB)"; \
	"$$python" -m venv --clear .venv
	@$(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check --only-binary :all: \
		--require-hashes --requirement requirements.txt
	@touch $@

$(NODE_READY): package.json package-lock.json .npmrc | $(PYTHON_READY)
	@echo "make setup: step 2 of 2, installing JavaScript packages into node_modules (0.3 GB)"
	@.venv/bin/npm ci --silent --no-progress || { echo "make setup: npm ci failed; run .venv/bin/npm ci to see why" >&2; exit 1; }
	@touch $@

# Generated, not committed: python -m calculator and the wheel need it.
calculator/knowledge.json: $(PYTHON_READY) $(KNOWLEDGE_SOURCES)
	@$(PYTHON) build.py knowledge && touch $@

# For targets that only need some site: built again when a source is newer.
site/index.html: $(SITE_SOURCES) | $(SETUP)
	@$(PYTHON) build.py build && touch $@

.tools/venv/bin/uv: tools/requirements.txt
	@PYENV_VERSION=system python3 -m venv --clear .tools/venv
	@.tools/venv/bin/python -m pip install --quiet --quiet --require-hashes --requirement tools/requirements.txt
	@touch $@

# Checks that take minutes; `make test-all` runs what they check, too, where a test can.
.PHONY: check-reproducible
check-reproducible: $(ENVIRONMENTS) ## build site, zip and wheel twice under other circumstances, compare all bytes
	@$(PYTHON) tools/check_reproducible.py

.PHONY: check-generators
check-generators: site/index.html ## build the same Markdown with a second generator, compare the pages
	@$(PYTHON) -m tools.check_generators

.PHONY: test-browsers
test-browsers: site/index.html ## the calculator, search and offline use in Firefox and WebKitGTK as well
	@tools/find_browsers.sh
	@$(PYTHON) -m pytest tests/other_browsers $(PYTEST)

.PHONY: test-readers
test-readers: site/index.html ## two hundred readers of the site at once, for a minute, from nginx
	@tools/find_readers.sh
	@$(PYTHON) -m pytest -s tests/project/test_readers.py $(PYTEST)

.PHONY: coverage
coverage: $(SETUP) ## lines and branches of the calculator that tests run; less than 95 % fails
	@$(PYTHON) -m pytest -m "not slow and not browser and not timed" -n auto --maxprocesses 4 --dist loadfile \
		--cov --cov-report= $(PYTEST)
	@$(PYTHON) tools/check_coverage.py

.PHONY: mutants
mutants: $(SETUP) ## the share of small changes to the calculator that tests notice (MUTANTS=40 of them, ROOM=costs)
	@$(PYTHON) -m tools.mutants
