"""The drafts of chapters (Jinja): reading, and the whole check against the definition before any is rendered.

A draft reads like the printed report. Lines of their own beginning with `@` place what is not prose:
`@table KEY`, `@part KEY` (a titled part of the chapter), `@text` (the office's own text for a chapter without parts),
`@plain WORDS` (a line without indent).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.bccache import bc_version
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from generator.standard.compiled import code_of
from generator.standard.definition import StandardFile
from generator.standard.model import Draft

if TYPE_CHECKING:
    from generator.standard.model import Standard

OPENING = "opening"
FUNCTIONS = frozenset({"written", "details", "share"})
WORDS = frozenset({"year", "next_year", "last"})
DIRECTIVE = re.compile(r"^@(?P<word>[a-z]+)(?:[ \t]+(?P<rest>.*?))?[ \t]*$", re.MULTILINE)
MARK = "\x02"
MAX_SOURCE = 100_000


class DraftEnvironment(SandboxedEnvironment):
    """Sandboxed, strict about names, and without the operators that make text without end."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"起草模板里不能用 {operator}")


@lru_cache(maxsize=1)
def environment() -> DraftEnvironment:
    """The one environment all drafts are compiled in; values are data and are never rendered again."""
    return DraftEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, optimized=False
    )


@lru_cache(maxsize=256)
def parsed(source: str) -> nodes.Template:
    """A draft as its syntax tree, with its directives marked by a character that no answer can hold.

    So an answer can never be a directive. Raises TemplateSyntaxError.
    """
    return environment().parse(DIRECTIVE.sub(lambda found: MARK + found[0][1:], source))


def read_drafts(folder: Path, file: StandardFile, problems: list[str]) -> dict[str, Draft]:
    """The draft of the opening, of each chapter and of each attachment; what is missing goes to `problems`."""
    found = {}
    for key in (OPENING, *file.chapters, *file.attachments):
        path = folder / "chapters" / f"{key}.j2"
        name = f"{folder.name}/chapters/{key}.j2"
        try:
            source = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            problems.append(f"{name}:1: 没有这个文件，或不是 UTF-8 编码")
            continue
        if len(source) > MAX_SOURCE:
            problems.append(f"{name}:1: 文件太大")
            continue
        try:
            parsed(source)
        except TemplateSyntaxError as error:
            problems.append(f"{name}:{error.lineno}: 模板写法不对：{error.message}")
            continue
        found[key] = Draft(name, source)
    return found


def compiled(draft: Draft) -> Template:
    """A draft ready to be rendered."""
    made = code_path(draft.compiled, draft.name) if draft.compiled else None
    code = code_of(made) if made and made.is_file() else environment().compile(parsed(draft.source))
    return Template.from_code(environment(), code, environment().make_globals(None))


def code_path(folder: Path, name: str) -> Path:
    """Where the Python of a draft lies in the folder of its compiled standard; each Jinja knows only its own."""
    return folder / f"jinja-{bc_version}" / f"{Path(name).stem}.py"


def check_drafts(standard: Standard) -> list[str]:
    """Every mistake in the drafts of a standard, as `file:line: problem`; nothing is rendered."""
    problems: list[str] = []
    printed: dict[str, str] = {}
    for key, draft in standard.drafts.items():
        problems += [
            f"{draft.name}:{line}: {problem}" for line, problem in _DraftCheck(standard, key, printed).problems()
        ]
    for table in standard.tables:
        if table not in printed:
            problems.append(f"{standard.id}/standard.yaml:1: 没有一处 @table {table}，这张表印不出来")
    return problems


class _DraftCheck:
    def __init__(self, standard: Standard, key: str, printed: dict[str, str]) -> None:
        self.standard, self.key, self.printed = standard, key, printed
        self.source = standard.drafts[key].source

    def problems(self) -> Iterator[tuple[int, str]]:
        yield from self._directives()
        yield from self._names(parsed(self.source))

    def _directives(self) -> Iterator[tuple[int, str]]:
        chapter = self.standard.file.chapters.get(self.key)
        parts = list(chapter.parts) if chapter else []
        placed: list[str] = []
        for found in DIRECTIVE.finditer(self.source):
            line = self.source.count("\n", 0, found.start()) + 1
            word, rest = found["word"], found["rest"] or ""
            if word == "table":
                if rest not in self.standard.tables:
                    yield line, f"没有 {rest} 这张表"
                elif rest in self.printed:
                    yield line, f"表 {rest} 已经在 {self.printed[rest]} 印过一次"
                self.printed[rest] = self.key
            elif word == "part":
                if rest not in parts:
                    yield line, f"本章没有 {rest} 这一部分"
                placed.append(rest)
            elif word not in ("text", "plain"):
                yield line, f"没有 @{word} 这个指令（只有 @table、@part、@text、@plain）"
        if placed != parts:
            yield (
                1,
                f"@part 要依次写 {'、'.join(parts) or '（本章不分部分）'}，现在是 {'、'.join(placed) or '一个没写'}",
            )

    def _names(self, tree: nodes.Template) -> Iterator[tuple[int, str]]:
        known = {*self.standard.tables, *self.standard.questions, *FUNCTIONS, *WORDS}
        local = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")} | {"loop"}
        short = self._shorthands(tree)
        inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
        inner |= {id(node.node) for node in tree.find_all(nodes.Assign) if _chain(node.node)}
        for node in tree.find_all((nodes.Getattr, nodes.Name)):
            chain = _chain(node)
            if id(node) in inner or not chain or (isinstance(node, nodes.Name) and node.ctx != "load"):
                continue
            chain = [*short.get(chain[0], [chain[0]]), *chain[1:]]
            if chain[0] in known:
                yield from self._figure(node.lineno, chain)
            elif chain[0] not in local:
                yield node.lineno, f"没有 {chain[0]} 这个名称"
        for forbidden in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            yield forbidden.lineno, "不能引用别的模板"
        for call in tree.find_all(nodes.Call):
            yield from self._call(call)

    def _shorthands(self, tree: nodes.Template) -> dict[str, list[str]]:
        """Names set to a table, a row or a figure (`{% set a = applications %}`), and what they stand for."""
        return {
            node.target.name: chain
            for node in tree.find_all(nodes.Assign)
            if isinstance(node.target, nodes.Name) and (chain := _chain(node.node))
        }

    def _figure(self, line: int, chain: list[str]) -> Iterator[tuple[int, str]]:
        if chain[0] == "last":
            chain = chain[1:]
            if not chain:
                yield line, "last 后面要写 表.行.列"
                return
        if chain[0] in self.standard.tables:
            address = ".".join(chain)
            if address not in self.standard.figures and not self._group(chain):
                yield line, f"没有 {address} 这个数"
        elif len(chain) > 1:
            yield line, f"{chain[0]} 后面不能再写 .{chain[1]}"

    def _group(self, chain: list[str]) -> bool:
        """Whether the chain names the sum of a vertical group: `table.group.column`."""
        return len(chain) == 3 and ".".join(chain) in self.standard.group_sums

    def _call(self, call: nodes.Call) -> Iterator[tuple[int, str]]:
        if not isinstance(call.node, nodes.Name) or call.node.name not in FUNCTIONS:
            return
        given = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
        if call.node.name == "written" and (len(given) != 1 or given[0] not in self.standard.slots):
            yield call.lineno, f"written() 里要写一处文字的名称：{'、'.join(self.standard.slots)}"
        wanted = f"{given[0]}.{given[1]}" if len(given) == 2 else ""
        if call.node.name == "details" and wanted not in self.standard.details:
            yield call.lineno, "details() 里要写 '表.行', '列'，这一行下面要有 rows"


def _chain(node: nodes.Node) -> list[str]:
    """`a.b.c` as its names; nothing for other expressions."""
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.append(node.attr)
        node = node.node
    return [node.name, *reversed(names)] if isinstance(node, nodes.Name) else []
