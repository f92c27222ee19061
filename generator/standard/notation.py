"""How a draft is written: clauses in square brackets, facts and directives, put into the tags of Jinja line by line.

`[…]` is a clause that falls away when a figure printed in it is zero or not given. `[…|…]` says the second when there is
none, and the first, with a placeholder, when it is not given; `[…|…|…]` says the third then. A line break inside a clause,
or before a line that is indented, is none. Directives stand on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

DIRECTIVE = re.compile(r"^(?P<indent>[ \t]*)@(?P<word>[a-z]+)(?:[ \t]+(?P<rest>.*?))?[ \t]*$", re.MULTILINE)
MARK = "\x02"
FACT_END = "\x06"
STATE, JOINED = "_state", "_joined"
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_IN_PROSE = re.compile(r"[\[\]|]|\n[ \t]*")
_NO_LINE_END = "{#-\n-#}"  # counts as a line of the source and prints as nothing
_MOST_WORDINGS = 3


def jinja_of(source: str, chapter: str) -> str:
    """The draft of a chapter in the tags of Jinja, every line on its line; raises TemplateSyntaxError.

    Directives are marked by a character that no answer can hold, so that an answer can never be one.
    """
    lines, reading = source.split("\n"), _Reading(chapter)
    written = [reading.line(line, end) for line, end in zip(lines, [*lines[1:], ""], strict=True)]
    return "".join(_bracketed("\n".join(written)))


class _Reading:
    """The lines of a draft one after the other, with `@facts` and `@write` written out."""

    def __init__(self, chapter: str) -> None:
        self.chapter = self.slot = chapter
        self.at = self.count = 0
        self.lead: str | None = None  # of the facts that are being read
        self.told: list[str] = []  # the facts directly before this line

    def line(self, line: str, following: str) -> str:
        self.at += 1
        found = DIRECTIVE.match(line)
        if found:
            return self._directive(found["word"], found["rest"] or "", "-" if found["indent"] else "", following)
        if line.lstrip().startswith("@"):
            raise TemplateSyntaxError("@ 开头的这一行读不懂，指令写成 @table 名称 的样子", self.at)
        if self.lead is None:
            self.told = [] if line.strip() and not line.startswith("{% if") else self.told
            return line
        prose = _TAG.sub("", line)
        if prose.count("[") != prose.count("]"):
            raise TemplateSyntaxError("@facts 下面一行写一件事，[ ] 要在同一行里", self.at)
        text = line if line.lstrip().startswith("{%") else f"[{line}{FACT_END}]"
        return text if following[:1].strip("@ \t") else text + self._end()

    def _directive(self, word: str, rest: str, close: str, following: str) -> str:
        if word == "facts":
            if not following[:1].strip("@ \t"):
                raise TemplateSyntaxError("@facts 下面要写各件事，一行一件", self.at)
            self.count, self.lead = self.count + 1, rest
            return f"{{%{close} set _facts{self.count} %}}"
        told, self.told = self.told, []
        if word == "write":
            unless = " and ".join(f"not {name}" for name in (*told, f'written("{self.slot}")'))
            return f"{{%{close} if {unless} %}}【待补充：{rest}】{{% endif +%}}"
        self.slot = f"{self.chapter}.{rest}" if word == "part" else self.slot
        return f"{MARK}{word} {rest}"

    def _end(self) -> str:
        name, lead, self.lead = f"_facts{self.count}", self.lead, None
        self.told.append(name)
        made = f"{{% endset %}}{{% set {name} = {JOINED}({name}) %}}"
        return f"{made}{{% if {name} %}}{lead}{{{{ {name} }}}}{{% endif +%}}"


def _bracketed(text: str) -> Iterator[str]:
    """The text with its square brackets as tags and the line ends that are none taken out."""
    line, depth = 1, 0
    for number, piece in enumerate(_TAG.split(text)):
        at = 0
        for found in _IN_PROSE.finditer(piece) if number % 2 == 0 else ():
            yield piece[at : found.start()]
            at, sign = found.end(), found[0]
            depth += {"[": 1, "]": -1}.get(sign, 0)
            if depth < 0:
                raise TemplateSyntaxError("] 前面没有 [", line + piece.count("\n", 0, at))
            yield _tag(sign, depth)
        yield piece[at:]
        line += piece.count("\n")
    if depth:
        raise TemplateSyntaxError("[ 后面没有 ]", line)


def _tag(sign: str, depth: int) -> str:
    tags = {"[": "{% clause %}", "]": "{% endclause +%}", "|": "{% otherwise %}" if depth else sign}
    return tags.get(sign, _NO_LINE_END if depth or len(sign) > 1 else sign)


class Clause(Extension):
    """`[…|…|…]` as a choice by the state of what is printed in its first wording."""

    tags = {"clause"}  # noqa: RUF012

    def parse(self, parser: Parser) -> nodes.If:
        line, wordings = parser.stream.current.lineno, []
        while next(parser.stream).value != "endclause":
            wordings.append(parser.parse_statements(("name:otherwise", "name:endclause")))
        printed = [e for node in wordings[0] if isinstance(node, nodes.Output) for e in node.nodes if _decides(e)]
        if not printed and len(wordings) > 1:
            raise TemplateSyntaxError("[ ] 里没有印出数或回答，不知道什么时候印", line)
        if len(wordings) > _MOST_WORDINGS:
            raise TemplateSyntaxError("[ ] 里最多用两个 | 隔开三种说法", line)
        return _choice(nodes.Call(nodes.Name(STATE, "load"), printed, [], None, None), wordings, line)


def _decides(printed: nodes.Expr) -> bool:
    """Figures, answers and lists of them decide; what is worked out from them, or said under a condition, does not."""
    if isinstance(printed, nodes.Call) and isinstance(printed.node, nodes.Name):
        return printed.node.name not in ("share", "change")
    return isinstance(printed, nodes.Name | nodes.Getattr)


def _choice(state: nodes.Call, wordings: list[list[nodes.Node]], line: int) -> nodes.If:
    given, *others = wordings
    chosen = given if others else []
    cases = [*zip(("none", "blank"), others, strict=False)] or [("given", given)]
    for name, body in reversed(cases):
        test = nodes.Compare(state, [nodes.Operand("eq", nodes.Const(name))])
        chosen = [nodes.If(test, body, [], chosen)]
    return chosen[0].set_lineno(line)  # type: ignore[return-value]
