# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test lint types docs clean

demo: $(VENV)/.installed
	@rm -f examples.db examples.db-wal examples.db-shm
	$(BIN)/dateline read examples/reports --db examples.db --places examples/places.tsv --actors examples/actors.yml; \
	  status=$$?; [ $$status -eq 0 ] || [ $$status -eq 3 ]
	@$(BIN)/dateline brief --db examples.db
	@echo
	@echo "The record is examples.db. Where to look next:"
	@echo "  $(BIN)/dateline events  --db examples.db          every event, a line each"
	@echo "  $(BIN)/dateline explain EVENT --db examples.db    each figure, its words, its speaker, why joined"
	@echo "  $(BIN)/dateline export figures --db examples.db   JSON Lines; also: events, csv, geojson"
	@echo "  $(BIN)/dateline web     --db examples.db --open   the same in your browser; review and undo there"
	@echo "  docs/tutorial.md                              the same, with your own reports"

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dateline needs Python 3.11 or later; $(PYTHON) is older. Try: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --quiet -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

docs: $(VENV)/.installed
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) build dist examples.db examples.db-wal examples.db-shm
