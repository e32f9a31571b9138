"""Figures of the comparison of zones, for docs/geodesy.md."""

from __future__ import annotations

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import shapely

COLOURS = {
    "degrees": "#c1552d",
    "UTM": "#b98b1e",
    "pieces": "#5b8c5a",
    "PostGIS": "#4a6fa5",
    "PostGIS, 64 segments": "#8fb0d8",
    "Turf": "#8a5a8a",
    "Cordon": "#111111",
}
SHOWN = (
    ("IL and JO with SY 20 km", ("degrees", "UTM", "PostGIS", "Cordon")),
    ("US–CA 100 km", ("degrees", "UTM", "PostGIS", "Cordon")),
    ("CL–AR 50 km", ("degrees", "PostGIS", "Turf", "Cordon")),
)


def draw(results, folder):
    """Draw both figures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _errors(results, folder / "zone-errors.png")
    _maps(results, folder / "zone-shapes.png")


def _errors(results, path):
    """Draw the error of every way in every case, on a logarithmic axis."""
    names = list(dict.fromkeys(r.case.name for r in results))
    figure, axes = plt.subplots(figsize=(8, 0.42 * len(names) + 1.4), layout="constrained")
    for way, colour in COLOURS.items():
        drawn = [r for r in results if r.way == way and r.zone is not None]
        axes.scatter(
            [max(r.percent, 1e-3) for r in drawn],
            [names.index(r.case.name) for r in drawn],
            s=46 if way == "Cordon" else 30, marker="D" if way == "Cordon" else "o",
            color=colour, label=way, zorder=3,
        )  # fmt: skip
    axes.set_xscale("log")
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.axvline(0.01, color="#888888", linewidth=1, linestyle="--")
    axes.set_xlabel("greatest deviation of the edge, % of the distance (dashed: 0.01 %)")
    axes.grid(axis="x", color="#dddddd")
    axes.legend(fontsize=8, ncols=4, loc="upper center", bbox_to_anchor=(0.4, -0.14))
    figure.savefig(path, dpi=110)
    plt.close(figure)


def _maps(results, path):
    """Draw the outlines that some ways make of the same line."""
    figure, panels = plt.subplots(1, len(SHOWN), figsize=(11, 4.6), layout="constrained")
    for axes, (name, shown) in zip(panels, SHOWN, strict=True):
        for result in results:
            if result.case.name != name or result.way not in shown or result.zone is None:
                continue
            label = f"{result.way}: {result.percent:.2g} %"
            for ring in shapely.get_rings(shapely.get_parts(result.zone)):
                axes.plot(*shapely.get_coordinates(ring).T, color=COLOURS[result.way], lw=1.1,
                          label=label)  # fmt: skip
                label = None
        for line in shapely.get_parts(results_source(results, name)):
            axes.plot(*shapely.get_coordinates(line).T, color="#999999", lw=0.6)
        middle = np.mean(axes.get_ylim())
        axes.set_aspect(1 / np.cos(np.radians(middle)))
        axes.set_title(name, fontsize=10)
        axes.legend(fontsize=7)
        axes.tick_params(labelsize=7)
    figure.savefig(path, dpi=110)
    plt.close(figure)


def results_source(results, name):
    """Return the line of a case."""
    return next((r.case.source for r in results if r.case.name == name), shapely.LineString())
