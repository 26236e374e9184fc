# Everything here works with make and Python 3.11 or newer; uv is used where it is present.

VENV       := .venv
BENCH_VENV := .venv-bench
AUDIT_VENV := .venv-audit
PYTHON     := $(VENV)/bin/python
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
UV         := $(shell command -v uv 2>/dev/null)
WORKERS    := 2
ARGS       :=

RUN   := $(VENV)/.installed-run
DEV   := $(VENV)/.installed-dev
BENCH := $(BENCH_VENV)/.installed-bench
AUDIT := $(AUDIT_VENV)/.installed-audit

ifdef UV
INSTALL = $(UV) pip install --quiet --python $(@D)/bin/python
else
INSTALL = $(@D)/bin/python -m pip install --quiet --disable-pip-version-check
endif

# Settings for some other environment must not lead packages away from ours.
unexport PYTHONHOME PYTHONPATH PIP_PREFIX PIP_TARGET PIP_USER UV_SYSTEM_PYTHON VIRTUAL_ENV

.DEFAULT_GOAL := help
.PHONY: help run demo install test check lint types imports house torture bench audit translations lock clean

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-13s %s\n' "$$name" "$$text"; done

run: $(RUN) ## Start the bot: on Telegram with a token, else on the simulator with its chat page
	@$(PYTHON) -m bot run

demo: $(RUN) ## Start the bot on a lively example village, in a throw-away database
	@$(PYTHON) -m bot demo

install: $(RUN) ## Only make the environment, with .venv/bin/wijkbot

test: $(DEV) ## Run the tests (ARGS="-k idea" chooses, WORKERS=0 runs them one by one)
	$(PYTHON) -m pytest --numprocesses $(WORKERS) --dist loadfile $(ARGS)

check: lint types imports house ## Check style, types, imports, sizes, documents and translations

lint: $(DEV)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: $(DEV)
	$(PYTHON) -m mypy

imports: $(DEV)
	$(VENV)/bin/lint-imports --no-logo

house: $(DEV)
	$(PYTHON) -m pytest tests/house

torture: $(DEV) ## Torment the bot while people talk, and judge (see docs/reliability.md)
	$(PYTHON) -m tests.torture $(ARGS)

bench: $(BENCH) ## Run the benchmarks, beside the bots this one is compared with
	$(BENCH_VENV)/bin/python -m benchmarks $(ARGS)

audit: $(AUDIT) ## Look whether a locked dependency has a known hole (asks the package index)
	@$(AUDIT_VENV)/bin/pip-audit --requirement requirements.lock --require-hashes --disable-pip --strict --progress-spinner off \
		$(ARGS) 2>$(AUDIT_VENV)/said || { status=$$?; \
		if grep -q -e ConnectionError -e "Max retries" -e ServiceError -e HTTPError -e "not found on PyPI" $(AUDIT_VENV)/said; then \
			echo "The audit could not ask for known holes: it needs a connection to the package index." >&2; exit 2; fi; \
		cat $(AUDIT_VENV)/said >&2; exit $$status; }
	@cat $(AUDIT_VENV)/said >&2

translations: $(RUN) ## Collect the texts into locales/ (ARGS=tr starts a new language)
	$(PYTHON) -m bot.language.extract $(ARGS)

# The bench lock stands apart: the bots compared with ask for older versions of what we use.
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --universal --generate-hashes \
	--no-emit-index-url --no-strip-extras --python-version 3.11 pyproject.toml --group install $(ARGS)
lock: ## Lock the dependencies again, with uv (ARGS=--upgrade takes newer versions)
	@[ -n "$(UV)" ] || { echo "Locking needs uv: install it first." >&2; exit 2; }
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group bench --output-file requirements-bench.lock
	$(COMPILE) --group audit --output-file requirements-audit.lock

clean: ## Remove environments, caches and builds; never data
	rm -rf $(VENV) $(BENCH_VENV) $(AUDIT_VENV) build dist htmlcov .coverage .hypothesis
	rm -rf .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# An environment whose Python is gone or too old is made again, and all that was installed in it.
works = $(shell $(1)/bin/python -c '$(NEW_ENOUGH)' 2>/dev/null && echo yes)
ifneq ($(call works,$(VENV)),yes)
.PHONY: $(VENV)/bin/python $(RUN) $(DEV)
endif
ifneq ($(call works,$(BENCH_VENV)),yes)
.PHONY: $(BENCH_VENV)/bin/python $(BENCH)
endif

ifneq ($(call works,$(AUDIT_VENV)),yes)
.PHONY: $(AUDIT_VENV)/bin/python $(AUDIT)
endif

$(VENV)/bin/python $(BENCH_VENV)/bin/python $(AUDIT_VENV)/bin/python: %/bin/python:
	@for python in $(CANDIDATES); do \
		if $$python -c '$(NEW_ENOUGH)' 2>/dev/null; then break; fi; python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "wijkbot needs Python 3.11 or newer, and none was found: install one and run make again." >&2; exit 2; \
	fi; \
	rm -rf $*; \
	if [ -n "$(UV)" ]; then $(UV) venv --quiet --python "$$(command -v $$python)" $*; \
	elif $$python -c 'import ensurepip, venv' 2>/dev/null; then $$python -m venv $*; \
	else \
		version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "Python $$version cannot make environments here: install its venv module" \
			"(Debian, Ubuntu: apt install python$$version-venv) and run make again." >&2; exit 2; \
	fi

# $(call install,LOCK): the locked packages, then the project itself, so that changes in the code need no new install.
define install
	@echo "Installing the packages of $(1) in $(@D), once ..."
	@[ -n "$(UV)" ] || $(@D)/bin/python -m pip --version >/dev/null 2>&1 || $(@D)/bin/python -m ensurepip >/dev/null
	@$(INSTALL) --require-hashes --requirement $(1)
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@
endef

$(RUN): requirements.lock pyproject.toml | $(VENV)/bin/python
	$(call install,requirements.lock)

# The dev lock holds the other one, so that one is done too.
$(DEV): requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(call install,requirements-dev.lock)
	@touch $(RUN)

$(BENCH): requirements-bench.lock pyproject.toml | $(BENCH_VENV)/bin/python
	$(call install,requirements-bench.lock)

$(AUDIT): requirements-audit.lock pyproject.toml | $(AUDIT_VENV)/bin/python
	$(call install,requirements-audit.lock)
