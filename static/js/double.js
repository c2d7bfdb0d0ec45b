// A second press of the same button within a few seconds sends nothing. Without this script the server still refuses doubles.
(function () {
  "use strict";
  const PAUSE = 5000;
  const sent = new Map();

  function release(form) {
    const entry = sent.get(form);
    if (!entry) return;
    clearTimeout(entry.timer);
    entry.button?.removeAttribute("aria-disabled");
    sent.delete(form);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    event.submitter?.setAttribute("aria-disabled", "true");
    sent.set(form, { button: event.submitter, timer: setTimeout(() => release(form), PAUSE) });
  });
  document.addEventListener("htmx:afterRequest", (event) => release(event.target));
  // Coming back by the Back button brings the page as it was left.
  window.addEventListener("pageshow", () => [...sent.keys()].forEach(release));
})();
