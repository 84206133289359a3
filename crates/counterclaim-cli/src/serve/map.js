// Dragging over the day strip chooses a stretch of days. Everything that this does, the links and the form under the strip do too.
"use strict";
(() => {
  const strip = document.querySelector("svg.strip");
  const form = document.querySelector("form.days");
  if (!strip || !form) return;
  const brush = strip.querySelector(".brush");
  const first = Number(strip.dataset.first);
  const days = Number(strip.dataset.days);
  const wide = strip.viewBox.baseVal.width;
  const at = (event) => {
    const box = strip.getBoundingClientRect();
    return Math.min(days - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * days)));
  };
  const iso = (number) => new Date(number * 86400000).toISOString().slice(0, 10);
  let from = null;
  strip.addEventListener("pointerdown", (event) => {
    from = at(event);
  });
  strip.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const [one, other] = [from, at(event)].sort((a, b) => a - b);
    brush.setAttribute("x", (one / days) * wide);
    brush.setAttribute("width", ((other - one + 1) / days) * wide);
  });
  window.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [one, other] = [from, at(event)].sort((a, b) => a - b);
    from = null;
    if (one === other) return;
    form.elements.from.value = iso(first + one);
    form.elements.to.value = iso(first + other);
    form.submit();
  });
  // A drag that begins on a bar is no click on its link.
  strip.addEventListener("dragstart", (event) => event.preventDefault());
})();
