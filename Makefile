# duban: one Makefile, no lists of files to maintain.
#
#   src/LAYER/*.c  ->  build/VARIANT/libLAYER.a     base < text < table < review < app < screen
#   src/main.c, src/screen/term.c and all of them   ->  build/VARIANT/duban
#   tests/unit/LAYER/test_X.c and the archives of LAYER and below  ->  build/VARIANT/test/LAYER/test_X
#
# A test is linked with its own layer and those below it only, so the linker proves what design
# and lint say about layers. Every variant (release, asan, cover, fuzz) has a folder of its own.

VARIANT ?= release
PREFIX ?= /usr/local
B := build/$(VARIANT)
LAYERS := base text table review app screen
SAMPLE := samples/heze-2023-q3.tsv

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# ---- flags ----

ifeq ($(origin CC),default)
CC := $(if $(filter fuzz,$(VARIANT)),clang,gcc)
endif
AR ?= ar
OBJCOPY ?= objcopy
PKG_CONFIG ?= pkg-config

# Libraries by pkg-config where it knows them, else by their usual names (a fresh machine may lack
# pkg-config). Harmless before they are installed: `make check` installs, then starts a make anew.
pkg = $(shell $(PKG_CONFIG) --libs $(1) 2>/dev/null || echo '$(2)')
libs_base   := $(call pkg,libseccomp,-lseccomp)
libs_text   := -lunistring $(call pkg,libpcre2-8,-lpcre2-8)
libs_table  := -lcsv
libs_review := $(call pkg,jansson,-ljansson) -ldl
libs_when_needed := $(call pkg,sqlite3,-lsqlite3) # brought in by review/sqlite.c, but by tests and `portable` at once
libs_curses := $(call pkg,ncursesw,-lncursesw -ltinfo)
libs_cmocka := $(call pkg,cmocka,-lcmocka)
libs_vterm  := $(call pkg,vterm,-lvterm) -lutil

has_flag = $(shell echo 'int x;' | $(CC) -Werror $(1) -c -x c - -o /dev/null 2>/dev/null && echo '$(1)')
cet_flag := $(call has_flag,-fcf-protection=full)
clash_flag := $(call has_flag,-fstack-clash-protection)
fortify_flag := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla
ifneq ($(filter true 1,$(CI) $(WERROR)),)
WARNINGS += -Werror
endif
# The fuzzer needs clang, whose opinion is not asked for there.
ifeq ($(VARIANT),fuzz)
WARNINGS := -w
endif

# What Debian's hardening=+all gives, and the three that gcc 12 has beyond it.
HARDEN_CFLAGS := -fPIE -fstack-protector-strong $(clash_flag) $(cet_flag) -Werror=format-security \
	$(fortify_flag)
HARDEN_LDFLAGS := -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack

# Nothing unwinds the stack of a C program at run time; a debugger reads tables of its own. The sections let the linker
# leave out what nothing calls.
variant_cflags.release  := -O2 -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables $(HARDEN_CFLAGS)
# Named first, so that the loader, which looks every name up in this order, finds nearly all at once.
variant_first.release := -lc
variant_ldflags.release := $(HARDEN_LDFLAGS) -Wl,--as-needed -Wl,--gc-sections
variant_cflags.asan     := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
variant_ldflags.asan    := -fsanitize=address,undefined
variant_cflags.cover    := -O0 --coverage -DCOUNT_COVERAGE
variant_ldflags.cover   := --coverage
# The fuzzer steers by edges; its own main is linked by the last flag.
variant_cflags.fuzz     := -O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all
variant_ldflags.fuzz    := -fsanitize=fuzzer,address,undefined
ifeq ($(variant_cflags.$(VARIANT)),)
$(error no such variant: $(VARIANT) (release, asan, cover, fuzz))
endif

# A line for each command; V=1 shows the commands themselves.
tell = $(if $(V),,@echo '  $(1) $(2)' && )

# CFLAGS and LDFLAGS are left to whoever builds; these come before them.
compile_flags = -std=c11 -D_GNU_SOURCE -g $(WARNINGS) $(variant_cflags.$(VARIANT)) \
	-ffile-prefix-map=$(CURDIR)=. -Iinclude -I. -Ibuild/gen $(CPPFLAGS) $(CFLAGS)
compile = $(call tell,cc,$<)$(CC) $(compile_flags) -MMD -MP -c $< -o $@
link = $(call tell,link,$@)$(CC) $(variant_ldflags.$(VARIANT)) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(variant_first.$(VARIANT))

# ---- the program ----

object = $(patsubst %.c,$(B)/obj/%.o,$(1))
shell_sources := src/main.c src/screen/term.c
core_sources := $(filter-out $(shell_sources),$(foreach l,$(LAYERS),$(wildcard src/$(l)/*.c)))

# archives_L: the archives of L and of what it may use, in link order; libs_upto_L: the libraries
# from outside that those need.
lower :=
lower_libs :=
$(foreach l,$(LAYERS),\
	$(eval lower := $(B)/lib$(l).a $(lower))$(eval archives_$(l) := $(lower))\
	$(eval lower_libs := $(libs_$(l)) $(lower_libs))$(eval libs_upto_$(l) := $(lower_libs)))
core_archives := $(archives_screen)
core_libs := $(libs_upto_screen)

all: $(B)/duban ## build the program: build/release/duban

# Pointers in tables of constants are told to the loader in a bit each instead of 24 bytes, where the linker and the
# loader of this host know how: a program so linked must run. Not for `portable`, since loaders before 2022 do not.
packing_flags = $(shell t=$$(mktemp) && echo 'int main(void) { return 0; }' | \
	$(CC) -fPIE -pie -Wl,-z,pack-relative-relocs -x c - -o $$t 2>/dev/null && $$t && \
	echo -Wl,-z,pack-relative-relocs; rm -f $$t)

$(B)/duban: $(call object,$(shell_sources)) $(core_archives)
	@mkdir -p $(@D)
	$(link) $(if $(filter release,$(VARIANT)),$(packing_flags)) $(core_libs) $(libs_curses)

# For servers without our libraries: they are linked in, and only the C library is asked for (libm is
# a part of it; its gconv modules, which read the encodings, stay the server's). Static archives come
# with the packages that bring the headers. Within one binary names must not meet (jansson has a
# utf8_encode, too), so ours are hidden but for main and for what libraries are to find: wcwidth and the
# memory of base.c.
portable: ## build the program with its libraries linked in: build/release/duban-portable
	@src/gen/deps.sh run portable
	+@$(again) $(B)/duban-portable

$(B)/hidden.o: $(call object,$(shell_sources)) $(core_archives)
	@$(CC) -r -nostdlib -o $@ $(filter %.o,$^) -Wl,--whole-archive $(filter %.a,$^)
	@$(OBJCOPY) $(foreach s,main wcwidth malloc calloc realloc,--keep-global-symbol=$(s)) $@

$(B)/duban-portable: $(B)/hidden.o
	$(link) -Wl,-u,sqlite3_auto_extension,-u,sqlite3_open -Wl,-Bstatic $(filter-out -ldl,$(core_libs)) \
		$(libs_when_needed) $(libs_curses) -Wl,-Bdynamic -ldl -lm

# What tests of several layers use; of it a test links what its own layer can carry.
$(B)/test/shared.a: $(call object,$(wildcard tests/unit/shared/*.c))
	@mkdir -p $(@D) && rm -f $@
	@$(AR) rcsD $@ $^

define layer_rules
$(B)/lib$(1).a: $(call object,$(filter src/$(1)/%,$(core_sources)))
	@mkdir -p $$(@D) && rm -f $$@
	@$$(AR) rcsD $$@ $$^
$(B)/test/$(1)/%: $(B)/obj/tests/unit/$(1)/%.o $(call object,$(filter-out \
		tests/unit/$(1)/test_%.c,$(wildcard tests/unit/$(1)/*.c))) $(B)/test/shared.a $(archives_$(1))
	@mkdir -p $$(@D)
	$$(link) $$(libs_upto_$(1)) $$(libs_when_needed) $$(libs_cmocka)
endef
$(foreach l,$(LAYERS),$(eval $(call layer_rules,$(l))))

# Objects that only a pattern rule names are kept all the same.
.PRECIOUS: $(B)/obj/%.o
$(B)/obj/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(compile)

# Objects are built anew when the flags change, and only then.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(filter-out -Werror,$(compile_flags))' | cmp -s - $@ || \
		echo '$(CC) $(filter-out -Werror,$(compile_flags))' >$@
FORCE:

-include $(shell [ ! -d $(B)/obj ] || find $(B)/obj -name '*.d')

# ---- tables of the text layer, from the system's Unicode data ----

UNICODE ?= /usr/share/unicode
unihan_files := $(foreach f,Readings Variants IRGSources OtherMappings,$(UNICODE)/Unihan_$(f).txt.bz2)

build/gen/unihan: $(wildcard src/gen/unihan*.c) src/gen/unihan.h
	@mkdir -p $(@D)
	$(call tell,cc,$@)$(CC) -std=c11 -D_GNU_SOURCE -O2 $(WARNINGS) -o $@ $(filter %.c,$^)

# Each table is written by one run of half a second; a run that fails leaves no file (.DELETE_ON_ERROR).
build/gen/%_tables.inc: build/gen/unihan src/gen/fold.tsv src/gen/readings.tsv
	$(call tell,gen,$@)bzcat $(unihan_files) | build/gen/unihan $* $(UNICODE) src/gen >$@

build/gen/width_ranges.inc: src/gen/width.awk $(UNICODE)/EastAsianWidth.txt
	@mkdir -p $(@D)
	$(call tell,gen,$@)awk -f $^ >$@

$(call object,src/text/fold.c): build/gen/fold_tables.inc
$(call object,src/text/pinyin.c): build/gen/pinyin_tables.inc
$(call object,src/text/width.c): build/gen/width_ranges.inc

# ---- running and checking ----

# How a target that may install something first starts the real one: in a make of its own, so that
# nothing is asked or compiled before the packages are there; on all processors unless told.
again = $(MAKE) $(if $(filter -j%,$(MAKEFLAGS)),,-j$$(nproc))

run: ## install what is missing, build, open the sample table
	@src/gen/deps.sh run
	+@$(again) --quiet all
	@if [ -t 0 ] && [ -t 1 ]; then exec $(B)/duban $(SAMPLE); else exec $(B)/duban --print=text $(SAMPLE); fi

check: ## install what is missing, build, run every test
	@src/gen/deps.sh run check
	+@$(again) check-built

# The harness that plays terminals: everything in tests/screen and tests/ssh that is no program itself.
harness := $(B)/libharness.a
$(harness): $(call object,$(filter-out tests/screen/test_%.c tests/screen/drive_%.c tests/ssh/test_%.c,\
		$(wildcard tests/screen/*.c tests/ssh/*.c)))
	@mkdir -p $(@D) && rm -f $@
	@$(AR) rcsD $@ $^

# What is put in front of a library: one file, loaded before it.
define preloaded
	@mkdir -p $(@D)
	$(call tell,link,$@)$(CC) -std=gnu11 -D_GNU_SOURCE -O2 $(WARNINGS) -fPIC -shared -o $@ $<
endef

# Where calls of the system fail (tests/fault/shim.c). A sanitizer allocates for itself.
shim := $(B)/test/fault/shim.so
fault_tests := $(if $(filter asan,$(VARIANT)),,$(patsubst tests/%.c,$(B)/test/%,$(wildcard tests/fault/test_*.c)))
$(fault_tests): $(B)/obj/tests/fault/run.o $(shim)

$(shim): tests/fault/shim.c
	$(preloaded)

fault: ## make every call of the system fail in turn: each of them, where make check takes a sample
	@src/gen/deps.sh run check
	+@$(again) fault-built

huge: ## tables out of all proportion: opened or refused, within time and memory (needs 300 MB of disk)
	@src/gen/deps.sh run check
	+@$(again) huge-built

huge-built: $(B)/duban $(B)/test/huge/huge
	@DUBAN=$(B)/duban $(B)/test/huge/huge $(B)/test/huge

$(B)/test/huge/huge: $(B)/obj/tests/huge/huge.o $(harness) $(core_archives)
	@mkdir -p $(@D)
	$(link) $(core_libs) $(libs_vterm)

define fault_list
$(foreach t,$(fault_tests),$(t)
)
endef
export fault_list

fault-built: $(B)/duban $(fault_tests)
	@DUBAN=$(B)/duban SHIM=$(shim) FAULT_EVERY=1 LIMIT_S=3600 tests/run $(B)/fault-log "$$fault_list"

# Fuzz targets (tests/fuzz). In the variant fuzz each has the fuzzer's main; in every other one it plays
# inputs again: those kept in tests/fuzz/corpus, and FUZZ_SAMPLE random ones.
fuzz_names := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
fuzz_programs := $(fuzz_names:%=$(B)/test/fuzz/fuzz_%)
fuzz_common := $(call object,$(filter-out tests/fuzz/fuzz_%.c $(if $(filter fuzz,$(VARIANT)),tests/fuzz/replay.c),\
	$(wildcard tests/fuzz/*.c)))
$(fuzz_programs): $(B)/test/fuzz/%: $(B)/obj/tests/fuzz/%.o $(fuzz_common) $(core_archives)
	@mkdir -p $(@D)
	$(link) $(core_libs)

FUZZ_SAMPLE := 50

# make fuzz: every target for FUZZ_SECONDS; TARGET="load query" picks some.
FUZZ_SECONDS ?= 60
TARGET ?= $(fuzz_names)
fuzz: ## look for inputs that break something: FUZZ_SECONDS=60 a target, TARGET="load app" some of them
	@src/gen/deps.sh run check fuzz
	+@$(again) VARIANT=asan fuzz-built
	+@$(again) VARIANT=fuzz fuzz-built
	@tests/fuzz/search build/fuzz build/asan $(FUZZ_SECONDS) $(TARGET)

fuzz-built: $(TARGET:%=$(B)/test/fuzz/fuzz_%)

fuzz-cover: ## lines of its modules that each target's kept inputs reach, at least 90 %; TARGET= as above
	@src/gen/deps.sh run check
	+@$(again) VARIANT=cover fuzz-built
	@tests/fuzz/cover build/cover $(TARGET)

unit_tests := $(patsubst tests/unit/%.c,$(B)/test/%,$(wildcard tests/unit/*/test_*.c))
terminal_tests := $(fault_tests) $(patsubst tests/%.c,$(B)/test/%,\
	$(wildcard tests/screen/test_*.c tests/ssh/test_*.c tests/hostile/test_*.c))
drivers := $(patsubst tests/%.c,$(B)/test/%,$(wildcard tests/screen/drive_*.c))
cases := $(wildcard tests/screen/*.case)

$(terminal_tests) $(drivers): $(B)/test/%: $(B)/obj/tests/%.o $(harness) $(core_archives)
	@mkdir -p $(@D)
	$(link) $(core_libs) $(libs_cmocka) $(libs_vterm)

$(filter $(B)/test/hostile/%,$(terminal_tests)): $(B)/obj/tests/hostile/hostile.o

# One line a test program: what tests/run runs, in this order, as many at a time as there is room.
define test_list
$(foreach t,$(terminal_tests),$(t)
)$(foreach d,$(if $(cases),$(drivers)),$(d) $(cases)
)$(foreach n,$(fuzz_names),$(B)/test/fuzz/fuzz_$(n) tests/fuzz/corpus/$(n) $(FUZZ_SAMPLE)
)$(foreach t,$(unit_tests),$(t)
)
endef
export test_list

check-built: $(B)/duban $(unit_tests) $(terminal_tests) $(drivers) $(fuzz_programs)
	@DUBAN=$(B)/duban SHIM=$(shim) tests/run $(B)/log "$$test_list"

golden: $(B)/test/screen/drive_core ## rewrite the expected screens of tests/screen/*.case
	$(B)/test/screen/drive_core --write $(cases)

# ---- quality ----

lint: ## layers, headers, documentation, format, lengths: every rule in tests/lint
	@src/gen/deps.sh run lint
	+@$(again) lint-built

lint-built: $(if $(wildcard src/gen/docgen.c),$(B)/docgen)
	@CC='$(CC)' B='$(B)' tests/run $(B)/lint-log tests/lint/run

format: ## lay out every C file as .clang-format says
	find src include tests -name '*.[ch]' -exec clang-format -i {} +

cover: ## line coverage of every module by the unit tests and scenarios
	@src/gen/deps.sh run check
	@rm -rf build/cover
	+@$(again) VARIANT=cover check-built; status=$$?; tests/cover build/cover; exit $$status

analyze: ## gcc -fanalyzer, clang-tidy and cppcheck: clean but for tests/analyze/accepted (some minutes)
	@src/gen/deps.sh run check analyze
	+@$(again) analyze-built

analyze-built: build/gen/fold_tables.inc build/gen/pinyin_tables.inc build/gen/width_ranges.inc
	@LIMIT_S=3600 tests/run build/analyze-log tests/analyze/run

valgrind: ## unit tests and scenarios in process under memcheck: no error, no leak (some minutes)
	@src/gen/deps.sh run check valgrind
	+@$(again) valgrind-built

interpreted := $(B)/test/analyze/interpreted.so
memcheck := LD_PRELOAD=$(CURDIR)/$(interpreted) valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=all \
	--errors-for-leak-kinds=all --suppressions=tests/analyze/memcheck.supp
$(interpreted): tests/analyze/interpreted.c
	$(preloaded)

define valgrind_list
$(foreach c,$(cases),$(B)/test/screen/drive_core $(c)
)$(foreach t,$(unit_tests),$(t)
)
endef
export valgrind_list

valgrind-built: $(unit_tests) $(B)/test/screen/drive_core $(interpreted)
	@LIMIT_S=3600 UNDER='$(memcheck)' tests/run $(B)/valgrind-log "$$valgrind_list"

# make bench runs all of it (some minutes), make bench BENCH="wire quit" the rows with such words.
bench: ## the table of speeds, bytes and memory; BENCH=word picks rows
	@src/gen/deps.sh run check portable bench
	+@$(again) bench-built

bench_tools := generate screen_floor
bench_folder := build/bench/data
bench_tables := $(addprefix $(bench_folder)/,plain-1000.tsv plain-100000.tsv plain-1000000.tsv \
	quoted-1000000.tsv plain-100000.GB18030.tsv plain-100000.UTF-16LE.tsv)

$(B)/bench/%: $(B)/obj/tests/bench/%.o $(B)/obj/tests/bench/data.o $(core_archives)
	@mkdir -p $(@D)
	$(link) $(core_libs) $(libs_curses)

$(B)/bench/bench: $(call object,$(filter-out $(bench_tools:%=tests/bench/%.c),$(wildcard tests/bench/*.c))) \
		$(harness) $(core_archives)
	@mkdir -p $(@D)
	$(link) $(core_libs) $(libs_vterm)

# Tables are made once: KIND-ROWS.tsv by the generator, KIND-ROWS.ENCODING.tsv from them.
$(bench_folder)/%.tsv: $(B)/bench/generate
	@mkdir -p $(@D)
	$(call tell,make,$@)$< $(SAMPLE) $(lastword $(subst -, ,$*)) $(firstword $(subst -, ,$*)) >$@

$(bench_folder)/plain-100000.%.tsv: $(bench_folder)/plain-100000.tsv
	$(call tell,make,$@)iconv -f UTF-8 -t $* $< >$@

bench-built: $(B)/duban $(B)/bench/bench $(bench_tools:%=$(B)/bench/%) $(bench_tables) $(B)/duban-portable
	@rm -rf build/bench/home && mkdir -p build/bench/home && unset XDG_STATE_HOME && \
	DUBAN=$(B)/duban FLOOR=$(B)/bench/screen_floor PORTABLE=$(B)/duban-portable \
		HOME=$(CURDIR)/build/bench/home $(B)/bench/bench $(BENCH)

# What the binary says of itself, and what a second build elsewhere says of the first.
hardened: $(B)/duban ## the binary's hardening, and that a build in another folder gives the same bytes
	@tests/run $(B)/hardened-log "$$(printf '%s\n' 'tests/hardened $(B)/duban' 'tests/hardened --again $(B)/duban')"

ci: ## what CI runs: lint, check, check under sanitizers, hardening, install
	@src/gen/deps.sh run check lint hardened
	+@mkdir -p build && : >build/tally; status=0; stages=0; export TALLY=build/tally; \
	for stage in lint-built check-built 'VARIANT=asan check-built' hardened install-check; do \
		echo "== $$stage"; stages=$$((stages + 1)); $(again) $$stage || status=1; \
		[ $$(wc -l <build/tally) -eq $$stages ] || echo 0 1 0 >>build/tally; \
	done; \
	tests/run --close build/tally && exit $$status

deps: ## install every package that building, testing and linting need
	@src/gen/deps.sh run check lint hardened

# ---- documents made from the tables of the program ----

docs: build/duban.1 build/duban.bash ## man page, completion and the generated sections of README.md
	src/gen/splice.sh $(B)/docgen README.md

$(B)/docgen: $(call object,$(wildcard src/gen/docgen*.c)) $(core_archives)
	@mkdir -p $(@D)
	$(link) $(core_libs)

build/duban.1: $(B)/docgen
	$(B)/docgen man >$@

build/duban.bash: $(B)/docgen
	$(B)/docgen completion >$@

# ---- installing ----

bindir := $(DESTDIR)$(PREFIX)/bin
mandir := $(DESTDIR)$(PREFIX)/share/man/man1
completiondir := $(DESTDIR)$(PREFIX)/share/bash-completion/completions
sampledir := $(DESTDIR)$(PREFIX)/share/duban

install: $(B)/duban build/duban.1 build/duban.bash ## install below DESTDIR and PREFIX
	install -D -m 755 $(B)/duban $(bindir)/duban
	install -D -m 644 build/duban.1 $(mandir)/duban.1
	install -D -m 644 build/duban.bash $(completiondir)/duban
	install -D -m 644 $(SAMPLE) $(sampledir)/$(notdir $(SAMPLE))

uninstall: ## take away what install put there
	rm -f $(bindir)/duban $(mandir)/duban.1 $(completiondir)/duban $(sampledir)/$(notdir $(SAMPLE))
	[ ! -d $(sampledir) ] || rmdir $(sampledir)

install-check: $(B)/duban build/duban.1 build/duban.bash
	@tests/run $(B)/install-log 'tests/install $(B)/install'

clean: ## remove everything that was built
	rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: all run check check-built golden lint lint-built format analyze analyze-built valgrind \
	valgrind-built cover portable bench bench-built fault fault-built huge huge-built fuzz fuzz-built \
	fuzz-cover hardened ci deps docs install uninstall install-check clean help FORCE
