"""A picture is opened in a process that has little memory and time; nobody else pays for it."""

import io
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from core import images
from core.images import COMMAND, Unopened, shrink

MOST = 50_000_000


def encoded(kind, mode="RGBA", size=(7000, 7000), **options):
    """Return the bytes of a picture of one colour: small, whatever it unpacks to."""
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, kind, **options)
    return out.getvalue()


def memory(field):
    """Return the megabytes that the kernel says of this process."""
    line = next(x for x in Path("/proc/self/status").read_text().splitlines() if field in x)
    return int(line.split()[1]) // 1024


LARGE = {
    "lossless WebP": ("WEBP", "RGBA", {"lossless": True, "quality": 0, "method": 0}, False),
    "transparent PNG": ("PNG", "RGBA", {"compress_level": 1}, True),
    "grey and transparent PNG": ("PNG", "LA", {"compress_level": 1}, True),
    "progressive JPEG": ("JPEG", "RGB", {"progressive": True}, True),
    "GIF": ("GIF", "P", {}, True),
}


# A process begins with the memory of the one that started it; so this one is small.
MEASURED = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[2:], stdin=open(sys.argv[1]), stdout=-1)
print(child.stdout.readline().decode().strip())
child.stdout.read()
print(os.wait4(child.pid, 0)[2].ru_maxrss // 1024)
"""


@pytest.mark.parametrize("what", LARGE)
def test_49_megapixels_take_300_megabytes_at_most(tmp_path, what):
    kind, mode, options, is_shown = LARGE[what]
    (tmp_path / "large").write_bytes(encoded(kind, mode, **options))
    command = [sys.executable, "-c", MEASURED, str(tmp_path / "large"), *COMMAND, "thumbnail"]
    done = subprocess.run([*command, str(MOST)], capture_output=True, text=True, check=True)
    said, megabytes = done.stdout.split("\n")[:2]
    assert int(megabytes) <= 300
    assert said == ("ok 7000 7000" if is_shown else "")


@pytest.mark.parametrize("what", ["lossless WebP", "transparent PNG"])
def test_the_worker_pays_nothing(what):
    kind, mode, options, is_shown = LARGE[what]
    file = ContentFile(encoded(kind, mode, **options))
    shrink(ContentFile(encoded("PNG", size=(10, 10))), "thumbnail", MOST)
    before = memory("VmRSS")
    try:
        small = shrink(file, "thumbnail", MOST)
        assert is_shown
        assert (small.width, small.height) == (7000, 7000)
    except Unopened:
        assert not is_shown
    assert memory("VmRSS") - before < 20
    assert file.tell() == 0


def test_an_ordinary_photo_is_shown_in_every_format():
    for kind in ("PNG", "JPEG", "WEBP", "GIF"):
        mode = "RGB" if kind == "JPEG" else "RGBA"
        small = shrink(ContentFile(encoded(kind, mode, (4000, 3000))), "thumbnail", MOST)
        assert (small.width, small.height) == (4000, 3000)
        with Image.open(io.BytesIO(small.content)) as thumbnail:
            assert thumbnail.size == (267, 200)


def test_a_small_picture_is_as_sharp_and_as_transparent_as_before():
    large = Image.new("RGBA", (3201, 1999), (0, 0, 0, 0))
    large.paste((255, 0, 0, 255), (1600, 0, 3201, 1999))
    out = io.BytesIO()
    large.save(out, "PNG")
    small = shrink(ContentFile(out.getvalue()), "thumbnail", MOST)
    with Image.open(io.BytesIO(small.content)) as thumbnail:
        assert thumbnail.mode == "RGBA"
        assert thumbnail.size == (320, 200)
        assert thumbnail.getpixel((80, 199))[3] == 0
        assert thumbnail.getpixel((300, 199)) == (255, 0, 0, 255)


@pytest.mark.parametrize("size", [(1, 1), (1, 40_000), (40_000, 1), (640, 641), (1281, 3)])
def test_every_shape_has_a_small_picture(size):
    for make in ("thumbnail", "portrait"):
        small = shrink(ContentFile(encoded("PNG", size=size)), make, MOST)
        assert (small.width, small.height) == size
        with Image.open(io.BytesIO(small.content)) as thumbnail:
            thumbnail.load()


def test_what_takes_too_long_is_given_up(monkeypatch):
    asleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(images, "COMMAND", asleep)
    monkeypatch.setattr(images, "PATIENCE", 0.2)
    start = time.perf_counter()
    with pytest.raises(Unopened) as refused:
        shrink(ContentFile(b"x"), "thumbnail", MOST)
    assert refused.value.too_large
    assert time.perf_counter() - start < 5


def test_a_process_that_was_killed_or_cannot_start_is_no_error_of_ours(monkeypatch, caplog):
    monkeypatch.setattr(images, "COMMAND", ["sh", "-c", "kill -9 $$"])
    with pytest.raises(Unopened) as refused:
        shrink(ContentFile(b"x"), "thumbnail", MOST)
    assert refused.value.too_large
    monkeypatch.setattr(images, "COMMAND", ["/nowhere/at/all"])
    with pytest.raises(Unopened):
        shrink(ContentFile(b"x"), "thumbnail", MOST)
    assert "could not be looked at" in caplog.text


def test_one_picture_at_a_time_on_this_machine(tmp_path):
    """Processes that would open one say when they have their turn and when they end."""
    log = tmp_path / "log"
    told = "import sys, time; sys.path.insert(0, sys.argv[1]); import open_image as o; o.limit();"
    told += "f = open(sys.argv[2], 'a', 1); f.write('in\\n'); time.sleep(.2); f.write('out\\n')"
    given = [str(Path(images.SCRIPT).parent), str(log)]
    runs = [subprocess.Popen([*COMMAND[:-1], "-c", told, *given]) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert log.read_text().split() == ["in", "out"] * 3


def test_the_process_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "quokka")
    monkeypatch.setattr(images, "COMMAND", ["sh", "-c", "echo ok 1 1; env", "sh"])
    assert b"quokka" not in shrink(ContentFile(b"x"), "thumbnail", MOST).content


def test_threads_take_turns():
    picture, found = encoded("PNG", size=(40, 30)), []
    jobs = [
        Thread(target=lambda: found.append(shrink(ContentFile(picture), "thumbnail", MOST)))
        for _ in range(4)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert {small.width for small in found} == {40}
    assert len(found) == 4
