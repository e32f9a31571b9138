// The text of the report: its pieces as text nodes, marks that can be pressed with pointer and keys.
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".text");
  const pick = (id) => setTriggerValue("picked", id);
  const signature = JSON.stringify([data.report, data.pieces]);
  if (box.dataset.signature !== signature) build();
  mark();

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

  function build() {
    const rows = document.createDocumentFragment();
    for (const piece of data.pieces) {
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
    if (data.note) {
      const note = document.createElement("div");
      note.className = "note";
      note.textContent = data.note;
      rows.append(note);
    }
    box.replaceChildren(rows);
    if (box.dataset.report !== data.report) box.scrollTop = 0;
    box.dataset.report = data.report;
    box.dataset.signature = signature;
    box.dataset.chosen = "";
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

  function mark() {
    let first = null;
    for (const element of box.children) {
      if (element.tagName === "BUTTON") {
        element.setAttribute("aria-pressed", String(element.dataset.id === data.chosen));
        continue;
      }
      if (!element.dataset.ids) continue;
      const on = Boolean(data.chosen) && JSON.parse(element.dataset.ids).includes(data.chosen);
      element.classList.toggle("chosen", on);
      element.classList.toggle("exact", on && element.dataset.id === data.chosen);
      if (element.dataset.color) element.style.background = element.dataset.color + (on ? "80" : "30");
      else if (element.matches(".unresolved, .told")) element.style.background = on ? "#8a8f9455" : "";
      if (element.dataset.id) element.setAttribute("aria-pressed", String(element.dataset.id === data.chosen));
      if (on) first = first || element;
    }
    if (first && box.dataset.chosen !== data.chosen) {
      const top = first.offsetTop - box.offsetTop;
      if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 40) box.scrollTop = top - box.clientHeight / 3;
    }
    box.dataset.chosen = data.chosen;
  }
}
