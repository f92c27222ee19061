"""What a web page is that holds no report, and what to save in its stead."""

from __future__ import annotations

import re

from generator.readers.web_flow import WebPage
from generator.readers.web_items import WebItem, WebParagraph
from generator.readers.web_main_part import MainPart

_REPORT = re.compile("年度?报告|年报|工作报告|公开报告")
_LINKS, _LITTLE = 3, 400  # links to reports that make a list of them, beside so few characters of prose
_NOTHING = 0  # characters that are no text of a page
_COPY = "请在浏览器里打开网页，等正文和表格都显示出来后，全部复制到 Word 里，存为 .docx 后再用"


def refusal(page: WebPage, part: MainPart) -> str:
    """Why a page cannot be read as a report, as a Chinese sentence without the name of the file; empty where it can."""
    told = sum(len(item.text) for item in part.items if isinstance(item, WebParagraph))
    if part.sure or told > _LITTLE:
        return ""
    reports = sum(len(_REPORT.findall("".join(_linked(item)))) for item in page.items)
    if reports >= _LINKS:
        return "这是年报的目录页，只有一份份年报的链接，没有正文。请点开其中一份，打开正文后再另存为网页"
    if page.signs.files and told <= _LITTLE:
        return "这个网页没有正文，正文在网页所带的附件（Word、PDF 等）里。请在网页上下载附件，用下载的文件"
    return _shell(page) if told <= _NOTHING else ""


def _linked(item: WebItem) -> list[str]:
    """The words of an item that lead somewhere else."""
    if isinstance(item, WebParagraph):
        return [item.text] if item.linked else []
    return list(item.texts) if item.linked else []


def _shell(page: WebPage) -> str:
    """What a page without text is."""
    tags = page.signs.tags
    if tags["frame"] or tags["iframe"]:
        return "这是框架网页，正文在框架里的另一个网页上。请在浏览器里用鼠标右键点正文，选“在新标签页中打开框架”，再把打开的网页另存"
    if page.signs.pictures:
        return "网页里只有图片，没有文字，读不出来。请用原来的 Word 文件，或先做文字识别（OCR）后再用"
    if tags["script"]:
        return f"这个网页的正文要在浏览器里打开后才取来，保存的文件里没有。{_COPY}"
    return f"这个网页里没有文字，可能没有保存完整。{_COPY}"
