# The few things a person does here. `make` alone prints them.
.DEFAULT_GOAL := help
.PHONY: help setup docker up preview test check lint clean

STACK ?= dev
BIN := .venv/bin
# What became of every test, for what requirements name (tests/examples/ran.py).
RAN := .pytest_cache/ran
# `make setup DOCKER=no` installs no Docker engine; it does so only as root on Debian, where none answers.
DOCKER ?= yes

help:
	@echo 'make setup                 install everything into .venv and .tools; quick when it is there'
	@echo 'make docker                have a Docker engine, the images of one host, and a browser for tests'
	@echo 'make up                    deploy stack dev to the simulated cloud'
	@echo 'make preview [STACK=prod]  show what would be deployed'
	@echo 'make check                 format, lint, types and the fast tests'
	@echo 'make test                  every test, the real engine included'
	@echo 'make clean                 remove the simulated clouds and caches; .venv and .tools stay'

setup:
	@toolchain/environment.sh
	@$(BIN)/python -m toolchain.setup
ifeq ($(DOCKER),yes)
	@$(BIN)/python -m toolchain.docker --where-possible
endif

docker: setup
	@$(BIN)/python -m toolchain.docker
	@$(BIN)/python -m toolchain.browser

up: setup
	@$(BIN)/simulate up --stack dev --yes

preview: setup
	@$(BIN)/simulate preview --stack $(STACK)

check: setup lint
	@$(BIN)/pytest -q -n 2 --dist loadscope -m 'not engine and not live'

# The part of `check` that `.ci/run` wants without the tests, which it runs all.
lint:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/ty check
	@$(BIN)/python -m toolchain.workflows

# What must be alone goes last and one after another: it counts the requests that it answers while it is updated, and a
# browser gives requests up when another stack's networks come and go.
test: setup
	@$(BIN)/python -m toolchain.browser --where-possible
	@rm -f $(RAN)
	@$(BIN)/pytest -n 3 --dist loadscope --no-loadscope-reorder -m 'not alone' --durations=40 --ran=$(RAN)
	@$(BIN)/pytest -m alone --ran=$(RAN) --judged

clean:
	@rm -rf .simulator .pytest_cache .ruff_cache dist
	@find . -name __pycache__ -not -path './.venv/*' -not -path './.tools/*' -prune -exec rm -rf {} +
