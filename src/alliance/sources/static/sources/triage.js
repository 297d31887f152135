// Short cuts of the page on which news is chosen. Each presses a button or follows a link that is on
// the page: nothing can be done by a key alone. None works while a field has the focus, or when they
// are switched off.
const page = document.querySelector("[data-triage]");
const current = page?.querySelector(".triage__list [aria-current]");
current?.scrollIntoView({ block: "nearest" });
scrollTo(0, 0);

const inField = (element) => element?.closest?.("input, textarea, select, [contenteditable]");

const press = (target) => {
  if (target instanceof HTMLDetailsElement) {
    target.open = !target.open;
    const first = target.querySelector("[data-first], input:not([type=hidden]), select");
    (target.open && first ? first : target.querySelector("summary")).focus();
  } else {
    target.click();
  }
};

// One way open at a time.
for (const part of document.querySelectorAll(".triage__decide details")) {
  part.addEventListener("toggle", () => {
    if (!part.open) return;
    for (const other of document.querySelectorAll(".triage__decide details[open]")) {
      if (other !== part) other.open = false;
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (!page || "keysOff" in page.dataset || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.key === "Escape") {
    const open = document.activeElement?.closest?.("[data-key][open]");
    if (open) press(open);
    return;
  }
  if (inField(document.activeElement)) return;
  const inList = document.activeElement?.closest?.(".triage__list");
  const key = inList && { ArrowDown: "j", ArrowUp: "k" }[event.key] || event.key;
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target || key.length !== 1) return;
  event.preventDefault();
  press(target);
});
