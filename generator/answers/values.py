"""Typed text to values: tolerant of form (full-width digits, spaces, separators, 3.0), strict of meaning.

`read_value` is the only way from text to a value, for the form, the answers file and the wizard alike.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from generator.standard.table_definition import Kind
from generator.words.characters import FORBIDDEN, plain, printable, visible
from generator.words.days import DAY, date_of, dates_in_digits

Value = int | Decimal | str | dt.date | bool
MAX_DIGITS = 12
MAX_TEXT = 20_000
_GROUPED = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?")
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d+)(?:\.(?P<part>\d*))?")
_DATE = re.compile(rf"{DAY}(?:[ T]00:00(?::00)?)?")
_ROUGHLY = re.compile("(?:(?P<near>约|近|大约|将近)|(?P<beyond>超过|逾))?(?P<n>[\\d, ]+?)(?P<over>余|多)?")
_TOGETHER = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_SERIAL, _EXCEL = re.compile(r"[34]\d{4}(?:\.0+)?"), dt.date(1899, 12, 30)  # days since Excel's first
_ERROR = re.compile(r"#(REF|N/A|VALUE|DIV/0|NAME|NULL|NUM|SPILL|CALC)[!?]?")


class Refused(ValueError):
    """The text is not a value of its kind; the message is a Chinese clause without place."""


def read_answer(kind: Kind, text: str, choices: tuple[str, ...] = ()) -> Value:
    """The value of what was typed for a question, whose counts may be told roughly; raises Refused."""
    return About.read(text) if kind == "count" else read_value(kind, text, choices)


@lru_cache(maxsize=4096)  # most figures of most reports are small numbers
def read_value(kind: Kind, text: str, choices: tuple[str, ...] = ()) -> Value:
    """The value of what was typed; raises Refused."""
    if kind == "choice":
        return _choice(text, choices)
    if kind == "yes_no":
        return _choice(text, ("是", "否")) == "是"
    return _READERS[kind](text)


def _count(text: str) -> int:
    number = _number(text, "整数")
    if number < 0:
        raise Refused(f"填的是“{brief(text)}”，不能是负数")
    if number != number.to_integral_value():
        raise Refused(f"填的是“{brief(text)}”，件数、条数、人次只能是整数")
    return int(number)


def _signed_count(text: str) -> int:
    number = _number(text, "整数（减少的前面加 -）")
    if number != number.to_integral_value():
        raise Refused(f"填的是“{brief(text)}”，只能是整数，增加写 5 或 +5，减少写 -5")
    return int(number)


def _money(text: str) -> Decimal:
    number = _number(text, "金额")
    if number < 0:
        raise Refused(f"填的是“{brief(text)}”，金额不能是负数")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        raise Refused(f"填的是“{brief(text)}”，小数最多六位")
    return number


class Amount(Decimal):
    """An amount in 万元 that may have been entered in 元; it prints as it was entered, with its unit."""

    entered: str

    @classmethod
    def read(cls, text: str) -> Amount:
        """Read `251000元`, `25.1万元` or, in 万元, `25.1`; raises Refused."""
        folded = plain(text).replace("，", ",")
        found = re.fullmatch(r"(.*?)\s*(万元|元)?", folded)
        unit = found[2] if found else None
        number = _money(found[1] if found else folded)
        amount = cls(number / 10_000 if unit == "元" else number)
        amount.entered = f"{money_text(number)}{unit or ''}"
        return amount

    def __str__(self) -> str:
        return self.entered if self.entered.endswith("元") or not self else f"{self.entered}万元"


class About(int):
    """A number told roughly, `3000余` or `约3000`; it prints as it was entered. `over` says that there are more."""

    entered: str
    over: bool

    @classmethod
    def read(cls, text: str) -> int:
        """Read a count, exact or told roughly; raises Refused."""
        found = _ROUGHLY.fullmatch(plain(text))
        if found is None or bool(found["near"] or found["beyond"]) == bool(found["over"]):
            return _count(text)
        number = cls(_count(found["n"]))
        number.entered = f"{found['near'] or found['beyond'] or ''}{int(number)}{found['over'] or ''}"
        number.over = not found["near"]
        return number

    def __str__(self) -> str:
        return self.entered

    def allows(self, number: Decimal | int) -> bool:
        """Whether an exact number may be told so."""
        told = Decimal(int(self))
        return told <= number <= told * 2 if self.over else abs(told - number) * 5 <= told


def _number(text: str, wanted: str) -> Decimal:
    folded = plain(text).replace("，", ",")
    if _ERROR.match(folded.upper()):
        raise Refused(f"单元格里是 Excel 的错误值 {brief(folded)}，请删掉公式，直接填{wanted}")
    if _GROUPED.fullmatch(folded.lstrip("+-")):
        folded = folded.replace(",", "").replace(" ", "")
    found = _NUMBER.fullmatch(folded.replace("\u2212", "-"))
    if found is None or (found["part"] == "" and folded.endswith("..")) or len(found["whole"].lstrip("0")) > MAX_DIGITS:
        raise Refused(_not_a_number(folded, wanted))
    part = found["part"] or ""
    return Decimal(f"{found['sign']}{found['whole']}" + (f".{part}" if part else ""))


def _not_a_number(text: str, wanted: str) -> str:
    if text in ("无", "没有", "/", "-", "—", "——", "－", "\\"):
        return f"填的是“{text}”，没有的请填 0"
    if re.fullmatch(r"\d+", text):
        return f"填的是“{brief(text)}”，数太大，请核对"
    coins = re.fullmatch(r"[¥￥]\s*(\d[\d,]*(?:\.\d+)?)(?:元)?", text) if wanted == "金额" else None
    if coins:
        tens = Decimal(coins[1].replace(",", "")) / 10_000
        return f"填的是“{brief(text)}”，只填数字，不带货币符号；按万元填的格，{coins[1]}元是 {tens.normalize():f}"
    unit = re.fullmatch(r"(\d[\d,.]*)\s*(件|条|次|人|人次|篇|个|期|份|元|万元|场|项)", text)
    if unit:
        return f"填的是“{brief(text)}”，只填数字，不带单位：{unit[1]}"
    return f"填的是“{brief(text)}”，这里要填{wanted}，没有的填 0"


def _year(text: str) -> int:
    found = re.fullmatch(r"(\d{4})(?:\.0*)?(?:年度?)?", plain(text))
    if not found:
        raise Refused(f"填的是“{brief(text)}”，年度要写成四位数字，如 2024")
    return int(found[1])


def _date(text: str) -> dt.date:
    """A date as people write it, run together (20250115), or as Excel counts it in a cell of text (45672)."""
    folded = dates_in_digits(plain(text))
    if _SERIAL.fullmatch(folded):
        return _EXCEL + dt.timedelta(days=int(folded.partition(".")[0]))
    found = _DATE.fullmatch(folded) or _TOGETHER.fullmatch(folded)
    if not found:
        raise Refused(f"填的是“{brief(text)}”，日期要写成 年月日，如 {dt.date.today().year}年1月25日")
    if not (date := date_of(found.groups())):
        raise Refused(f"填的是“{brief(text)}”，没有这一天")
    return date


def read_paragraphs(text: str) -> str:
    """Text of several paragraphs, one a line: line ends made one kind, invisible direction marks out.

    Raises Refused for characters that no document can hold.
    """
    if len(text) > MAX_TEXT:
        raise Refused(f"文字有{len(text)}字，超过{MAX_TEXT}字，请删减或改为另发附件")
    bad = FORBIDDEN.search(text)
    if bad:
        raise Refused(f"第{bad.start() + 1}个字是看不见的控制字符（U+{ord(bad[0]):04X}），请删掉后重新输入这一处")
    lines = visible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")).split("\n")
    return "\n".join(line.strip(" \t\u3000\u00a0") for line in lines).strip("\n")


def _line(text: str) -> str:
    """Text on one line."""
    return " ".join(read_paragraphs(text).split("\n"))


def _choice(text: str, choices: tuple[str, ...]) -> str:
    folded = plain(text)
    if folded not in choices:
        raise Refused(f"填的是“{brief(text)}”，只能填：{'、'.join(choices)}")
    return folded


def brief(text: str) -> str:
    """What was typed, safe and short enough to quote in a message."""
    clean = printable(visible(text)).replace("\n", " ")
    return clean if len(clean) <= 30 else f"{clean[:30]}……"


_READERS: dict[Kind, Callable[[str], Value]] = {
    "count": _count,
    "signed_count": _signed_count,
    "money": _money,
    "amount": Amount.read,
    "text": _line,
    "link": _line,
    "date": _date,
    "year": _year,
}


def money_text(number: Decimal) -> str:
    """An amount as it was entered, without exponent."""
    return str(number) if isinstance(number, Amount) else format(number, "f")
