# The two commands of the README are `make run` and `make test`; the rest is for those who work
# on Alliance. Needs Python 3.11 or later and make; everything else comes into this folder.

PY ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := .venv/bin
# A shell that forbids Python to keep what it compiled, as containers do, doubles the time that Django
# takes to start and that the tests take to be found.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check lint types layers templates tests format assets local bench audit help

run: .venv/ready  ## the site with a sample region, from nothing; stop it with Ctrl-C
	@$(BIN)/alliance demo $(DEMO)

test: .venv/ready  ## everything that can be checked on this machine; one fault hides no other
	@# mypy takes one core; on the other the tests' database is migrated meanwhile, and in a fresh clone
	@# every test is compiled, as else each of their processes would compile all of them
	@{ $(BIN)/python -m tests.databases; [ -d tests/browser/__pycache__ ] || \
	  $(BIN)/python -m pytest --numprocesses=0 --collect-only -qq >/dev/null; } & \
	  $(MAKE) --no-print-directory --keep-going check; checked=$$?; wait; \
	  $(MAKE) --no-print-directory tests && exit $$checked

check: lint types layers templates

lint: .venv/ready  ## style and likely bugs
	@$(BIN)/ruff format --check --output-format concise .
	@$(BIN)/ruff check --output-format concise .

types: .venv/ready
	@$(BIN)/mypy

layers: .venv/ready  ## who may import whom
	@$(BIN)/lint-imports --no-logo

templates: .venv/ready
	@$(BIN)/djlint --lint --quiet src

tests: .venv/ready  ## the tests alone; make tests T=tests/bulletins
	@$(BIN)/python -m pytest $(T)

format: .venv/ready  ## put the style right
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

assets:  ## compile the stylesheet and scripts again (needs Node; the result is committed)
	cd frontend && npm ci && npm run build

local: .venv/ready  ## the page that checks a return on a locked laptop, into dist/ (needs npm)
	@$(BIN)/python scripts/build_local.py

bench: .venv/ready  ## measures, beside their promises
	@$(BIN)/python -m benches

audit: .venv/ready  ## known vulnerabilities of what is locked
	@$(BIN)/python scripts/audit_dependencies.py

help:
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1 — /p' Makefile

.uv/bin/uv:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Alliance needs Python 3.11 or later; \"$(PY)\" is `$(PY) --version 2>&1`."; \
	  echo "If a later one is installed under another name: make PY=python3.12 $(MAKECMDGOALS)"; \
	  exit 1; }
	@echo "Fetching uv, the installer, into .uv …"
	@$(PY) -m venv .uv || { rm -rf .uv; \
	  echo "Python could not make a virtual environment. On Debian or Ubuntu:"; \
	  echo "  sudo apt-get install python3-venv"; exit 1; }
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.13,<0.14"

.venv/ready: pyproject.toml uv.lock $(filter .uv/bin/uv,$(UV))
	@echo "Fetching what Alliance is built on, into .venv …"
	@$(UV) sync --frozen --quiet
	@touch $@
