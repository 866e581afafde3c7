// Keys for the answers of the page: each presses a button, or opens a form, that is there.
"use strict";
// Letters that act can be switched off: they get in the way of some who speak or shake.
const OFF = "herodotus-keys-off";
const help = document.getElementById("help");
if (help) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes"));
  label.append(box, " keys of the keyboard answer");
  help.append(label);
}
document.addEventListener("keydown", (event) => {
  if (localStorage.getItem(OFF) && event.key !== "Escape") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  const at = event.target;
  if (event.key === "Escape") {
    const open = at.closest("details[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
    return;
  }
  if (at.closest("textarea, select, input:not([type=radio]):not([type=checkbox])")) return;
  const choice = document.querySelectorAll("#merge[open] input[name=into]")[Number(event.key) - 1];
  if (choice) { choice.checked = true; choice.focus(); return; }
  const key = event.key.toLowerCase();
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  if (!target) return;
  event.preventDefault();
  if (target.localName !== "summary") { target.click(); return; }
  const details = target.parentElement;
  details.open = !details.open;
  const first = details.open && details.querySelector("form input:not([type=hidden]), form select");
  (first || target).focus();
  details.scrollIntoView({ block: "nearest" });
});
// Pressed twice, a button would answer for the next claim too.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
