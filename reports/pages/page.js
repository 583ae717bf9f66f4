"use strict";
// Nothing here is needed to use a page but dropping files in and keys: every form works without it.
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
document.querySelectorAll("select[data-send]").forEach((choice) => {
  let byKeys = false;  // arrows go from one to the next: whoever chooses by them sends with the button
  choice.addEventListener("keydown", () => { byKeys = true; });
  choice.addEventListener("pointerdown", () => { byKeys = false; });
  choice.addEventListener("change", () => { if (!byKeys) choice.form.submit(); });
  const served = Array.from(choice.options).findIndex((option) => option.defaultSelected);
  if (choice.selectedIndex !== Math.max(served, 0)) choice.form.submit();  // chosen before this had come
});

const drop = document.querySelector(".drop");
if (drop) {
  const files = drop.querySelector("input[type=file]");
  const stop = (event) => { event.preventDefault(); drop.classList.toggle("over", event.type === "dragover"); };
  drop.addEventListener("dragover", stop);
  drop.addEventListener("dragleave", stop);
  drop.addEventListener("drop", (event) => { stop(event); files.files = event.dataTransfer.files; drop.requestSubmit(); });
  files.addEventListener("change", () => drop.requestSubmit());
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select, textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) button.click();
});

const work = document.querySelector("[data-progress]");
if (work) {
  const told = new EventSource(work.dataset.progress);
  told.onmessage = (event) => {
    const now = JSON.parse(event.data);
    work.querySelector("[data-step]").textContent = now.words;
    const bar = work.querySelector("progress");
    if (now.total > 1) { bar.max = now.total; bar.value = now.done; } else bar.removeAttribute("value");
    if (now.ended) { told.close(); window.location.reload(); }
  };
}

document.querySelectorAll("input[type=range]").forEach((slider) => {
  const shown = document.getElementById(slider.dataset.shows);
  slider.addEventListener("input", () => { shown.textContent = slider.value; });
});
