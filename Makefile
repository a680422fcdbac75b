# The few things a person does here. `make` alone prints them.
.DEFAULT_GOAL := help
.PHONY: help setup pulumi images docker up preview test check lint clean

STACK ?= dev
BIN := .venv/bin
# `make setup DOCKER=no` installs no Docker engine; it does so only as root on Debian, where none answers.
DOCKER ?= yes

# Containers often set this; here hundreds of short processes would compile the same modules again and again.
unexport PYTHONDONTWRITEBYTECODE

help:
	@echo 'make setup                 install everything into .venv and .tools; quick when it is there'
	@echo 'make docker                have a Docker engine, the images of one host, and a browser for tests'
	@echo 'make up                    deploy stack dev to the simulated cloud'
	@echo 'make preview [STACK=prod]  show what would be deployed'
	@echo 'make check                 format, lint, types and the fast tests'
	@echo 'make test                  every test, the real engine included'
	@echo 'make clean                 remove the simulated clouds and caches; .venv and .tools stay'

# Both halves wait for downloads and for packages half of their time.
setup:
	@toolchain/environment.sh
	@$(MAKE) --no-print-directory --jobs=2 pulumi images

pulumi:
	@$(BIN)/python -m toolchain.setup

images:
ifeq ($(DOCKER),yes)
	@$(BIN)/python -m toolchain.docker --where-possible
else
	@:
endif

docker: setup
	@$(BIN)/python -m toolchain.docker
	@$(BIN)/python -m toolchain.browser

up: setup
	@$(BIN)/simulate up --stack dev --yes

preview: setup
	@$(BIN)/simulate preview --stack $(STACK)

check: setup lint
	@$(BIN)/pytest -q -n 2 -m 'not engine and not live'

# The part of `check` that `.ci/run` wants without the tests, which it runs all.
lint:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/ty check
	@$(BIN)/python -m toolchain.workflows

# tests/side_by_side.py says what runs beside what.
test: setup
	@$(BIN)/python -m toolchain.browser --where-possible
	@$(BIN)/pytest -n 3 --durations=40 --judged

clean:
	@rm -rf .simulator .pytest_cache .ruff_cache dist
	@find . -name __pycache__ -not -path './.venv/*' -not -path './.tools/*' -prune -exec rm -rf {} +
