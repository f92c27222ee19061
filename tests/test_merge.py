"""`nianbao merge`: the whole is the sum of its units, whichever way they are put together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from generator.batch.contribution import Contribution, added_names, numbers_of
from generator.batch.summing import Sum
from generator.command.main import main
from generator.examination import examine
from generator.flow.opening import read_answers
from generator.form.layout import letters
from generator.standard import Standard, load_standard
from generator.standard.library import standard_ids
from tests.many import WRONG, county, unit

GRANTED: dict[str, object] = {
    "applications.new.natural_person": 3,
    "applications.carried_over.natural_person": 1,
    "applications.granted.natural_person": 4,
    "disclosure.fees.amount": "0.1",
}


def whole(standard: Standard, parts: list[Contribution]) -> Contribution:
    """The contribution that the sum of contributions makes in a sum above it, by way of its own answers and their examination."""
    total = Sum(standard)
    for part in parts:
        total.add(part)
    year = standard.file.span[0]
    report = examine(standard, total.answers("某县", year, "sum")).report
    return Contribution("sum", "某县", standard.id, year, numbers=numbers_of(standard, report))


@pytest.mark.parametrize("name", standard_ids())
@settings(max_examples=4, deadline=None)
@given(data=some.data())
def test_merging_merges_is_merging_all(name: str, data: some.DataObject) -> None:
    standard = load_standard(name)
    chance = data.draw(some.randoms(use_true_random=False))
    kinds = [
        standard.figures[n].kind if n in standard.figures else standard.questions[n.removeprefix("cover.")].kind
        for n in added_names(standard)
    ]

    def number(kind: str) -> int | Decimal | None:
        if chance.random() < 0.1:
            return None
        if kind in ("money", "amount"):
            return Decimal(chance.randrange(10**6)) / 100
        return chance.randrange(-50 if kind == "signed_count" else 0, 1000)

    units = [Contribution(str(n), str(n), numbers=tuple(map(number, kinds))) for n in range(chance.randint(1, 9))]
    counties: list[list[Contribution]] = [[] for _ in range(chance.randint(1, 4))]
    for part in units:
        chance.choice(counties).append(part)
    parts = [whole(standard, part) for part in counties if part]
    assert whole(standard, parts).numbers == whole(standard, units).numbers


def test_merging_merged_files_is_merging_all_files(tmp_path: Path) -> None:
    names = [f"第{number}局" for number in range(5)]
    together, one, other = county(tmp_path / "all", *names[2:]), tmp_path / "one", tmp_path / "other"
    for number, name in enumerate(names[:2]):
        (together / f"{name}.yaml").write_text(unit(name, GRANTED), encoding="utf-8")
        county(tmp_path / "one").joinpath(f"{number}.yaml").write_text(unit(name, GRANTED), encoding="utf-8")
    county(other, *names[2:])
    above = tmp_path / "above"
    assert main(["merge", str(one), "-o", str(above / "one.xlsx"), "--agency", "甲县"]) == 0
    assert main(["merge", str(other), "-o", str(above / "other.json"), "--agency", "乙县"]) == 0
    above.joinpath("other-各单位数.xlsx").rename(tmp_path / "shares.xlsx")
    assert main(["merge", str(above), "-o", str(tmp_path / "twice.yaml")]) == 0
    assert main(["merge", str(together), "-o", str(tmp_path / "once.yaml")]) == 0
    once, twice = (
        (tmp_path / name).read_text("utf-8").partition("# 已经加进来的单位") for name in ("once.yaml", "twice.yaml")
    )
    assert once[0] == twice[0]
    assert {name for name in names if name in twice[2]} == set(names)  # and the counties themselves
    sums = {a: answer.text for a, answer in read_answers(tmp_path / "once.yaml").figures.items()}
    assert (sums["applications.carried_over.natural_person"], sums["disclosure.fees.amount"]) == ("2", "0.2")


def test_the_contribution_of_each_unit_to_each_cell_is_told(tmp_path: Path) -> None:
    folder = county(tmp_path / "in", "甲局")
    (folder / "乙局.yaml").write_text(unit("乙局", GRANTED), encoding="utf-8")
    assert main(["merge", str(folder), "-o", str(folder / "全县.xlsx")]) == 0
    assert main(["merge", str(folder), "-o", str(folder / "全县.xlsx")]) == 0  # the sum itself is no unit
    rows = list(load_workbook(folder / "全县.xlsx")["各单位数"].iter_rows(values_only=True))
    at = next(n for n in range(len(rows[0])) if (rows[0][n], rows[3][n]) == ("三、收到和处理申请情况", "D6"))
    assert (rows[1][at], rows[2][at]) == ("一、本年新收政府信息公开申请数量", "自然人")
    assert {row[0]: row[at] for row in rows[4:]} == {
        "合计": f"=SUM({letters(at + 1)}6:{letters(at + 1)}7)",
        "甲局": 0,
        "乙局": 3,
    }


def test_a_sum_leads_to_what_each_unit_gave_and_back(tmp_path: Path) -> None:
    folder = county(tmp_path / "in", "甲局", "乙局")
    for name in ("全县.xlsx", "全县.yaml"):
        assert main(["merge", str(folder), "-o", str(tmp_path / name)]) == 0
    book, beside = (load_workbook(tmp_path / name) for name in ("全县.xlsx", "全县-各单位数.xlsx"))
    figures, shares = book["三、收到和处理申请情况"], book["各单位数"]
    units = figures["D6"].hyperlink.location
    column = units.split("!")[1].split(":")[0].rstrip("6")
    assert units == f"'各单位数'!{column}6:{column}7"
    assert [shares[f"{column}{row}"].value for row in (4, 6, 7)] == ["D6", *[figures["D6"].value / 2] * 2]
    assert shares[f"{column}5"].hyperlink.location == beside["各单位数"][f"{column}5"].hyperlink.location == units
    assert shares[f"{column}4"].hyperlink.location == "'三、收到和处理申请情况'!D6"
    assert beside["各单位数"][f"{column}4"].hyperlink is None


def test_units_with_errors_are_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, target = county(tmp_path / "in", "甲局"), tmp_path / "全县.xlsx"
    (folder / "乙局.yaml").write_text(unit("乙局", WRONG), encoding="utf-8")
    assert main(["merge", str(folder), "-o", str(target)]) == 1
    assert "乙局.yaml：“乙局”有 1 处错误" in capsys.readouterr().err
    assert not target.exists()
    assert main(["merge", str(folder), "-o", str(target), "--without-errors"]) == 1
    assert "没有加进去：乙局" in capsys.readouterr().err
    assert read_answers(target).figures["applications.new.natural_person"].text == "0"
    assert main(["merge", str(folder), "-o", str(target), "--with-errors"]) == 1  # the whole has the same error
    assert "有错误也加进去了：乙局" in capsys.readouterr().err
    assert read_answers(target).figures["applications.new.natural_person"].text == "5"


def test_nothing_is_counted_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, target = county(tmp_path / "in", "甲局", "乙局"), tmp_path / "全县.xlsx"
    assert main(["merge", str(folder), "-o", str(folder / "小计.xlsx"), "--agency", "甲县"]) == 0
    assert main(["merge", str(folder), "-o", str(target)]) == 1
    assert "小计.xlsx、甲局.yaml：“甲局”会算两次" in capsys.readouterr().err
    (folder / "小计.xlsx").unlink()
    (folder / "again.yaml").write_text(unit("甲 局"), encoding="utf-8")
    assert main(["merge", str(folder), "-o", str(target)]) == 1
    assert "会算两次" in capsys.readouterr().err


def test_an_older_sum_kept_beside_the_new_one_is_left_aside_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    city, units = tmp_path / "市", county(tmp_path / "甲", "甲一局", "甲二局")
    for figures in ({}, {"disclosure.licences.licence_decisions": 7}):
        (units / "甲一局.yaml").write_text(unit("甲一局", dict(figures)), encoding="utf-8")
        assert main(["merge", str(units), "-o", str(city / "甲.xlsx"), "--agency", "甲县"]) == 0
    assert (city / "甲.1.xlsx").is_file()
    assert main(["merge", str(city), "-o", str(tmp_path / "全市.yaml"), "--agency", "某市"]) == 0
    assert read_answers(tmp_path / "全市.yaml").figures["disclosure.licences.licence_decisions"].text == "7"
    capsys.readouterr()
    main(["check", str(city)])
    assert "甲.1.xlsx：甲.xlsx 的旧文件，重新生成时另存的" in capsys.readouterr().out


def test_units_counted_twice_by_the_same_files_are_told_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units, city = county(tmp_path / "甲", "甲一局", "甲二局"), tmp_path / "市"
    for name in ("甲", "再来一次"):
        assert main(["merge", str(units), "-o", str(city / f"{name}.xlsx"), "--agency", "甲县"]) == 0
    capsys.readouterr()
    assert main(["merge", str(city), "-o", str(tmp_path / "全市.yaml"), "--agency", "某市"]) == 1
    told = capsys.readouterr().err
    assert told.count("会算两次") == 1
    assert "等 3 个单位会算两次" in told


def test_another_year_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = county(tmp_path / "in", "甲局", "乙局")
    (folder / "丙局.yaml").write_text(unit("丙局", year=2023), encoding="utf-8")
    assert main(["merge", str(folder), "-o", str(tmp_path / "全县.xlsx")]) == 1
    assert "“丙局”的是 2023 年度" in capsys.readouterr().err


def test_blanks_are_told_by_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = county(tmp_path / "in", "甲局")
    (folder / "乙局.yaml").write_text(unit("乙局", {"disclosure.fees.amount": None}), encoding="utf-8")
    assert main(["merge", str(folder), "-o", str(tmp_path / "全县.xlsx")]) == 0
    assert "有空格没有填，按已填的相加：乙局（1 格）" in capsys.readouterr().err


def test_a_given_report_of_the_whole_is_compared_cell_by_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = county(tmp_path / "in", "甲局", "乙局")
    given_whole = tmp_path / "county.yaml"
    given_whole.write_text(unit("某县", GRANTED), encoding="utf-8")
    assert main(["merge", str(folder), "--against", str(given_whole)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("county.yaml：4 格不等于各单位之和\n")
    assert "[A9]" in out
    assert "填的是 0.1，各单位之和是 0，相差 0.1" in out
    assert main(["check", str(given_whole), "--against", str(folder)]) == 1
    assert capsys.readouterr().out == out
    given_whole.write_text(unit("某县"), encoding="utf-8")
    assert main(["merge", str(folder), "--against", str(given_whole)]) == 0
    assert main(["check", str(given_whole), "--against", str(folder)]) == 0


def listed(path: Path, *names: str) -> str:
    path.write_text("\n".join(names), encoding="utf-8")
    return str(path)


def test_a_unit_not_on_the_list_is_refused_naming_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = county(tmp_path / "in", "示例县教育局", "示例县城管局")
    units = listed(tmp_path / "a.txt", "示例县教育局", "示例县城市管理局", "示例县民政局")
    merge = ["merge", str(folder), "-o", str(tmp_path / "全县.xlsx"), "--units", units]
    assert main(merge) == 1
    assert "“示例县城管局”不在名单上，最像“示例县城市管理局”" in capsys.readouterr().err
    assert not (tmp_path / "全县.xlsx").exists()
    (tmp_path / "b.csv").write_text("单位,简称\n示例县教育局,\n示例县城市管理局,示例县城管局\n", encoding="utf-8")
    assert main([*merge[:-1], str(tmp_path / "b.csv")]) == 0
    (folder / "x.yaml").write_text(unit("示例县城市管理局"), encoding="utf-8")
    assert main([*merge[:-1], str(tmp_path / "b.csv")]) == 1
    assert "会算两次" in capsys.readouterr().err


def test_one_unit_under_two_names_is_refused_without_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = county(tmp_path / "in", "乙局")
    for name in ("示例县城管局", "示例县城市管理局"):
        text = {"other": f"{name}全年公开127条。"}
        (folder / f"{name}.yaml").write_text(unit(name, GRANTED, text), encoding="utf-8")
    assert main(["merge", str(folder), "-o", str(tmp_path / "全县.xlsx")]) == 1
    assert "“示例县城市管理局”和“示例县城管局”的数和文字完全一样" in capsys.readouterr().err
    units = listed(tmp_path / "a.txt", "乙局", "示例县城管局", "示例县城市管理局")  # a list knows that they are two
    assert main(["merge", str(folder), "-o", str(tmp_path / "全县.xlsx"), "--units", units]) == 0
    assert "数和文字完全一样" in capsys.readouterr().err


def test_a_file_in_the_name_of_another_unit_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = county(tmp_path / "in", "甲镇人民政府")
    (folder / "乙镇人民政府.yaml").write_text(unit("丙镇人民政府"), encoding="utf-8")
    units = listed(tmp_path / "a.txt", "甲镇人民政府", "乙镇人民政府", "丙镇人民政府")
    assert main(["merge", str(folder), "-o", str(tmp_path / "全县.xlsx"), "--units", units]) == 1
    assert "文件名是“乙镇人民政府”，编制机关写的是“丙镇人民政府”" in capsys.readouterr().err


def test_units_of_a_sum_are_known_whatever_it_is_called_and_where_its_side_file_went(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, above = county(tmp_path / "in", "甲局", "乙局"), tmp_path / "above"
    for name in ("甲县.yaml", "甲县.json"):
        assert main(["merge", str(folder), "-o", str(above / name), "--agency", "甲县"]) == 0
        (above / name).rename(above / f"1{name}")
        (above / "2甲局.yaml").write_text(unit("甲 局"), encoding="utf-8")
        assert main(["merge", str(above), "-o", str(tmp_path / "市.xlsx")]) == 1
        assert "会算两次" in capsys.readouterr().err
        (above / f"1{name}").unlink()
    (above / "丁县.yaml").write_text(unit("丁县"), encoding="utf-8")  # the side file lies there still, and is no unit's
    assert main(["merge", str(above), "-o", str(tmp_path / "市.xlsx")]) == 0
    assert "2 个文件相加" in capsys.readouterr().err


def test_a_second_merge_keeps_what_was_typed_and_tells_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, target = county(tmp_path / "in", "甲局", "乙局"), tmp_path / "全县.xlsx"
    merge = ["merge", str(folder), "-o", str(target), "--agency", "某县"]
    assert main(merge) == 0
    book = load_workbook(target)
    cells = {cell.value: cell for row in book["封面"].iter_rows() for cell in row if cell.column == 1}
    book["封面"].cell(cells["成文日期"].row, 2).value = "2025年3月20日"
    heads = {row[0].value: row[2] for row in book["各章文字"].iter_rows(min_row=2)}
    next(cell for title, cell in heads.items() if "其他" in str(title)).value = "全县的其他事项。"
    book.save(target)
    (folder / "乙局.yaml").write_text(unit("乙局", GRANTED), encoding="utf-8")
    (folder / "丙局.yaml").write_text(unit("丙局"), encoding="utf-8")
    capsys.readouterr()
    assert main(merge) == 0
    err = capsys.readouterr().err
    assert "4 格的数变了；文字、封面、日期都留着" in err
    assert "三、收到和处理申请情况!D6 一、本年新收政府信息公开申请数量“自然人”：原来是 0，现在是 3" in err
    assert "数变了的：乙局（乙局.yaml），4 格" in err
    assert "新加进来的：丙局" in err
    answers = read_answers(target)
    assert (answers.questions["date"].text, answers.questions["agency"].text) == ("2025年3月20日", "某县")
    assert [answer.text for answer in answers.texts.values()] == ["全县的其他事项。"]
    assert answers.figures["applications.new.natural_person"].text == "3"
    assert main([*merge]) == 0
    assert "数没有变" in capsys.readouterr().err


def test_fees_left_blank_without_notices_are_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, cover in (("甲局", "  fee_notices: 0"), ("乙局", "  fee_notices: 1\n  fees_noticed: 200")):
        (folder / f"{name}.yaml").write_text(unit(name).replace("cover:", f"cover:\n{cover}"), encoding="utf-8")
    assert main(["merge", str(folder), "-o", str(tmp_path / "a.yaml")]) == 0
    assert "收费通知总金额”没有带入" not in capsys.readouterr().err
    assert read_answers(tmp_path / "a.yaml").questions["fees_noticed"].text == "200"


def test_a_unit_left_out_for_its_errors_has_handed_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = county(tmp_path / "in", "甲局")
    (folder / "乙局.yaml").write_text(unit("乙局", WRONG), encoding="utf-8")
    units = listed(tmp_path / "a.txt", "甲局", "乙局", "丙局")
    assert main(["merge", str(folder), "-o", str(tmp_path / "a.xlsx"), "--units", units, "--without-errors"]) == 1
    err = capsys.readouterr().err
    assert "没有加进去：乙局" in err
    assert "没有报的单位 1 个：丙局" in err


def test_forms_and_reports_of_one_county_add_up_as_its_forms_do(tmp_path: Path) -> None:
    """A third of the units send Word reports, a third texts; one figure each, so that no two units are alike."""
    forms, mixed = tmp_path / "forms", tmp_path / "mixed"
    forms.mkdir()
    mixed.mkdir()
    names = [f"示例县第{number}镇人民政府" for number in range(1, 10)]
    for number, name in enumerate(names, 1):
        figures = {
            **GRANTED,
            "disclosure.licences.licence_decisions": number * 7,
            "disclosure.fees.amount": f"{number}.5",
        }
        (forms / f"{name}.yaml").write_text(unit(name, figures), encoding="utf-8")
        if number % 3:
            out = tmp_path / "out" / name
            assert main(["build", str(forms / f"{name}.yaml"), "-o", str(out)]) == 0
            suffix = ".docx" if number % 3 == 1 else ".txt"
            (file,) = out.glob(f"*{suffix}")
            file.rename(mixed / file.name)
        else:
            (mixed / f"{name}.yaml").write_text(unit(name, figures), encoding="utf-8")
    units = listed(tmp_path / "a.txt", *names)
    for folder in (forms, mixed):
        assert main(["merge", str(folder), "-o", str(tmp_path / f"{folder.name}.yaml"), "--units", units]) == 0
    sums = [read_answers(tmp_path / f"{kind}.yaml").figures for kind in ("forms", "mixed")]
    told = [{address: answer.text for address, answer in one.items()} for one in sums]
    assert told[0] == told[1]
    assert told[0]["disclosure.licences.licence_decisions"] == str(7 * 45)


def test_a_second_sum_of_many_units_names_whose_files_changed_whether_the_side_file_is_known_or_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.command.merged_files.MOST_WITHIN", 1)
    folder, target = county(tmp_path / "in", "甲局", "乙局"), tmp_path / "全县.xlsx"
    beside = tmp_path / "全县-各单位数.xlsx"
    for licences, known in ((3, True), (5, True), (7, False)):
        if not known:  # opened and saved by somebody: what was kept for it counts no more
            book = load_workbook(beside)
            book.save(beside)
        figures: dict[str, object] = {"disclosure.licences.licence_decisions": licences}
        (folder / "乙局.yaml").write_text(unit("乙局", figures), encoding="utf-8")
        capsys.readouterr()
        assert main(["merge", str(folder), "-o", str(target), "--agency", "甲县"]) == 0
        if licences > 3:
            assert "数变了的：乙局（乙局.yaml），1 格" in capsys.readouterr().err
    row = [cell.value for cell in load_workbook(beside)["各单位数"][6]]
    assert (row[0], row[1], 7 in row) == ("乙局", "乙局.yaml", True)


def test_names_in_the_sheet_of_many_units_stay_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.command.merged_files.MOST_WITHIN", 0)
    folder, name = tmp_path / "in", "=1+1<&>局"
    folder.mkdir()
    (folder / "甲.yaml").write_text(unit("甲局").replace("甲局", name), encoding="utf-8")
    assert main(["merge", str(folder), "-o", str(tmp_path / "全县.xlsx"), "--agency", "甲县"]) == 0
    cell = load_workbook(tmp_path / "全县-各单位数.xlsx")["各单位数"]["A6"]
    assert (cell.value, cell.data_type) == (name, "s")
