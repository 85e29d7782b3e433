# Everything a contributor runs; each verb is a small script in scripts/.
.DEFAULT_GOAL := help
.PHONY: help run test check fmt e2e drill lighthouse bench evaluate site clean-demo

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: ## install what is missing, build, start the demo
	@scripts/run.sh

test: ## every suite, as CI runs it
	@scripts/test.sh

check: ## the fast half of the tests: formatting, lints, Rust tests
	@scripts/check.sh

fmt: ## format the code
	cargo fmt --all

e2e: ## the browser tests only
	@scripts/setup.sh browser
	@scripts/build.sh
	@scripts/e2e.sh

drill: ## the database stops for half a minute under load
	@scripts/drill.sh

lighthouse: ## scores of the screens, served by the release build
	@scripts/lighthouse.sh

bench: ## the benchmarks of docs/benchmarks.md
	cargo bench --features ssr --bench queries --bench copy --bench reports

evaluate: ## how often alerts and forecasts are right: the tables of docs/anomalies.md and docs/forecast.md
	cargo bench --features ssr --bench anomalies --bench forecast

site: ## only what browsers load, into target/site
	@scripts/setup.sh
	@scripts/site.sh

clean-demo: ## forget the demo's database and key
	rm -rf var/demo
