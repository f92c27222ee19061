"""What an expression of a draft may say: figures and answers by name, sums, comparisons, and the functions of the language.

Every expression has a type; what is not known to give a value, whatever the figures are, is told at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, TypeVar

from jinja2 import nodes

from generator.standard.notation import JOINED, STATE
from generator.standard.table_definition import NUMBERS, Kind

if TYPE_CHECKING:
    from generator.standard.model import Standard

Type = Literal["number", "text", "flag", "mixed", "wrong"]
Meaning = Type | tuple[str, ...]  # of a name that is set: a value, or a table or row by its names
One = TypeVar("One", Type, Meaning)
Names = Mapping[str, Meaning]
Problem = tuple[int, str]
WORDS = {"number": "数", "text": "文字", "flag": "是或否"}
MARKS = ("，", "、", "；", "（）")
# What each function of generator.drafting.draft_words is given, what it gives, and how it is written.
FUNCTIONS: dict[str, tuple[tuple[str, ...], Type, str]] = {
    "written": (("slot",), "flag", "written() 里要写一处文字的名称：{slots}"),
    "details": (("group",), "text", "details() 里要写一个数的地址，这一行下面要有 rows"),
    "filled": (("section", "column", "column?"), "number", 'filled() 里要写 "表" 或 "表.大标题"，再写列名'),
    "missing": (("figure", "words"), "text", "missing() 里要写一个数或回答，再写要补充什么"),
    "needed": (("figure",), "mixed", "needed() 里要写一个数或回答"),
    "share": (("number", "number", "digits?"), "text", "share() 里要写部分、全部两个数，还可以写小数的位数（0到6）"),
    "change": (("number",), "text", "change() 里要写一个数"),
    "ends": (("text", "words"), "flag", "ends() 里要写一个文字的回答和它末尾的字"),
    "nonzero": (("items",), "text", "nonzero() 里要写各个数，名称不同的前面写上说法"),
    "given": (("items",), "text", "given() 里要写各个数或回答，名称不同的前面写上说法"),
    "parts": (("number", "items"), "text", "parts() 里先写总数，再写各个部分，名称不同的前面写上说法"),
}


def kind_type(kind: Kind) -> Type:
    """What a figure or an answer of a kind is in a draft."""
    return "number" if kind in NUMBERS or kind == "year" else "flag" if kind == "yes_no" else "text"


def either(*meanings: One) -> One:
    """What a name or an expression is that may be one or the other."""
    return meanings[0] if len(set(meanings)) == 1 else "wrong" if "wrong" in meanings else "mixed"


class Expressions:
    """Types of expressions in one draft of a standard; what is wrong is told with its line."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.found: list[Problem] = []
        self.answers: dict[str, Type] = {key: kind_type(q.kind) for key, q in standard.questions.items()}
        self.answers |= {"year": "number", "next_year": "number", "all_chapters": "text", "with_attachments": "flag"}
        # Names that mean something before any is set.
        self.known = {*self.answers, *standard.tables, *FUNCTIONS, "last"}
        addresses = (*standard.figures, *standard.group_sums)
        self.starts = {*standard.tables, *(address.rpartition(".")[0] for address in addresses)}

    def say(self, line: int, problem: str) -> None:
        """Tell what is wrong at a line."""
        self.found.append((line, problem))

    def meaning(self, node: nodes.Node, names: Names) -> Meaning:
        """What a name is set to."""
        chain = self._chain(node, names)
        return tuple(chain) if self._place(chain) in self.starts | {"last"} else self.type_of(node, names)

    def type_of(self, node: nodes.Node, names: Names) -> Type:
        """What an expression gives; what is wrong in it is told."""
        rule: Callable[[nodes.Node, Names], Type] = getattr(self, f"_{type(node).__name__.lower()}", self._unknown)
        return rule(node, names)

    def _unknown(self, node: nodes.Node, _: Names) -> Type:
        if isinstance(node, nodes.Neg) and type(getattr(node.node, "value", None)) is int:
            return "number"
        if isinstance(node, nodes.BinExpr | nodes.UnaryExpr):
            return self._wrong(node, f"起草模板里不能用 {node.operator}，数只能加减（负数写成 0 - 数）")
        if isinstance(node, nodes.Filter):
            return self._wrong(node, f"起草模板里不能用过滤器 {node.name}")
        return self._wrong(node, "这里不能这样写：只能写名称、文字、数、加减、比较、and、or、not、if")

    def _wrong(self, node: nodes.Node, problem: str) -> Type:
        self.say(node.lineno, problem)
        return "wrong"

    def _all(self, node: nodes.Node, names: Names) -> list[Type]:
        return [self.type_of(child, names) for child in node.iter_child_nodes()]

    def _const(self, node: nodes.Const, _: Names) -> Type:
        known: dict[type, Type] = {bool: "flag", int: "number", str: "text"}
        return known.get(type(node.value)) or self._wrong(node, f"不能写 {node.value}，数只能写整数")

    def _add(self, node: nodes.BinExpr, names: Names) -> Type:
        return "number" if {*self._all(node, names)} <= {"number", "wrong"} else self._wrong(node, "加减的两边都要是数")

    _sub = _add

    def _and(self, node: nodes.BinExpr, names: Names) -> Type:
        return either(*self._all(node, names))

    _or = _and

    def _not(self, node: nodes.Not, names: Names) -> Type:
        self._all(node, names)
        return "flag"

    def _condexpr(self, node: nodes.CondExpr, names: Names) -> Type:
        self.type_of(node.test, names)
        first = self.type_of(node.expr1, names)
        return either(first, self.type_of(node.expr2, names) if node.expr2 else "mixed")

    def _concat(self, node: nodes.Concat, names: Names) -> Type:
        self._all(node, names)
        return "text"

    _templatedata = _concat

    def _compare(self, node: nodes.Compare, names: Names) -> Type:
        left = self.type_of(node.expr, names)
        for operand in node.ops:
            if operand.op in ("in", "notin"):
                listed = isinstance(operand.expr, nodes.List | nodes.Tuple) and self._all(operand.expr, names)
                if not listed:
                    self._wrong(node, "in 后面要写一串 [ … ]")
                continue
            both = {left, self.type_of(operand.expr, names)} - {"wrong"}
            if operand.op in ("eq", "ne") and "mixed" not in both and len(both) > 1:
                self._wrong(node, f"{'和'.join(sorted(WORDS[one] for one in both))}不能比较")
            if operand.op not in ("eq", "ne") and not both <= {"number"}:
                self._wrong(node, "比大小的两边都要是数")
        return "flag"

    def _chain(self, node: nodes.Node, names: Names) -> list[str]:
        """`a.b.c` as its names, a short name as what it stands for; nothing for other expressions."""
        found: list[str] = []
        while isinstance(node, nodes.Getattr):
            found.insert(0, node.attr)
            node = node.node
        if not isinstance(node, nodes.Name):
            return []
        meant = names.get(node.name)
        return [*(meant if isinstance(meant, tuple) else (node.name,)), *found]

    def _place(self, chain: list[str]) -> str:
        return ".".join(chain[1:] if chain[:1] == ["last"] and len(chain) > 1 else chain)

    def _name(self, node: nodes.Name | nodes.Getattr, names: Names) -> Type:
        chain = self._chain(node, names)
        if not chain:
            return self._wrong(node, "点号前面只能是表和行的名称")
        if chain[0] == "last" or chain[0] in self.standard.tables:
            return self._figure(node, self._place(chain))
        found = names.get(chain[0]) or self.answers.get(chain[0])
        if chain[0] in FUNCTIONS:
            return self._wrong(node, f"{chain[0]} 是函数，后面要写括号")
        if found is None or isinstance(found, tuple):
            return self._wrong(node, f"没有 {chain[0]} 这个名称，或者不是每种情况都先 set 了")
        return found if len(chain) == 1 else self._wrong(node, f"{chain[0]} 后面不能再写 .{chain[1]}")

    _getattr = _name

    def _figure(self, node: nodes.Node, address: str) -> Type:
        if address in self.standard.figures:
            return kind_type(self.standard.figures[address].kind)
        if address in self.standard.group_sums:
            return "number"
        unfinished = address == "last" or address in self.starts
        return self._wrong(node, f"{address} 后面还要写，写全是 表.行.列" if unfinished else f"没有 {address} 这个数")

    def _call(self, call: nodes.Call, names: Names) -> Type:
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name in (STATE, JOINED):
            return "text" if all(one != "wrong" for one in (self.type_of(arg, names) for arg in call.args)) else "wrong"
        if name not in FUNCTIONS:
            what = f"没有 {name} 这个函数" if name else "不能调用方法"
            return self._wrong(call, f"{what}（函数只有 {'、'.join(FUNCTIONS)}）")
        wanted, gives, usage = FUNCTIONS[name]
        plain = not (call.kwargs or call.dyn_args or call.dyn_kwargs)
        if not plain or not self._arguments(call.args, wanted, names):
            return self._wrong(call, usage.format(slots="、".join(self.standard.slots)))
        return self.type_of(call.args[0], names) if name == "needed" else gives

    def _arguments(self, given: list[nodes.Expr], wanted: tuple[str, ...], names: Names) -> bool:
        if wanted[-1:] == ("items",):
            first = len(wanted) - 1
            return self._arguments(given[:first], wanted[:first], names) and self._items(given[first:], names)
        if not sum(not one.endswith("?") for one in wanted) <= len(given) <= len(wanted):
            return False
        if wanted[:1] == ("section",):
            section, *columns = (getattr(node, "value", "") for node in given)
            return all(self._has_column(section, column) for column in columns)
        return all(self._fits(one.rstrip("?"), node, names) for one, node in zip(wanted, given, strict=False))

    def _fits(self, wanted: str, node: nodes.Expr, names: Names) -> bool:
        value, chain = getattr(node, "value", None), self._chain(node, names)
        match wanted:
            case "slot":
                return value in self.standard.slots
            case "group":
                return ".".join(chain) in self.standard.details
            case "words":
                return isinstance(value, str)
            case "digits":
                return type(value) is int and value <= 6
            case "figure":
                return bool(chain) and self.type_of(node, names) != "wrong"
        return self.type_of(node, names) in (wanted, "wrong")

    def _has_column(self, section: object, column: object) -> bool:
        if "." in str(section):
            return f"{section}.{column}" in self.standard.group_sums
        return any(f.table == section and f.column.key == column for f in self.standard.figures.values())

    def _items(self, items: list[nodes.Expr], names: Names) -> bool:
        """Figures or answers, each perhaps with its wording before it; what has no name of its own must have one."""
        if len(items) > 1 and getattr(items[-1], "value", "") in MARKS:
            items = items[:-1]
        worded = False
        for item in items:
            if not worded and isinstance(getattr(item, "value", None), str):
                worded = True
                continue
            found = self.type_of(item, names)
            named = bool(self._chain(item, names)) or (isinstance(item, nodes.Call) and found != "text")
            if not worded and (found == "flag" or not named):
                return False
            worded = False
        return bool(items) and not worded
