"""Plain text: bytes in UTF-8 or GB18030 -> canonical text."""

from __future__ import annotations

from typing import NamedTuple

from ingest.readers.errors import BinaryFile, BlankFile, CutCharacter, EmptyFile, Undecodable

UTF8_BOM = b"\xef\xbb\xbf"
WIDE_BOMS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document (docx, xlsx)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
MAX_CONTROL_SHARE = 0.01
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"

# The 320 characters that official reports use most; they make up three quarters of one.
FREQUENT = frozenset(
    "法业化建新全展发实政和行进的大工设动推一产国人力加高治中作执增制提持能等市合务强区重生体年民开成通平深质运会项理量保"
    "地创施入经资升长交省用要现机家改个上为好城以服点效有规企水基面度公造坚科主在优部济定代三学级育领性技文域安快心出目支"
    "府管不五社完续件场万输程局事查是位更系策农同源落共品方分革统习稳态党办融整标投色范十型监各台案对二数到营综关善费总员"
    "次金集决与活放打任本步时向应协导专联培消群智我县境期路商第教式环元结电村信乡促防题多亿精引责下立做特收近内组构障自风"
    "超扩准海车达外居健兴线四就绿护单转试战江流医问委计物值取道西网督口求际险思门率处依格核示及极审划积利调干队解果小清均"
    "于指来模先研前两突议批贯严明过众接供老得争传北职验想旅义确础"
)
PUNCTUATION = frozenset(
    "，。、；：？！“”‘’（）《》〈〉〔〕【】—…·　％＋－／～①②③④⑤⑥⑦⑧⑨⑩■□●○◆★※→℃㎡＂＇．，＝"
)
SAMPLE = 50_000
MIN_PLAIN_SHARE = 0.9
MIN_FREQUENT_SHARE = 0.25


class Content(NamedTuple):
    """A canonical text, the encoding that it had (utf-8, utf-8-sig or gb18030), and whether the bytes that it
    was read from are the text in UTF-8.

    Canonical: byte order mark stripped, line ends LF, nothing else changed.
    """

    text: str
    encoding: str
    is_verbatim: bool


def read(data: bytes, name: str) -> Content:
    """What the bytes of a text file say. `name` is used in messages only.

    Raises EmptyFile, BlankFile, BinaryFile, CutCharacter, Undecodable.
    """
    if not data:
        raise EmptyFile(f"{name}: is empty (0 bytes). Export or download it again, or remove it.")
    refuse_binary(data, name)
    text, encoding = decode(data, name)
    # none of these bytes is part of a longer character, in UTF-8 or in GB18030
    controls = sum(data.count(byte) for byte in CONTROLS if byte in data)
    if controls > max(2, MAX_CONTROL_SHARE * len(text)):
        raise BinaryFile(
            f"{name}: holds {controls} control characters, so it is no plain text. "
            "Save the document as text again."
        )
    has_returns = b"\r" in data
    if has_returns:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip().strip(INVISIBLE).strip():
        raise BlankFile(f"{name}: holds nothing but white space. Export or download it again, or remove it.")
    return Content(text, encoding, encoding == "utf-8" and not has_returns)


def refuse_binary(data: bytes, name: str) -> None:
    """Raises BinaryFile for what begins like a known binary format, Undecodable for UTF-16 and UTF-32."""
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise BinaryFile(
                f"{name}: is {kind}, in spite of its name. "
                "Export its text as a UTF-8 .txt file, or name it rightly."
            )
    if data.startswith(WIDE_BOMS):
        raise Undecodable(f"{name}: is UTF-16 or UTF-32 text, which is not read. Save it as UTF-8.")
    if b"\x00" in data:
        raise BinaryFile(
            f"{name}: holds NUL bytes, so it is no plain text. Save the document as UTF-8 text again."
        )


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Text and encoding of bytes that hold no NUL. Raises CutCharacter, Undecodable."""
    bom = data.startswith(UTF8_BOM)
    body = data[len(UTF8_BOM) :] if bom else data
    try:
        return body.decode("utf-8"), "utf-8-sig" if bom else "utf-8"
    except UnicodeDecodeError as error:
        if bom or cut_utf8(body, error):
            raise (cut_error if cut_utf8(body, error) else broken_error)(name, error) from None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        if "incomplete" in error.reason and is_chinese(data[: error.start].decode("gb18030")):
            raise cut_error(name, error) from None
        raise broken_error(name, error) from None
    if not is_chinese(text):
        raise Undecodable(
            f"{name}: is neither UTF-8 nor Chinese text in GB18030 (GBK, GB2312). "
            "Find out its encoding and save it as UTF-8."
        )
    return text, "gb18030"


def cut_utf8(body: bytes, error: UnicodeDecodeError) -> bool:
    """Whether bytes are UTF-8 but for a character that the file's end (or beginning) cuts in two."""
    if error.reason == "unexpected end of data":
        return not body[: error.start].isascii() or error.start == 0 or len(body) - error.start > 1
    head = next((i for i, byte in enumerate(body[:3]) if not 0x80 <= byte < 0xC0), 3)
    if error.start == 0 and head:
        try:
            return not body[head:].decode("utf-8").isascii()
        except UnicodeDecodeError:
            return False
    return False


def cut_error(name: str, error: UnicodeDecodeError) -> CutCharacter:
    return CutCharacter(
        f"{name}: is cut in the middle of a character, at byte {error.start}: part of the file is missing. "
        "Copy or download it again."
    )


def broken_error(name: str, error: UnicodeDecodeError) -> Undecodable:
    return Undecodable(
        f"{name}: byte {error.start} belongs to no character of UTF-8 or GB18030. "
        "Find out its encoding and save it as UTF-8."
    )


def is_chinese(text: str) -> bool:
    """Whether text decoded from GB18030 is likely to be Chinese, and not other bytes that happen to
    decode.

    Its characters beyond ASCII must be common hanzi (GB 2312, level 1) and punctuation, and a quarter of
    the hanzi must be among the 320 that reports use most; Korean, Japanese or Big5 text and UTF-8 with a
    broken byte fail.
    """
    sample = text if len(text) <= 2 * SAMPLE else text[:SAMPLE] + text[-SAMPLE:]
    wide = [char for char in sample if char > "\x7f"]
    if not wide:
        return False
    hanzi = [char for char in wide if "\u4e00" <= char <= "\u9fff"]
    plain = sum(char in PUNCTUATION or "\uff10" <= char <= "\uff5a" for char in wide)
    plain += sum(map(is_level_one, hanzi))
    frequent = sum(char in FREQUENT for char in hanzi)
    return (
        plain >= MIN_PLAIN_SHARE * len(wide) and bool(hanzi) and frequent >= MIN_FREQUENT_SHARE * len(hanzi)
    )


def is_level_one(char: str) -> bool:
    """Whether a hanzi is one of the 3755 of level 1 of GB 2312."""
    code = char.encode("gb2312", errors="ignore")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7
