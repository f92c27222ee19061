"""Fillers: the words of a clause that change nothing of what it tells."""

from __future__ import annotations

import re

from generator.proofreading.manuscript import Manuscript


def fillers(manuscript: Manuscript) -> re.Pattern[str]:
    """Words that change nothing of what a clause tells: the report's own time and subject, and adverbs."""
    year = manuscript.year
    parts = [
        rf"(?:自|从)?(?:{year}年)?1月?(?:至|到|-|—|－|~)12月(?:份|底|末)?",
        rf"(?:自|从)?(?:{year}年)?1月1日起?(?:至|到)(?:{year}年)?12月31日(?:止|期间)?",
        rf"(?:截[至止]到?)?{year}年度?(?:12月31日|底|末)?(?:以来|期间|内|全年)?",
        rf"{year}[-－—–至]{year + 1}学年度?" if manuscript.school else r"本报告期内?",
        "截[至止]到?(?:本?年底|年末|目前)|全年度?|本年度?|今年以来|今年|年内|一年来|当年|目前|年度内|本学年度?|报告期内",
        "^也|^亦|^且|^故|^因此|公民|申请人|社会公众|人民群众|群众|据统计|其中|另外|此外|同时|并且|并|分别|一共|总共|累计|合计|对外",
        "依法依规|依法|依规|依照规定|按照规定|按规定|各类|各种|向社会|面向社会|通过各种渠道|通过各种方式|通过不同渠道和方式|不同渠道",
        "^(?:截至|截止|一是|二是|三是|四是|五是|六是|七是|首先|第[一二三四五六])",
        *manuscript.self_words,
        "^(?:学校|学院|全校|全院)(?!网|主页|官|信息公开网)" if manuscript.school else "",
    ]
    return re.compile("|".join(part for part in parts if part))
