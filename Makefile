# Two commands, each with all its own set-up: `make report` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: report test lint check bench office scale compiled clean

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

scale: $(VENV)/.developed
	$(BIN)/python -m pytest -m scale -n 0

compiled: $(VENV)/.installed
	$(BIN)/python -m scripts.compile_templates

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.developed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

$(VENV)/.benched: $(VENV)/.developed
	$(BIN)/python -m pip install --quiet --group bench
	@touch $@

clean:
	rm -rf $(VENV) out build compiled dist
