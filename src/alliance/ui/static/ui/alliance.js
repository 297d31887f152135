// What a page does beyond what HTML does by itself. Every page works without it.

// A form that came back with faults: put the reader at the list of them.
document.querySelector("[data-error-summary]")?.focus();

// A link of that list leads to the field itself, with its label in view.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest("fieldset") ?? field.labels?.[0] ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});

// Where two columns do not fit, what would stand beside the text is folded above it. A link into it
// unfolds it again.
if (matchMedia("(max-width: 48em)").matches) {
  for (const part of document.querySelectorAll("[data-folds-when-narrow]")) part.open = false;
}
document.addEventListener("click", (event) => {
  const hash = event.target.closest?.("a[href^='#']")?.hash;
  const target = hash && document.getElementById(hash.slice(1));
  for (let part = target?.closest("details"); part; part = part.parentElement.closest("details")) {
    part.open = true;
  }
}, true);

// Pressed twice, sent once. A form that stays on the page (a download) opens again after a second.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 1000);
});

// A part that tells of work under way looks again until the work is finished. Reloading the whole
// page would take a reader's place from them.
const looksAgain = async () => {
  const part = document.querySelector("[data-looks-again]");
  if (!part) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("main [role=status]");
    if (now && now.innerHTML !== part.innerHTML) part.replaceWith(now);
  }
  setTimeout(looksAgain, 2000);
};
setTimeout(looksAgain, 2000);

// A password can be looked at while it is typed; sent, it is hidden again, so that no browser keeps
// it among the words it offers elsewhere.
for (const button of document.querySelectorAll("button[data-shows]")) {
  const field = document.getElementById(button.dataset.shows);
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.querySelector("[data-word]").textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-pressed", String(shown));
  };
  button.hidden = false;
  button.setAttribute("aria-controls", field.id);
  show(false);
  button.addEventListener("click", () => show(field.type === "password"));
  field.form.addEventListener("submit", () => show(false));
}
