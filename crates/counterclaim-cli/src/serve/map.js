// Dragging over the day strip chooses a stretch of days; so do arrow keys, which also move the map. Everything that this does, the links and
// the form under the strip do too.
"use strict";
(() => {
  const map = document.querySelector("svg.map");
  map?.addEventListener("keydown", (event) => {
    const move = !event.ctrlKey && !event.metaKey && !event.altKey && document.querySelector(`[data-arrow="${CSS.escape(event.key)}"]`);
    if (!move) return;
    event.preventDefault();
    move.click();
  });
  // A place that is looked at in the list is marked on the map.
  const mark = (item, on) => {
    const to = item.closest("li")?.querySelector("a")?.getAttribute("href");
    map?.querySelectorAll("a").forEach((dot) => dot.getAttribute("href") === to && dot.classList.toggle("here", on));
  };
  const list = document.querySelector(".places");
  list?.addEventListener("focusin", (event) => mark(event.target, true));
  list?.addEventListener("focusout", (event) => mark(event.target, false));

  const strip = document.querySelector("svg.strip");
  const form = document.querySelector("form.days");
  if (!strip || !form) return;
  const brush = strip.querySelector(".brush");
  const told = document.getElementById("brushed");
  const [first, days, unit] = ["first", "days", "unit"].map((name) => Number(strip.dataset[name]));
  const wide = strip.viewBox.baseVal.width;
  const within = (day) => Math.min(days - 1, Math.max(0, day));
  const at = (event) => {
    const box = strip.getBoundingClientRect();
    return within(Math.floor(((event.clientX - box.left) / box.width) * days));
  };
  const iso = (day) => new Date((first + day) * 86400000).toISOString().slice(0, 10);
  const draw = (from, to) => {
    brush.setAttribute("x", (from / days) * wide);
    brush.setAttribute("width", ((to - from + 1) / days) * wide);
  };
  const show = (from, to) => {
    form.elements.from.value = iso(from);
    form.elements.to.value = iso(to);
    form.submit();
  };
  const sorted = (one, other) => [Math.min(one, other), Math.max(one, other)];

  let held = null;
  strip.addEventListener("pointerdown", (event) => { held = at(event); });
  strip.addEventListener("pointermove", (event) => { if (held !== null) draw(...sorted(held, at(event))); });
  window.addEventListener("pointerup", (event) => {
    if (held === null) return;
    const [from, to] = sorted(held, at(event));
    held = null;
    if (from !== to) show(from, to);
  });
  // A drag that begins on a bar is no click on its link.
  strip.addEventListener("dragstart", (event) => event.preventDefault());

  // The stretch that arrow keys choose: what is shown, else the last day.
  const shown = ["from", "to"].map((name) => (name in strip.dataset ? within(Number(strip.dataset[name]) - first) : days - 1));
  let [from, to] = shown;
  const choose = (one, other) => {
    [from, to] = sorted(within(one), within(other));
    draw(from, to);
    told.textContent = `${from === to ? iso(from) : `${iso(from)} to ${iso(to)}`}: Enter shows it`;
  };
  const keys = {
    ArrowLeft: (more) => (more ? choose(from, Math.max(from, to - unit)) : choose(from - unit, Math.max(to - unit, 0))),
    ArrowRight: (more) => (more ? choose(from, to + unit) : choose(Math.min(from + unit, days - 1), to + unit)),
    Home: () => choose(0, to - from),
    End: () => choose(days - 1 - (to - from), days - 1),
    Enter: () => show(from, to),
    Escape: () => choose(...shown),
  };
  strip.addEventListener("keydown", (event) => {
    if (event.target !== strip || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key](event.shiftKey);
  });
})();
