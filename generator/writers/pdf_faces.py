"""The fonts a PDF is set in: those of the office where the computer has them, else the nearest there are, which is told."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from generator.errors import OutputError

_SONG = ("SimSun", "NSimSun", "STSong", "Songti SC")
_WANTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "title": ("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong")),
    "body": ("仿宋_GB2312", ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong")),
    "kai": ("楷体_GB2312", ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "STKaiti", "Kaiti SC")),
    "hei": ("黑体", ("SimHei", "黑体", "STHeiti", "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC")),
    "plain": ("宋体", _SONG),
}
# What any Chinese text can be set in, the best first.
_ANY = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    *_SONG,
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "AR PL UMing CN",
    "Droid Sans Fallback",
)


class Faces(NamedTuple):
    """For each face of the report the fonts it is set in, the first first; `note` tells which were not there."""

    fonts: dict[str, list[str]]
    note: str


def faces_of(families: Collection[str]) -> Faces:
    """The faces, of the fonts a computer has; raises OutputError where none has Chinese characters."""
    fallback = [name for name in _ANY if name in families]
    fonts = {face: [name for name in names if name in families] for face, (_, names) in _WANTED.items()}
    if not fallback and not all(fonts.values()):
        raise OutputError(
            "电脑上没有中文字体，生成不了 PDF。请装上仿宋、黑体、楷体、宋体，或者开源的“思源宋体”（Noto Serif CJK SC），再试一次。"
        )
    missing = [wanted for face, (wanted, _) in _WANTED.items() if not fonts[face]]
    note = f"电脑上没有{'、'.join(missing)}，PDF 里改用 {fallback[0]}。" if missing else ""
    return Faces({face: [*found, *fallback] for face, found in fonts.items()}, note)
