# Python 3.11 to 3.14 and make are all that is needed; every step says what it does.
STEP := @sh portal/bootstrap/begin.sh
export PORT PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup run test test-all quick check lint types laws journeys bench migrate seed words lock clean

help: ## Lists what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Environment, locked packages and assets, nothing started
	$(STEP) setup

run: ## Brings up the portal with demonstration content on http://127.0.0.1:8000 (PORT= changes it)
	$(STEP) run

test: ## Everything a change needs: lint, types, tests, real browser (SKIP_BROWSER=1 leaves that out)
	$(STEP) test

test-all: ## As test, and the suites that take minutes
	$(STEP) test-all

quick: ## Lint, types, core, laws and rules in under a minute: no browser, no PostgreSQL, nothing long
	$(STEP) quick

check: ## Lint and types, no tests
	$(STEP) check

lint: ## Style, forbidden names, arrows between packages
	$(STEP) lint

types: ## Types, strict in core and rules
	$(STEP) types

laws: ## The laws of the house (tests/house)
	$(STEP) laws

journeys: ## Each role's journey in a real browser
	$(STEP) journeys

bench: ## How fast the main pages answer and a large consultation is counted on this machine
	$(STEP) bench

migrate: ## Brings the demonstration database up to date
	$(STEP) migrate

seed: ## Loads demonstration content into the demonstration database
	$(STEP) seed

words: ## Lists anew what there is to translate, after words of public pages have changed
	$(STEP) words

lock: ## Renews the lock files after a change to requirements*.in or package.json
	$(STEP) lock

clean: ## Removes .venv, node_modules and static/vendor, never instance/ and its keys
	$(STEP) clean
