# Cordon: `make run` starts the app, `make test` checks everything. `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
PORT   ?= 8501
# A browser is opened where there is a screen for it.
HEADLESS := $(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s)),false,true)

.DEFAULT_GOAL := help
.PHONY: help install run test check lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

install: $(STAMP) ## make the virtual environment and install the locked packages

$(STAMP): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Cordon needs Python 3.11 or later, but '$(PYTHON)' is: $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name another one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments: on Debian and Ubuntu, apt-get install python3-venv." >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	-@$(BIN)/python -m compileall -q geo && $(BIN)/python -m tools.warm_up  # once: loops, patterns
	@touch $@

run: $(STAMP) ## start the app at http://127.0.0.1:8501 (another port: make run PORT=8600)
	@$(BIN)/streamlit run app.py --server.port=$(PORT) --server.headless=$(HEADLESS)

test: $(STAMP) check ## style, types and all tests; needs Chromium for the browser tests
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || { \
	  echo "The browser tests need Chromium: install it (Debian: sudo apt-get install chromium), then make test." >&2; exit 1; }
	$(BIN)/pytest -n 2 --ignore=tests/ui
	@# one browser at a time
	$(BIN)/pytest tests/ui

check: $(STAMP) ## style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: $(STAMP) ## recompile requirements.txt from pyproject.toml
	$(BIN)/python -m venv build/lock
	build/lock/bin/pip install --quiet --disable-pip-version-check uv
	build/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev \
	  pyproject.toml -o requirements.txt

clean: ## remove the virtual environment and everything that was built
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis test-output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
