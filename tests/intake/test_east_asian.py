# ruff: noqa: E501 (a text is easier to read in one line)
"""One damaged byte of a text in Chinese, Japanese or Korean costs that place and nothing else."""

from __future__ import annotations

import re

import pytest

from annotator.intake.decode import decode

TEXTS = {
    "gbk": "据当地官员星期一表示，武装分子袭击了该镇，造成至少十二人死亡，数百名居民逃往沙漠地区。",
    "gb18030": "缅甸军方周五说，佤邦联合军在边境地区的冲突中损失了3辆装甲车，另有7名士兵受伤。",
    "big5": "據當地官員星期一表示，武裝分子襲擊了該鎮，造成至少十二人死亡，數百名居民逃往沙漠地區。",
    "cp932": "政府軍は月曜日、北部の町を攻撃し、少なくとも１２人が死亡したと発表した。住民は避難している。",
    "euc_jp": "ミャンマー国軍は金曜日、国境地帯での衝突で装甲車３両を失い、兵士７人が負傷したと述べた。",
    "cp949": "정부군은 월요일 북부 마을을 공격해 최소 12명이 숨졌다고 발표했다. 주민들은 사막으로 피란했다.",
}


@pytest.mark.parametrize("encoding", TEXTS)
@pytest.mark.parametrize("lines", [3, 40])
@pytest.mark.parametrize("damage", ["lost", "put in", "changed"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_the_rest_of_the_text_is_kept_and_the_place_named(
    encoding: str, lines: int, damage: str, share: float
) -> None:
    sound = [f"{TEXTS[encoding]}（{number}）" for number in range(lines)]
    data = "\n".join(sound).encode(encoding)
    at = int(share * len(data))
    while data[at] < 0x80 or data[at - 1] < 0x80:  # not at the edge of a run
        at += 1
    after = {"lost": b"", "put in": b"\xff" + data[at : at + 1], "changed": b"\xff"}[damage]
    decoded = decode(data[:at] + after + data[at + 1 :])
    line = data.count(b"\n", 0, at)
    read = decoded.text.split("\n")
    assert decoded.encoding == encoding.replace("gbk", "gb18030")
    assert read[:line] + read[line + 1 :] == sound[:line] + sound[line + 1 :]
    kept = sum(char in read[line] for char in sound[line])
    assert kept > 0.85 * len(sound[line])
    if damage == "lost" and encoding in ("big5", "cp932"):
        return  # what is left of a character may be a letter
    assert "�" in read[line]
    assert decoded.note is not None
    place = re.search(r"byte (\d+) cannot|first is byte (\d+)", decoded.note)
    assert place is not None
    assert abs(int(place[1] or place[2]) - at) < 12


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_byte_that_became_zero_is_a_damaged_place(encoding: str) -> None:
    sound = [f"{TEXTS[encoding]}（{number}）" for number in range(5)]
    data = "\n".join(sound).encode(encoding)
    at = data.index(b"\n") + 21
    decoded = decode(data[:at] + b"\0" + data[at + 1 :])
    read = decoded.text.split("\n")
    assert read[:1] + read[2:] == sound[:1] + sound[2:]
    assert "it is damaged: " in (decoded.note or "")


@pytest.mark.parametrize("encoding", TEXTS)
def test_sound_text_is_not_touched(encoding: str) -> None:
    text = "\n".join(f"{TEXTS[encoding]}（{number}）" for number in range(9))
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.is_mended) == (text, False)


@pytest.mark.parametrize("declared", ["gb2312", None])
def test_what_the_document_says_or_a_person_is_believed(declared: str | None) -> None:
    data = (TEXTS["gbk"] * 2).encode("gbk")
    damaged = data[:31] + b"\xff" + data[32:]
    decoded = decode(damaged, declared=declared, encoding=None if declared else "gbk")
    assert (decoded.encoding, decoded.text.count("�") <= 2) == ("gb18030", True)
    assert decoded.text.endswith((TEXTS["gbk"] * 2)[20:])


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Вооружённые люди напали на город в понедельник, погибли двенадцать человек. "),
        ("koi8-r", "Вооруженные люди напали на город в понедельник, погибли двенадцать человек. "),
        ("cp1256", "قال مسؤولون يوم الاثنين إن مسلحين هاجموا البلدة وقتلوا اثني عشر شخصا. "),
        ("cp1253", "Ένοπλοι επιτέθηκαν στην πόλη τη Δευτέρα και σκότωσαν δώδεκα ανθρώπους. "),
        ("cp874", "กลุ่มติดอาวุธโจมตีเมืองเมื่อวันจันทร์ มีผู้เสียชีวิตอย่างน้อยสิบสองคน "),
        ("cp1252", "Des hommes armés ont attaqué la ville lundi, tuant douze personnes à Évreux. "),
    ],
)
def test_text_in_other_scripts_is_none_of_it(encoding: str, text: str) -> None:
    decoded = decode((text * 4).encode(encoding))
    assert "damaged" not in (decoded.note or "")
    assert decoded.text.count(text.split()[0]) >= 4
