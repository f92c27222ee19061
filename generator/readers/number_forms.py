"""Numbers in the forms that Word has for its lists: 一, 〇, ①, 甲, IV."""

from __future__ import annotations

from collections.abc import Callable

from generator.words.numerals import numeral

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def written_number(number: int, form: str) -> str:
    """A number in one of Word's forms; in digits where the form is another, or has no sign for it."""
    return _FORMS.get(form, str)(number) or str(number)


def _counting(number: int) -> str:
    """一百零五, as Chinese numerals are read; below a hundred as `numeral` gives them."""
    if number < 100:
        return numeral(number)
    head, rest = divmod(number, 1000 if number >= 1000 else 100)
    unit = "千" if number >= 1000 else "百"
    if number >= 10000:
        return ""
    zero = "零" if 0 < rest < (100 if unit == "千" else 10) else ""
    behind = ("一" if 10 <= rest < 20 else "") + _counting(rest) if rest else ""
    return numeral(head) + unit + zero + behind


def _signs(signs: str) -> Callable[[int], str]:
    """The numbers from 1 on by signs of their own."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else ""


def _range(*ranges: tuple[int, int]) -> Callable[[int], str]:
    return _signs("".join(chr(first + at) for first, length in ranges for at in range(length)))


def _digits(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(digit)] for digit in str(number))


def _letters(first: str) -> Callable[[int], str]:
    """A to Z, then AA, BB; nothing beyond what Word has."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else ""


def _roman(number: int) -> str:
    text = ""
    for amount, letters in _ROMAN if number < 4000 else ():
        text += letters * (number // amount)
        number %= amount
    return text


def _formal(number: int) -> str:
    return _counting(number).translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))


_ENCIRCLED = _range((0x2460, 20), (0x3251, 15), (0x32B1, 15))
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), _counting),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"), _counting),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digits("〇一二三四五六七八九")
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _formal),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _ENCIRCLED),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _digits("０１２３４５６７８９")),
    "decimalEnclosedFullstop": _range((0x2488, 20)),
    "decimalEnclosedParen": _range((0x2474, 20)),
    "ideographEnclosedCircle": _range((0x3280, 10)),
    "ideographTraditional": _signs("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _signs("子丑寅卯辰巳午未申酉戌亥"),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
