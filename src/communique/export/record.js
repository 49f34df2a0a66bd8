// Lights up all evidence of an entry, and the entry of a piece of evidence. The links work without this.
(() => {
  "use strict";
  const CLASS = "lit";
  const light = (id) => {
    document.querySelectorAll("." + CLASS).forEach((node) => node.classList.remove(CLASS));
    if (!id) return;
    document.querySelectorAll(`[data-e~="${CSS.escape(id)}"]`).forEach((node) => node.classList.add(CLASS));
  };
  // Where the pointer and the focus are nowhere, the entry that the address names stays lit.
  const arrive = () => light(decodeURIComponent(location.hash.slice(1)).replace(/^e-/, ""));
  const follow = (event) => {
    const node = event.target instanceof Element ? event.target.closest("[data-e]") : null;
    if (node) light(node.dataset.e.split(" ")[0]);
    else arrive();
  };
  document.addEventListener("pointerover", follow);
  document.addEventListener("focusin", follow);
  window.addEventListener("hashchange", arrive);
  arrive();
})();
