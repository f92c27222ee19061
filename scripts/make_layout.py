"""Make templates/layout.docx: the slim, styled skeleton of every report (GB/T 9704-2012). Run it after changing it.

All looks of a report live in the styles made here; open the file in Word to restyle all reports. The writer uses the
styles by the names below, so a style may be changed at will but not removed.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

SONG, FANG, HEI, KAI, PLAIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LINE = 579  # 28.95 pt exactly, with characters 0.3 pt closer: 22 lines of 28 characters
# Body text fills the line at both sides. LibreOffice 7.4 drops marks that hang over a justified line when characters are
# 0.25 pt closer (8 in the reports of the examples) or 0.4 pt (4), and none at 0.3 pt.
CLOSER = '<w:spacing w:val="-6"/>'
BOTH = '<w:jc w:val="both"/>'
INDENT = 'w:firstLineChars="200" w:firstLine="628"'
EXACT = f'<w:spacing w:line="{LINE}" w:lineRule="exact"/>'


APPLICATION = (  # what is true of every report; pages and words are counted by whoever opens it
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>nianbao</Application></Properties>'
)


def fonts(face: str, size: int, extra: str = "") -> str:
    """Run properties: the face in all four slots, the size in half points."""
    slots = " ".join(f'w:{slot}="{face}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rPr><w:rFonts {slots} w:hint="eastAsia"/>{extra}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def style(ident: str, name: str, paragraph: str, run: str, kind: str = "paragraph", based: str = "Normal") -> str:
    based_on = f'<w:basedOn w:val="{based}"/>' if based and ident != based else ""
    default = ' w:default="1"' if ident == "Normal" else ""
    after = '<w:next w:val="ReportBody"/>' if ident.startswith(("Heading", "Title")) else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{ident}"{default}><w:name w:val="{name}"/>{based_on}{after}<w:qFormat/>'
        f"{paragraph and f'<w:pPr>{paragraph}</w:pPr>'}{run}</w:style>"
    )


def table_cell_styles(prefix: str, name: str, size: int, figure: int) -> str:
    def cell(kind: str, label: str, face: str, align: str) -> str:
        ends = '<w:ind w:left="30" w:right="30"/>' if kind == "Head" else ""
        keep = "<w:keepNext/>" if kind == "Head" else ""
        shape = f'{keep}<w:snapToGrid w:val="0"/>{ends}<w:jc w:val="{align}"/>'
        points = figure if kind == "Figure" else size
        return style(prefix + kind, name + label, shape, fonts(face, points, '<w:spacing w:val="0"/>'))

    return (
        cell("Head", "表头", HEI, "center")
        + cell("Label", "行名", FANG, "left")
        + cell("Figure", "数字", FANG, "center")
    )


def table_style(ident: str, name: str, margin: int) -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style w:type="table" w:styleId="{ident}"><w:name w:val="{name}"/><w:qFormat/><w:tblPr><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>"
        f'<w:top w:w="20" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="20" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def styles_xml() -> str:
    heading = '<w:keepNext/>{line}<w:ind {indent}/><w:outlineLvl w:val="{level}"/>'

    def level(number: int, face: str) -> str:
        shape = heading.format(line=EXACT, indent=INDENT, level=number - 1)
        return style(f"Heading{number}", f"heading {number}", shape, fonts(face, 32, CLOSER))

    body = (
        style("Normal", "Normal", "", fonts(FANG, 32, CLOSER), based="")
        + style(
            "Title",
            "Title",
            '<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="300" w:after="300" w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>',
            fonts(SONG, 44),
        )
        + style("Subtitle", "Subtitle", f'{EXACT}<w:jc w:val="center"/>', fonts(KAI, 32, CLOSER))
        + level(1, HEI)
        + level(2, KAI)
        + level(3, FANG)
        + style("ReportBody", "年报正文", f"{EXACT}<w:ind {INDENT}/>{BOTH}", fonts(FANG, 32, CLOSER))
        + style("ReportLine", "年报顶格行", EXACT, fonts(FANG, 32, CLOSER))
        + style(
            "ReportFormLine",
            "年报表外说明",
            '<w:snapToGrid w:val="0"/><w:spacing w:before="60" w:after="60"/>',
            fonts(FANG, 24),
        )
        + style(
            "ReportAttachmentNote",
            "年报附件说明",
            f'<w:spacing w:before="{LINE}" w:line="{LINE}" w:lineRule="exact"/><w:ind {INDENT}/>',
            fonts(FANG, 32, CLOSER),
        )
        + style("ReportAttachmentMore", "年报附件续行", EXACT, fonts(FANG, 32, CLOSER))
        + style(
            "ReportClosing",
            "年报落款",
            f'<w:keepLines/>{EXACT}<w:ind w:rightChars="400" w:right="1256"/><w:jc w:val="right"/>',
            fonts(FANG, 32, CLOSER),
        )
        + style("ReportAttachment", "年报附件字样", f"<w:pageBreakBefore/>{EXACT}", fonts(HEI, 32, CLOSER))
        + style(
            "ReportAfterTable",
            "年报表后",
            '<w:snapToGrid w:val="0"/><w:spacing w:line="200" w:lineRule="exact"/>',
            fonts(FANG, 18),
        )
        + style("Footer", "footer", "", fonts(PLAIN, 28, '<w:spacing w:val="0"/>'))
        + style("ReportLead", "年报段首句", "", fonts(KAI, 32), kind="character", based="")
        + style(
            "ReportPlaceholder",
            "年报待补充",
            "",
            '<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/></w:rPr>',
            kind="character",
            based="",
        )
        + table_cell_styles("Table", "年报表格", 21, 21)
        + table_cell_styles("Dense", "年报密表", 18, 16)
        + table_style("ReportTable", "年报表格", 85)
        + table_style("ReportDenseTable", "年报密表", 28)
    )
    defaults = (
        f"<w:docDefaults><w:rPrDefault>{fonts(FANG, 32, '')}</w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    ).replace("</w:rPr>", '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>')
    return f"<w:styles {nsdecls('w')}>{defaults}{body}</w:styles>"


def page_number(align: str) -> str:
    """`— 1 —` at the outer side, one character in from the edge; the field in runs of its own."""
    side = "right" if align == "right" else "left"

    def run(inner: str) -> str:
        return f"<w:r>{inner}</w:r>"

    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="280"/>'
        f'<w:jc w:val="{align}"/></w:pPr>'
        + run('<w:t xml:space="preserve">— </w:t>')
        + run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
        + run('<w:t xml:space="preserve"> —</w:t>')
        + "</w:p>"
    )


def settings_xml() -> str:
    return (
        f'<w:settings {nsdecls("w")}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def replace_children(element, xml: str) -> None:  # type: ignore[no-untyped-def]
    new = parse_xml(xml)
    for child in list(element):
        element.remove(child)
    for child in list(new):
        element.append(child)


def make() -> bytes:
    """The bytes of layout.docx, the same on every run."""
    document = Document()
    for child in list(document.element.body)[:-1]:
        document.element.body.remove(child)
    replace_children(document.styles.element, styles_xml())
    replace_children(document.settings.element, settings_xml())
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        for paragraph in list(footer._element):
            footer._element.remove(paragraph)
        footer._element.append(parse_xml(page_number(align)))
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = parse_xml(f"<w:docGrid {nsdecls('w')}/>")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE))
    for rel_id, relation in list(document.part.rels.items()):
        if relation.reltype.rsplit("/", 1)[1] in (
            "stylesWithEffects",
            "numbering",
            "customXml",
            "webSettings",
            "theme",
            "fontTable",
        ):
            del document.part.rels[rel_id]
    for rel_id, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("thumbnail"):
            del document.part.package.rels[rel_id]
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = APPLICATION.encode()
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    stream = io.BytesIO()
    document.save(stream)
    return with_fixed_times(stream.getvalue())


def with_fixed_times(data: bytes) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry), zipfile.ZIP_DEFLATED)
    return result.getvalue()


if __name__ == "__main__":
    target = Path(__file__).resolve().parent.parent / "templates" / "layout.docx"
    target.write_bytes(make())
    print(target, target.stat().st_size)
