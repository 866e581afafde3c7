"""Foreign texts are set aside, and English ones never."""

from __future__ import annotations

import pytest

from herodotus.errors import NotEnglish
from herodotus.sources.language import foreign_language, refuse_foreign

FOREIGN = {
    "es": "Al menos doce soldados murieron el lunes en un ataque en el departamento "
    "de Arauca, informó el ejército.",
    "fr": "Au moins douze soldats ont été tués lundi dans une attaque dans le nord du "
    "pays, selon l'armée.",
    "de": "Mindestens zwölf Soldaten sind am Montag bei einem Angriff im Osten des "
    "Landes getötet worden, teilte die Armee mit.",
    "tr": "Milli Savunma Bakanlığı, pazartesi günü düzenlenen saldırıda iki askerin "
    "öldüğünü ve beş askerin de yaralandığını açıkladı.",
    "az": "Müdafiə Nazirliyi bildirib ki, bazar ertəsi baş verən hücum nəticəsində "
    "altı mülki şəxs həlak olub.",
    "id": "Sedikitnya dua belas tentara tewas pada hari ini dalam serangan di wilayah "
    "utara, kata juru bicara militer.",
    "ru": "Двенадцать солдат погибли в понедельник, сообщило министерство.",
    "uk": "Міністерство оборони повідомило про загибель дванадцяти військових.",
    "ar": "قتل اثنا عشر جنديا على الأقل يوم الاثنين في هجوم",
    "hy": "Պաշտպանության նախարարությունը հայտնել է տասներկու զոհի մասին",
    "zh": "国防部星期一表示，有十二名士兵死亡。",
}

ENGLISH = {
    "prose": "Twelve soldiers were killed on Monday in an attack on the border.",
    "a headline": "Gunmen kill twelve soldiers",
    "capitals": "GUNMEN KILL TWELVE SOLDIERS NEAR BORDER, WOUND FIVE OTHERS",
    "Spanish names": "SAN MIGUEL, SAN VICENTE, LA PAZ, SANTA ANA, EL REAL",
    "a list of names": "Luis Alfredo Gonzalez Chacon, Pedro Zambrano Delgado, Juan de "
    "la Cruz Perez, Maria del Carmen Lopez de Soto, Jose Antonio Rivera",
    "Azerbaijani names": "Killed: Elçin Quliyev, Rəşad Məmmədov, Vüsal Əliyev, Nicat "
    "Həsənov, Orxan Hüseynov",
    "numbers": "12, 15, 32 (2020)",
    "one foreign sentence": "He wrote: “Nous avons perdu douze soldats.” The army said "
    "that the letter was from one of its officers, and that it had been sent to him.",
    "no function words": "Suspected militants killed eighteen people, including "
    "children, wounded eleven others",
}


@pytest.mark.parametrize(("code", "text"), FOREIGN.items(), ids=FOREIGN.keys())
def test_foreign_text_is_told(code: str, text: str) -> None:
    assert foreign_language(text) == code


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH.keys())
def test_english_is_never_refused(text: str) -> None:
    assert foreign_language(text) is None
    assert foreign_language(text.upper()) is None


def test_the_error_names_the_language_and_the_file() -> None:
    with pytest.raises(NotEnglish, match=r"a\.txt is in French") as caught:
        refuse_foreign(FOREIGN["fr"], where="a.txt")
    assert caught.value.language == "fr"


@pytest.mark.parametrize(
    "label", ["en", "EN", "en-GB", "eng", "English", "en_US", "und", ""]
)
def test_labels_of_english_are_believed(label: str) -> None:
    refuse_foreign(ENGLISH["prose"], where="a.txt", label=label)


@pytest.mark.parametrize(
    ("label", "name"),
    [("fr", "French"), ("pt-BR", "Portuguese"), ("Klingon", "Klingon")],
)
def test_labels_of_other_languages_are_believed(label: str, name: str) -> None:
    with pytest.raises(NotEnglish, match=name):
        refuse_foreign(ENGLISH["prose"], where="a.txt", label=label)


def test_a_label_of_english_does_not_make_russian_readable() -> None:
    with pytest.raises(NotEnglish, match="Russian"):
        refuse_foreign(FOREIGN["ru"], where="a.txt", label="en")
