# Fieldside 田间课堂. `make help` says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
unexport PYTHONDONTWRITEBYTECODE
export HOST PORT

PYTHON ?= $(shell command -v python3 || command -v python)
BOOTSTRAP = $(if $(PYTHON),$(PYTHON) tools/bootstrap.py,$(error Python 3.11 or newer is needed and was not found. On Debian: apt-get install python3 python3-venv))
BIN = .venv/bin
APPS = settings reports courses lessons quiz media accessibility accounts

.PHONY: help
help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: run
run: ## Set everything up and serve it (HOST, PORT from the environment)
	@$(BOOTSTRAP)
	@exec $(BIN)/python tools/supervise.py

.PHONY: dev
dev: ## The same with debug pages and reload
	@$(BOOTSTRAP) --dev
	@DJANGO_SETTINGS_MODULE=settings.development exec $(BIN)/python tools/supervise.py --reload

.PHONY: install
install: ## Only make the virtual environment, with everything tests and lints need
	@$(BOOTSTRAP) --dev

.PHONY: test
test: install ## Run all tests (DATABASE_URL and REDIS_URL choose the services)
	@$(BIN)/python tools/browser.py
	@$(BIN)/python tools/messages.py
	$(BIN)/python -m pytest -n $${TEST_WORKERS:-2} --dist loadfile $(TEST_ARGS)

.PHONY: lint
lint: install ## Style, layers, migrations, templates, deployment check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html')
	$(BIN)/curlylint --quiet $$(git ls-files '*.html')
	DJANGO_SETTINGS_MODULE=settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') HTTPS=on \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

.PHONY: types
types: install ## Check the types
	DJANGO_SETTINGS_MODULE=settings.test $(BIN)/mypy $(APPS) tools benchmarks

.PHONY: shots
shots: install ## Write a picture of every screen into var/shots
	@$(BIN)/python tools/browser.py
	$(BIN)/python tools/shots.py

.PHONY: bench
bench: install ## Measure pages, serving and signing in
	@$(BIN)/python tools/browser.py
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.serve
	$(BIN)/python -m benchmarks.signin

.PHONY: messages
messages: install ## Collect the texts into locale/ (needs gettext) and compile them
	$(BIN)/python tools/messages.py --collect

.PHONY: lock
lock: install ## Pin requirements*.in with hashes
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links requirements-dev.in -o requirements-dev.txt

.PHONY: check
check: lint types test ## Everything that has to hold before a change is proposed
