// Lights up all evidence of an entry, and the entry of a piece of evidence. The links work without this.
(() => {
  "use strict";
  const CLASS = "lit";
  const clear = () => document.querySelectorAll("." + CLASS).forEach((node) => node.classList.remove(CLASS));
  const light = (id) => {
    clear();
    document.querySelectorAll(`[data-e~="${CSS.escape(id)}"]`).forEach((node) => node.classList.add(CLASS));
  };
  const follow = (event) => {
    const node = event.target instanceof Element ? event.target.closest("[data-e]") : null;
    if (node) light(node.dataset.e.split(" ")[0]);
    else clear();
  };
  document.addEventListener("pointerover", follow);
  document.addEventListener("focusin", follow);
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1)).replace(/^e-/, "");
    if (id) light(id);
  };
  window.addEventListener("hashchange", arrive);
  arrive();
})();
