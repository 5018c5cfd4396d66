# `make run` is all a newcomer needs. Every other target is for who works on the code.
# Needs Python 3.11 or later and nothing else; quicker when uv is installed.

PORT ?= 8000
DEMO ?= 1
ARGS ?=

PYTHON := .venv/bin/python
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development
VALIDATOR := .venv/vnu.jar
MESSAGES := locale/zh_Hans/LC_MESSAGES/django

# What a production server has, for the checks that ask for it; the key is made anew each time.
AS_PRODUCTION = DEBUG=0 ALLOWED_HOSTS=example.org DATABASE_URL=sqlite:///:memory: \
	SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(64))")

.DEFAULT_GOAL := help
.PHONY: help setup run test test-postgres validator lint format messages pictures bench drill requirements

help:
	@echo "make run            the site on http://127.0.0.1:$(PORT)/  (PORT=…, DEMO=0 for an empty database)"
	@echo "make setup          environment and packages in .venv/"
	@echo "make test           all tests on SQLite            (ARGS='-k …' goes to pytest)"
	@echo "make test-postgres  all tests on a throw-away PostgreSQL"
	@echo "make validator      the Nu HTML checker, for the tests that ask whether pages are valid (npm, Java)"
	@echo "make lint           everything that can be checked without running"
	@echo "make format         put Python and templates into shape"
	@echo "make messages       collect new texts into the catalogue and compile it"
	@echo "make pictures       the pictures of the READMEs, from the demo that runs at PORT; look at each"
	@echo "make bench          speed: pages, import, export"
	@echo "make drill          the long fault drills"
	@echo "make requirements   pin the packages of pyproject.toml anew"

$(RUNTIME): requirements.txt
	@bin/install requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt
	@bin/install requirements-dev.txt
	@touch $(RUNTIME) $@

$(MESSAGES).mo: $(MESSAGES).po | $(RUNTIME)
	@$(PYTHON) -m bin.messages compile

setup: $(DEVELOPMENT) $(MESSAGES).mo

run: $(RUNTIME) $(MESSAGES).mo
	@PORT=$(PORT) DEMO=$(DEMO) $(PYTHON) -m bin.run

$(VALIDATOR): bin/validator.py bin/vendor.py | $(DEVELOPMENT)
	@$(PYTHON) -m bin.validator

validator: $(VALIDATOR)

test: setup
	$(PYTHON) -m pytest -n auto --dist loadgroup $(ARGS)

test-postgres: setup
	TEST_DATABASE=postgres bin/postgres $(PYTHON) -m pytest -n auto --dist loadgroup $(ARGS)

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint --lint --check --quiet .
	.venv/bin/lint-imports
	$(AS_PRODUCTION) $(PYTHON) manage.py makemigrations --check --dry-run
	$(AS_PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING

format: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djlint --reformat --quiet .

messages: setup
	$(PYTHON) -m bin.messages extract
	$(PYTHON) -m bin.messages compile

pictures: setup
	PORT=$(PORT) $(PYTHON) -m bin.pictures

bench: setup
	$(PYTHON) -m bench $(ARGS)

drill: setup
	$(PYTHON) -m tests.drills $(ARGS)
	TEST_DATABASE=postgres bin/postgres $(PYTHON) -m tests.drills $(ARGS)

requirements:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--custom-compile-command "make requirements" pyproject.toml --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--custom-compile-command "make requirements" pyproject.toml --group dev \
		--constraint requirements.txt --output-file requirements-dev.txt
