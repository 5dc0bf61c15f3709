"""How a search was read, and why a result is here."""

from dataclasses import replace

from catalog.domain.search import SearchRequest
from catalog.queries.views import Choice, UnderstoodPart, UnderstoodView, WhyView
from catalog.ui.parts.reading import limits_note, meant, part_help, part_name, read_as, reading_sentence
from catalog.ui.parts.reasons import reason
from catalog.ui.parts.results import note_list, nothing_found, said
from tests.ui import sample_views as sample
from tests.ui.reading import Read


def test_the_reading_is_one_sentence() -> None:
    """Topics, limits and corrections follow each other in words; a plain search has no sentence."""
    assert reading_sentence(sample.understood()) == (
        "Read as: looking for face recognition, limited to open source, works offline, reading “fase” as “face”."
    )
    assert reading_sentence(sample.understood(topics=(), corrections=())) == (
        "Read as: limited to open source, works offline."
    )
    assert reading_sentence(UnderstoodView()) == ""


def test_the_reading_is_read_out_with_the_count() -> None:
    """What screen readers hear of an answer holds the sentence; a plain search has none."""
    assert "Read as: looking for face recognition" in said(sample.search_page(understood=sample.understood()))
    assert "Read as" not in said(sample.search_page())


def test_each_part_of_the_reading_is_a_link_that_undoes_it() -> None:
    """A part leads to the same search without it, from the first page; an undone one leads back."""
    request = SearchRequest("fase", {"cost": ("free",)}, page=2, undone=("word:fase",))
    undone = (UnderstoodPart("word:fase", "face", ()),)
    links = Read(
        read_as(sample.search_page(request, understood=sample.understood()), undone, why=True)
    ).links()

    assert links[0] == "/?q=fase&cost=free&undone=word%3Afase&undone=topic%3Aface-recognition&why=1"
    assert links[-1] == "/?q=fase&cost=free&why=1"
    assert len(links) == 5
    assert read_as(sample.search_page(request), (), why=False).text == ""


def test_a_part_says_where_it_comes_from() -> None:
    """A part names the words that were read and, for a limit, facet and value; a "no" keeps its own label."""
    topic, limit = sample.understood().topics[0], sample.understood().filters[0]
    no = UnderstoodPart("limit:x:biometric", "no biometrics", ("x",), "Biometric", ("No",))

    assert part_help(topic) == "Read from “fase recognition”. Select to undo this."
    assert part_help(limit).startswith("Read from “open source”. Licence: Open source. ")
    assert part_name(no) == "no biometrics"


def test_loose_limits_are_said() -> None:
    """When tools outside the limits follow, a sentence says so."""
    view = sample.understood()
    loose = replace(view, filters=tuple(replace(part, relaxed=True) for part in view.filters))
    assert "others follow" in limits_note(loose).text
    assert limits_note(view).text == ""


def test_another_text_is_read_anew() -> None:
    """The link of "did you mean" keeps filters and forgets page and undone parts; without another text there is none."""
    request = SearchRequest("fase", {"cost": ("free",)}, page=2, undone=("topic:x",))
    page = sample.search_page(request, did_you_mean="face & body")
    assert Read(meant(page)).links() == ["/?q=face+%26+body&cost=free"]
    assert meant(sample.search_page(request)).text == ""


def test_a_reason_names_what_weighs_most_first() -> None:
    """Concepts and fields stand in order of their part of the score, each at least one per cent."""
    assert Read(reason(sample.why())).text == (
        "Why here: it fits “face recognition” (70%); your words stand in: name (30%), summary (1%)."
    )
    fields_first = WhyView("x", 1.0, (("name", 0.8),), (("voice", 0.2),))
    assert (
        Read(reason(fields_first)).text == "Why here: your words stand in: name (80%); it fits “voice” (20%)."
    )
    assert "no word of the search" in Read(reason(WhyView("x", 0.0, (), ()))).text


def test_nothing_found_leads_to_the_finder() -> None:
    """An empty answer links the nearest capability, the three questions and the map, under the note that names the nearest kind."""
    page = sample.search_page(
        SearchRequest("weather"),
        total=0,
        cards=(),
        notes=("The nearest capability is “X”.",),
        nearest=(Choice("x-ray", "X"),),
    )
    assert Read(nothing_found(page)).links() == ["/capability?slug=x-ray", "/finder", "/browse"]
    assert "The nearest capability is “X”." in Read(note_list(page)).text
