"""Reading markup in tests: which elements, addresses and texts a piece holds."""

from html.parser import HTMLParser

from catalog.ui.html import Html


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.headings: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("br", "hr", "input", "wbr"):
            self.open.append(tag)
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.headings and self.open and self.open[-1] == f"h{self.headings[-1][0]}":
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)


class Read:
    """What a piece of markup holds; fails when an element is not closed."""

    def __init__(self, piece: Html | str) -> None:
        """Parse the piece."""
        reader = _Reader()
        reader.feed(piece if isinstance(piece, str) else piece.text)
        reader.close()
        assert not reader.open, f"left open: {reader.open}"
        self.elements = reader.elements
        self.text = "".join(reader.texts)
        self.headings = reader.headings

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def ids(self) -> list[str]:
        """Return every id."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def links(self) -> list[str]:
        """Return every address that a link leads to."""
        return [attributes["href"] for attributes in self.all("a")]
