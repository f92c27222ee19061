"""The check of a draft before any is rendered: its syntax tree walked whole, with what each expression can be.

What is not known to work is refused, at its line: a figure that does not exist, a word misspelt, a text added to a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from jinja2 import nodes

from generator.standard.definition import NUMBERS, Kind
from generator.standard.notation import JOINED, MARK, STATE

if TYPE_CHECKING:
    from generator.standard.model import Standard

Type = Literal["number", "text", "flag", "mixed", "wrong"]
Problem = tuple[int, str]
TYPES: dict[Type, str] = {"number": "数", "text": "文字", "flag": "是或否"}
# What each function of generator.drafting.draft_words is given, and gives.
FUNCTIONS: dict[str, tuple[tuple[str, ...], Type]] = {
    "written": (("slot",), "flag"),
    "details": (("group",), "text"),
    "filled": (("section", "column", "column?"), "number"),
    "needed": (("figure",), "mixed"),
    "share": (("number", "number", "digits?"), "text"),
    "change": (("number",), "text"),
    "ends": (("text", "text"), "flag"),
    "nonzero": (("items",), "text"),
    "given": (("items",), "text"),
    "parts": (("number", "items"), "text"),
}
_USAGE = {
    "written": "written() 里要写一处文字的名称：{slots}",
    "details": "details() 里要写一个数的地址，这一行下面要有 rows",
    "filled": "filled() 里要写 '表' 或 '表.大标题'，再写列名",
    "needed": "needed() 里要写一个数或回答",
    "share": "share() 里要写部分、全部两个数，还可以写小数的位数（0到6）",
    "change": "change() 里要写一个数",
    "ends": "ends() 里要写文字和它末尾的字",
    "nonzero": "nonzero() 里要写各个数，名称不同的前面写上说法",
    "given": "given() 里要写各个数或回答，名称不同的前面写上说法",
    "parts": "parts() 里先写总数，再写各个部分，名称不同的前面写上说法",
}
_ALLOWED = "（可以用 {{ }}、if、set、for，不能用别的）"
_ENGLISH = (
    (r"Encountered unknown tag 'end(clause|otherwise)'|Encountered unknown tag 'otherwise'", "[ ] 和 {% if %} 要一层套一层"),
    (r"Encountered unknown tag '(?P<found>[^']+)'", "没有 {{% {found} %}} 这种写法，或者放错了地方"),
    (r"Unexpected end of template|Missing end of", "有一个 {{% if %}} 或 {{% for %}} 没有写结束"),
    (r"unexpected char '(?P<found>.)'", "{{{{ }}}} 和 {{% %}} 里不认识 {found}，引号、括号、逗号要用英文的"),
    (r"[Nn]o filter named '(?P<found>[^']+)'", "没有 {found} 这个过滤器"),
    (r"got '(?P<found>[^']+)'|unexpected '(?P<found2>[^']+)'", "{found} 这里不对，可能多写或者少写了什么"),
)


def in_chinese(message: str) -> str:
    """A message of Jinja for the writer of a draft."""
    if not message.isascii():
        return message
    for pattern, words in _ENGLISH:
        found = re.search(pattern, message)
        if found:
            return words.format(found=next((g for g in found.groups() if g), ""))
    return "这里读不懂，检查括号、引号和 {% %} 是不是成对"


def nested(tree: nodes.Template) -> Iterator[Problem]:
    """Directives that stand under a condition, so that a table or a part could be left out."""
    inside = {id(data) for node in tree.body if not isinstance(node, nodes.Output) for data in node.find_all(nodes.TemplateData)}
    for data in tree.find_all(nodes.TemplateData):
        for found in re.finditer(rf"{MARK}(table|part|text)", data.data) if id(data) in inside else ():
            yield data.lineno + data.data.count("\n", 0, found.start()), f"@{found[1]} 不能写在 if 和 [ ] 里面"


class DraftCheck:
    """Walks one draft in the order it is rendered; `names` are those that are set wherever it has come to."""

    def __init__(self, standard: Standard, key: str) -> None:
        self.standard, self.key = standard, key
        self.known: dict[str, Type] = {key: type_of(q.kind) for key, q in standard.questions.items()}
        self.known |= {"year": "number", "next_year": "number"}
        self.short: dict[str, list[str]] = {}
        self.found: list[Problem] = []

    def problems(self, tree: nodes.Template) -> list[Problem]:
        """Every mistake, as line and problem."""
        clash = sorted({*self.standard.tables, *self.standard.questions} & {*FUNCTIONS})
        if clash:
            self._say(1, f"{'、'.join(clash)} 是模板里的函数，表和问题要换一个名称")
        self._body(tree.body, {})
        return sorted(set(self.found))

    def _say(self, line: int, problem: str) -> Type:
        self.found.append((line, problem))
        return "wrong"

    def _body(self, body: list[nodes.Node], names: dict[str, Type]) -> dict[str, Type]:
        for node in body:
            names = self._statement(node, names)
        return names

    def _statement(self, node: nodes.Node, names: dict[str, Type]) -> dict[str, Type]:
        match node:
            case nodes.Output():
                for printed in node.nodes:
                    if self._type(printed, names) == "flag":
                        self._say(printed.lineno, "是或否的回答不能直接印，写成 {{ \"说法\" if … }}")
            case nodes.If():
                return self._if(node, names)
            case nodes.Assign(target=nodes.Name(name=name)):
                return self._set(name, node, names)
            case nodes.AssignBlock(target=nodes.Name(name=name)) if node.filter is None:
                self._body(node.body, names)
                return {**names, name: "text"}
            case nodes.For():
                self._for(node, names)
            case nodes.Include() | nodes.Import() | nodes.FromImport() | nodes.Extends():
                self._say(node.lineno, "不能引用别的模板")
            case _:
                self._say(node.lineno, f"模板里不能用这种写法{_ALLOWED}")
        return names

    def _if(self, node: nodes.If, names: dict[str, Type]) -> dict[str, Type]:
        """What is set in every branch is set after it."""
        self._type(node.test, names)
        branches = [self._body(node.body, names)]
        for other in node.elif_:
            self._type(other.test, names)
            branches.append(self._body(other.body, names))
        branches.append(self._body(node.else_, names))
        everywhere = set.intersection(*(set(branch) for branch in branches))
        return {name: _either(*(branch[name] for branch in branches)) for name in everywhere}

    def _set(self, name: str, node: nodes.Assign, names: dict[str, Type]) -> dict[str, Type]:
        if name in self.known or name in self.standard.tables or name in FUNCTIONS or name == "last":
            self._say(node.lineno, f"{name} 已经有意思了，set 要换一个名称")
        chain = self._chain(node.node)
        self.short.pop(name, None)
        if chain and chain[0] in ("last", *self.standard.tables) and len(chain) < (4 if chain[0] == "last" else 3):
            if not self._is_part(chain):
                self._say(node.lineno, f"没有 {'.'.join(chain)} 这张表或这一行")
            self.short[name] = chain
            return names
        return {**names, name: self._type(node.node, names)}

    def _is_part(self, chain: list[str]) -> bool:
        start = ".".join(chain[1:] if chain[0] == "last" else chain)
        return not start or any(known.startswith(f"{start}.") for known in self._addresses())

    def _addresses(self) -> Iterator[str]:
        yield from self.standard.figures
        yield from self.standard.group_sums

    def _for(self, node: nodes.For, names: dict[str, Type]) -> None:
        """A loop over a list that is written out: `for name, number in [("当面", s.in_person.value), …]`."""
        targets = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
        rows = node.iter.items if isinstance(node.iter, nodes.List | nodes.Tuple) else []
        cells = [row.items if isinstance(row, nodes.Tuple | nodes.List) else [row] for row in rows]
        if not rows or node.recursive or any(len(row) != len(targets) for row in cells):
            self._say(node.lineno, "for 的 in 后面要写一串 [ … ]，每一项与前面的名称一样多")
            return
        inner = dict(names)
        for at, target in enumerate(targets):
            if isinstance(target, nodes.Name):
                inner[target.name] = _either(*(self._type(row[at], names) for row in cells))
        if node.test is not None:
            self._type(node.test, inner)
        self._body(node.body, {**inner, "loop": "mixed"})
        self._body(node.else_, names)

    def _type(self, node: nodes.Node, names: Mapping[str, Type]) -> Type:
        """What an expression gives; what is wrong in it is told."""
        match node:
            case nodes.TemplateData():
                return "text"
            case nodes.Const(value=value):
                return "flag" if isinstance(value, bool) else "number" if isinstance(value, int) else "text"
            case nodes.Name() | nodes.Getattr():
                return self._named(node, names)
            case nodes.Add() | nodes.Sub():
                for side in (node.left, node.right):
                    self._wanted("number", side, names, "加减的两边都要是数")
                return "number"
            case nodes.Neg(node=nodes.Const(value=int())):
                return "number"
            case nodes.And() | nodes.Or():
                return _either(self._type(node.left, names), self._type(node.right, names))
            case nodes.Not():
                self._type(node.node, names)
                return "flag"
            case nodes.CondExpr():
                return self._conditional(node, names)
            case nodes.Concat():
                for part in node.nodes:
                    self._type(part, names)
                return "text"
            case nodes.Compare():
                return self._compare(node, names)
            case nodes.Filter():
                return self._filter(node, names)
            case nodes.Call():
                return self._call(node, names)
            case nodes.BinExpr() | nodes.UnaryExpr():
                return self._say(node.lineno, f"起草模板里不能用 {node.operator}，只能加减")
        return self._say(node.lineno, "这里不能这样写：只能写名称、文字、数、加减、比较、and、or、not、if")

    def _wanted(self, wanted: Type, node: nodes.Node, names: Mapping[str, Type], problem: str) -> None:
        found = self._type(node, names)
        if found not in (wanted, "wrong"):
            self._say(node.lineno, problem)

    def _conditional(self, node: nodes.CondExpr, names: Mapping[str, Type]) -> Type:
        self._type(node.test, names)
        first = self._type(node.expr1, names)
        return _either(first, self._type(node.expr2, names)) if node.expr2 else _either(first, "text")

    def _compare(self, node: nodes.Compare, names: Mapping[str, Type]) -> Type:
        left = self._type(node.expr, names)
        for operand in node.ops:
            if operand.op in ("in", "notin"):
                items = operand.expr.items if isinstance(operand.expr, nodes.List | nodes.Tuple) else []
                if not items:
                    self._say(node.lineno, "in 后面要写一串 [ … ]")
                for item in items:
                    self._type(item, names)
                continue
            right = self._type(operand.expr, names)
            both = {left, right}
            if operand.op in ("eq", "ne") and "wrong" not in both and "mixed" not in both and len(both) > 1:
                self._say(node.lineno, f"{TYPES[left]}和{TYPES[right]}不能比较")
            if operand.op not in ("eq", "ne") and not both <= {"number", "wrong"}:
                self._say(node.lineno, "比大小的两边都要是数")
            left = right
        return "flag"

    def _filter(self, node: nodes.Filter, names: Mapping[str, Type]) -> Type:
        if node.node is not None:
            self._wanted("text", node.node, names, "trim 前面要是文字")
        if node.name != "trim" or node.kwargs or any(self._type(a, names) != "text" for a in node.args[:2]) or len(node.args) > 1:
            return self._say(node.lineno, f"没有 {node.name} 这个过滤器，或写法不对（只有 trim 或 trim(\"字\")）")
        return "text"

    def _chain(self, node: nodes.Node) -> list[str]:
        """`a.b.c` as its names, a short name as what it stands for; nothing for other expressions."""
        names: list[str] = []
        while isinstance(node, nodes.Getattr):
            names.append(node.attr)
            node = node.node
        if not isinstance(node, nodes.Name):
            return []
        return [*self.short.get(node.name, [node.name]), *reversed(names)]

    def _named(self, node: nodes.Name | nodes.Getattr, names: Mapping[str, Type]) -> Type:
        chain = self._chain(node)
        if not chain:
            return self._say(node.lineno, f"不能写 .{getattr(node, 'attr', '')}：不是表里的数")
        if chain[0] == "last" or chain[0] in self.standard.tables:
            return self._figure(node.lineno, chain)
        if chain[0] == "loop" and "loop" in names:
            known = len(chain) == 2 and chain[1] in ("first", "last")
            return "flag" if known else self._say(node.lineno, "loop 后面只能写 .first 或 .last")
        found = names.get(chain[0]) or self.known.get(chain[0])
        if found is None:
            wrong = "只能当函数用，后面要写括号" if chain[0] in FUNCTIONS else ""
            return self._say(node.lineno, f"{chain[0]} {wrong}" if wrong else f"没有 {chain[0]} 这个名称，或者不是每种情况都先 set 了")
        if len(chain) > 1:
            return self._say(node.lineno, f"{chain[0]} 后面不能再写 .{chain[1]}")
        return found

    def _figure(self, line: int, chain: list[str]) -> Type:
        address = ".".join(chain[1:] if chain[0] == "last" else chain)
        if address in self.standard.figures:
            return type_of(self.standard.figures[address].kind)
        if address in self.standard.group_sums:
            return "number"
        if self._is_part(chain):
            return self._say(line, f"{address or 'last'} 后面还要写，写全是 表.行.列")
        return self._say(line, f"没有 {address} 这个数")

    def _call(self, call: nodes.Call, names: Mapping[str, Type]) -> Type:
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name in (STATE, JOINED):
            for argument in call.args:
                self._type(argument, names)
            return "text"
        if name not in FUNCTIONS:
            return self._say(call.lineno, f"没有 {name or '这'} 这个函数，也不能调用方法（只有 {'、'.join(FUNCTIONS)}）")
        wanted, gives = FUNCTIONS[name]
        plain = not (call.kwargs or call.dyn_args or call.dyn_kwargs)
        if not plain or not self._arguments(list(call.args), wanted, names):
            return self._say(call.lineno, _USAGE[name].format(slots="、".join(self.standard.slots)))
        return self._type(call.args[0], names) if name == "needed" else gives

    def _arguments(self, given: list[nodes.Expr], wanted: tuple[str, ...], names: Mapping[str, Type]) -> bool:
        least = sum(not one.endswith("?") for one in wanted)
        if wanted[-1] == "items":
            fixed = len(wanted) - 1
            return self._items(given[fixed:], names) and self._arguments(given[:fixed], wanted[:fixed], names) if fixed else self._items(given, names)
        if not least <= len(given) <= len(wanted):
            return False
        texts = [str(node.value) if isinstance(node, nodes.Const) else "" for node in given]
        return all(
            self._fits(one.rstrip("?"), node, texts, names) for one, node in zip(wanted, given, strict=False)
        )

    def _fits(self, wanted: str, node: nodes.Expr, texts: list[str], names: Mapping[str, Type]) -> bool:
        chain = ".".join(self._chain(node))
        match wanted:
            case "slot":
                return texts[0] in self.standard.slots
            case "group":
                return chain in self.standard.details
            case "section" | "column":
                return all(self._column(texts[0], column) for column in texts[1:])
            case "digits":
                return texts[-1] in "0123456" and texts[-1] != ""
            case "figure":
                return bool(chain) and self._type(node, names) != "wrong"
        return self._type(node, names) in (wanted, "wrong")

    def _column(self, section: str, column: str) -> bool:
        if "." in section:
            return f"{section}.{column}" in self.standard.group_sums
        return any(f.table == section and f.column.key == column for f in self.standard.figures.values())

    def _items(self, items: list[nodes.Expr], names: Mapping[str, Type]) -> bool:
        """Figures or answers, each perhaps with its wording before it; what has no name of its own must have one."""
        worded = False
        if len(items) > 1 and isinstance(items[-1], nodes.Const) and items[-1].value in ("，", "、", "；", "（）"):
            items = items[:-1]
        for item in items:
            if isinstance(item, nodes.Const) and not worded:
                worded = isinstance(item.value, str)
                if not worded:
                    return False
                continue
            found = self._type(item, names)
            own = bool(self._chain(item)) or isinstance(item, nodes.Call | nodes.Add | nodes.Sub)
            if not worded and (found == "flag" or not own):
                return False
            worded = False
        return bool(items) and not worded


def type_of(kind: Kind) -> Type:
    """What a figure or an answer of a kind is in a draft."""
    return "number" if kind in NUMBERS or kind == "year" else "flag" if kind == "yes_no" else "text"


def _either(*types: Type) -> Type:
    return types[0] if len(set(types)) == 1 else "wrong" if "wrong" in types else "mixed"
