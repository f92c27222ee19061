"""The language of drafts: clauses that fall away, lists that say themselves, facts or a placeholder, figures with names."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from generator.answers.answer import Answer
from generator.document.blocks import text_of
from generator.document.places import Place
from generator.drafting import draft
from generator.drafting.draft_values import Name, name_of
from generator.drafting.draft_words import names_of
from generator.errors import DefinitionError
from generator.examination import examine
from generator.standard import Standard
from generator.standard.drafts import environment, failure, jinja_of
from generator.standard.library import load_standard, templates_folder
from generator.standard.model import Draft
from tests.conftest import answers_of

S = "statistics."


class ChapterFile:
    """The chapter 其他需要报告的事项 of a copy of the 2014 form, drafted as it is written in a test."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.written = folder, 0

    def said(self, source: str, figures: dict[str, object] | None = None, own: str = "", /, **cover: str) -> str:
        """Its paragraphs, with every figure 0 but those given (None: left blank)."""
        self.written += 1
        home = self.folder / str(self.written)
        shutil.copytree(templates_folder() / "national-2014", home / "mine")
        (home / "mine" / "chapters" / "other.j2").write_text(source, encoding="utf-8")
        standard = load_standard("mine", home)
        figures = {f"{S}{row}.value": number for row, number in (figures or {}).items()}
        answers = answers_of(standard, 2016, figures, **cover)
        if own:
            answers = dataclasses.replace(answers, texts={"other": Answer(own, Place())})
        texts = [text_of(block) for block in draft(standard, examine(standard, answers).report).blocks]
        start = next(number for number, text in enumerate(texts) if text.endswith("其他需要报告的事项"))
        end = next(number for number, text in enumerate(texts) if text.startswith("附件："))
        return "\n".join(texts[start + 1 : end])


@pytest.fixture
def chapter(tmp_path: Path) -> ChapterFile:
    return ChapterFile(tmp_path)


@pytest.mark.parametrize(("number", "said"), [(3, "公开，其中微博3条。"), (0, "公开。"), (None, "公开。")])
def test_a_clause_falls_away_with_its_figure(chapter: ChapterFile, number: object, said: str) -> None:
    assert chapter.said("公开[，其中微博{{ statistics.weibo.value }}条]。", {"weibo": number}) == said


@pytest.mark.parametrize(
    ("number", "said"), [(3, "微博3条。"), (0, "没有微博。"), (None, "微博【待补充：3.政务微博公开政府信息数】条。")]
)
def test_a_clause_of_two_wordings_says_none_or_leaves_a_placeholder(
    chapter: ChapterFile, number: object, said: str
) -> None:
    assert chapter.said("[微博{{ statistics.weibo.value }}条|没有微博]。", {"weibo": number}) == said


@pytest.mark.parametrize(("number", "said"), [(3, "3条"), (0, "没有"), (None, "不知道")])
def test_the_third_wording_is_said_when_nothing_was_filled_in(chapter: ChapterFile, number: object, said: str) -> None:
    assert chapter.said("[{{ statistics.weibo.value }}条|没有|不知道]", {"weibo": number}) == said


def test_clauses_stand_in_clauses(chapter: ChapterFile) -> None:
    source = "[收到{{ statistics.received.value }}件[，其中当面{{ statistics.in_person.value }}件]|未收到]。"
    assert chapter.said(source, {"in_person": 2}) == "收到2件，其中当面2件。"
    assert chapter.said(source, {"online": 2}) == "收到2件。"
    assert chapter.said(source) == "未收到。"


def test_an_answer_of_none_is_none(chapter: ChapterFile) -> None:
    source = "[事项：{{ head }}。|没有事项。|【待补充：事项】]"
    assert chapter.said(source, head="无") == "没有事项。"
    assert chapter.said(source, head="一件事。") == "事项：一件事。"
    assert chapter.said(source) == "【待补充：事项】"


def test_a_list_is_made_of_labels_and_units(chapter: ChapterFile) -> None:
    source = '{{ nonzero(statistics.in_person.value, statistics.by_fax.value, "网上", statistics.online.value) }}'
    assert chapter.said(source, {"in_person": 1, "online": 2}) == "当面申请1件、网上2件"
    assert chapter.said(source, {"by_fax": None}) == "传真申请【待补充：2.传真申请数】件"


def test_a_list_of_what_was_given_leaves_out_what_was_not(chapter: ChapterFile) -> None:
    source = "{{ given(statistics.in_person.value, needed(statistics.by_fax.value), statistics.online.value) }}"
    assert chapter.said(source, {"in_person": 1, "online": None}) == "当面申请1件"
    assert chapter.said(source, {"by_fax": None, "online": None}) == "传真申请【待补充：2.传真申请数】件"


def test_a_list_keeps_its_marks_apart(chapter: ChapterFile) -> None:
    given = {"public_safety": 1, "privacy": 2}
    assert chapter.said("{{ details(statistics.refused.value) }}", given) == (
        "涉及个人隐私2件，危及国家安全、公共安全、经济安全和社会稳定1件"
    )
    marked = '{{ nonzero("当面…次", statistics.in_person.value, statistics.by_fax.value, "；") }}'
    assert chapter.said(marked, {"in_person": 1, "by_fax": 2}) == "当面1次；传真申请2件"


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"in_person": 1}, "收到1件，为当面申请"),
        ({"by_fax": 2}, "收到2件，均为传真申请"),
        ({"in_person": 1, "by_fax": 2}, "收到3件，其中当面申请1件、传真申请2件"),
    ],
)
def test_parts_say_what_a_whole_is_made_of(chapter: ChapterFile, figures: dict[str, object], said: str) -> None:
    source = "{% set s = statistics %}\n收到{{ s.received.value }}件{{ parts(s.received.value, s.in_person.value, s.by_fax.value) }}"
    assert chapter.said(source, figures) == said


FACTS = """@facts 全年
发布信息{{ statistics.website.value }}条
{{ "减免了费用" if reductions != 0 }}
[召开会议{{ statistics.meetings.value }}次|未召开会议|]
@write 公开的情况
"""


def test_facts_that_hold_become_a_sentence(chapter: ChapterFile) -> None:
    assert chapter.said(FACTS, {"website": 5}, reductions="0") == "全年发布信息5条，未召开会议。"
    assert chapter.said(FACTS, {"meetings": 2}, reductions="1") == "全年减免了费用，召开会议2次。"


def test_without_facts_a_placeholder_stands_unless_the_office_wrote(chapter: ChapterFile) -> None:
    assert chapter.said(FACTS, {"meetings": None}, reductions="0") == "【待补充：公开的情况】"
    assert chapter.said(FACTS, {"meetings": None}, "自己写的。", reductions="0") == "自己写的。"


def test_an_indented_line_goes_on_with_the_paragraph(chapter: ChapterFile) -> None:
    source = "甲。\n  乙。\n  @facts 全年\n发布{{ statistics.website.value }}条\n丙。\n  丁。\n戊。\n"
    assert chapter.said(source, {"website": 1}) == "甲。乙。全年发布1条，丙。丁。\n戊。"


@pytest.mark.parametrize(("digits", "said"), [("", "12.3%"), (", 0", "12%"), (", 2", "12.25%")])
def test_a_share_is_rounded_half_up_to_its_digits(chapter: ChapterFile, digits: str, said: str) -> None:
    source = f"{{{{ share(statistics.in_person.value, statistics.received.value{digits}) }}}}"
    assert chapter.said(source, {"in_person": 49, "by_fax": 351}) == said


def test_figures_of_last_year_are_placeholders_without_last_year(chapter: ChapterFile) -> None:
    assert chapter.said("{{ last.statistics.fees.value }}") == "【待补充：上年的数】"


def test_every_figure_knows_its_address_words_and_unit(national_2014: Standard) -> None:
    report = examine(national_2014, answers_of(national_2014, 2016, {f"{S}by_fax.value": 2})).report
    names = names_of(national_2014, report, None)
    figures = names["statistics"]
    assert figures["by_fax"]["value"].name == Name(f"{S}by_fax.value", "传真申请", "件")
    both = figures["by_fax"]["value"] + figures["online"]["value"]
    assert (both, both.name.address) == (2, f"{S}by_fax.value + {S}online.value")
    assert names["reductions"].name == Name("cover.reductions", "减免费用的申请", "件")


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("3.同意部分公开答复数", "同意部分公开"),
        ("其中：1.当面申请数", "当面申请"),
        ("办结结果：不属于本机关公开", "不属于本机关公开"),
        ("①信息不存在数", "信息不存在"),
        ("举办培训次数", "举办培训"),
    ],
)
def test_a_label_is_said_without_number_notes_and_the_word_for_number(label: str, words: str) -> None:
    assert name_of("", label, "").words == words


def test_the_sum_of_a_group_with_a_blank_is_not_known(national_2021: Standard) -> None:
    blank = {"applications.state_secret.natural_person": None}
    report = examine(national_2021, answers_of(national_2021, 2024, blank)).report
    names = names_of(national_2021, report, None)
    assert str(names["applications"]["refused"]["total"]).find("【待补充：不予公开】") >= 0


def test_a_draft_that_fails_when_rendered_tells_its_line() -> None:
    source = "第一段。\n[{{ known }}]\n  {{ unknown }}\n"
    template = environment().from_string(jinja_of(source, "other"))
    with pytest.raises(Exception, match="unknown") as raised:
        template.render(known=1, _state=lambda *_: "given")
    assert failure(Draft("mine/chapters/other.j2", source), raised.value).startswith(
        "mine/chapters/other.j2:3: 起草时出错"
    )


def test_what_fails_when_rendered_is_told_with_file_and_line(
    national_2021: Standard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.drafting.draft_words._Functions.details", lambda *_: 1 / 0)
    figures = {"applications.state_secret.other": 1, "applications.new.other": 1}
    report = examine(national_2021, answers_of(national_2021, 2024, figures)).report
    source = national_2021.drafts["overview"].source
    line = next(n for n, text in enumerate(source.splitlines(), 1) if "details(" in text)
    with pytest.raises(DefinitionError, match=rf"national-2021/chapters/overview.j2:{line}: "):
        draft(national_2021, report)
