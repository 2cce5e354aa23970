# The two commands of the README: `make run` and `make test`. Both set up what they need; a second time they download nothing.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench clean
.DEFAULT_GOAL := run

run: .venv/.runtime
	@$(BIN)/pmp run

test: check
	@$(BIN)/python -m pytest

check: .venv/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint --disable-progress-bar dbt_project > .venv/sqlfluff.log 2>&1 || (cat .venv/sqlfluff.log; exit 1)
	@echo "check: ruff, mypy, sqlfluff – ok"

bench: .venv/.dev
	@$(BIN)/python -m benchmarks

.venv/.runtime: requirements.lock pyproject.toml
	@echo "Pirmā reize: tiek uzstādītas bibliotēkas (dažas minūtes) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements-dev.lock
	@touch $@

# The workspace holds what cannot be made again (plans taken in): it is never removed here.
clean:
	rm -rf .venv
