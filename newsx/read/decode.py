"""Bytes to text: by the byte order mark, the declared encoding, UTF-8, then detection, in this order."""

import codecs
import re

from newsx.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# Encodings in which English news is really found; a detector that may choose freely calls "café" Romanian.
_CANDIDATES = ["cp1252", "mac_roman", "cp1250", "cp1251", "utf_16", "gb18030", "shift_jis", "euc_kr", "big5"]
_DECLARED = re.compile(
    rb"""< (?: meta | \?xml ) \b [^>]{0,300}? (?: charset | encoding) \s* = \s* ["']? \s* ([A-Za-z0-9_.:-]+)""",
    re.VERBOSE | re.IGNORECASE,
)
# What a declared name means on the web: what writers of that name really use (https://encoding.spec.whatwg.org/#names-and-labels).
_ON_THE_WEB = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
# And what they use when the text would hold control characters otherwise.
_WINDOWS = {
    "iso8859-2": "cp1250", "iso8859-4": "cp1257", "iso8859-5": "cp1251", "iso8859-6": "cp1256", "iso8859-7": "cp1253",
    "iso8859-8": "cp1255", "iso8859-13": "cp1257", "iso8859-15": "cp1252",
}  # fmt: skip
_NOT_OF_PAGES = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf-16", "utf-32"})
_CONTROL = re.compile("[\x80-\x9f]")
_PLAUSIBLE = re.compile(
    r"""
    [\x00-\x7f\xa0‘’“”–—…•·€£§°©®™½¼¾«»´¨]          # ASCII, and the signs of newspapers
    | (?<![a-z]) [ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽ] (?=[A-Za-zß-öø-ýœšž])  # a capital begins a word
    | (?<=[A-Za-zß-ö]) [ßàáâãäåæçèéêëìíîïñòóôõöøùúûüýœšž]  # a small letter goes with others
    | [ßàáâãäåæçèéêëìíîïñòóôõöøùúûüýœšž] (?=[a-z])
    """,
    re.VERBOSE,
)


def decode(data: bytes, *, markup: bool = False, declared: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding; line ends become "\\n".

    A `declared` encoding counts where the bytes do not contradict it, and in `markup` the charset that stands in it.
    Raises InputError when the bytes are no text; its message lacks the path, which the caller knows.
    """
    text, encoding = _marked(data) or _as(data, declared) or _declared(data, markup) or _utf8(data) or _detected(data)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _marked(data: bytes) -> tuple[str, str] | None:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, codec, name)
    if b"\0" in data:
        raise InputError("a binary file, not text")
    return None


def _declared(data: bytes, markup: bool) -> tuple[str, str] | None:
    found = _DECLARED.search(data, 0, 4096) if markup else None
    return _as(data, found[1].decode("ascii")) if found else None


def _as(data: bytes, encoding: str | None) -> tuple[str, str] | None:
    """The text in the encoding that was declared; None where the bytes contradict it.

    A page that declares wrongly is read like one that declares nothing.
    """
    try:
        name = codecs.lookup(encoding).name if encoding else ""
    except LookupError:
        return None
    name = _ON_THE_WEB.get(name, name)
    if not name or name in _NOT_OF_PAGES or (name != "utf-8" and not data.isascii() and _is_utf8(data)):
        return None
    found = (text for codec in (name, _WINDOWS.get(name)) if codec and (text := _decoded(data, codec)))
    return next((f for f in found if not _CONTROL.search(f[0])), None)


def _decoded(data: bytes, codec: str) -> tuple[str, str] | None:
    try:
        return data.decode(codec), codec
    except (LookupError, UnicodeError):
        return None


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, which letters in no other encoding are by chance."""
    return _decoded(data, "utf-8") is not None


def _utf8(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if _binary(text):
        raise InputError("a binary file, not text")
    return text, "utf-8"


def _detected(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    place = _first_bad_byte(data)
    if not _half_utf8(data):
        matches = from_bytes(data, cp_isolation=_CANDIDATES)
        found = {name: str(match) for match in matches for name in match.could_be_from_charset if name in _CANDIDATES}
        for name in sorted(found, key=_CANDIDATES.index):
            if not _binary(found[name]) and not _PLAUSIBLE.sub("", found[name]):
                return found[name], name.replace("_", "-")
    raise InputError(f"bad UTF-8 at byte {place}, and no other encoding fits")


def _strict(data: bytes, codec: str, name: str) -> tuple[str, str]:
    try:
        return data.decode(codec), name
    except UnicodeDecodeError as error:
        raise InputError(f"bad {name.upper()} at byte {error.start}") from error


def _binary(text: str) -> bool:
    """Whether control characters make up more than a hundredth of the text."""
    return sum(c < " " and c not in "\t\n\r\f\x1b" for c in text[:10_000]) * 100 > len(text[:10_000])


def _half_utf8(data: bytes) -> bool:
    """Whether some of the bytes are letters in UTF-8: then the file is UTF-8 that was damaged."""
    text = data.decode("utf-8", "replace").replace("\ufffd", "")
    return not text.isascii()


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
