// What pages of a call do beyond their forms (answering, the panel, whoever a case is of): keep what is typed
// while it is typed, and show a question only when it is asked. Every page works without it.
//
// What could not be sent yet is put into this browser's own store, so that a lost connection, an empty
// battery or a closed page loses nothing. It is taken out again as soon as the site has it.

const WAIT = 1200;
const FIRST_RETRY = 4000;
const LONGEST_RETRY = 60000;
const MOST_TRIED = 5;
const OURS = new Set([
  "csrfmiddlewaretoken", "seen", "version", "check", "then", "shown", "website", "do", "tried",
]);

const form = document.querySelector("form[data-keeps]");
const key = (name) => `answering:${name}`;

const store = {
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(key(name)));
    } catch {
      return null;
    }
  },
  write(name, copy) {
    try {
      localStorage.setItem(key(name), JSON.stringify(copy));
      return true;
    } catch {
      return false; // full, or forbidden here
    }
  },
  drop(name) {
    try {
      localStorage.removeItem(key(name));
    } catch {
      // nothing was kept
    }
  },
};

const typed = () => {
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (!OURS.has(name)) sent.append(name, value);
  return sent.toString();
};

const fill = (body) => {
  const values = new URLSearchParams(body);
  for (const field of form.elements) {
    if (!field.name || OURS.has(field.name)) continue;
    const given = values.getAll(field.name);
    if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
    else if (given.length) [field.value] = given;
  }
};

const say = (words) => {
  const place = form.querySelector("[data-saved]");
  if (place.textContent !== words) place.textContent = words;
};

const keeping = () => {
  const { keeps, autosave, call } = form.dataset;
  const seen = form.elements.seen;
  let tried = []; // what was sent and not answered: it may have arrived
  let timer = 0;
  let wait = FIRST_RETRY;
  let isSaving = false;
  let isStopped = false;
  let last = typed(); // what the site has

  const keepHere = (more = {}) =>
    store.write(keeps, { body: typed(), seen: seen?.value ?? "", tried, ...more });
  const plan = (after) => {
    clearTimeout(timer);
    if (autosave && !isStopped) timer = setTimeout(save, after);
  };
  const notYet = (isHere) =>
    say(isHere ? "Not saved yet – it is kept on this device." : "Not saved yet. Keep this page open.");

  const save = async ({ leaving = false } = {}) => {
    const body = typed();
    if (!autosave || isSaving || isStopped || body === last) return;
    clearTimeout(timer);
    isSaving = true;
    const data = new URLSearchParams(body);
    for (const name of ["csrfmiddlewaretoken", "seen"]) data.set(name, form.elements[name].value);
    for (const one of tried) data.append("tried", one);
    tried = [...new Set([...tried, body])].slice(-MOST_TRIED);
    const isHere = keepHere();
    let answer = null;
    try {
      answer = await fetch(autosave, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: leaving && data.toString().length < 60000,
        signal: AbortSignal.timeout(20000),
      });
    } catch {
      // no connection, or too slow a one: tried again below
    }
    isSaving = false;
    if (answer?.ok) {
      const said = await answer.json();
      seen.value = said.seen;
      last = body;
      tried = [];
      wait = FIRST_RETRY;
      if (typed() === body) {
        store.drop(keeps);
        say(`Saved at ${said.at}`);
      } else {
        keepHere();
        plan(WAIT);
      }
      return;
    }
    if (answer && answer.status < 500 && answer.type !== "opaqueredirect") {
      isStopped = true; // trying again changes nothing
      const said = answer.status === 409 ? await answer.json().catch(() => null) : null;
      say(`Not saved. ${said?.says ?? "Load this page again; what you wrote is kept on this device."}`);
      return;
    }
    notYet(isHere);
    plan(wait);
    wait = Math.min(wait * 2, LONGEST_RETRY);
  };

  // What a page before this one could not send.
  const copy = store.read(keeps);
  if (copy && copy.body !== last) {
    const hasArrived = copy.isSubmitted && seen && copy.seen !== seen.value;
    if (hasArrived) store.drop(keeps);
    else {
      fill(copy.body);
      if (seen) seen.value = copy.seen;
      tried = copy.tried ?? [];
      say("We put back what you typed here before, which was not saved yet.");
      plan(0);
    }
  } else if (copy) store.drop(keeps);
  if (call && store.read(`call-${call}`)?.isSubmitted) store.drop(`call-${call}`);

  form.addEventListener("input", () => {
    const isHere = keepHere();
    if (autosave) say("");
    else if (isHere) say("Kept on this device until you go on.");
    plan(WAIT);
  });
  form.addEventListener("focusout", () => save());
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    isStopped = true;
    keepHere({ isSubmitted: true });
    for (const one of tried) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "tried", value: one });
      form.append(field);
    }
  });
  addEventListener("online", () => {
    wait = FIRST_RETRY;
    save();
  });
  addEventListener("pagehide", () => save({ leaving: true }));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save({ leaving: true });
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) isStopped = false; // back by the browser's button
  });
};

// A question that hangs on the answer to another one.
const asking = () => {
  const parts = [...form.querySelectorAll("[data-asked-if]")];
  const show = () => {
    const given = new FormData(form);
    for (const part of parts) {
      part.hidden = !given.getAll(part.dataset.askedIf).includes(part.dataset.askedValue);
    }
  };
  form.addEventListener("change", show);
  show();
};

// What was sent is not kept on this device any longer, whoever uses it next.
for (const { dataset } of document.querySelectorAll("[data-drops]")) store.drop(dataset.drops);

if (form) {
  keeping();
  asking();
}
