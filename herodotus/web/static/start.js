// A file may be dropped on the form, and a form that is on its way says so. Without this
// script the file is chosen by its button.
"use strict";
{
  const form = document.getElementById("hand-in");
  const file = document.getElementById("file");
  const brings = (event) => event.dataTransfer.types.includes("Files");

  form.classList.add("can-drop");
  form.addEventListener("dragover", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    form.classList.add("dropping");
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("dropping");
  });
  form.addEventListener("drop", (event) => {
    form.classList.remove("dropping");
    if (!brings(event)) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    file.focus();
  });
  form.addEventListener("submit", (event) => {
    form.classList.add("busy");
    form.setAttribute("aria-busy", "true");
    if (event.submitter) event.submitter.textContent = "Reading …";
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
