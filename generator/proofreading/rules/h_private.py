"""Rule H: personal data, marked documents, stray matter, broken characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.answers.values import brief
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.patterns import lazily

_LONG = lazily(r"(?<![\d*.])(\d{17}[\dXx]|\d{15,19})(?![\d*Xx])")
_MOBILE = lazily(
    r"(?<![\d*.\-])(?<!(?<!机)号)(1[3-9]\d{9}|1[3-9]\d[-－—‑]\d{4}[-－—‑]?\d{4}|1[3-9]\d{5}[-－—‑]\d{4})(?![\d*])"
)
_SPACED = lazily(r"(?<![\d*.\-号] )(?<![\d*.\-号])(1[3-9]\d \d{4} ?\d{4})(?![\d*]| \d)")  # told beside the word for it
_CALLED = lazily("手机|电话|联系|微信|[Tt][Ee][Ll]")
_IN_GROUPS = lazily(r"(?<![\d*.])(\d{6}[- ]\d{8}[- ]\d{3}[\dXx]|\d{4}(?:[- ]\d{4}){3}(?:[- ]\d{3})?)(?![\d*Xx]| ?\d)")
_IDENTITY = lazily(r"身份证(?:件)?(?:号码?|编号)?(?:为|是)?[：:]?\s*(\d{17}[\dXx])(?![\d*Xx])")
_FOUGHT, _NEAR = lazily("打击|查处|取缔|整治|侦破|打掉|防范|抵制|反赌|严禁|禁止"), 16  # what the office acts against
_SIGNS = lazily(r"[^\dXx]")
_SECRET = lazily(r"《[^》《]+》\s*[（(](?:秘密|机密|绝密|内部文件|内部资料|不予公开|涉密)[)）]|(?:秘密|机密|绝密)★")
_FILLER = lazily(r"(?:填报人|审核人|单位负责人)[:：]\s*[\u4e00-\u9fff]{2,4}(?!局|办|科|室|处|示例)")


def personal_data(reading: Reading) -> Iterator[Remark]:
    """Personal numbers (H1), marked documents (H3), names of those who filled the form in (H4)."""
    for passage in reading.manuscript.passages:
        if passage.own:
            yield from _personal(reading.manuscript, passage)


def _personal(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    yield from _numbers(passage)
    if marked := _SECRET.search(passage.text):
        yield Remark("H3", passage, quoted(passage.text, marked[0]), "引用了标明密级或者不公开的文件")
    if manuscript.year >= 2019 and (named := _FILLER.search(passage.text)):
        yield Remark("H4", passage, quoted(named[0])[:4] + "……", "写有填报人、审核人等人的姓名")


def _numbers(passage: Passage) -> Iterator[Remark]:
    """Identity numbers, bank cards and mobile numbers, in one piece or in groups; what is called an identity number is one."""
    text = passage.text
    called = {found[1] for found in _IDENTITY.finditer(text)}
    for found in (*_LONG.finditer(text), *_IN_GROUPS.finditer(text)):
        digits = _SIGNS.sub("", found[1])
        if what := _private_number(digits) or ("身份证号码" if digits in called else ""):
            masked = f"{digits[:6]}{'*' * (len(digits) - 10)}{digits[-4:]}"
            yield Remark("H1", passage, masked, f"写有{what} {masked}")
    mobiles = _MOBILE.findall(text) + (_SPACED.findall(text) if _CALLED.search(text) else [])
    for number in mobiles:
        masked = f"{number[:3]}****{number[-4:]}"
        yield Remark("H1", passage, masked, f"写有手机号码 {masked}")


def _private_number(digits: str) -> str:
    """What a long number is, told by its check digit: an identity number or a bank card."""
    if len(digits) == 18:
        from stdnum.cn import ric

        return "身份证号码" if ric.is_valid(digits) else ""
    from stdnum import luhn

    known = digits.startswith(("4", "5", "62"))
    return "银行卡号" if known and len(digits) in (16, 19) and luhn.is_valid(digits) else ""


def strays(reading: Reading) -> Iterator[Remark]:
    """Advertising, of gambling, of novel sites, in lines of navigation too; and broken characters (H5)."""
    pattern = re.compile("|".join(reading.words.stray), re.IGNORECASE)
    for passage in reading.manuscript.passages:
        found = pattern.search(passage.text) if passage.own else None
        if found and not _FOUGHT.search(passage.text[max(found.start() - _NEAR, 0) : found.start()]):
            message = f"有和报告无关的文字“{brief(found[0])}”，像是广告或者别的网站的链接"
            yield Remark("H5", passage, quoted(passage.text, found[0]), message)
    yield from _damaged(reading.manuscript)


def _damaged(manuscript: Manuscript) -> Iterator[Remark]:
    """Lines with broken characters, told once with their number."""
    for first in manuscript.broken[:1]:
        others = "、".join(passage.place.within for passage in manuscript.broken[1:8])
        further = f"，还有{others}{'等' if len(manuscript.broken) > 8 else ''}，一共{len(manuscript.broken)}处"
        message = f"有乱码或者网页代码{further if others else ''}；这些行里的数没有核对"
        yield Remark("H5", first, brief(first.text[:30]), message)
