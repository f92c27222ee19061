"""The check of a draft before any is rendered: its syntax tree walked whole, in the order it is rendered.

What is not known to work is refused at its line: names that are not set wherever the text has come to, directives that
could be left out, tags the language does not have. What expressions may say is in `generator.standard.expressions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jinja2 import nodes

from generator.standard.expressions import FUNCTIONS, Expressions, Names, Problem, either
from generator.standard.notation import MARK

if TYPE_CHECKING:
    from generator.standard.model import Standard

DEEPEST = 40
LONGEST_TEXT, LONGEST_SET = 20_000, 20_000_000
_ENGLISH = (
    (r"endclause|otherwise", "[ ] 和 {{% if %}} 要一层套一层，不能交叉"),
    (r"Encountered unknown tag '([^']+)'", "没有 {{% {0} %}} 这种写法，或者放错了地方"),
    (r"Unexpected end of template|Missing end of", "有一个 {{% if %}} 没有写 {{% endif %}}"),
    (r"unexpected char '(.)'", "{{{{ }}}} 和 {{% %}} 里不认识 {0}，引号、括号、逗号要用英文的"),
    (r"can't assign to '([^']+)'", "{0} 有固定的意思，set 要换一个名称"),
    (r"[Nn]o filter named '([^']+)'", "没有 {0} 这个过滤器"),
    (r"got '([^']+)'|unexpected '([^']+)'", "{0} 这里不对，可能多写或者少写了什么"),
)


def in_chinese(message: str) -> str:
    """A message of Jinja for the writer of a draft."""
    for pattern, words in _ENGLISH:
        if found := re.search(pattern, message):
            return words.format(found[found.lastindex or 0])
    return "这里读不懂，检查括号、引号和 {% %} 是不是成对" if message.isascii() else message


def nested(tree: nodes.Template) -> Iterator[Problem]:
    """Directives under a condition, where a table or a part could be left out; and what is nested too deep to run."""
    level: list[tuple[nodes.Node, bool]] = [(node, not isinstance(node, nodes.Output)) for node in tree.body]
    for _ in range(DEEPEST):
        for node, inside in level:
            for found in re.finditer(rf"{MARK}(table|part|text)", getattr(node, "data", "")) if inside else ():
                yield node.lineno, f"@{found[1]} 不能写在 if 和 [ ] 里面"
        level = [(child, inside) for node, inside in level for child in node.iter_child_nodes()]
    if level:
        yield level[0][0].lineno, "一层套一层写得太深，请拆开写"


class DraftCheck(Expressions):
    """Walks one draft; every statement gives the names that are set after it."""

    def __init__(self, standard: Standard) -> None:
        super().__init__(standard)
        self.sizes: dict[str, int] = {}

    def problems(self, tree: nodes.Template) -> list[Problem]:
        """Every mistake, as line and problem."""
        self.found += nested(tree)
        if not self.found:
            self._body(tree.body, {})
        clash = sorted({*self.standard.tables, *self.standard.questions} & {*FUNCTIONS})
        if clash:
            self.say(1, f"{'、'.join(clash)} 是模板里的函数，表和问题要换一个名称")
        return sorted(set(self.found))

    def _body(self, body: list[nodes.Node], names: Names) -> Names:
        for node in body:
            names = self._statement(node, names)
        return names

    def _statement(self, node: nodes.Node, names: Names) -> Names:
        match node:
            case nodes.Output():
                for printed in node.nodes:
                    if self.type_of(printed, names) == "flag":
                        self.say(printed.lineno, '是或否的回答不能直接印，写成 {{ "说法" if … }}')
            case nodes.If():
                return self._if(node, names)
            case nodes.Assign(target=nodes.Name(name=name)):
                meaning = self.meaning(node.node, names)
                return self._set(name, node, {**names, name: meaning})
            case nodes.AssignBlock(target=nodes.Name(name=name), filter=None):
                self._body(node.body, names)
                return self._set(name, node, {**names, name: "text"})
            case nodes.Include() | nodes.Import() | nodes.FromImport() | nodes.Extends():
                self.say(node.lineno, "不能引用别的模板")
            case _:
                self.say(node.lineno, "模板里不能用这种写法（可以用 {{ }}、if、set，不能用别的）")
        return names

    def _if(self, node: nodes.If, names: Names) -> Names:
        """What is set in every branch is set after it."""
        branches = []
        for branch in (node, *node.elif_):
            self.type_of(branch.test, names)
            branches.append(self._body(branch.body, names))
        branches.append(self._body(node.else_, names))
        everywhere = set.intersection(*(set(branch) for branch in branches))
        return {name: either(*(branch[name] for branch in branches)) for name in everywhere}

    def _set(self, name: str, node: nodes.Assign | nodes.AssignBlock, names: Names) -> Names:
        """A name may not hide another, nor hold a text that doubles itself without end."""
        if name in self.known:
            self.say(node.lineno, f"{name} 已经有意思了，set 要换一个名称")
        said = (found for found in node.find_all(nodes.Name) if found.ctx == "load")
        self.sizes[name] = sum(self.sizes.get(found.name, LONGEST_TEXT) for found in said)
        if self.sizes[name] > LONGEST_SET:
            self.say(node.lineno, f"{name} 拼出来的文字太长")
        return names
