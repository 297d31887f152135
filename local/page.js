"use strict";
// What is seen: choosing files, how far it is, what was found. The work is done in a worker.
const at = (id) => document.getElementById(id);
let worker;
let working = false;

function start() {
  if (typeof DecompressionStream === "undefined" || typeof WebAssembly === "undefined") {
    say("This browser is too old for this page: it needs an Edge, Chrome, Firefox or Safari of the last two years.", 0);
    return;
  }
  const parts = {};
  for (const part of document.querySelectorAll("script[data-part]")) parts[part.dataset.part] = part.textContent.trim();
  const address = URL.createObjectURL(new Blob([at("worker").textContent], { type: "text/javascript" }));
  worker = new Worker(address);
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (fault) => heard({ failed: fault.message || "The browser would not start it." });
  working = true;
  worker.postMessage({ parts });
}

function heard(message) {
  if (message.ready) {
    working = false;
    say("Ready. Choose a folder or files.", 0);
    at("share").hidden = true;
    document.body.dataset.ready = "yes";
  } else if (message.words) {
    say(message.words, message.share);
  } else if (message.result) {
    working = false;
    finished();
    show(JSON.parse(message.result));
  } else if (message.failed) {
    working = false;
    finished();
    say("It could not be done: " + message.failed, 0);
  }
}

function say(words, share) {
  at("standing").textContent = words;
  at("share").hidden = false;
  at("share").value = share ?? 0;
}

function finished() {
  at("share").hidden = true;
  at("stop").hidden = true;
}

function begin(request, transferred) {
  if (working) return;
  working = true;
  at("result").hidden = true;
  at("result").replaceChildren();
  at("stop").hidden = false;
  say("Reading …", 0.02);
  worker.postMessage(request, transferred ?? []);
}

async function chosen(event) {
  const list = [...event.target.files];
  if (!list.length) return;
  if (working) {
    say("One moment: something is being done already. Choose again when it is finished.", 0);
    event.target.value = "";
    return;
  }
  const files = await Promise.all(
    list.map(async (file) => [file.webkitRelativePath || file.name, new Uint8Array(await file.arrayBuffer())]),
  );
  event.target.value = ""; // so that the same file, mended, can be chosen again
  begin({ files, phrase: at("phrase").value }, files.map(([, bytes]) => bytes.buffer));
}

function made(tag, text, attributes) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  return element;
}

function show(result) {
  const all = at("result");
  all.append(made("h2", "What was found"), made("p", result.said, { class: "saying" }));
  if (result.downloads.length) all.append(made("h2", "Take it with you"));
  for (const group of result.downloads) {
    all.append(made("h3", group.heading), made("p", group.said));
    const list = made("ul", null, { class: "downloads" });
    for (const file of group.files) list.append(offered(file));
    all.append(list);
  }
  for (const part of result.parts) {
    all.append(made("h2", part.heading));
    if (part.said) all.append(made("p", part.said, part.look ? { class: part.look } : {}));
    for (const table of part.tables) all.append(drawn(table));
  }
  all.hidden = false;
  say("Done. What was found is below.", 1);
  at("share").hidden = true;
  all.focus();
}

function drawn(table) {
  const frame = made("div");
  if (table.picture) {
    const picture = new DOMParser().parseFromString(table.picture, "image/svg+xml").documentElement;
    const around = made("div", null, { class: "picture" });
    around.append(document.importNode(picture, true));
    frame.append(around);
  }
  const grid = made("table");
  const caption = made("caption");
  caption.append(made("span", table.title));
  grid.append(caption);
  const head = grid.createTHead().insertRow();
  table.columns.forEach((name, place) => {
    head.append(made("th", name, { scope: "col", ...(table.numbers.includes(place) && { class: "number" }) }));
  });
  const body = grid.createTBody();
  for (const line of table.rows) {
    const row = body.insertRow();
    line.forEach((cell, place) => {
      const first = place === 0 && table.row_heads;
      row.append(made(first ? "th" : "td", cell, { ...(first && { scope: "row" }), ...(table.numbers.includes(place) && { class: "number" }) }));
    });
  }
  const around = made("div", null, { class: "wide", tabindex: "0", role: "group", "aria-label": table.title });
  around.append(grid);
  const whole = table.folded ? made("details") : frame;
  if (table.folded) {
    whole.append(made("summary", table.folded));
    frame.append(whole);
  }
  whole.append(around);
  if (table.note) whole.append(made("p", table.note, { class: "quiet" }));
  return frame;
}

function offered(file) {
  const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: file.type }));
  const item = made("li");
  item.append(made("a", file.label, { href: address, download: file.name, class: "button" }));
  return item;
}

at("choice").addEventListener("submit", (event) => event.preventDefault());
at("folder").addEventListener("change", chosen);
at("files").addEventListener("change", chosen);
at("invented").addEventListener("click", () => begin({ invented: true }));
at("stop").addEventListener("click", () => {
  worker.terminate();
  say("Stopped. Getting ready again.", 0);
  finished();
  start();
});
start();
