"""Drafting: sentences chosen by the figures, blanks as placeholders, the office's own text in its place and never code."""

from __future__ import annotations

import dataclasses

import pytest

from generator.answers.answer import Answer, Answers
from generator.document.blocks import Block, Closing, Document, Heading, Origin, Paragraph, Title, text_of
from generator.document.places import Place
from generator.drafting import draft, unwritten
from generator.examination import examine
from generator.standard import Standard
from tests.conftest import answers_of

A, C = "applications.", "disputes.cases."


def document_of(standard: Standard, answers: Answers, mark: str = "") -> Document:
    return draft(standard, examine(standard, answers).report, mark=mark)


def without_origins(document: Document) -> list[Block]:
    """The blocks of a document without their origins."""
    return [block._replace(origin=Origin()) for block in document.blocks]


def prose(document: Document) -> str:
    return "\n".join(text_of(block) for block in document.blocks)


def with_text(answers: Answers, **texts: str) -> Answers:
    typed = {slot.replace("__", "."): Answer(text, Place()) for slot, text in texts.items()}
    return dataclasses.replace(answers, texts=typed)


def test_nothing_received_and_nothing_disputed_still_gets_its_sentences(national_2021: Standard) -> None:
    text = prose(document_of(national_2021, answers_of(national_2021, 2024, {})))
    assert "2024年，未收到政府信息公开申请，也没有上年结转的申请。" in text
    assert "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。" in text
    assert "未收取政府信息公开信息处理费" in text
    assert "办结" not in text


def test_sentences_follow_the_figures(national_2021: Standard) -> None:
    figures = {
        A + "new.natural_person": 3,
        A + "granted.natural_person": 2,
        A + "state_secret.natural_person": 1,
        C + "direct_pending": 1,
    }
    text = prose(document_of(national_2021, answers_of(national_2021, 2024, figures)))
    assert "共收到政府信息公开申请3件（自然人申请3件），无上年结转申请。" in text
    assert "本年度办结3件，没有结转下年度继续办理的申请。" in text
    assert "办理结果为：予以公开2件、不予公开1件。" in text
    assert "不予公开的申请中，属于国家秘密1件。" in text
    assert "未被申请行政复议；被提起行政诉讼1件，其中未经复议直接起诉1件。" in text


def test_only_carried_over_applications_are_told_as_such(national_2021: Standard) -> None:
    figures = {A + "carried_over.other": 2, A + "carried_forward.other": 2}
    text = prose(document_of(national_2021, answers_of(national_2021, 2024, figures)))
    assert "未收到新的政府信息公开申请，上年结转2件。本年度尚无办结的申请，结转下年度继续办理2件。" in text


def test_fees_are_told_when_there_are_any(national_2021: Standard) -> None:
    answers = answers_of(
        national_2021,
        2024,
        {A + "new.other": 1, A + "fee_unpaid.other": 1},
        fee_notices="2",
        fees_noticed="300",
        fees_collected="100.5",
    )
    text = prose(document_of(national_2021, answers))
    assert "发出收费通知2件，总金额300元，实际收取信息处理费100.5元" in text
    assert "不再处理的申请1件" in text


def test_a_blank_figure_is_a_placeholder_and_never_a_number(national_2021: Standard) -> None:
    figures = dict.fromkeys(a for a in national_2021.figures if a.startswith(A))
    text = prose(document_of(national_2021, answers_of(national_2021, 2024, figures)))
    assert "共收到政府信息公开申请【待补充：一、本年新收政府信息公开申请数量“总计”】件" in text
    assert "未收到" not in text


def test_governments_report_on_assessment_review_and_accountability(national_2021: Standard) -> None:
    government = prose(document_of(national_2021, answers_of(national_2021, 2024, {}, agency="示例县人民政府")))
    assert all(f"【待补充：{what}" in government for what in ("工作考核情况", "社会评议情况", "责任追究情况"))
    office = prose(
        document_of(national_2021, answers_of(national_2021, 2024, {}, agency="示例县人民政府", kind="其他单位"))
    )
    assert "工作考核情况】" not in office


def test_given_facts_are_woven_in_and_others_are_not_mentioned(national_2021: Standard) -> None:
    text = prose(document_of(national_2021, answers_of(national_2021, 2024, {}, press="2", trained="15")))
    assert "举办新闻发布会2场" in text
    assert "培训15人次" in text
    assert "编印政府公报" not in text


def test_the_date_is_an_answer_never_today(national_2021: Standard) -> None:
    blank = document_of(national_2021, answers_of(national_2021, 2024, {}))
    assert Closing("示例县教育局", "【待补充：成文日期】") in without_origins(blank)
    given = document_of(national_2021, answers_of(national_2021, 2024, {}, date="2025-01-05"))
    assert Closing("示例县教育局", "2025年1月5日") in without_origins(given)


def test_own_text_keeps_its_numbering_and_gets_its_typography(national_2021: Standard) -> None:
    own = "（一）公开不及时\n1.部分信息晚于20个工作日公开。\n（二）解读不足。两项政策没有解读。"
    answers = with_text(answers_of(national_2021, 2024, {}), problems__shortcomings=own)
    blocks = without_origins(document_of(national_2021, answers))
    assert Heading(2, "（一）公开不及时") in blocks
    assert Paragraph("1.部分信息晚于20个工作日公开。") in blocks
    assert Paragraph("两项政策没有解读。", "（二）解读不足。") in blocks
    assert "存在的主要问题，以及" not in prose(document_of(national_2021, answers))


@pytest.mark.parametrize(
    "own", ["{{ 7*7 }}", "{% raw %}", "@table applications", "@part proactive", "\x02table applications"[1:]]
)
def test_own_text_is_never_code(own: str, national_2021: Standard) -> None:
    answers = with_text(answers_of(national_2021, 2024, {}, accountability=own), other=own)
    document = document_of(national_2021, answers)
    assert prose(document).count(own) == 2
    assert len([b for b in document.blocks if type(b).__name__ == "Statistics"]) == 3


def test_a_rewrite_takes_the_place_of_the_draft_but_not_of_the_table(national_2021: Standard) -> None:
    rewrites = {"applications": Answer("本章说明。", Place()), "overview.requests": Answer("另写。", Place())}
    answers = dataclasses.replace(answers_of(national_2021, 2024, {}), rewrites=rewrites)
    document = document_of(national_2021, answers)
    assert "未收到政府信息公开申请" not in prose(document)
    assert Paragraph("另写。") in without_origins(document)
    assert len([b for b in document.blocks if type(b).__name__ == "Statistics"]) == 3


def test_a_long_title_is_broken_after_the_agency(national_2021: Standard) -> None:
    document = document_of(
        national_2021, answers_of(national_2021, 2024, {}, agency="示例自治县住房和城乡建设局"), mark="（草稿）"
    )
    assert without_origins(document)[0] == Title(
        ("（草稿）示例自治县住房和城乡建设局", "2024年政府信息公开工作年度报告")
    )


def test_what_is_unwritten_is_listed_where_it_belongs(national_2021: Standard) -> None:
    answers = answers_of(national_2021, 2024, {}, agency="示例县人民政府")
    examination = examine(national_2021, answers)
    document = draft(national_2021, examination.report)
    listed = {f.label: f for f in unwritten(answers, document, examination.findings)}
    assert {"成文日期", "社会评议情况"} <= set(listed)
    assert all(f.severity == "unfilled" for f in listed.values())


def test_the_law_of_the_year_is_cited(national_2021: Standard, national_2014: Standard) -> None:
    new, old = (prose(document_of(s, answers_of(s, y, {}))) for s, y in ((national_2021, 2024), (national_2014, 2016)))
    assert "第四十九条、第五十条" in new
    assert "第三十一条、第三十二条" in old
    assert "国办公开办函" not in old


def test_the_2014_form_is_attached_with_its_lines(national_2014: Standard) -> None:
    text = prose(document_of(national_2014, answers_of(national_2014, 2016, {})))
    for line in (
        "附件：政府信息公开情况统计表（2016年度）",
        "（2016年度）",
        "填报单位（盖章）：示例县教育局",
        "单位负责人：",
    ):
        assert line in text
