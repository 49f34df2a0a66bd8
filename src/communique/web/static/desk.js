// What a page can do beyond its links and forms. Everything works without it.
(() => {
  "use strict";
  // A file that is dropped on the field for one is chosen by it; the browser would open it instead.
  document.querySelectorAll("[data-drop]").forEach((zone) => {
    const input = zone.querySelector("input[type=file]");
    const mark = (on) => zone.classList.toggle("over", on);
    zone.addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
    zone.addEventListener("dragleave", () => mark(false));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  });
  // Reading takes seconds: say so, and do not send twice.
  document.querySelectorAll("form[data-busy]").forEach((form) => {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button[type=submit]");
      button.textContent = form.dataset.busy;
      button.setAttribute("aria-disabled", "true");
      form.addEventListener("submit", (event) => event.preventDefault());
    });
  });
  // An address names what was asked, and no fields that are empty.
  document.addEventListener("formdata", (event) => {
    if (event.target.method !== "get") return;
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
  // What htmx puts into a page at a person's word gets the focus.
  document.addEventListener("htmx:after:swap", () => {
    const fresh = document.querySelector("[data-focus]:not([data-focused])");
    if (fresh) { fresh.dataset.focused = ""; fresh.focus(); }
  });
})();
