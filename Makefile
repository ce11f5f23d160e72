.PHONY: help demo test check lint format goldens bench

BIN := .venv/bin
SOURCES := src tests scripts bench

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

demo: .venv/use.stamp ## Make the library service from its requirements, start it and call it
	@$(BIN)/python scripts/demo.py

test: .venv/dev.stamp ## Run all tests; what needs a program that is missing is skipped by name
	$(BIN)/pytest -n auto --dist loadgroup

check: lint test ## Everything that CI runs

lint: .venv/dev.stamp ## Style, types and import directions
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev.stamp ## Rewrite our own code in its style
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

goldens: .venv/dev.stamp ## Take what the golden tests get as what they expect
	$(BIN)/pytest -n auto --dist loadgroup --update-goldens

bench: .venv/use.stamp ## Print how long things take
	@$(BIN)/python bench/generation.py
	@$(BIN)/python bench/throughput.py

.venv/use.stamp: pyproject.toml
	@scripts/setup .
	@touch $@

.venv/dev.stamp: pyproject.toml
	@scripts/setup '.[dev]'
	@touch $@ .venv/use.stamp
