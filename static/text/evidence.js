// The text of the report: its pieces as text nodes, marks that can be pressed with pointer and keys.
// The pieces come from an address of their own, once a report; each run of the page says what is chosen.
const AT_ONCE = 1500; // pieces; of a long report the rest follows when the browser has nothing else to do,
const MORE = 250; // so many at a time that nobody feels it
const WAIT_MS = 3000; // at most
const IDLE_MS = 20; // while the map moves there is never so much time left in a frame

function later(work) {
  if (!window.requestIdleCallback) { setTimeout(work, 300); return; }
  const since = performance.now();
  const ask = (left) => {
    if (left.timeRemaining() > IDLE_MS || performance.now() - since > WAIT_MS) work();
    else window.requestIdleCallback(ask);
  };
  window.requestIdleCallback(ask);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".text");
  const pick = (id) => setTriggerValue("picked", id);
  box.cordonChosen = data.chosen;
  if (box.dataset.url !== data.url) load();
  else if (box.cordonMarks) mark();

  function load() {
    box.dataset.url = data.url;
    box.cordonMarks = null;
    fetch(data.url)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .then((found) => { if (box.dataset.url === data.url) build(found); })
      .catch(() => {
        if (box.dataset.url !== data.url) return;
        box.textContent = "The text could not be fetched. Load the page again.";
        box.dataset.url = "";
      });
  }

  function pressable(element, id, label) {
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    if (label) element.setAttribute("aria-label", label);
    element.dataset.id = id;
    element.onclick = (event) => { event.stopPropagation(); pick(id); };
    element.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(id); }
    };
  }

  function build(found) {
    const url = data.url;
    box.replaceChildren();
    box.cordonMarks = new Map();
    if (box.dataset.report !== data.report) box.scrollTop = 0;
    box.dataset.report = data.report;
    box.dataset.chosen = "";
    const grow = (from, to) => {
      if (box.dataset.url !== url) return; // another report has come
      append(found.pieces.slice(from, to), to < found.pieces.length ? "" : found.note);
      mark();
      if (to < found.pieces.length) later(() => grow(to, to + MORE));
    };
    grow(0, AT_ONCE);
  }

  function append(pieces, words) {
    const rows = document.createDocumentFragment();
    for (const piece of pieces) {
      for (const start of piece.starts) {
        const chip = document.createElement("button");
        const told = start.id.startsWith("!");
        chip.textContent = told ? "◆" : start.id;
        if (start.color) chip.style.background = dark(start.color);
        if (told) chip.classList.add("told");
        pressable(chip, start.id, told ? "Incident " + start.id.slice(1) : "Rule " + start.id);
        rows.append(chip);
      }
      const span = document.createElement("span");
      span.textContent = piece.text;
      const id = piece.ids.length ? piece.ids[piece.ids.length - 1] : "";
      span.dataset.ids = JSON.stringify(piece.ids.concat(piece.place ? [piece.place] : []));
      if (piece.color) { span.classList.add("zone"); span.dataset.color = piece.color; }
      else if (piece.told) span.classList.add("told");
      else if (id) span.classList.add("unresolved");
      if (id) span.onclick = () => pick(id);
      if (piece.kind) {
        span.classList.add(piece.kind);
        if (piece.place) pressable(span, piece.place, "");
      }
      rows.append(span);
    }
    if (words) {
      const note = document.createElement("div");
      note.className = "note";
      note.textContent = words;
      rows.append(note);
    }
    for (const element of rows.children) {
      for (const id of new Set(idsOf(element))) {
        if (!box.cordonMarks.has(id)) box.cordonMarks.set(id, []);
        box.cordonMarks.get(id).push(element);
      }
      paint(element, box.dataset.chosen);
    }
    box.append(rows);
  }

  // What an element rests on: a chip on its rule, a stretch of text on all that cover it.
  function idsOf(element) {
    return element.dataset.ids ? JSON.parse(element.dataset.ids) : element.dataset.id ? [element.dataset.id] : [];
  }

  // White digits stand on the colour: light ones are darkened until they can be read (4.5 to 1).
  function dark(color) {
    let rgb = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    const light = (parts) => {
      const [r, g, b] = parts.map((c) => (c / 255 <= 0.03928 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    while (1.05 / (light(rgb) + 0.05) < 4.5) rgb = rgb.map((c) => c * 0.94);
    return "rgb(" + rgb.map(Math.round).join(",") + ")";
  }

  function paint(element, chosen) {
    if (element.dataset.id) element.setAttribute("aria-pressed", String(element.dataset.id === chosen));
    if (!element.dataset.ids) return;
    const on = Boolean(chosen) && idsOf(element).includes(chosen);
    element.classList.toggle("chosen", on);
    element.classList.toggle("exact", on && element.dataset.id === chosen);
    if (element.dataset.color) element.style.background = element.dataset.color + (on ? "80" : "30");
    else if (element.matches(".unresolved, .told")) element.style.background = on ? "#8a8f9455" : "";
  }

  function mark() {
    const before = box.dataset.chosen, now = box.cordonChosen;
    for (const id of new Set([before, now])) {
      for (const element of box.cordonMarks.get(id) || []) paint(element, now);
    }
    const first = (box.cordonMarks.get(now) || []).find((element) => element.dataset.ids);
    if (first && before !== now) {
      const top = first.offsetTop - box.offsetTop;
      if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 40) box.scrollTop = top - box.clientHeight / 3;
    }
    if (first || !now) box.dataset.chosen = now; // what is not there yet is shown when it comes
  }
}
