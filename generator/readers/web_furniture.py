"""What a web site sets around a report: the facts of its publication, which are kept, and buttons, ways and notices, which are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.readers.web_items import WebParagraph, WebTable


def _spaced(words: str) -> str:
    """The words of a pattern, however their letters are spaced out."""
    return "|".join(r"\s*".join(word) for word in words.split())


_TOLD = (
    "索引号 信息索引号 发布机构 发布机关 发布单位 发文机关 发文单位 公开机构 公开主体 制发机关 制定机关 信息来源 文章来源 稿件来源 来源"
    " 文号 发文字号 文件编号 发布日期 发布时间 公开日期 公开时间 生成日期 生成时间 成文日期 成文时间 发文日期 发文时间 印发日期"
    " 更新时间 更新日期 日期 时间"
)
_PASSED_OVER = (
    "名称 信息名称 文件名称 标题 主题分类 信息分类 组配分类 服务对象分类 分类 主题词 关键词 关键字 内容概述 体裁分类 体裁 公开方式 公开形式"
    " 公开范围 公开时限 公开程序 公开类别 公开类型 公开属性 有效性 效力状态 时效性 时效 生效日期 实施日期 废止日期 浏览次数 浏览量 阅读次数 阅读量"
    " 访问次数 访问量 点击次数 点击数 点击率 点击量 点击 浏览 阅读 字体大小 字体 字号 视力保护色 打印 分享到 分享 作者 编辑 责任编辑 审核 载体"
    " 载体类型 语种 格式 信息格式 服务对象 责任部门 信息有效期 附件下载"
)
_KEY = re.compile(rf"(?:(?P<told>{_spaced(_TOLD)})|{_spaced(_PASSED_OVER)})")
_PAIR = re.compile(rf"(?P<key>{_KEY.pattern})\s*[】\])）]?\s*[：:]")
_CERTAIN = re.compile(_spaced("索引号 信息索引号 发布机构 发文机关 发布日期 公开日期 成文日期 生成日期 发文字号 文号"))
_LEAD = " \t\n　\xa0[【（(|｜丨"
_TRAIL = _LEAD + "]】）);；,，"
_LONGEST, _LONGEST_VALUE, _FEW_ROWS = 300, 100, 15
_BUTTONS = re.compile(
    r"[\[【（(]?\s*(?:打印|关闭|分享|收藏|字体|字号|大\s+中\s+小|大\s*\|\s*中|复制链接|我要纠错|浏览次数|扫一扫)"
)
_WAY = re.compile(
    r"(?:您)?(?:当前|现在|目前|所在)?(?:的)?(?:所在)?位置\s*(?:是|在)?\s*[：:]|首\s*页\s*[>＞»›/\-—|｜]|您(?:现在|当前)"
)
_BUTTON = re.compile(
    r"字体|字号|默认|超大|打印(?:本?页|文章)?|关闭(?:窗口|本?页面?)?|返回顶部|返回|加入收藏|收藏|分享到?|微信|新浪微博|腾讯微博|微博|QQ空间|复制链接|语音播报|朗读"
    r"|全文下载|下载|导出|我要纠错|纠错|顶部|首页|上一页|下一页|更多|点赞|top|无障碍|长者模式|繁體|简体|登录|注册|搜索|[大中小]|a[+-]?",
    re.IGNORECASE,
)
_BETWEEN = "[]【】（）()|｜:：>＞<＜·、,，+-/ \n\u3000"
_AFTER = re.compile(
    r"[\[【<《]?\s*(?:上一[篇条个]|下一[篇条个]|前一篇|后一篇|相关(?:链接|新闻|文章|信息|文档|阅读|稿件|政策|报道|解读|推荐)|延伸阅读|热点(?:新闻|推荐)|友情链接|推荐阅读"
    r"|扫一扫|扫描二维码|用手机(?:扫|浏览)|分享到|责任编辑|网站(?:地图|导航|声明|首页)|联系我们|关于我们|政务新媒体)"
)
_NOTICE = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|主办(?:单位)?\s*[：:]|承办(?:单位)?\s*[：:]|主管(?:单位)?\s*[：:]|技术支持\s*[：:]|copyright|建议使用.{0,20}浏览器|政府网站找错"
    r"|您访问的链接即将离开|javascript|浏览器版本过低",
    re.IGNORECASE,
)


def facts_in(text: str) -> list[str] | None:
    """The facts of a line of them, as `发布日期：2024-01-25`, without those of the site alone; None where the line is something else."""
    bare = text.strip(_LEAD)
    if len(text) > _LONGEST or not _PAIR.match(bare):
        return None
    found = list(_PAIR.finditer(bare))
    ends = [following.start() for following in found[1:]] + [len(bare)]
    told = ((pair, bare[pair.end() : end]) for pair, end in zip(found, ends, strict=True))
    return [fact for pair, value in told if (fact := _fact(pair["key"], value))]


def _fact(key: str, value: str) -> str:
    """A fact as it is told, nothing where it has no value or is not kept."""
    value = " ".join(_BUTTONS.split(value, maxsplit=1)[0].strip(_TRAIL).split())
    kept = _KEY.fullmatch(key)
    return f"{''.join(key.split())}：{value}" if value and kept and kept["told"] else ""


def is_key(text: str) -> bool:
    """Whether a text is the name of such a fact and nothing more."""
    return len(text) <= 20 and _KEY.fullmatch(text.strip(_TRAIL + "：:")) is not None


def facts_of_rows(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """The facts in the rows of a table of them; None where it is another table."""
    texts = [text for row in rows for text in row]
    keys = [text for text in texts if is_key(text) or facts_in(text) is not None]
    if len(rows) > _FEW_ROWS or len(keys) < 2 or not any(_CERTAIN.match(key.strip(_LEAD)) for key in keys):
        return None
    return [fact for row in rows for fact in _pairs_of(row)]


def facts_of_row(row: Sequence[str]) -> list[str] | None:
    """The facts in one row of a page set out by a table; None where it is no row of them."""
    filled = [text for text in row if text.strip()]
    if len(filled) < 2 or not is_key(filled[0]) or max(map(len, filled)) > _LONGEST_VALUE:
        return None
    return list(_pairs_of(filled))


def _pairs_of(row: Sequence[str]) -> Iterator[str]:
    cells = iter([text for text in row if text.strip()])
    for text in cells:
        if is_key(text):
            fact = _fact(text.strip(_TRAIL + "：:"), next(cells, ""))
            yield from [fact] if fact else []
        else:
            yield from facts_in(text) or ()


def facts_of_table(table: WebTable) -> list[str] | None:
    """The facts of a table on the page, None where it is another table."""
    rows: list[list[str]] = [[] for _ in range(table.grid.rows)]
    if table.grid.rows > _FEW_ROWS:
        return None
    for cell, text in zip(table.grid.cells, table.texts, strict=True):
        rows[cell.row].append(text)
    return facts_of_rows(rows)


def is_furniture(paragraph: WebParagraph) -> bool:
    """Whether a paragraph is the site's and not the report's: the way to the page, its buttons, its notices."""
    text = paragraph.text.strip()
    if len(text) > _LONGEST:
        return False
    return bool(_WAY.match(text) or _is_buttons(text) or _NOTICE.search(text) or _AFTER.match(text))


def _is_buttons(text: str) -> bool:
    return len(text) <= 100 and not _BUTTON.sub("", text).strip(_BETWEEN)


def ends_report(paragraph: WebParagraph) -> bool:
    """Whether a paragraph begins what a site sets below a report."""
    text = paragraph.text.strip()
    return len(text) <= _LONGEST and bool(_AFTER.match(text) or _NOTICE.search(text))
