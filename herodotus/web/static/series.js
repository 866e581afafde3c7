// The chart that the server drew, drawn again so that its points can be pointed at and
// lead to their claims. Expressions are interpreted, never compiled: the page allows no
// eval. Whatever fails leaves the drawing of the server as it is.
(async () => {
  const figure = document.querySelector("figure.chart");
  if (!figure || !window.vegaEmbed) return;
  const room = figure.querySelector(".drawing");
  const wide = room.clientWidth;
  if (wide < 480) return;
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink").trim();
  const soft = style.getPropertyValue("--soft").trim();
  const line = style.getPropertyValue("--line").trim();
  const answer = await fetch(figure.dataset.spec);
  if (!answer.ok) return;
  const spec = await answer.json();
  spec.width = Math.min(wide - 90, 1000);
  spec.background = "transparent";
  const named = { labelColor: soft, titleColor: soft, gridColor: line, domainColor: soft, tickColor: soft };
  spec.config = {
    ...spec.config,
    axis: named,
    text: { color: ink },
    legend: { ...spec.config.legend, labelColor: ink, titleColor: soft },
    title: { ...spec.config.title, color: ink, subtitleColor: soft },
  };
  const drawn = document.createElement("div");
  const tip = document.createElement("p");
  tip.className = "tip";
  tip.hidden = true;
  const say = (_, event, __, value) => {
    tip.hidden = !value;
    if (!value) return;
    tip.textContent = Object.values(value).filter(Boolean).join(" · ");
    const edge = figure.getBoundingClientRect();
    const left = Math.min(event.clientX - edge.left + 12, edge.width - 220);
    tip.style.setProperty("left", `${Math.max(left, 0)}px`);
    tip.style.setProperty("top", `${event.clientY - edge.top + 14}px`);
  };
  const { view } = await window.vegaEmbed(drawn, spec, {
    ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: say,
  });
  view.addEventListener("click", (_, item) => {
    const claim = item && item.datum && item.datum.claim;
    if (claim) location.assign(`/claims/${claim}`);
  });
  room.replaceChildren(drawn);
  figure.append(tip);
})();
