.PHONY: help check format lint types layers test

help:  ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

check: format lint types layers test  ## All that CI runs

format:  ## Is the code formatted?
	ruff format --check .

lint:  ## What ruff finds
	ruff check .

types:  ## Strict types
	mypy

layers:  ## May this package import that one?
	lint-imports

test:  ## All tests
	pytest -n auto
