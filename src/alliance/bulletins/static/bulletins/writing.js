// What the writing screen does beyond its forms: saves as one writes, says who else is here, keeps
// the links of what is pasted, suggests people and publications. Everything works without it.
//
// Nothing is put into the browser's own store: what is written holds people's names and numbers, and
// the machine may be shared. What could not be saved stays on the page, which says so.

const WAIT = 2000;
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const forms = [...document.querySelectorAll("form[data-autosave]")];

const say = (form, words, address) => {
  const place = form.querySelector("[data-saved]");
  place.textContent = words;
  if (!address) return;
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = address;
  link.textContent = "Compare the two";
  place.append(" ", link);
};

const send = async (form, { leaving = false } = {}) => {
  if (form.saving || !form.changed || form.stopped) return;
  clearTimeout(form.timer);
  form.saving = true;
  form.changed = false;
  const data = new FormData(form);
  data.set("do", "save");
  let answer = null;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive: leaving,
    });
  } catch {
    // No connection: said below.
  }
  form.saving = false;
  if (answer?.headers.get("Content-Type")?.startsWith("application/json")) {
    const said = await answer.json();
    if (answer.ok) return saved(form, said);
    form.changed = true;
    form.stopped = Boolean(said.address);
    return say(form, `Not saved. ${said.says}`, said.address);
  }
  form.changed = true;
  const signedOut = answer?.type === "opaqueredirect" || answer?.status === 403;
  say(form, signedOut
    ? "Not saved: you are signed out. Sign in in another window; what you wrote stays on this page."
    : "Not saved: there is no connection. What you wrote stays on this page, and is tried again.");
  form.timer = setTimeout(() => send(form), 4 * WAIT);
};

const saved = (form, said) => {
  form.querySelector("[name=version]").value = said.version;
  say(form, `Saved ${said.at}${said.found ? `. ${said.found}` : ""}`);
  // What the check finds now, which may be other than when the page was loaded.
  const found = (form.closest(".draft-item") ?? document).querySelector("[data-findings]");
  found?.replaceChildren(...new DOMParser().parseFromString(said.findings, "text/html").body.childNodes);
  const undo = form.querySelector("[data-undo]");
  if (undo && said.undo) undo.disabled = false;
  const title = form.closest(".draft-item")?.querySelector("[data-title]");
  if (title) title.textContent = `${title.textContent.match(/^\d+\. /)?.[0] ?? ""}${said.title}`;
  if (form.changed) plan(form);
};

const plan = (form) => {
  clearTimeout(form.timer);
  form.timer = setTimeout(() => send(form), WAIT);
};

for (const form of forms) {
  form.addEventListener("input", (event) => {
    if (event.target.name === "find") return;
    form.changed = true;
    say(form, "");
    plan(form);
  });
  form.addEventListener("focusout", () => send(form));
  form.addEventListener("submit", () => {
    clearTimeout(form.timer);
    form.changed = false;
  });
}
addEventListener("pagehide", () => forms.forEach((form) => send(form, { leaving: true })));
addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form.changed && form.querySelector("[data-saved]").textContent)) {
    event.preventDefault();
  }
});

// Who else is here, and whether an item on this page has been changed by them.
const presence = document.querySelector("[data-presence]");
const tellPresence = async () => {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", token());
  data.set("item", document.activeElement?.closest?.("form[data-item]")?.dataset.item ?? "");
  const answer = await fetch(presence.dataset.presence, { method: "POST", body: data, redirect: "manual" })
    .catch(() => null);
  if (!answer?.ok) return;
  const { says, versions } = await answer.json();
  if (presence.textContent !== says) presence.textContent = says;
  for (const form of forms) {
    const now = versions[form.dataset.item];
    const seen = Number(form.querySelector("[name=version]").value);
    if (now > seen && !form.changed && !form.saving) {
      say(form, "Somebody else has changed this. Load the page again before you write in it.");
    }
  }
};
if (presence) {
  tellPresence();
  setInterval(() => document.hidden || tellPresence(), 10000);
}

// Pasted from a page or Word, the links come along.
for (const box of document.querySelectorAll("[data-keeps-html]")) {
  const kept = box.form.elements[box.dataset.keepsHtml];
  box.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    kept.value = box.value.trim() ? "" : html;
  });
  box.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") kept.value = "";
  });
}

// People and publications as one writes their names.
const line = (field, words) => {
  field.value = `${field.value.trimEnd()}${field.value.trim() ? "\n" : ""}${words}`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const entry = (list, words, press) => {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = words;
  button.addEventListener("click", press);
  item.append(button);
  list.append(item);
};
for (const box of document.querySelectorAll("[data-suggest]")) {
  const form = box.form;
  const list = form.querySelector("[data-suggested]");
  let asked = 0;
  box.addEventListener("input", async () => {
    const mine = ++asked;
    await new Promise((go) => setTimeout(go, 200));
    if (mine !== asked) return;
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const { people, publications } = await answer.json();
    list.replaceChildren();
    for (const one of people) {
      entry(list, `Contact: ${one.name}${one.of ? ` (${one.of})` : ""}`, () => {
        line(form.elements.people, one.name);
        clear();
      });
    }
    for (const one of publications) {
      entry(list, `Cite: ${one.title}${one.of ? ` (${one.of})` : ""}`, () => {
        line(form.elements.body, `\n${one.url ? `[${one.title}](${one.url})` : one.title}`);
        const cited = form.elements.publications;
        cited.value = [...cited.value.split(",").filter(Boolean), one.id].join(",");
        clear();
      });
    }
    list.hidden = !list.children.length;
  });
  const clear = () => {
    box.value = "";
    list.replaceChildren();
    list.hidden = true;
    box.focus();
  };
}
