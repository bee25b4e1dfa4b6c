# make demo    install into .venv and run the main job on the bundled data
# make site    the website of a full release with the clinical entry, into build/site
# make test    the test suite            make test-fast   what is quick, in a minute
# make check   lint, types, import layers, docs drift
# make bench   measurements, never asserted in tests
# make conformance   other people's suites, into docs/correctness.md
# make editor  the query editor of `doidkit serve`, from npm
# make api     the reference of the Python API, into build/api
# make fuzz    malformed inputs, faulty servers and kills, into docs/reliability.md
# Needs Python 3.11 or newer and make; nothing else has to be installed first.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= auto
INSTALL := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo site picture test test-fast seconds coverage check bench conformance fuzz editor api clean

# Three screens of 40 lines and 100 columns: each part stands under the command that made it.
demo: $(VENV)/.demo
	@mkdir -p build
	@PATH="$(CURDIR)/$(BIN):$$PATH"; run() { printf '\n$$ %s\n' "$$1"; sh -c "$$1"; }; \
	run 'doidkit show DOID:182 | head -n 22' && \
	run 'doidkit show TRT-05 | head -n 36' && \
	run 'doidkit query disputed | cut -c 1-14,173-194,296-341' && \
	run 'doidkit query drugs | cut -c 15-39,88-109,161-' && \
	run 'doidkit tree DOID:182' && \
	run 'doidkit validate | tail -n 1' && \
	run 'doidkit convert -o build/doid-182.ttl && wc -l build/doid-182.ttl'

# A release of the Disease Ontology: one that lies beside the checkout, or RELEASE=doid.obo.
RELEASE ?= $(lastword $(sort $(wildcard ../shared/data/doid-2*.obo.gz)))

site: $(VENV)/.demo
	@mkdir -p build
ifeq ($(RELEASE),)
	@echo "No release is at hand: this is the site of the bundled entry alone."
	@echo "For all terms: $(BIN)/doidkit fetch, then make site RELEASE=doid.obo"
	$(BIN)/doidkit site -o build/site
else
	$(BIN)/doidkit site --data $(RELEASE) --entry -o build/site
endif

# Renews the picture in the README and writes eight pages in both themes under build/.
picture: $(VENV)/.dev
	PYTHONPATH=tests/support $(BIN)/python -m pictures build/site build/pictures

# A worker takes a file at a time, the dearest first (tests/seconds.tsv).
PYTEST = $(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile --no-loadscope-reorder

test: $(VENV)/.dev
	@$(PYTEST)

test-fast: $(VENV)/.dev
	@$(PYTEST) -m "not (server or java or browser or wheel or slow or dear)"

# Renews tests/seconds.tsv, on an otherwise idle machine.
seconds: $(VENV)/.dev
	@mkdir -p build
	@$(PYTEST) --junitxml=build/tests.xml && PYTHONPATH=tests/support $(BIN)/python -m seconds build/tests.xml

coverage: $(VENV)/.dev
	@$(PYTEST) --cov --cov-report=term:skip-covered

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n $(JOBS) tests/docs

bench: $(VENV)/.dev
	$(INSTALL) --group bench
	$(BIN)/python benchmarks/run.py

conformance: $(VENV)/.dev
	PYTHONPATH=tests/support $(BIN)/python -m conformance

# Of every public name, from its docstring.
api: $(VENV)/.dev
	$(BIN)/pdoc -o build/api doidkit '!doidkit\..*'

editor:
	$(PYTHON) hatch_build.py

MINUTES ?= 10
START ?= 0
DAMAGED ?= 10000
fuzz: $(VENV)/.dev
	PYTHONPATH=tests/support $(BIN)/python -m fuzz --minutes $(MINUTES) --damaged $(DAMAGED) \
		--start $(START) --write

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The stamps are remade only when pyproject.toml changes, so nothing is installed twice.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "doidkit needs Python 3.11 or newer; try make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@$(INSTALL) --upgrade 'pip>=25.1'  # the first that knows dependency groups

$(VENV)/.demo: pyproject.toml | $(VENV)/bin/python
	$(INSTALL) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(INSTALL) -e '.[arrow,serve,mcp,lsp,xlsx]' --group dev
	@touch $@ $(VENV)/.demo
