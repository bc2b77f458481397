"""Word files: all that a reader sees in them, once."""

import io
from zipfile import ZipFile

import pytest

from newsx.read.word import docx

pytest.importorskip("docx")

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word(body: str) -> bytes:
    """A Word file with this body."""
    from docx import Document

    stream, made = io.BytesIO(), io.BytesIO()
    Document().save(stream)
    with ZipFile(stream) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
    return made.getvalue()


def p(text: str) -> str:
    return f"<w:p>{r(text)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


BOX = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
CELL = "<w:tc><w:tcPr/>{}</w:tc>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("One.") + p("Two."), "One.\n\nTwo."),
        (f"{p('Above.')}<w:tbl><w:tr>{CELL.format(p('A1.'))}{CELL.format(p('B1.'))}</w:tr></w:tbl>{p('Below.')}", "Above.\n\nA1.\n\nB1.\n\nBelow."),
        (f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('Across.')}</w:tc></w:tr></w:tbl>", "Across."),
        (f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{CELL.format(p('Inner.'))}</w:tr></w:tbl>{p('Outer.')}</w:tc></w:tr></w:tbl>", "Inner.\n\nOuter."),
        (f"<w:p>{r('Beside.')}<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r></w:p>", "Beside.\n\nIn a box."),
        (
            f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{BOX}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "In a box.",
        ),
        (f"<w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>", "In a control."),
        (f"<w:p>{r('In ')}<w:sdt><w:sdtContent>{r('a small')}</w:sdtContent></w:sdt>{r(' control.')}</w:p>", "In a small control."),
        (f"<w:p>{r('It was ')}<w:ins>{r('fined')}</w:ins><w:del><w:r><w:delText>cleared</w:delText></w:r></w:del>{r('.')}</w:p>", "It was fined."),
        (f"<w:moveFrom>{p('Away.')}</w:moveFrom><w:p><w:moveFrom>{r('Away.')}</w:moveFrom><w:moveTo>{r('Here.')}</w:moveTo></w:p>", "Here."),
        (f"<w:p>{r('See ')}<w:hyperlink>{r('the ruling')}</w:hyperlink>{r('.')}</w:p>", "See the ruling."),
        ("<w:p><w:r><w:t>A</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", "A\tb\nc-d"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>" + p("Text."), "Text."),
    ],
)  # fmt: skip
def test_a_word_file_gives_all_that_is_seen_in_it_once(body: str, text: str) -> None:
    assert docx(word(body)).text == text
