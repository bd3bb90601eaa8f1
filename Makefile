# `make run` and `make test` need nothing but Python 3.11+, git and make: each sets up .venv first.
# Only relative paths here, and never the scripts in .venv/bin: both break where the path has a space.

PYTHON ?= python3
REPORTS :=
FACTS :=
QUANTITIES :=
DOCS :=
KILLS := 200
OPERATIONS := 30

VENV_PYTHON := .venv/bin/python
INPUTS := pyproject.toml constraints.txt
comma := ,

# No telemetry leaves the machine.
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false

.PHONY: help run test lint score bench crash refresh setup clean
.NOTPARALLEL:

help:
	@echo 'make run      set up, then run the main job on the samples (or: make run REPORTS=folder)'
	@echo 'make test     set up, then run the tests, in some ten minutes'
	@echo 'make lint     ruff and mypy'
	@echo 'make score    score every labelled set in one table (or run and score one: REPORTS=, FACTS=, QUANTITIES=, DOCS=)'
	@echo 'make crash    kill runs at random moments (KILLS=200) and see that nothing is lost'
	@echo 'make refresh  change a warehouse at random (OPERATIONS=30) and see that a full refresh holds the same'
	@echo 'make bench    measure the speed of reading and of ingest against jieba, on one core (REPORTS=folder)'
	@echo 'make setup    only set up .venv, with the tools for development, and compile the reader'
	@echo 'make clean    remove .venv, caches, warehouse-samples/ and warehouse-gold/; warehouse/ stays'

run: .venv/installed
	$(VENV_PYTHON) -m fazhi run$(if $(REPORTS), "$(REPORTS)")

test: .venv/installed-dev
	$(VENV_PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: .venv/installed-dev
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy --strict ingest fazhi

ifeq ($(FACTS),)
score: .venv/installed
	$(VENV_PYTHON) -m fazhi score
else
score: run
	$(VENV_PYTHON) -m fazhi score "$(FACTS)"$(if $(QUANTITIES), --quantities "$(QUANTITIES)")$(if $(DOCS), --docs "$(DOCS)") \
		--warehouse $(if $(REPORTS),warehouse,warehouse-samples)
endif

crash: .venv/installed-dev
	$(VENV_PYTHON) -m tests.stress.kills --kills $(KILLS)

refresh: .venv/installed-dev
	$(VENV_PYTHON) -m tests.stress.operations --operations $(OPERATIONS)

bench: .venv/installed-bench
	-@$(VENV_PYTHON) -m ingest.compiled
	$(VENV_PYTHON) -m benchmarks.speed$(if $(REPORTS), --reports "$(REPORTS)")
	$(VENV_PYTHON) -m benchmarks.ingest$(if $(REPORTS), --reports "$(REPORTS)")

# compiling is a gain, not a need: where it fails, the reader runs from its sources
setup: .venv/installed-dev
	-@$(VENV_PYTHON) -m ingest.compiled

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist logs target warehouse-samples warehouse-gold
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps stand only while an install is whole: they go before it starts and come back after it
# ended. So where the stamp of the first install is missing, the venv is half-made and is made anew.
# Our own bytecode is made here too: where Python may write none, each command would compile anew.
define install
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "fazhi needs Python 3.11 or newer, and '$(PYTHON)' is: $$("$(PYTHON)" --version 2>&1)." >&2; \
		echo "Name another one, for example: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@{ test -e .venv/installed && $(VENV_PYTHON) -c ''; } 2>/dev/null || "$(PYTHON)" -m venv --clear .venv
	@rm -f .venv/installed .venv/installed-dev .venv/installed-bench
	@echo 'Installing into .venv; the first time this takes a minute or two.'
	@$(VENV_PYTHON) -m pip install --quiet --no-input --disable-pip-version-check -c constraints.txt -e '$(1)'
	@$(VENV_PYTHON) -m compileall -q fazhi ingest
endef

.venv/installed: $(INPUTS)
	$(call install,.)
	@touch .venv/installed

.venv/installed-dev: $(INPUTS)
	$(call install,.[dev])
	@touch .venv/installed .venv/installed-dev

.venv/installed-bench: $(INPUTS)
	$(call install,.[dev$(comma)bench])
	@touch .venv/installed .venv/installed-dev .venv/installed-bench
