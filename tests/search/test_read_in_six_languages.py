"""Families of everyday words on the repository's own thesaurus: what they are read as, and what they are not."""

import pytest

from catalog.bootstrap import App
from catalog.domain.search import SearchRequest, Understood

READ_AS = {
    "kept-in-house": (
        "blur faces, nothing may leave the house",
        "flouter des visages, rien ne doit sortir",
        "difuminar caras sin subir nada",
        "размыть лица, ничего не отправлять",
        "طمس الوجوه دون رفع الصور",
        "人脸打码 不能上云",
    ),
    "open-source": (
        "speaker recognition, BSD or Apache",
        "licence permissive pour la transcription",
        "transcripción con licencia abierta",
        "распознавание речи, опенсорсный",
        "تفريغ صوتي أوبن سورس",
        "可商用 语音转写",
    ),
    "sextortion": (
        "my son is being blackmailed",
        "ma nièce est victime de chantage",
        "a mi hermana la extorsionan",
        "сестру шантажируют",
        "واحد يبتزها بصورها",
        "裸聊 被勒索",
    ),
    "translation": (
        "a letter, want it in English",
        "lettre, il me le faut en français",
        "carta, pasarlo al español",
        "письмо, нужно на русском",
        "رسالة، أحتاجها مترجمة",
        "信件 译成中文",
    ),
    "unannounced-use": (
        "camera system tried in secret",
        "caméras testées en secret",
        "cámaras usadas sin avisar, uso oculto",
        "тайное использование камер",
        "استخدام سري للكاميرات",
        "秘密使用摄像头系统",
    ),
    "withdrawn": (
        "pulled back by the developers",
        "retiré par ses créateurs",
        "retirado por sus creadores",
        "отозван разработчиками",
        "سحبه مطوروه",
        "开发者撤回",
    ),
}
CASES = [(concept, text) for concept, texts in READ_AS.items() for text in texts]

NOT_READ_AS = (
    ("which town was she photographed in", "photographer"),
    ("speech recognition, nothing to the cloud", "plants-animals-weather"),
    ("detector looks fine in the lab", "fine"),
    ("video of a woman filmed in secret", "unannounced-use"),
    ("coche negro en el vídeo", "bias"),
    ("رجل طعن بسكين في الفيديو", "contestability"),
)
"""Words with two meanings, and the topic of the other one."""


def _understood(app: App, text: str) -> Understood:
    return app.read.index.search(SearchRequest(text=text, size=1)).understood


def _concepts(understood: Understood) -> set[str]:
    return {part.concept for part in (*understood.topics, *understood.filters)}


@pytest.mark.parametrize(("concept", "text"), CASES)
def test_everyday_words_are_read_in_each_language(real_app: App, concept: str, text: str) -> None:
    """What offices, victims, parents and reviewers say leads to the topic or limit that they mean."""
    assert concept in _concepts(_understood(real_app, text))


@pytest.mark.parametrize(("text", "other"), NOT_READ_AS)
def test_a_word_with_two_meanings_is_not_read_as_the_other(real_app: App, text: str, other: str) -> None:
    """A label is narrow enough to leave other meanings of its words alone."""
    assert other not in _concepts(_understood(real_app, text))
