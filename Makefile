# make run    solve the example of critical minerals into outputs/
# make test   run the tests
# make check  everything that must hold before a change is kept
# make lowest run the tests with the lowest versions that pyproject.toml allows, in .venv-lowest, on Python 3.11
# make gallery run every case of inputs/ and write docs/gallery.md
# make docs   write the manuals of the workbook and of the mathematics from the code
# EXTRAS=dev,mpi installs what the engine mpi needs beside Open MPI, so that its tests are run too.
# Each sets up what it needs in .venv; PYTHON=... chooses another Python (3.11 or later).

SHELL := /bin/bash
VENV := .venv
IN := $(VENV)/bin
BOOK ?= inputs/critical-minerals.xlsx
EXTRAS ?= dev
PYTEST_FLAGS ?= -q -n auto -rs

export PIP_NO_INPUT := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check gallery lowest docs clean

run: $(VENV)/.ready
	$(IN)/optimize $(BOOK) -o outputs

test: $(VENV)/.ready-dev
	$(IN)/python -m pytest $(PYTEST_FLAGS)

check: $(VENV)/.ready-dev
	$(IN)/ruff check .
	$(IN)/mypy
	$(IN)/python -m pytest -q tests/test_layers.py
	$(IN)/python -m pytest $(PYTEST_FLAGS)
	$(IN)/python -m pytest -q --doctest-modules --ignore=resilience_opt/solve/distributed resilience_opt

gallery: $(VENV)/.ready
	$(IN)/python -m inputs.gallery

# The constraints are made from pyproject.toml each time, so that the two cannot drift apart.
lowest:
	$(MAKE) VENV=.venv-lowest PYTHON="$(or $(PYTHON),python3.11)" .venv-lowest/bin/python
	.venv-lowest/bin/python -m tests.lowest .venv-lowest/lowest.txt
	PIP_CONSTRAINT=.venv-lowest/lowest.txt $(MAKE) VENV=.venv-lowest test

docs: $(VENV)/.ready
	$(IN)/python -m resilience_opt.case.manual docs/workbook.md
	$(IN)/python -m resilience_opt.formulation.manual

clean:
	rm -rf $(VENV) .venv-lowest .pytest_cache .mypy_cache .ruff_cache

# A loop over the usual names, so that a missing or old Python is said in a sentence.
$(IN)/python:
	@set -e; \
	for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3" >&2; exit 1; fi; \
	echo "making $(VENV) with $$($$found --version)"; \
	"$$found" -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is needed (on Debian: the package python3-venv)" >&2; exit 1; }

$(VENV)/.ready: pyproject.toml | $(IN)/python
	$(IN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(IN)/python
	$(IN)/python -m pip install --quiet -e '.[$(EXTRAS)]'
	@touch $@ $(VENV)/.ready
