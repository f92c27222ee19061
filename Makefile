# Two commands, each with all its own set-up: `make report` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Every version is the one the program was tested with, in .venv and where the package is built.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: report test lint bench office scale browser fuzz compiled parcel offline audit pins clean

report: $(VENV)/.installed
	$(BIN)/nianbao build example_inputs/national-2021/suqian-2023.xlsx -o out
	@echo "报告在 out/ 文件夹：.docx 用 Word 或 WPS 打开，.txt 用任何文本编辑器打开。"

test: $(VENV)/.developed compiled
	$(BIN)/python -m pytest

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.benched compiled
	$(BIN)/python -m benchmarks

office: $(VENV)/.developed
	$(BIN)/python -m pytest -m office -n 0

# Needs Chromium (a package of the system) and node; axe-core, sanitize-html and DOMPurify come from npm.
browser: $(VENV)/.developed
	npm install --silent --no-save --prefix . axe-core@4 sanitize-html@2 dompurify@3
	$(BIN)/python -m pytest -m browser

scale: $(VENV)/.developed
	$(BIN)/python -m pytest -m scale -n 0

# Mutated inputs through every door; an hour: make fuzz FUZZ_SECONDS=3600 FUZZ_SEED=7; so many: python -m scripts.fuzz --inputs 100000 7
FUZZ_SECONDS ?= 60
FUZZ_SEED ?= 1
fuzz: $(VENV)/.installed compiled
	$(BIN)/python -m scripts.fuzz $(FUZZ_SECONDS) $(FUZZ_SEED) build/fuzz

# For offices without internet: make parcel EMBED=python-3.12.x-embed-amd64.zip (python.org's embeddable Python for Windows).
parcel: $(VENV)/.developed
	$(BIN)/python -m scripts.parcel.make_parcel "$(EMBED)" build/wheels dist/nianbao-windows.zip

# The same for those who have Python: a folder of wheels with scripts that install them.
offline: $(VENV)/.developed
	$(BIN)/python -m scripts.parcel.make_offline dist/nianbao-offline

# Known weaknesses of the pinned versions; fails where no database of them can be reached, for then nothing was audited.
audit:
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	build/audit/bin/pip-audit --strict --disable-pip --no-deps --requirement constraints.txt

compiled: $(VENV)/.installed
	$(BIN)/python -m scripts.compile_templates

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --upgrade pip
	$(INSTALL) --build-constraint constraints.txt --editable .
	@touch $@

$(VENV)/.developed: $(VENV)/.installed
	$(INSTALL) --group dev
	@touch $@

$(VENV)/.benched: $(VENV)/.developed
	$(INSTALL) --group bench
	@touch $@

# The newest versions that pyproject.toml allows, as constraints.txt; run it with the oldest Python, then the tests with each.
pins:
	rm -rf build/pins
	$(PYTHON) -m venv build/pins
	build/pins/bin/python -m pip install --quiet --upgrade pip
	build/pins/bin/python -m pip install --quiet --editable . --group dev --group bench hatchling editables
	echo "# Made by make pins; the lower bounds stand in pyproject.toml." > constraints.txt
	build/pins/bin/python -m pip freeze --all --exclude-editable --exclude setuptools >> constraints.txt

clean:
	rm -rf $(VENV) out build compiled dist
