# From nothing but Python 3.11 (or newer) and make: `make run` and `make test`.

PYTHON := .venv/bin/python
PORT ?= 8000
export PORT

.PHONY: help run check test prove setup setup-run setup-s3 lint format lock vendor screenshots bench-mail bench-data

help:
	@echo "make run          the helpdesk on http://localhost:$(PORT), with demo data in an empty database"
	@echo "make check        what is quick, on SQLite without a browser: three minutes"
	@echo "make test         all tests, on SQLite and, where it is found, on PostgreSQL"
	@echo "make prove        what takes longer, such as killing the mailroom by the hundred"
	@echo "make setup        only the virtual environment, with everything for development"
	@echo "make setup-s3     what a server needs that keeps its files in an S3-compatible store"
	@echo "make lint         what a machine can check of STYLE.md"
	@echo "make format       let the tools lay out Python, stylesheets and templates"
	@echo "make lock         resolve pyproject.toml anew into the requirements files"
	@echo "make vendor       fetch the pinned front-end files into static/vendor"
	@echo "make screenshots  take the README's pictures"
	@echo "make bench-mail   how many emails one core takes in"
	@echo "make bench-data   N more tickets (N=100000) in the database, for measurements"

run: setup-run
	@$(PYTHON) -m scripts.run

check: setup
	@$(PYTHON) -m scripts.check $(ARGS)

test: setup
	@$(PYTHON) -m scripts.test $(ARGS)

prove: setup
	@CI=true $(PYTHON) -m scripts.prove $(ARGS)

setup-run:
	@sh scripts/setup.sh requirements.txt

setup-s3:
	@sh scripts/setup.sh requirements-s3.txt

setup:
	@sh scripts/setup.sh requirements-dev.txt

lint: setup
	@$(PYTHON) -m scripts.lint

format: setup
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .
	@.venv/bin/oxfmt static/css
	@.venv/bin/djangofmt --quiet templates

lock: setup
	@sh scripts/lock.sh

vendor: setup-run
	@$(PYTHON) -m scripts.vendor

screenshots: setup
	@$(PYTHON) -m scripts.screenshots

bench-mail: setup-run
	@$(PYTHON) -m scripts.bench_mail

bench-data: setup-run
	@$(PYTHON) -m scripts.bench.fill $(N)
