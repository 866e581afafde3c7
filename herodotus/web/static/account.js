// A slider over the days that have reports; the date field stays what is sent.
(() => {
  const box = document.querySelector(".as-of");
  if (!box || !box.dataset.days) return;
  const days = box.dataset.days.split(" ");
  if (days.length < 2) return;
  const field = box.querySelector("input");
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = 0;
  slider.max = days.length - 1;
  slider.setAttribute("aria-label", "As known on, by days that have reports");
  const at = days.findLastIndex((day) => !field.value || day <= field.value);
  slider.value = at < 0 ? 0 : at;
  const say = () => {
    field.value = days[slider.value];
    slider.setAttribute("aria-valuetext", days[slider.value]);
  };
  slider.setAttribute("aria-valuetext", days[slider.value]);
  slider.addEventListener("input", say);
  slider.addEventListener("change", () => {
    say();
    sessionStorage.setItem("slid", "yes");
    if (Number(slider.value) === days.length - 1) field.value = "";
    field.form.requestSubmit();
  });
  box.append(slider);
  if (sessionStorage.getItem("slid")) {
    sessionStorage.removeItem("slid");
    slider.focus({ preventScroll: true });
  }
})();
