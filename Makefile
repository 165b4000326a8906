VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: help setup check format lint types layers test thorough judges soak bench docs

help:  ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup:  ## Install the program and all tools into .venv
	python3 -m venv $(VENV) && $(BIN)/pip install -q -e '.[dev]'

check: format lint types layers test  ## Everything that CI runs

format:  ## Is the code formatted?
	$(BIN)/ruff format --check .

lint:  ## What ruff finds
	$(BIN)/ruff check .

types:  ## Strict types
	$(BIN)/mypy

layers:  ## May this package import that one?
	$(BIN)/lint-imports

test:  ## All tests
	$(BIN)/python -m pytest -n auto

thorough:  ## All tests, those of properties with ten times the examples
	$(BIN)/python -m pytest -n auto --hypothesis-profile thorough

judges:  ## Let the tools themselves judge what is exported for them: heavy, in an environment of its own
	python3 -m venv .venv-judges && .venv-judges/bin/pip install -q -e '.[judges]'
	.venv-judges/bin/python -m pytest tests/judges/judge_*.py

soak:  ## Try to break what is promised, for an hour; writes docs/reliability.md
	PYTHONPATH=tests $(BIN)/python -m soak --jobs 2 --report docs/reliability.md

bench:  ## Measure speed, bytes and memory, for half an hour; writes docs/performance.md
	$(BIN)/python benchmarks/run.py --report docs/performance.md

docs:  ## Make the tables of keys and formats and the screenshot again, from the program itself
	$(BIN)/python docs/make_keys.py
	$(BIN)/python docs/make_formats.py
	$(BIN)/python docs/make_screenshot.py
