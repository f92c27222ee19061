"""The drafts of chapters (Jinja): reading, and the whole check against the definition before any is rendered.

A draft reads like the printed report. Lines of their own beginning with `@` place what is not prose:
`@table KEY`, `@part KEY` (a titled part of the chapter), `@text` (the office's own text for a chapter without parts),
`@plain WORDS` (a line without indent); `@facts` and `@write` are words of the notation.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.bccache import bc_version
from jinja2.sandbox import SandboxedEnvironment

from generator.standard.compiled import code_of
from generator.standard.definition import StandardFile
from generator.standard.model import OPENING, Draft
from generator.standard.notation import DIRECTIVE, Clause, jinja_of
from generator.words.characters import FORBIDDEN, UNSEEN

if TYPE_CHECKING:
    from generator.standard.model import Standard

MAX_SOURCE = 100_000
WORDS = ("table", "part", "text", "plain", "facts", "write")


@lru_cache(maxsize=1)
def environment() -> SandboxedEnvironment:
    """The one environment all drafts are compiled in; values are data and are never rendered again."""
    return SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, optimized=False, extensions=[Clause]
    )


@lru_cache(maxsize=256)
def parsed(draft: Draft) -> nodes.Template:
    """A draft as its syntax tree; raises TemplateSyntaxError."""
    try:
        return environment().parse(jinja_of(draft.source, Path(draft.name).stem))
    except RecursionError:
        raise TemplateSyntaxError("写得太深，请拆开写", 1) from None


def read_drafts(folder: Path, file: StandardFile, problems: list[str]) -> dict[str, Draft]:
    """The draft of the opening, of each chapter and of each attachment; what is missing goes to `problems`."""
    from generator.standard.draft_check import in_chinese  # no draft is checked in most runs

    found = {}
    for key in (OPENING, *file.chapters, *file.attachments):
        path = folder / "chapters" / f"{key}.j2"
        name = f"{folder.name}/chapters/{key}.j2"
        try:
            found[key] = draft = Draft(name, path.read_text(encoding="utf-8"))
            if len(draft.source) > MAX_SOURCE:
                problems.append(f"{name}:1: 文件太大")
            elif unseen := FORBIDDEN.search(draft.source):
                problems.append(f"{name}:{draft.source.count(chr(10), 0, unseen.start()) + 1}: {UNSEEN}")
            else:
                parsed(draft)
        except (OSError, UnicodeDecodeError):
            problems.append(f"{name}:1: 没有这个文件，或不是 UTF-8 编码")
        except TemplateSyntaxError as error:
            problems.append(f"{name}:{error.lineno}: 模板写法不对：{in_chinese(error.message or '')}")
    return found


@lru_cache(maxsize=256)
def compiled(draft: Draft) -> Template:
    """A draft ready to be rendered."""
    made = code_path(draft.compiled, draft.name) if draft.compiled else None
    code = code_of(made) if made and made.is_file() else environment().compile(parsed(draft))
    return Template.from_code(environment(), code, environment().make_globals(None))


def code_path(folder: Path, name: str) -> Path:
    """Where the Python of a draft lies in the folder of its compiled standard; each Jinja knows only its own."""
    return folder / f"jinja-{bc_version}" / f"{Path(name).stem}.py"


def failure(draft: Draft, problem: BaseException) -> str:
    """What went wrong when a draft was rendered, as `file:line: problem`; the check leaves next to nothing to this."""
    frames = traceback.walk_tb(problem.__traceback__)
    *_, line = 1, *(line for frame, line in frames if "__jinja_exception__" in frame.f_globals)
    words = "" if str(problem).isascii() else f"：{problem}"
    return f"{draft.name}:{line}: 起草时出错{words}，请用 nianbao standards 检查这个格式"


def check_drafts(standard: Standard) -> list[str]:
    """Every mistake in the drafts of a standard, as `file:line: problem`; nothing is rendered."""
    from generator.standard.draft_check import DraftCheck  # no draft is checked in most runs

    problems: list[str] = []
    printed: dict[str, str] = {}
    for key, draft in standard.drafts.items():
        found = [*placed(standard, key, draft.source, printed)]
        found += DraftCheck(standard).problems(parsed(draft))
        problems += [f"{draft.name}:{line}: {problem}" for line, problem in found]
    missing = [table for table in standard.tables if table not in printed]
    return problems + [f"{standard.id}/standard.yaml:1: 没有一处 @table {table}，这张表印不出来" for table in missing]


def placed(standard: Standard, key: str, source: str, printed: dict[str, str]) -> Iterator[tuple[int, str]]:
    """What is wrong with the directives of a draft: tables and parts that are not there, or not in order."""
    chapter = standard.file.chapters.get(key)
    parts = list(chapter.parts) if chapter else []
    found_parts: list[str] = []
    for found in DIRECTIVE.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        word, rest = found["word"], found["rest"] or ""
        if word == "table":
            if rest not in standard.tables:
                yield line, f"没有 {rest} 这张表"
            elif rest in printed:
                yield line, f"表 {rest} 已经在 {printed[rest]} 印过一次"
            printed[rest] = key
        elif word == "part":
            if rest not in parts:
                yield line, f"本章没有 {rest} 这一部分"
            found_parts.append(rest)
        elif word == "write" and (not rest or key not in standard.slots):
            yield line, "@write 后面要写补充什么" if not rest else "这里没有填表人写文字的地方，不能用 @write"
        elif word not in WORDS:
            yield line, f"没有 @{word} 这个指令（只有 {'、'.join('@' + known for known in WORDS)}）"
    if found_parts != parts:
        yield (
            1,
            f"@part 要依次写 {'、'.join(parts) or '（本章不分部分）'}，现在是 {'、'.join(found_parts) or '一个没写'}",
        )
