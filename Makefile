# Every check of the project, by name. `make` lists them.
PYTHON ?= .venv/bin/python

.PHONY: help check lint types contracts format test quick often mutation wheel bench

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

check: lint types contracts ## everything but the tests

lint: ## style and format
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: ## mypy, strict
	$(PYTHON) -m mypy

contracts: ## which room may import which
	$(dir $(PYTHON))lint-imports

format: ## put style and format right where that is safe
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

test: ## all tests, as the README does
	$(PYTHON) -m pytest

quick: ## the tests without a display, servers and processes that are killed
	$(PYTHON) -m pytest -m "not e2e and not crash and not disk and not training"

often: ## all tests ten times, on other random examples each time; docs/ten-times.md
	$(PYTHON) tests/ten_times.py

mutation: ## what of the program can be broken unnoticed; hours; docs/mutation.md
	$(PYTHON) tests/mutation.py

wheel: ## what is released
	$(PYTHON) -m build --wheel

bench: ## figures; docs/benchmarks.md says what each prints
	@ls tests/benchmarks/*.py
