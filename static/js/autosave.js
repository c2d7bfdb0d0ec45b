// Autosave: <form data-autosave="URL"> with components/autosave.html, in one of two ways.
// Words: data-version="N", a textarea and a hidden "version"; the URL saves that one text.
// A whole form: data-autosave-draft and a hidden "draft_version"; the URL is the page's own, see core/drafts.py.
// It never submits, never validates, and keeps nothing in the browser. Without it the form still works.
(function () {
  "use strict";
  const TYPING = 2500; // milliseconds without a key before a save
  const RETRY_FIRST = 2000;
  const RETRY_LAST = 60000;
  const QUIET = 120000; // at most one spoken "Saved" in this time
  const KEEPALIVE_LIMIT = 60000; // bytes; browsers refuse more in a request that outlives its page
  const TIME_LIMIT = 15000; // a save that hangs is given up and tried again
  const NOT_TYPED = ["csrfmiddlewaretoken", "writer_token", "draft_version"];
  const WAIT_FOR_SAVE = 4000; // how long a press of "Continue" waits for a save that is on its way

  function isTouched(field) {
    if (["hidden", "submit", "button", "file", "fieldset"].includes(field.type)) return false;
    if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    const options = [...field.options];
    const hasDefault = field.multiple || options.some((option) => option.defaultSelected);
    return hasDefault ? options.some((option) => option.selected !== option.defaultSelected) : field.selectedIndex > 0;
  }

  function wholeForm(form) {
    const secret = [...form.querySelectorAll("input[type=password]")].map((input) => input.name);
    const typed = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !secret.includes(name));
    return new URLSearchParams(typed.filter(([name]) => !NOT_TYPED.includes(name))).toString();
  }

  function autosave(form) {
    const isWhole = form.hasAttribute("data-autosave-draft");
    const box = form.querySelector("textarea");
    const line = form.querySelector("[data-autosave-status]");
    const conflict = form.querySelector("[data-autosave-conflict]");
    const versionInput = form.querySelector(isWhole ? "input[name=draft_version]" : "input[name=version]");
    const spoken = document.createElement("p");
    let version = versionInput?.value || form.dataset.version; // kept by browsers that keep what was typed
    // What the server sent, not what stands in the box: people type before this script arrives.
    let saved = form.hasAttribute("data-unsaved") ? null : asSent(); // null: the server has not got this text yet
    let unanswered = null; // sent, and no answer came: the server may have it, so it is sent once more before anything newer
    let flight = null;
    let timer = 0;
    let failures = 0;
    let stopped = false;
    let leaving = false;
    let pressing = false; // a button is being pressed: a line that grew now would move it away from under the finger
    let spokenAt = -QUIET;

    function read() {
      return isWhole ? wholeForm(form) : box.value;
    }

    function asSent() {
      if (!isWhole) return box.defaultValue;
      return [...form.elements].some(isTouched) ? null : wholeForm(form);
    }

    spoken.className = "vh";
    spoken.setAttribute("role", "status");
    form.append(spoken);

    function show(text, kind) {
      line.className = kind ? `saved ${kind}` : "saved";
      line.textContent = text;
    }

    // Trouble is spoken whenever its words change; good news only now and then.
    function speak(text, rarely) {
      const now = performance.now();
      if (rarely && now - spokenAt < QUIET) return;
      spokenAt = rarely ? now : -QUIET;
      if (spoken.textContent !== text) spoken.textContent = text;
    }

    function trouble(text) {
      show(text, "trouble");
      speak(text, false);
    }

    function plan(delay) {
      clearTimeout(timer);
      if (!stopped && !leaving) timer = setTimeout(save, delay);
    }

    function fail(text) {
      trouble(text);
      plan(Math.min(RETRY_FIRST * 2 ** failures, RETRY_LAST));
      failures += 1;
    }

    function setVersion(value) {
      version = String(value);
      form.dataset.version = version;
      if (versionInput) versionInput.value = version;
    }

    function body(text) {
      const fields = new URLSearchParams(isWhole ? text : undefined);
      if (!isWhole) fields.set(box.name, text);
      if (isWhole) ["writer_token", "autosave"].forEach((name) => fields.set(name, form.elements[name]?.value || "1"));
      fields.set(isWhole ? "draft_version" : "version", version);
      fields.set("csrfmiddlewaretoken", token()?.value || "");
      return fields;
    }

    function token() {
      return form.querySelector("input[name=csrfmiddlewaretoken]");
    }

    async function post(text, keepalive) {
      const limit = new AbortController();
      const clock = setTimeout(() => limit.abort(), TIME_LIMIT);
      unanswered = text;
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: body(text),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        signal: limit.signal,
        keepalive,
      }).finally(() => clearTimeout(clock));
      unanswered = null;
      return answer;
    }

    function onSaved(text, answer) {
      saved = text;
      failures = 0;
      setVersion(answer.version);
      const words = line.dataset.saved.replace("TIME", answer.saved_at);
      show(words, "");
      speak(words, true);
      if (read() !== saved) plan(TYPING);
    }

    function onConflict(answer) {
      stopped = true;
      clearTimeout(timer);
      show("", "");
      if (!conflict) return trouble(line.dataset.refused);
      const other = conflict.querySelector("[data-autosave-other]");
      if (other) other.textContent = answer.text;
      conflict.dataset.version = answer.version;
      conflict.hidden = false;
    }

    // After signing in again elsewhere this page's token is stale: the page itself holds a fresh one.
    async function renewToken() {
      const answer = await fetch(location.href, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
      if (!answer.ok) return false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("form[data-autosave] input[name=csrfmiddlewaretoken]");
      if (!fresh) return false;
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => (input.value = fresh.value));
      return true;
    }

    function isSignedOut(answer) {
      return answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
    }

    async function send(text) {
      let answer = await post(text, false);
      if (isSignedOut(answer)) {
        if (!(await renewToken())) return fail(line.dataset.signedOut);
        answer = await post(text, false);
      }
      const isJson = (answer.headers.get("Content-Type") || "").includes("json");
      const data = isJson ? await answer.json() : {};
      if (answer.ok && isJson) return onSaved(text, data);
      if (answer.status === 409 && "version" in data) return onConflict(data);
      if (data.error) return fail(`${line.dataset.refused} ${data.error}`);
      return fail(line.dataset.failed);
    }

    function save() {
      clearTimeout(timer);
      const text = unanswered ?? read();
      if (stopped || leaving || pressing || flight || text === saved) return flight;
      if (!failures) show(line.dataset.saving, "busy");
      flight = send(text)
        .catch(() => fail(line.dataset.failed))
        .finally(() => (flight = null));
      return flight;
    }

    // The page may be gone before an answer comes, so this one is sent and not waited for.
    function saveAndGo() {
      const text = read();
      if (stopped || leaving || flight || text === saved) return;
      const size = new Blob([body(text).toString()]).size;
      flight = post(text, size < KEEPALIVE_LIMIT)
        .then(async (answer) => (answer.status === 200 ? onSaved(text, await answer.json()) : plan(0)))
        .catch(() => plan(RETRY_FIRST))
        .finally(() => (flight = null));
    }

    // A press of "Continue" while a save is on its way waits for it, so that it carries the newest version.
    function onSubmit(event) {
      if (!flight) {
        leaving = true;
        clearTimeout(timer);
        return;
      }
      event.preventDefault();
      const button = event.submitter;
      const late = new Promise((resolve) => setTimeout(resolve, WAIT_FOR_SAVE));
      Promise.race([flight, late]).then(() => {
        if (stopped) return;
        flight = null;
        form.requestSubmit(button);
      });
    }

    // After the click itself, so that a press that sends the form finds nothing on its way.
    function released() {
      if (!pressing) return;
      pressing = false;
      if (!leaving) plan(0);
    }

    function keepMine() {
      setVersion(conflict.dataset.version);
      saved = null;
      stopped = false;
      conflict.hidden = true;
      box?.focus();
      save();
    }

    const typedIn = isWhole ? form : box;
    typedIn.addEventListener("input", () => {
      leaving = false;
      plan(failures ? RETRY_FIRST : TYPING);
    });
    typedIn.addEventListener("focusout", save);
    form.addEventListener("pointerdown", (event) => (pressing = Boolean(event.target.closest("button"))));
    window.addEventListener("click", released);
    window.addEventListener("pointercancel", released);
    form.addEventListener("submit", onSubmit);
    document.querySelector("form[data-autosave-away]")?.addEventListener("submit", () => {
      leaving = true;
      clearTimeout(timer);
    });
    conflict?.querySelector("[data-autosave-keep]")?.addEventListener("click", keepMine);
    window.addEventListener("pagehide", saveAndGo);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveAndGo());
    window.addEventListener("online", save);
    window.addEventListener("pageshow", () => (leaving = false));
    if (read() !== saved) plan(TYPING);
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && read() !== saved && (failures || stopped)) event.preventDefault();
    });
  }

  document.querySelectorAll("form[data-autosave]").forEach(autosave);
})();
