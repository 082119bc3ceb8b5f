# `make run` opens the chat, `make test` runs the tests. Both install libreadline-dev where it is missing.

SWIFT ?= swift
# lld, because the default linker warns about code of the static Foundation that is never called.
BUILD = $(SWIFT) build -c release --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -s
PROGRAM = .build/release/repartie
TESTS = -c release -Xswiftc -enable-testing --scratch-path .build-tests
QUIET = --quiet

.PHONY: run build test test-sanitizers test-thread test-address lint format replay mutate evaluate bench fuzz test-spark install uninstall clean

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

# The tests of the line protocol and of the dialogue under a sanitizer. Leaks are not looked for: libyaml's parser keeps
# some bytes of each file. `make -j2 test-sanitizers` builds and runs both at once.
test-sanitizers: test-thread test-address
test-thread test-address: test-%:
	$(eval options := -c release -Xswiftc -enable-testing -Xswiftc -gnone --sanitize=$* --scratch-path .build-$*)
	SANITIZING=1 $(SWIFT) build $(options) --build-tests $(QUIET)
	SANITIZING=1 ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test $(options) --skip-build $(QUIET)

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

replay: build
	$(PROGRAM) replay --coverage

# Breaks the content on purpose, in hundreds of ways, and counts what the transcripts notice. MISTAKES chooses kinds: those
# without removed_examples, which trains anew for every intent, take seconds.
MISTAKES ?=
mutate: build
	$(PROGRAM) replay --mutate --least 95 $(addprefix --mistake ,$(MISTAKES))

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

# The program, its content, its manual page and the completions of three shells, under PREFIX.
PREFIX ?= /usr/local
ROOT = $(DESTDIR)$(PREFIX)
install: build
	install -d $(ROOT)/bin $(ROOT)/share/repartie $(ROOT)/share/man/man1 $(ROOT)/share/bash-completion/completions \
	  $(ROOT)/share/zsh/site-functions $(ROOT)/share/fish/vendor_completions.d
	install -m 755 $(PROGRAM) $(ROOT)/bin/repartie
	rm -rf $(ROOT)/share/repartie/Intents
	cp -R Intents $(ROOT)/share/repartie/Intents
	install -m 644 Manual/repartie.1 $(ROOT)/share/man/man1/repartie.1
	$(PROGRAM) --generate-completion-script bash > $(ROOT)/share/bash-completion/completions/repartie
	$(PROGRAM) --generate-completion-script zsh > $(ROOT)/share/zsh/site-functions/_repartie
	$(PROGRAM) --generate-completion-script fish > $(ROOT)/share/fish/vendor_completions.d/repartie.fish

uninstall:
	rm -rf $(ROOT)/bin/repartie $(ROOT)/share/repartie $(ROOT)/share/man/man1/repartie.1 \
	  $(ROOT)/share/bash-completion/completions/repartie $(ROOT)/share/zsh/site-functions/_repartie \
	  $(ROOT)/share/fish/vendor_completions.d/repartie.fish

bench: build
	Tests/Benchmarks/start.sh $(PROGRAM)
	Tests/Benchmarks/pipe.py $(PROGRAM)
	Tests/Benchmarks/replay.py $(PROGRAM)

# The same replies from a Spark job as from one process; skipped where PySpark or Java is missing.
SPARK_LINES ?= 200000
test-spark: build
	Tests/Spark/run.sh $(PROGRAM) $(SPARK_LINES)

# libFuzzer with the address sanitizer on everything that reads bytes from outside; what it finds is left in
# .build-fuzz/crashes. Leaks are not looked for: libyaml's parser keeps some bytes of each file.
FUZZ_SECONDS ?= 600
FUZZ_TARGETS ?= framer request state conversation content transcript
fuzz:
	FUZZING=1 $(SWIFT) build -c release --scratch-path .build-fuzz --product Fuzzing -Xswiftc -sanitize=fuzzer,address
	@mkdir -p .build-fuzz/crashes
	@for target in $(FUZZ_TARGETS); do \
	  mkdir -p .build-fuzz/corpus/$$target; \
	  case $$target in content) seeds=Tests/Fixtures/plongee;; transcript) seeds=Transcripts;; *) seeds=Tests/Fuzzing/Corpus/$$target;; esac; \
	  echo "fuzzing $$target for $(FUZZ_SECONDS) s"; \
	  ASAN_OPTIONS=detect_leaks=0 FUZZ_TARGET=$$target .build-fuzz/release/Fuzzing -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=4096 \
	    -print_final_stats=1 -artifact_prefix=.build-fuzz/crashes/$$target- .build-fuzz/corpus/$$target $$seeds \
	    2>&1 | grep -E "ERROR|SUMMARY|DONE|Fatal" || true; \
	  ls .build-fuzz/crashes | grep "^$$target-" && exit 1 || true; \
	done

clean:
	rm -rf .build .build-tests .build-fuzz .build-thread .build-address .build-bench

# GNU Readline's headers, from Debian's or Ubuntu's packages.
.PHONY: readline
readline:
	@test -e /usr/include/readline/readline.h || { \
	  echo "Installing libreadline-dev (GNU Readline's headers)…"; \
	  sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq libreadline-dev >/dev/null || { \
	    echo "libreadline-dev could not be installed; please install it and try again." >&2; exit 1; }; }
