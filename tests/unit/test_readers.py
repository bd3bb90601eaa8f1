"""Bytes to canonical text, and files to bytes, whatever stands in place of a document."""

from __future__ import annotations

import os
import random
import socket
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.readers import ReadError, is_readable_format, read_bytes
from ingest.readers.files import Found, bytes_of, find, printable, read_file
from ingest.readers.text import is_chinese, read

REPORT = "嘉兴市交通运输局关于2023年法治政府建设工作的报告\n全市共办理行政处罚案件9278起,罚款1万元以上案件579起。\n"


def code_of(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, "报告.txt")
    assert caught.value.message.startswith("报告.txt: ")
    assert caught.value.message.endswith(".")
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (REPORT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + REPORT.encode(), "utf-8-sig"),
        (REPORT.encode("gb18030"), "gb18030"),
        (REPORT.encode("gb2312"), "gb18030"),
        (b"plain ascii, 12 cases\n", "utf-8"),
    ],
)
def test_reads_utf8_and_gb18030(data: bytes, encoding: str) -> None:
    text, found, _ = read(data, "x.txt")
    assert found == encoding
    assert text.encode() == data.decode(encoding).encode()


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    text = read("\ufeff甲\r\n乙\r丙\n\n 丁\t１２\u3000\x0c末\u200b ".encode(), "x.txt").text
    assert text == "甲\n乙\n丙\n\n 丁\t１２\u3000\x0c末\u200b "


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "blank"),
        (" \n\t\r\n\u3000\xa0".encode(), "blank"),
        ("\ufeff\u200b \n".encode(), "blank"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "binary"),
        (b"PK\x03\x04\x14\x00", "binary"),
        (b"\x7fELF\x02\x01\x01", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "binary"),
        (b"{\\rtf1\\ansi hello}", "binary"),
        (REPORT.encode() + b"\x00" + REPORT.encode(), "binary"),
        (b"\x01\x02\x03\x04\x05abc\x06\x07\x08", "binary"),
        (REPORT.encode()[:-2], "cut"),
        (REPORT.encode()[:-3], "cut"),
        (b"\xef\xbb\xbf" + REPORT.encode()[:-2], "cut"),
        (REPORT.encode()[1:], "cut"),
        (REPORT.strip().encode("gb18030")[:-1], "cut"),
        (REPORT.encode("utf-16"), "undecodable"),
        (REPORT.encode("utf-16-le").replace(b"\x00", b"\x01"), "undecodable"),
        (REPORT.encode("utf-8").replace("报".encode(), b"\xff\xfe\xfd"), "undecodable"),
        (("안녕하십니까 대한민국 교통부 행정처분 보고서입니다. " * 8).encode("euc-kr"), "undecodable"),
        (("交通局の行政処分に関する報告書です。これはテストです。" * 8).encode("shift-jis"), "undecodable"),
        (("交通運輸局關於行政執法工作情況的報告，全市共辦理案件。" * 8).encode("big5"), "undecodable"),
        (
            "Les contrôles ont été effectués près de la frontière à plusieurs reprises".encode("latin-1"),
            "undecodable",
        ),
        (bytes(random.Random(7).choices(range(1, 256), k=4000)), "undecodable"),
        (bytes(random.Random(7).choices(range(0x81, 0xFE), k=4000)), "undecodable"),
    ],
)
def test_refuses_with_a_reason(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_every_cut_of_a_report_is_told_from_damage() -> None:
    data = REPORT.encode()
    for end in range(len(data) - 60, len(data)):
        try:
            data[:end].decode()
        except UnicodeDecodeError:
            assert code_of(data[:end]) == "cut"
        else:
            assert read(data[:end], "x.txt")[1] == "utf-8"


@pytest.mark.parametrize("text", ["", "abc 123", "閟閿閼", "鏀垮簻宸ヤ綔鎶ュ憡"])
def test_text_that_happens_to_decode_is_not_chinese(text: str) -> None:
    assert not is_chinese(text)


def test_formats_go_by_ending_in_any_case() -> None:
    assert is_readable_format(".TXT")
    assert not is_readable_format(".docx")
    document = read_bytes(REPORT.encode("gb18030"), ".TXT", "x.TXT")
    assert (document.format, document.encoding, document.text) == ("txt", "gb18030", REPORT)
    assert document.byte_count == len(REPORT.encode("gb18030"))


@pytest.mark.parametrize(
    "data",
    [
        REPORT.encode("utf-8"),
        REPORT.encode("utf-8-sig"),
        REPORT.encode("gb18030"),
        REPORT.replace("\n", "\r\n").encode("utf-8"),
        REPORT.replace("\n", "\r").encode("gb18030"),
    ],
)
def test_one_text_has_one_hash_however_it_is_stored(data: bytes) -> None:
    document = read_bytes(data, ".txt", "x.txt")
    assert document.text_hash == sha256(REPORT.encode("utf-8")).hexdigest()
    assert document.byte_hash == sha256(data).hexdigest()


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"x" * 5000)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        assert bytes_of(descriptor, 100, 10_000) == b"x" * 5000
        os.lseek(descriptor, 0, os.SEEK_SET)
        assert 1000 < len(bytes_of(descriptor, 100, 1000)) <= 5000
    finally:
        os.close(descriptor)


def test_folders_are_walked_in_order_and_loops_end(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.TXT",
        "a/b/c.txt",
        "a.pdf",
        "no-ending",
        ".hidden.txt",
        "~$open.txt",
        ".git/x.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "a/up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    outside = tmp_path.parent / (tmp_path.name + "-outside")
    outside.mkdir()
    (outside / "d.txt").write_text("x", encoding="utf-8")
    (tmp_path / "linked").symlink_to(outside, target_is_directory=True)
    finds = find([tmp_path])
    assert [found.source_path for found in finds.files] == [
        "a/b/c.txt", "a/z.TXT", "b.txt", "dangling.txt", "link.txt", "linked/d.txt",
    ]  # fmt: skip
    assert finds.skipped == {".pdf": 1, "": 1}


def test_a_single_file_goes_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert [found.source_path for found in find([tmp_path / "a.txt"]).files] == ["a.txt"]
    with pytest.raises(FileNotFoundError):
        find([tmp_path / "gone"])


def test_names_that_are_no_utf8_can_be_stored() -> None:
    assert printable(os.fsdecode(b"\xb1\xa8.txt")) == "\\xb1\\xa8.txt"
    assert printable("报告.txt") == "报告.txt"


def failure(path: Path, max_bytes: int = 1000) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_file(Found(path.name, path), max_bytes)
    assert caught.value.message.startswith(f"{path.name}: ")
    return caught.value


def test_what_stands_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "pool.txt")
    (tmp_path / "pool.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "large.txt").write_bytes(b"x" * 1001)
    assert failure(tmp_path / "dangling.txt").code == "dangling_link"
    assert "gone.txt" in failure(tmp_path / "dangling.txt").message
    assert failure(tmp_path / "loop.txt").code == "link_loop"
    assert failure(tmp_path / "pipe.txt").code == "not_regular"
    assert failure(tmp_path / "device.txt").code == "not_regular"
    large = failure(tmp_path / "large.txt")
    assert (large.code, "1,000" in large.message, "--max-bytes" in large.message) == ("too_large", True, True)
    assert read_file(Found("large.txt", tmp_path / "large.txt"), 1001) == b"x" * 1001
    assert failure(tmp_path / "vanished.txt").code == "unreadable"


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        assert failure(tmp_path / "s.txt").code == "not_regular"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all files; see test_landing.py")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    assert failure(path).code == "unreadable"
