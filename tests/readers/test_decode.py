"""From bytes to text: encodings, marks, and what is refused."""

from __future__ import annotations

import pytest

from audit.errors import ReadError
from audit.readers.decode import decode

TEXT = "一、收入支出决算总体情况说明\n2031年度收、支总计5,342.13万元，比上年增长24.37%。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_a_mark_is_not_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbf" + TEXT.encode()) == TEXT
    assert decode(b"\xff\xfe" + TEXT.encode("utf-16-le")) == TEXT
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_rare_characters_of_gb18030() -> None:
    text = "㐂㛃镇2031年度决算。" + TEXT * 3
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\x0c\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.7\n" + b"x" * 50, "unsupported-format"),
        (b"PK\x03\x04" + b"x" * 50, "unsupported-format"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "unsupported-format"),
        (b"\x7fELF" + bytes(range(32)) * 40, "binary"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (TEXT.encode() + b"\xff\x81", "encoding"),
        ("déjà vu, où ça".encode("latin-1") * 20, "encoding"),
        (b"\xaa\xa1\xab\xb2" * 200, "encoding"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "encoding"),
    ],
)
def test_what_is_refused_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert caught.value.reason == reason
