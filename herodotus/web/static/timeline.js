// Days chosen by drawing over the timeline; the fields of the form are what is sent.
(() => {
  const picture = document.querySelector("svg.timeline");
  const form = document.querySelector("form.picture");
  if (!picture || !form) return;
  document.querySelector(".brush-hint").hidden = false;
  const { left, right } = picture.dataset;
  const first = Date.parse(picture.dataset.start);
  const last = Date.parse(picture.dataset.end);
  const shade = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  shade.setAttribute("class", "brush");
  shade.setAttribute("y", 0);
  shade.setAttribute("height", picture.viewBox.baseVal.height);
  let from = null;
  const across = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY);
    const x = point.matrixTransform(picture.getScreenCTM().inverse()).x;
    return Math.min(Math.max(x, Number(left)), Number(right));
  };
  const day = (x) => {
    const part = (x - left) / (right - left);
    const moment = first + Math.round((part * (last - first)) / 864e5) * 864e5;
    return new Date(moment).toISOString().slice(0, 10);
  };
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest("a")) return;
    event.preventDefault();
    from = across(event);
    picture.setPointerCapture(event.pointerId);
    shade.setAttribute("x", from);
    shade.setAttribute("width", 0);
    picture.append(shade);
  });
  picture.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = across(event);
    shade.setAttribute("x", Math.min(from, to));
    shade.setAttribute("width", Math.abs(to - from));
  });
  const give_up = () => { from = null; shade.remove(); };
  picture.addEventListener("pointercancel", give_up);
  picture.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const ends = [from, across(event)].sort((a, b) => a - b);
    if (ends[1] - ends[0] < 6) { give_up(); return; }
    from = null;
    form.elements.since.value = day(ends[0]);
    form.elements.until.value = day(ends[1]);
    form.requestSubmit();
  });
})();
