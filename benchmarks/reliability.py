"""
Draw how often places of a confidence are right: a reliability plot.

Usage: ``python -m benchmarks.reliability SURE.json OUT.png``; the first is what
``benchmarks/heldout.py --json`` wrote.
"""

import json
import sys
from pathlib import Path

import matplotlib as mpl

from benchmarks.scores import calibration

mpl.use("Agg")


def main():
    import matplotlib.pyplot as plt

    corpora = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    figure, axes = plt.subplots(figsize=(5, 4.2), dpi=130, layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.6", linewidth=1)
    for name, sure in corpora.items():
        error, rows = calibration(sure)
        bins = [(c, r) for c, r, n in rows if n >= 10]
        label = f"{name}: expected calibration error {error:.3f}"
        axes.plot(*zip(*bins, strict=True), marker="o", markersize=4, label=label)
    axes.set(xlabel="confidence", ylabel="share within 161 km", xlim=(0, 1), ylim=(0, 1))
    axes.legend(loc="upper left", fontsize=8, frameon=False)
    figure.savefig(sys.argv[2])


if __name__ == "__main__":
    main()
