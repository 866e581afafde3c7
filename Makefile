# Herodotus: the whole developer interface. `make` alone lists the targets.
#
# A fresh machine needs python3 (3.11 or newer), make and git. Everything else is
# installed into .venv, in the exact versions of requirements/. What is done leaves a
# stamp, so that a second run does only what has changed.

PYTHON ?= python3
SHARED ?= ../shared
EXAMPLE ?= examples/karabakh-2020.txt

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TRAINING := .venv-train

MODULES := $(shell find herodotus -name '*.py' 2>/dev/null)
CHECKED := herodotus evaluation tests training docs

.DEFAULT_GOAL := help
.PHONY: help read test format lint types contracts tests wheel evaluate bench \
        durability api journeys screenshots damage model confidence docs locks clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

read: $(VENV)/.run  ## install what is missing and read an example report
	$(BIN)/herodotus read $(EXAMPLE)

test: lint types contracts tests wheel  ## everything that must hold before a change is kept

format: $(VENV)/.dev  ## put the code into its one format
	$(BIN)/ruff format $(CHECKED)
	$(BIN)/ruff check --fix $(CHECKED)

lint: $(VENV)/.dev  ## check format and lint
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/ruff check $(CHECKED)

types: $(VENV)/.dev  ## check types, strictly
	$(BIN)/mypy

contracts: $(VENV)/.dev  ## check who imports whom
	$(BIN)/lint-imports --no-logo

tests: $(VENV)/.dev  ## run the tests and the examples in docstrings
	$(BIN)/pytest

wheel: $(VENV)/.wheel  ## build the wheel, look into it, try it in a clean environment

evaluate: $(VENV)/.dev  ## measure reading against the gold of $(SHARED), hold the floors
	$(BIN)/python -m evaluation $(SHARED)

bench: $(VENV)/.run  ## words, pages and archives per second; a ledger of a million claims
	$(BIN)/python -m evaluation.bench $(SHARED)
	$(BIN)/python -m evaluation.ledger_bench
	$(BIN)/python -m evaluation.sources_bench
	$(BIN)/python -m evaluation.web_bench

durability: $(VENV)/.dev  ## kill an add of 2,000 reports 50 times, of 5,000 web pages 20 times
	$(BIN)/python -m evaluation.durability
	$(BIN)/python -m evaluation.resume

api: $(VENV)/.dev  ## 5,000 questions to the API over each database, right and wrong ones
	$(BIN)/python -m evaluation.contract

journeys: $(VENV)/.dev  ## what people do on the pages, in a real browser: Debian's chromium
	$(BIN)/pytest tests/journeys

screenshots: $(VENV)/.dev  ## every page, light, dark and on a phone, into screenshots/
	$(BIN)/python -m tests.journeys.screenshots screenshots

damage: $(VENV)/.dev  ## 10,000 damaged inputs of each kind; a quarter of an hour
	$(BIN)/python -m evaluation $(SHARED) --only damage

model: $(TRAINING)/.train  ## train the language model from $(SHARED) and export it
	$(TRAINING)/bin/python -m training $(SHARED)

confidence: $(VENV)/.dev  ## fit how sure the reader is to the gold of $(SHARED), after its rules
	$(BIN)/python -m training.confidence $(SHARED)

docs: $(VENV)/.run  ## write the generated pages of the reference anew
	$(BIN)/python docs/generate.py

locks: $(VENV)/.dev  ## resolve the newest versions within pyproject.toml's ranges
	./requirements/resolve $(BIN)/uv

clean:  ## remove everything that can be made again
	rm -rf $(VENV) $(TRAINING) build dist .mypy_cache .ruff_cache .pytest_cache \
	  .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(PIP) install --require-hashes -r requirements/dev.txt
	touch $@

$(VENV)/.wheel: $(VENV)/.dev $(MODULES) $(shell find herodotus/data herodotus/language/model -type f 2>/dev/null) tests/wheel/check.py $(EXAMPLE)
	$(BIN)/python tests/wheel/check.py $(EXAMPLE)
	touch $@

$(TRAINING)/.train: requirements/train.txt
	$(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet -r requirements/train.txt
	touch $@
