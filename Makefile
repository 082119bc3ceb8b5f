# `make run` opens the chat, `make test` runs the tests. Both install libreadline-dev where it is missing.

SWIFT ?= swift
# lld, because the default linker warns about code of the static Foundation that is never called.
BUILD = $(SWIFT) build -c release --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -s
PROGRAM = .build/release/repartie
TESTS = -c release -Xswiftc -enable-testing --scratch-path .build-tests
QUIET = --quiet

.PHONY: run build test lint format replay evaluate bench install clean

# The model is built before the chat opens (a few seconds, once for each state of the content).
run: build
	@$(PROGRAM) pipe </dev/null
	@$(PROGRAM)

build: readline
	@$(BUILD) $(QUIET)

# The tests train the classifier, which a debug build does a hundred times slower: they are a release build, apart from
# the program's own because swift-testing is not there for static linking.
test: readline
	$(SWIFT) build $(TESTS) --build-tests $(QUIET)
	$(SWIFT) test $(TESTS) --skip-build

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

replay: build
	$(PROGRAM) replay

# Questions that nothing is trained or tuned on.
evaluate: build
	$(PROGRAM) evaluate --test Tests/Evaluation/questions.tsv
	$(PROGRAM) evaluate --test Tests/Evaluation/questions-hard.tsv
	$(PROGRAM) evaluate --measure replies --test Tests/Evaluation/questions.tsv
	$(PROGRAM) evaluate --measure replies --test Tests/Evaluation/questions-hard.tsv
	$(PROGRAM) evaluate --measure replies --test Tests/Evaluation/follow-ups.tsv
	$(PROGRAM) evaluate --measure replies --test Tests/Evaluation/several-questions.tsv
	$(PROGRAM) evaluate --measure facts --test Tests/Evaluation/facts.tsv
	$(PROGRAM) evaluate --measure verdicts --test Tests/Evaluation/verdicts.tsv

# The program and its content, under PREFIX.
PREFIX ?= /usr/local
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/repartie
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/repartie
	rm -rf $(DESTDIR)$(PREFIX)/share/repartie/Intents
	cp -R Intents $(DESTDIR)$(PREFIX)/share/repartie/Intents

bench: build
	Tests/Benchmarks/start.sh $(PROGRAM)

clean:
	rm -rf .build .build-tests

# GNU Readline's headers, from Debian's or Ubuntu's packages.
.PHONY: readline
readline:
	@test -e /usr/include/readline/readline.h || { \
	  echo "Installing libreadline-dev (GNU Readline's headers)…"; \
	  sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq libreadline-dev >/dev/null || { \
	    echo "libreadline-dev could not be installed; please install it and try again." >&2; exit 1; }; }
