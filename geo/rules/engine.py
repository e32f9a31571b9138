"""Load and check the rule files; the only reader of ``data/rules``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from geo.errors import RuleError
from geo.rules.guarded import Guarded
from geo.rules.macros import expand
from geo.rules.reduced import CLOSE, HERE, OPEN
from geo.rules.worth import Sieve
from geo.text.patterns import shelf
from geo.text.wordscan import WordScan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from geo.text.literals import Group

_REQUIRED = {"id", "pattern", "source", "examples", "counterexamples"}
# what a row may yield; every value is a string
_YIELDS = {
    "kind", "relation", "side", "effect", "status", "compliance", "norm", "level", "scope",
    "priority", "territories", "host", "note", "direction", "unless", "hint", "folds", "mode",
    "needs", "from",
}  # fmt: skip
# letters that placeholders carry, see `geo.rules.reduced`
FOLDS = {
    "D": "D", "P": "P", "T": "TA", "N": "N", "G": "G", "B": "B", "K": "K", "A": "A", "O": "O",
    "V": "V", "L": "L", "M": "M", "X": "X", "C": "C", "U": "U", "Q": "Q",
    "TN": "TAN", "REF": "BKAOVLMXCU",
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """
    One row of a rule file.

    Attributes
    ----------
    written
        The pattern over the folded sentence, macros written out; compiled when first asked for,
        since most reports need few of the rows.
    yields
        What the row says of its match: relation, status, effect and the like.
    hints, folds
        Of each group of words, and of each group of placeholders, one must stand in the sentence;
        they only save time.
    scan, hinted, need
        What finds all words of all rows in a text, and the bits there of the hints, and of the words
        that the pattern itself says it cannot match without.
    unless_written
        Pattern of `unless`: a veto is void where it stands before the expression of space.
    file, source
        Where the row stands; where the wording was met, or "house rule".
    examples, counterexamples
        Sentences in which the row is used, and in which it is not; they run as tests.
    """

    id: str
    file: str
    written: str
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    yields: Mapping[str, str] = field(default_factory=dict)
    unless_written: str = ""
    hints: tuple[tuple[str, ...], ...] = ()
    folds: tuple[str, ...] = ()
    scan: WordScan = field(default_factory=lambda: WordScan(()), repr=False, compare=False)
    hinted: int = 0
    need: int = 0

    @cached_property
    def pattern(self) -> Guarded:
        """The pattern, compiled; raises RuleError where it is none."""
        return Guarded(self.bare, self.need, self.scan)

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """The pattern without a look at the words first: for stretches of a few words."""
        return self._compiled(self.written)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """The pattern that voids a veto, compiled; raises RuleError where it is none."""
        return self._compiled(self.unless_written) if self.unless_written else None

    def _compiled(self, written: str) -> re.Pattern[str]:
        """Compile a pattern of the row."""
        try:
            return shelf().compiled(written, re.IGNORECASE)
        except re.error as problem:
            raise RuleError(self.file, self.id, f"pattern: {problem}") from problem

    def finds_kinds(self, letters: AbstractSet[str]) -> bool:
        """Tell whether a sentence has the placeholders that the row needs, given their kinds."""
        return all(not letters.isdisjoint(kinds) for kinds in self.folds)

    @cached_property
    def asked(self) -> int:
        """Bits of all words that it needs."""
        return self.hinted | self.need

    def finds_words(self, text: str) -> bool:
        """Tell whether a text has the words that the row's hints ask for."""
        return self.scan.found(text) & self.hinted == self.hinted

    def get(self, key: str, default: str = "") -> str:
        """Value the row yields for a key."""
        return self.yields.get(key, default)


@dataclass(frozen=True)
class RuleBook:
    """All rule rows by family (the names of the files), in the order of the files."""

    families: Mapping[str, tuple[Rule, ...]]
    version: str

    def __getitem__(self, family: str) -> tuple[Rule, ...]:
        return self.families[family]

    def rules(self) -> tuple[Rule, ...]:
        """All rows."""
        return tuple(rule for rows in self.families.values() for rule in rows)

    @cached_property
    def expressions(self) -> tuple[Rule, ...]:
        """Rows of expressions of space: those with a distance or side, then whole regions, narrow wordings first."""
        wide = tuple(rule for rule in self["zones"] if rule.id.startswith("region."))
        narrow = self.families.get("regions", ())
        return (*(rule for rule in self["zones"] if rule not in wide), *narrow, *wide)

    @cached_property
    def _of_kinds(self) -> dict[tuple[str, frozenset[str]], tuple[Rule, ...]]:
        """Rows of a family by the kinds of placeholder in a sentence: few sets of them occur."""
        return {}

    def rows_of(self, family: str, letters: frozenset[str]) -> tuple[Rule, ...]:
        """Rows of a family, or "expressions", that can match a sentence with placeholders of some kinds."""
        rows = self._of_kinds.get((family, letters))
        if rows is None:
            written = self.expressions if family == "expressions" else self[family]
            rows = tuple(rule for rule in written if rule.finds_kinds(letters))
            self._of_kinds[family, letters] = rows
        return rows

    def rows_in(self, family: str, letters: frozenset[str], text: str) -> list[Rule]:
        """Rows of a family, or "expressions", that can match a text with placeholders of some kinds."""
        found = self.scan.found(text)
        return [row for row in self.rows_of(family, letters) if row.asked & found == row.asked]

    @property
    def scan(self) -> WordScan:
        """Finds the words of all rows in a text."""
        return self["words"][0].scan

    @cached_property
    def _words(self) -> dict[str, Rule]:
        """Lists of words by their name."""
        return {row.id.removeprefix("words."): row for row in self["words"]}

    def words(self, name: str) -> re.Pattern[str]:
        """Pattern of a list of words by its name."""
        return self._words[name].bare

    def may_say(self, name: str, text: str) -> bool:
        """Tell cheaply whether a list of words can find something in a text."""
        return self._words[name].finds_words(text)

    @cached_property
    def sieve(self) -> Sieve:
        """Tells which sentences are worth reading."""
        return Sieve(self["sieve"])

    @cached_property
    def _groups(self) -> re.Pattern[str]:
        """Every armed group in one pattern: most texts name none."""
        written = "|".join(rule.written for rule in self["groups"])
        return shelf().compiled(written, re.IGNORECASE)

    def names_group(self, text: str) -> bool:
        """Tell whether a text names an armed group."""
        return self._groups.search(text) is not None

    def check(self) -> None:
        """Compile every pattern; raises RuleError for the first that is none."""
        for rule in self.rules():
            _ = rule.bare, rule.unless


def fold_macros() -> dict[str, str]:
    """Macros for the placeholders: {D} a distance, {T} a territory, {REF} any reference."""
    folds = {name: f"{OPEN}[{letters}]\\d+{CLOSE}" for name, letters in FOLDS.items()}
    return folds | {"HERE": HERE}


@lru_cache(maxsize=4)
def load_rulebook(folder: Path) -> RuleBook:
    """
    Load every rule file of a folder.

    ``lexicon.toml`` holds the macros; each other ``NAME.toml`` is the family NAME, and may add
    macros of its own.

    Raises
    ------
    RuleError
        If a file is missing, cannot be parsed, or a row has a missing or unknown key. What is no
        pattern is told when it is first needed, or by `RuleBook.check`.
    """
    lexicon = folder / "lexicon.toml"
    if not lexicon.is_file():
        raise RuleError(str(lexicon), "file", "is missing")
    macros = fold_macros()
    head = _parse(lexicon)
    for name, words in head.get("macros", {}).items():
        macros[name] = f"(?:{words})"
    families = {
        path.stem: _load(path, macros) for path in sorted(folder.glob("*.toml")) if path != lexicon
    }
    _refuse_duplicates(folder, families)
    return RuleBook(_scanned(families), str(head.get("version", "")))


def _scanned(families: Mapping[str, tuple[Rule, ...]]) -> dict[str, tuple[Rule, ...]]:
    """Give each row the words that it needs, and all rows one look for all of them."""
    needed = {r.id: _needed(r.written) for rows in families.values() for r in rows}
    hints = {r.id: _groups(r.hints) for rows in families.values() for r in rows}
    scan = WordScan(group for some in (*needed.values(), *hints.values()) for group in some)
    return {
        name: tuple(
            replace(r, scan=scan, hinted=scan.bits(hints[r.id]), need=scan.bits(needed[r.id]))
            for r in rows
        )
        for name, rows in families.items()
    }


def _groups(hints: tuple[tuple[str, ...], ...]) -> tuple[Group, ...]:
    """Hints as groups of words; one that every text has says nothing."""
    return tuple(frozenset(group) for group in hints if "" not in group)


def _needed(written: str) -> tuple[Group, ...]:
    """Words that a pattern cannot match without; none for what is no pattern, which is told when it is used."""
    try:
        return shelf().needed(written, re.IGNORECASE)
    except re.error:
        return ()


def _parse(path: Path) -> dict[str, Any]:
    """Parse one TOML file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise RuleError(str(path), "file", str(problem)) from problem


def _load(path: Path, macros: Mapping[str, str]) -> tuple[Rule, ...]:
    """Load one family."""
    head = _parse(path)
    rows = head.get("rule", [])
    macros = {**macros, **{name: f"(?:{words})" for name, words in head.get("macros", {}).items()}}
    if not rows:
        raise RuleError(str(path), "[[rule]]", "the file holds no rule")
    return tuple(_rule(path, number, row, macros) for number, row in enumerate(rows, 1))


def _rule(path: Path, number: int, row: dict[str, Any], macros: Mapping[str, str]) -> Rule:
    """Check one row."""
    name = str(row.get("id", f"row {number}"))
    missing = _REQUIRED - set(row)
    unknown = set(row) - _REQUIRED - _YIELDS
    if missing or unknown:
        raise RuleError(
            str(path), name, f"missing keys {sorted(missing)}, unknown {sorted(unknown)}"
        )
    if not (row["examples"] and row["counterexamples"]):
        raise RuleError(str(path), name, "needs an example and a counterexample")
    try:
        pattern = expand(row["pattern"].strip(), macros)
        unless = expand(row.get("unless", ""), macros)
    except KeyError as problem:
        raise RuleError(str(path), name, f"macro {problem} is not in lexicon.toml") from problem
    return Rule(
        name, str(path), pattern, row["source"],
        tuple(row["examples"]), tuple(row["counterexamples"]),
        {key: str(row[key]) for key in _YIELDS & set(row)}, unless,
        tuple(tuple(g.strip("\n").split("|")) for g in str(row["hint"]).lower().split("&")) if "hint" in row else (),
        tuple(str(row.get("folds", "")).split()),
    )  # fmt: skip


def _refuse_duplicates(folder: Path, families: Mapping[str, tuple[Rule, ...]]) -> None:
    """Refuse two rows with one id: a trace must name one row."""
    seen: set[str] = set()
    for rows in families.values():
        for rule in rows:
            if rule.id in seen:
                raise RuleError(str(folder), rule.id, "the id stands twice")
            seen.add(rule.id)
