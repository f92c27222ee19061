"""Web pages as offices save and publish them, made of documents and texts in the tests."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from generator.document.blocks import (
    AttachmentNote,
    AttachmentStart,
    Block,
    Closing,
    Document,
    Heading,
    Line,
    Paragraph,
    Statistics,
    Subtitle,
    Title,
    text_of,
)
from generator.readers.web_reader import read_web

HEAD = '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{}</title></head>\n<body>\n'
PROSE = "2023年，本机关全年主动公开政府信息30条，收到政府信息公开申请5件，均在规定期限内答复。"


def page(body: str, title: str = "") -> bytes:
    return f"{HEAD.format(title)}{body}\n</body></html>".encode()


def blocks_of(body: str | bytes, name: str = "年报.html") -> tuple[Block, ...]:
    return read_web(name, page(body) if isinstance(body, str) else body).document.blocks


def texts_in(body: str | bytes) -> list[str]:
    """The paragraphs of a page, below a title that makes it a report."""
    given = f"<h1>示例县教育局2023年政府信息公开工作年度报告</h1>{body}" if isinstance(body, str) else body
    return [text_of(block) for block in blocks_of(given)[1:] if not isinstance(block, Statistics)]


def table_in(table: str) -> Statistics:
    """The one table of a page."""
    (found,) = tables_in(table)
    return found


def tables_in(body: str | bytes) -> list[Statistics]:
    given = f"<p>一、总体情况</p>{body}" if isinstance(body, str) else body
    return [block for block in blocks_of(given) if isinstance(block, Statistics)]


def spans(table: Statistics) -> list[tuple[int, int, int, int, str]]:
    """The cells of a table: row, column, rows, columns, text."""
    return [(cell.row, cell.column, cell.rows, cell.columns, text) for cell, text in table.cells()]


def rows_of(table: Statistics) -> list[list[str]]:
    """The texts of the cells that begin in each row."""
    return [[text for cell, text in table.cells() if cell.row == row] for row in range(table.grid.rows)]


def shape(block: Block) -> tuple[object, ...]:
    """What of a block must be the same, however it came here."""
    match block:
        case Paragraph(text, lead):
            return "Paragraph", lead + text
        case Statistics(_, grid):
            return "Statistics", grid.rows, grid.columns, tuple(spans(block))
        case _:
            return type(block).__name__, *block._replace(origin=None)[:-1]


def shapes(document: Document) -> list[tuple[object, ...]]:
    return [shape(block) for block in document.blocks]


def told_lines(block: Block) -> list[str]:
    """The lines a block is printed in, without tables."""
    match block:
        case Title(lines):
            return list(lines)
        case Paragraph(text, lead):
            return [lead + text]
        case Heading(_, text) | Subtitle(text) | Line(text) | AttachmentStart(text):
            return [text]
        case AttachmentNote(word, titles):
            return [f"{word}：{titles[0]}", *titles[1:]]
        case Closing(agency, date):
            return [agency, date]
        case _:
            return []


def _ruled(table: Statistics, cell: str) -> Iterable[str]:
    """The rows of a table, each cell as `cell` says: its spans, its text."""
    for row in range(table.grid.rows):
        made = (
            cell.format(
                f' rowspan="{c.rows}"' * (c.rows > 1) + f' colspan="{c.columns}"' * (c.columns > 1), _escaped(text)
            )
            for c, text in table.cells()
            if c.row == row
        )
        yield f"<tr>{''.join(made)}</tr>"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _runs(text: str) -> str:
    """The text as editors leave it: digits and Chinese in tags of their own."""
    return "".join(
        f'<span lang="EN-US" style="font-size: 16pt">{_escaped(run)}</span>'
        if run.isascii()
        else f'<span style="font-family: 仿宋;"><font face="仿宋_GB2312">{_escaped(run)}</font></span>'
        for run in re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", text)
    )


def on_site(document: Document) -> bytes:
    """The report in the page of a content management system, with all that is around it."""
    inner: list[str] = []
    for block in document.blocks:
        if isinstance(block, Statistics):
            cell = '<td valign="center"{}>\n<p align="center">{}<span><o:p></o:p></span></p>\n</td>'
            rows = "\n".join(_ruled(block, cell))
            inner.append(f'<div><table border="1" style="border-collapse:collapse"><tbody>{rows}</tbody></table></div>')
        else:
            centred = isinstance(block, Title | Subtitle)
            style = "text-align: center" if centred else "text-indent: 2em"
            indent = "" if centred else "&nbsp;&nbsp;&nbsp;&nbsp;"
            inner += [f'<p style="{style}">\n{indent}{_runs(line)}<o:p></o:p></p>' for line in told_lines(block)]
    return page(
        SITE.format(title=html.escape(document.title), report="\n".join(inner)), f"{document.title}-示例县人民政府"
    )


SITE = """<script>var site = "<p>脚本</p>";</script><style>.nav {{display: block}}</style>
<div class="header"><a href="/"><img src="logo.png" width="60"></a><div class="search"><input value="请输入关键字"><button>搜索</button></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li><a href="/hd">互动交流</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a href="/nb">政府信息公开年报</a></div>
<div class="main"><div class="left"><ul><li><a href="/zn">政府信息公开指南</a></li><li><a href="/nb">政府信息公开年报</a></li></ul></div>
<div class="article">
<table class="meta"><tr><td>索 引 号：</td><td>000014349/2024-00012</td><td>主题分类：</td><td>政务公开</td></tr>
<tr><td>发布机构：</td><td>示例县人民政府</td><td>发布日期：</td><td>2024-01-25</td></tr></table>
<h1>{title}</h1>
<div class="info"><span>发布时间：16:30</span><span>来源：示例县人民政府</span><span>浏览次数：<i id="hits">12</i></span>
<span>字体：【<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</span><a href="javascript:print()">打印</a></div>
<div class="content" id="zoom"><div class="TRS_Editor">
{report}
</div></div>
<div class="share">分享到：<a href="/wx">微信</a><a href="/wb">微博</a></div>
<p>上一篇：<a href="/a">示例县2022年政府信息公开工作年度报告</a></p><p>下一篇：没有了</p>
<div class="related"><h3>相关链接</h3><ul><li><a href="/b">示例县财政局2023年政府信息公开工作年度报告</a><span>2024-01-20</span></li>
<li><a href="/c">示例县民政局2023年政府信息公开工作年度报告</a><span>2024-01-21</span></li></ul></div>
</div></div>
<div class="footer"><p><a href="/map">网站地图</a> | <a href="/us">联系我们</a></p>
<p>主办单位：示例县人民政府 版权所有 示ICP备00000000号 网站标识码：0000000000</p></div>"""
FACTS = ["索引号：000014349/2024-00012", "发布机构：示例县人民政府", "发布日期：2024-01-25"]


def in_tables(document: Document) -> bytes:
    """The report in the page of an old site, which tables set out, with td and tr left open and no p."""
    inner: list[str] = []
    for block in document.blocks:
        if isinstance(block, Statistics):
            inner.append(f"<table border=1>{''.join(_ruled(block, '<td{}>{}')).replace('</tr>', '')}</table>")
        else:
            inner += [
                f"<div align={'center' if isinstance(block, Title | Subtitle) else 'left'}>{_escaped(line)}</div>"
                for line in told_lines(block)
            ]
    return page(
        "<table width=1000><tr><td colspan=2><a href=/>首页</a> <a href=/gk>信息公开</a></td></tr><tr><td width=200>"
        "<table><tr><td><a href=/1>机构职能</a></td></tr><tr><td><a href=/2>通知公告</a></td></tr></table></td>"
        f"<td><table><tr><td>{''.join(inner)}</td></tr><tr><td>【打印】【关闭】</td></tr></table></td></tr>"
        "<tr><td colspan=2>版权所有：示例县人民政府办公室</td></tr></table>"
    )


def by_word(document: Document) -> bytes:
    """The report as Word saves it: classes, conditional comments, lines of the source, cells that make up a row, GB2312."""
    inner: list[str] = []
    for block in document.blocks:
        if isinstance(block, Statistics):
            cell = "<td{} style='padding:0cm 5.4pt'>\n  <p class=MsoNormal align=center\n  style='text-align:center'><span lang=EN-US>{}<o:p></o:p></span></p>\n  </td>"
            padding = "<![if !supportMisalignedRows]>\n<td style='height:14.2pt;border:none' width=0 height=19></td>\n<![endif]></tr>"
            rows = "\n".join(_ruled(block, cell)).replace("</tr>", padding)
            inner.append(f"<table class=MsoNormalTable border=1 cellspacing=0>{rows}</table>")
        else:
            lines = told_lines(block)
            centred = " align=center" * isinstance(block, Title | Subtitle)
            inner += [
                f"<p class=MsoNormal{centred}><span\nstyle='font-size:16.0pt;font-family:\"仿宋\"'>{_escaped(line)}</span><o:p></o:p></p>"
                for line in lines
            ]
    body = "\n\n".join(inner)
    made = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>\n<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n'
        "<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>示例</o:Author></o:DocumentProperties></xml><![endif]-->\n"
        "<style><!-- p.MsoNormal {margin:0cm} --></style>\n</head>\n<body lang=ZH-CN><div class=WordSection1>\n"
        f"{body}\n<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n</div></body></html>"
    )
    return made.encode("gb18030")


def in_one_paragraph(document: Document) -> bytes:
    """The report pasted into one paragraph: only line ends and indents part it, in lines broken by hand in the source."""
    inner: list[str] = []
    for block in document.blocks:
        if isinstance(block, Statistics):
            inner.append(f"</p><table>{''.join(_ruled(block, '<td{}>{}</td>'))}</table><p>")
        else:
            inner += [f"<br>\n&emsp;&emsp;{_broken(_escaped(line))}" for line in told_lines(block)]
    return page(f"<p>{''.join(inner)}</p>")


def _broken(text: str) -> str:
    """A line end of the source after every fortieth character that is no letter of a tag or entity."""
    return re.sub(r"((?:[^\s&;<>\x00-\x7f][^&;<>\x00-\x7f]{39}))(?=[^\x00-\x7f])", r"\1\n", text)
