# From nothing but Python 3.11 (or newer) and make: `make run` and `make test`.

PYTHON := .venv/bin/python
PORT ?= 8000
export PORT

.PHONY: help run test check prove setup setup-run setup-s3 lint format lock vendor screenshots bench-mail

help:
	@echo "make run          the helpdesk on http://localhost:$(PORT), with demo data in an empty database"
	@echo "make test         all tests, on SQLite and, where it is found, on PostgreSQL"
	@echo "make check        the quick half of the tests: SQLite, no browser, nothing slow"
	@echo "make prove        what takes long: kills by the hundred, a thousand examples"
	@echo "make setup        only the virtual environment, with everything for development"
	@echo "make setup-s3     what a server needs that keeps its files in an S3-compatible store"
	@echo "make lint         what a machine can check of STYLE.md"
	@echo "make format       let the tools lay out Python and stylesheets"
	@echo "make lock         resolve pyproject.toml anew into the requirements files"
	@echo "make vendor       fetch the pinned front-end files into static/vendor"
	@echo "make screenshots  take the README's pictures"
	@echo "make bench-mail   how many mails one core takes in"

run: setup-run
	@$(PYTHON) -m scripts.run

test: setup
	@$(PYTHON) -m scripts.test $(ARGS)

check: setup
	@$(PYTHON) -m scripts.test --quick $(ARGS)

prove: setup
	@$(PYTHON) -m scripts.prove $(ARGS)

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

lock: setup
	@sh scripts/lock.sh

vendor: setup-run
	@$(PYTHON) -m scripts.vendor

screenshots: setup
	@$(PYTHON) -m scripts.screenshots

bench-mail: setup-run
	@$(PYTHON) -m scripts.bench_mail
