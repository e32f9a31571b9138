"""Slides and written briefs as LibreOffice shows them: what is drawn there is what was drawn here."""

import datetime as dt
import io
import os
import shutil
import subprocess

import numpy as np
import pypdfium2 as pdfium
import pytest
from maps.kinds import REPORTS
from PIL import Image

from geo.export.briefing import Options, brief, draw
from geo.maps.briefing import save
from geo.model import Document
from geo.pipeline import read
from geo.ui.basemap import basemap

OPTIONS = Options(banner="EXERCISE", made=dt.date(2026, 11, 23))
APART = 12.0  # of 255 on average: other letters and hatches, the same map


def converted(content, form, folder):
    """Return the pages of a document as LibreOffice prints it."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CORDON_DESKTOP"):
            pytest.fail("LibreOffice is wanted and not installed")
        pytest.skip(
            "LibreOffice is not installed (Debian: libreoffice-impress, libreoffice-writer)"
        )
    path = folder / f"brief.{form}"
    path.write_bytes(content)
    command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
               "--outdir", str(folder), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return pdfium.PdfDocument((folder / "brief.pdf").read_bytes())


def picture(page, width):
    """Return a page as a small picture."""
    image = page.render(scale=1.0).to_pil().convert("RGB")
    return np.asarray(image.resize((width, width * 9 // 16), Image.Resampling.BOX)).astype(int)


@pytest.mark.parametrize("name", ["overlap", "world"])
def test_libreoffice_shows_both_slides_as_the_map_was_drawn(name, tmp_path):
    analysis = read(Document(name, REPORTS[name], "A title", "Wire", dt.date(2026, 3, 4)))
    pages = converted(brief(analysis, OPTIONS, basemap, "pptx"), "pptx", tmp_path)
    assert len(pages) == 2
    drawn = draw(analysis, OPTIONS, basemap)
    png = Image.open(io.BytesIO(save(drawn.figure, "png"))).convert("RGB")
    wanted = np.asarray(png.resize((480, 270), Image.Resampling.BOX)).astype(int)
    first, second = (picture(page, 480) for page in pages)
    assert np.abs(first - wanted).mean() < APART
    left, bottom, right, top = (round(n / 4) for n in drawn.places.map)
    maps = np.s_[270 - top : 270 - bottom, left:right]
    assert np.abs(second[maps] - wanted[maps]).mean() < APART
    assert np.abs(second[maps] - 255).mean() > APART  # and it is no empty page
    text = pages[1].get_textpage().get_text_bounded()
    for part in ("EXERCISE", "Zones: read from the report by rules"):
        assert part in text, part


def test_libreoffice_opens_the_written_brief(tmp_path):
    analysis = read(Document("overlap", REPORTS["overlap"], "A title", "Wire", dt.date(2026, 3, 4)))
    pages = converted(brief(analysis, OPTIONS, basemap, "docx"), "docx", tmp_path)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    words = " ".join(text.split())
    for part in (
        "In short",
        "Unresolved",
        "A no-fly zone of 80 km around Goma is in force",
        "Towns inside",
    ):
        assert part in words, part
