"""Rich text as Outlook packs it into winmail.dat: unpack it, and take the plain text out."""

import re
import struct

from . import charsets

MOST_BYTES = 2_000_000

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])"
    rb"|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
# What is in such a group is not text.
HIDDEN = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"header", b"footer", b"htmltag",
    b"mhtmltag", b"object", b"themedata", b"datastore", b"listtable", b"generator",
}  # fmt: skip
MARKS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"emdash": "—", b"endash": "–", b"bullet": "•",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"cell": " ", b"row": "\n",
}  # fmt: skip


def unpack_rtf(data: bytes) -> bytes:
    """Return the RTF of "compressed RTF", as far as it goes."""
    if len(data) < 16:
        return b""
    _, size, magic = struct.unpack_from("<II4s", data)
    if magic == b"MELA":
        return data[16 : 16 + min(size, MOST_BYTES)]
    if magic != b"LZFu":
        return b""
    done = bytearray(_START)
    window = len(_START)  # distances count in a ring of 4096 bytes that starts filled so far
    place, wanted = 16, min(size, MOST_BYTES) + window
    while place < len(data) and len(done) < wanted:
        flags, place = data[place], place + 1
        for bit in range(8):
            is_pair = flags >> bit & 1
            if place + 1 + is_pair > len(data):
                break
            if not is_pair:
                done.append(data[place])
            elif not copy_run(done, data[place] << 8 | data[place + 1]):
                return bytes(done[window:])
            place += 1 + is_pair
        else:
            continue
        break
    return bytes(done[window:wanted])


def copy_run(done: bytearray, pair: int) -> bool:
    """Add what stands at a place in the ring; return whether the text goes on."""
    at, length = pair >> 4, (pair & 15) + 2
    distance = (len(done) - at) % 4096
    if distance == 0 or distance > len(done):
        return False
    for _ in range(length):
        done.append(done[-distance])
    return True


def rtf_to_text(source: bytes) -> str:
    """Return the plain text of RTF; of HTML that was packed into RTF, the text without its tags."""
    match = re.search(rb"\\ansicpg(\d{3,5})", source[:2_000])
    reader = RtfReader(f"cp{match[1].decode()}" if match else "cp1252")
    for token in _TOKEN.finditer(source[:MOST_BYTES]):
        reader.take(token)
    reader.flush()
    return charsets.safe_text("".join(reader.done)).strip()


class RtfReader:
    """What is hidden where, and the text so far."""

    def __init__(self, charset: str) -> None:
        self.charset, self.pending = charset, bytearray()
        self.done: list[str] = []
        self.stack: list[bool] = []
        self.hidden, self.starts, self.skip = False, False, 0

    def flush(self) -> None:
        """Decode the bytes that wait: a character may have come in two of them."""
        if self.pending:
            self.done.append(charsets.decode_text(bytes(self.pending), self.charset)[0])
            self.pending.clear()

    def take(self, token: re.Match[bytes]) -> None:
        """Act on one token."""
        word, number, pair, mark, brace, text = token.groups()
        if brace == b"{":
            self.stack.append(self.hidden)
            self.starts = True
            return
        if brace == b"}":
            self.hidden = self.stack.pop() if self.stack else False
        elif word:
            self.word(word.lower() if len(word) > 1 else word, number)
        elif mark == b"*" and self.starts:
            self.hidden = True
        elif not self.hidden:
            self.add(bytes.fromhex(pair.decode()) if pair else self.escaped(mark) or text or b"")
        self.starts = False

    def escaped(self, mark: bytes | None) -> bytes:
        """Return the bytes that an escaped character stands for."""
        return {b"~": b" ", b"_": b"-", b"-": b""}.get(mark, mark) if mark else b""

    def add(self, data: bytes) -> None:
        """Add text, less what only stands in for a character that came as a number."""
        gone = min(self.skip, len(data))
        self.skip -= gone
        self.pending += data[gone:]

    def word(self, word: bytes, number: bytes | None) -> None:
        """Act on a control word."""
        if word == b"htmlrtf":
            self.hidden = number != b"0"
        elif word in HIDDEN:
            self.hidden = True
        elif self.hidden:
            return
        elif word == b"u" and number:
            self.flush()
            self.done.append(chr(int(number) % 65536))
            self.skip = 1
        elif word in MARKS:
            self.flush()
            self.done.append(MARKS[word])
