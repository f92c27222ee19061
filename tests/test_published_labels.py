"""Labels of published tables that stand in sentences, are damaged, or could be of two rows."""

from __future__ import annotations

from tests.report_texts import APPLICATIONS, figures_told_in, report_of, row_of, statistics


def test_labels_named_in_sentences_are_not_taken() -> None:
    prose = "2023年有关情况说明如下，具体数字见下表和本报告其他各章的说明。\n（一）予以公开 9 9 9 9 9 9 9\n另有说明的情况不再逐一列出，请见本报告的其他部分。\n"
    found = figures_told_in(report_of(prose * 2 + APPLICATIONS, "national-2021", 2023), "applications")
    assert row_of(found, "granted") == ["1", "", "", "", "", "", "1"]


def test_damaged_labels_are_not_guessed_but_for_a_remark_that_stands_whole() -> None:
    report = report_of(
        statistics(
            "一、主动公开情况 ——",
            " ?。ㄒ唬┲鲃庸\ue0a6_政府信息数    ?。ú煌\ue0e2\ue47c篮头绞焦\ue0a6_相同信息计1条)  498    ",
            "      其中:主动公开规范性文件数  28",
            "     5.其他方式公开政府信息数  0",
            "二、回应解读情况 ——",
            " ?。ㄒ唬┗貞\ue018\ue06e婈P注热点或重大舆情数      (不同方式回应同一热点或舆情计1次)  3",
            "三、依申请公开情况 ——",
            " ?。ㄒ唬┦盏缴暾垟?/td>  5",
        )
    )
    found = figures_told_in(report)
    assert found["disclosed.value"] == "498"
    assert found["normative_disclosed.value"] == "28"
    assert found["other_channels.value"] == "0"
    assert "5" not in found.values()
    assert len(report.broken) == 3
    assert all(line.table for line in report.lines if line in report.broken)


def test_a_label_that_stands_twice_goes_by_its_order() -> None:
    tail = ["四、行政复议数量  1", "（二）被依法纠错数  件  1", "五、行政诉讼数量  2", "(二)被依法纠错数  2"]
    body = statistics().replace("六、举报投诉数量  件  0", "\n".join([*tail, "六、举报投诉数量  件  无"]))
    found = figures_told_in(report_of(body))
    assert found["reviews_corrected.value"] == "1"
    assert found["lawsuits_corrected.value"] == "2"
    assert found["complaints.value"] == ""


def test_a_label_that_could_be_either_of_two_rows_is_not_told() -> None:
    body = statistics().replace(
        "六、举报投诉数量  件  0", "四、行政复议数量  1\n（二）被依法纠错数  件  1\n六、举报投诉数量  件  0"
    )
    assert "reviews_corrected.value" not in figures_told_in(report_of(body))


def test_a_word_in_place_of_a_figure_is_not_a_blank() -> None:
    found = figures_told_in(
        report_of(statistics("1.政府公报公开政府信息数  条  未统计", "2.政府网站公开政府信息数  条  —"))
    )
    assert "gazette.value" not in found
    assert found["website.value"] == ""
