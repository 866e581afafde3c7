// What is pointed at or focused lights up: a claim, its words, and the parts of a total,
// wherever they stand. Without this script, links lead to the same.
"use strict";
{
  const main = document.getElementById("main");
  let lit = [];

  const namesAt = (target) => {
    const found = target.closest("[data-lights], mark");
    if (!found) return [];
    if (found.dataset.lights) return found.dataset.lights.split(" ");
    const key = [...found.classList].find((name) => name.startsWith("k-"));
    const card = key && document.getElementById(key.slice(2));
    return card ? card.dataset.lights.split(" ") : [];
  };

  const light = (target) => {
    const next = namesAt(target).flatMap((name) => [
      ...document.getElementsByClassName("k-" + name),
    ]);
    for (const one of lit) one.classList.remove("lit");
    for (const one of next) one.classList.add("lit");
    lit = next;
  };

  main.addEventListener("pointerover", (event) => light(event.target));
  main.addEventListener("focusin", (event) => light(event.target));
  main.addEventListener("pointerleave", () => light(main));
}
