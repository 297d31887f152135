// Python, away from the page's thread. Every part of it comes from the page itself: `fetch` is replaced
// by one that knows those parts and nothing else, and the policy of the page forbids any other way out.
let python;

self.onmessage = async ({ data }) => {
  try {
    if (data.parts) await start(data.parts);
    else look(data);
  } catch (fault) {
    const words = String(fault?.message ?? fault).trim().split("\n").pop();
    self.postMessage({ failed: words });
  }
};

async function start(parts) {
  const bytes = Object.fromEntries(
    await Promise.all(Object.entries(parts).map(async ([name, text]) => [name, await unpacked(text)])),
  );
  self.fetch = async (address) => {
    const name = String(address).split("/").pop();
    if (!(name in bytes)) throw new TypeError("This page opens no connection.");
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(bytes[name], { headers: { "Content-Type": type } });
  };
  const { loadPyodide } = await module(bytes["pyodide.mjs"]);
  const engine = await module(bytes["pyodide.asm.mjs"]);
  python = await loadPyodide({
    indexURL: "https://nowhere.invalid/",
    lockFileContents: new TextDecoder().decode(bytes["pyodide-lock.json"]),
    packageBaseUrl: "https://nowhere.invalid/",
    createPyodideModule: engine.default,
    env: { TZ: "Europe/London" },
    stdout: () => {},
    stderr: () => {},
  });
  python.unpackArchive(bytes["caremodel.zip"], "zip", { extractDir: "/caremodel" });
  python.runPython("import sys; sys.path.insert(0, '/caremodel')\nfrom caremodel import local");
  for (const name of Object.keys(bytes)) delete bytes[name];
  self.postMessage({ ready: true });
}

function look({ files, invented, phrase }) {
  const local = python.pyimport("caremodel.local");
  const tell = (words, share) => self.postMessage({ words, share });
  const given = python.toPy(files ?? []);
  const made = invented ? local.look_at_invented(tell) : local.look(given, tell, phrase);
  self.postMessage({ result: made });
  given.destroy();
  local.destroy();
}

async function module(source) {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function unpacked(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
