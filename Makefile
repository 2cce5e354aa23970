# The two commands of the README: `make run` and `make test`. Both set up what they need; a second time they download nothing.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench examples spark has-java clean
.DEFAULT_GOAL := run

run: .venv/.runtime
	@$(BIN)/pmp run

test: check
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint --processes 0 --disable-progress-bar dbt_project > .venv/sqlfluff.log 2>&1 || (cat .venv/sqlfluff.log; exit 1)
	@echo "check: ruff, mypy, sqlfluff – ok"

bench: .venv/.dev
	@$(BIN)/python -m benchmarks

# Takes in, builds and publishes demonstration data, and looks for whoever could be recognised in what all five publish.
examples: .venv/.dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile --disable-warnings -m examples tests/examples

# Builds the dbt project on Apache Spark too and compares every mart with DuckDB's.
spark: has-java .venv/.scale
	@PYTHONPATH=.venv/scale $(BIN)/python -m pytest --disable-warnings -m spark tests/spark

has-java:
	@java --version 2>/dev/null | awk 'NR == 1 { found = int($$2) >= 17 } END { exit !found }' \
		|| (echo "make spark needs Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless)"; exit 3)

.venv/.runtime: requirements.lock pyproject.toml
	@echo "Pirmā reize: tiek uzstādītas bibliotēkas (dažas minūtes) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements-dev.lock
	@touch $@

# A folder of its own, seen by `make spark` alone: where pyspark can be imported, pandera imports it for every command.
.venv/.scale: .venv/.dev requirements-scale.lock
	@rm -rf .venv/scale
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on --no-deps \
		--target .venv/scale -r requirements-scale.lock
	@touch $@

# The workspace holds what cannot be made again (plans taken in): it is never removed here.
clean:
	rm -rf .venv
