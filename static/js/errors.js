// The error summary takes the focus, and its links take you into the field with its label in view.
(function () {
  "use strict";

  function focusSummary(root) {
    const summary = root.querySelector(".error-summary");
    if (summary) summary.focus();
  }

  function follow(event) {
    const link = event.target.closest(".error-summary a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    const label = field.closest("fieldset")?.querySelector("legend") || document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    (label || field).scrollIntoView();
    field.focus({ preventScroll: true });
  }

  document.addEventListener("click", follow);
  document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
  focusSummary(document);
})();
