"use strict";
// The live page: what is typed and moved goes to the server beside it, and the numbers that come
// back go into the picture. The picture itself, its steps and its explanations are the step page's.

const state = { values: {}, claims: {}, shape: "", names: [], result: "", offered: "", loaded: 0 };
const examples = JSON.parse(ui.examples.textContent);

async function ask(path, question, options = {}) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text: ui.text.value, ...question }),
    ...options,
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

// Calls again and again while there is something to do, and never twice at the same time.
function oneByOne(act) {
  let wanted = false;
  let running = false;
  return async () => {
    wanted = true;
    if (running) return;
    running = true;
    while (wanted) {
      wanted = false;
      await act();
    }
    running = false;
  };
}

function later(milliseconds, act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
}

// ---------------------------------------------------------------- the picture, live

const refresh = oneByOne(async () => {
  const { loaded } = state;
  let found;
  try {
    found = await ask("/look", { values: state.values, shape: state.shape });
  } catch (error) {
    found = { fault: `no answer from the server: ${error.message}`, drawing: [] };
  }
  if (loaded !== state.loaded) return; // this answers what was there before: another is on its way
  // What was moved in the meantime is newer than the answer.
  const newest = ([name, x]) => [name, state.values[name] ?? x];
  if (found.values) state.values = Object.fromEntries(Object.entries(found.values).map(newest));
  if (found.fault) {
    if (found.values) {
      state.result = found.name;
      offer({});
    }
    return complain(found);
  }
  complain({ fault: "", drawing: [] });
  state.answered = loaded;
  state.result = found.result[0];
  if (found.story) redraw(found);
  else repaint(found.numbers);
  offer(found.slopes);
  ui.answer.textContent = `${state.result} = ${four(found.result[1])}`;
  remember();
  announceSoon();
});

// What is wrong with the text, in words and with carets; the last good picture stays, but pale.
function complain({ fault, drawing }) {
  const lines = drawing.length ? [element("pre", "", drawing.join("\n"))] : [];
  ui.fault.replaceChildren(fault, ...lines);
  ui.text.setAttribute("aria-invalid", fault !== "");
  for (const part of [ui.picture, ui.answer]) part.classList.toggle("stale", fault !== "");
}

function redraw(found) {
  const first = !state.shape;
  const stay = first ? wanted() : at < end ? at : 0;
  const kept = chosen?.name;
  open(found.story);
  state.shape = found.shape;
  stroke();
  tellLegend(found);
  go(stay || end);
  const node = nodes.find(({ name, cards }) => name === kept && cards.length);
  if (node) explain(node);
  else forget();
}

// Nothing is explained yet: the panel says how to ask.
const hint = [ui.which.textContent, ui.sum.textContent];

function forget() {
  [ui.which.textContent, ui.sum.textContent] = hint;
  for (const id of ["nudge", "onward"]) ui[id].replaceChildren();
}

// New numbers in the same picture: the texts that differ, and nothing else.
function repaint(numbers) {
  renumber(numbers);
  stroke();
  nodes.forEach(patch);
  tell(steps[at]);
  if (chosen) explain(chosen);
}

// An arrow is the thicker the larger its local derivative is.
function stroke() {
  for (const { parts, partial, label } of edges) {
    const size = typeof partial === "number" && partial ? Math.log10(Math.abs(partial)) : -1;
    const width = (1.6 + 0.55 * Math.min(3, Math.max(-2, size))).toFixed(1);
    const arrow = parts[0].firstChild;
    if (arrow.getAttribute("stroke-width") !== width) arrow.setAttribute("stroke-width", width);
    parts[0].classList.toggle("cut", !partial);
    if (label) hug(label);
  }
}

// A pill as wide as its number; the picture has room for the widest.
function hug({ firstChild: pill, lastChild: number }) {
  const width = number.textContent.length * 7 + 11;
  if (pill.width.baseVal.value === width) return;
  pill.setAttribute("width", width);
  pill.setAttribute("x", number.getAttribute("x") - width / 2);
}

function tellLegend({ legend, notes }) {
  const words = { copy: "drawn again near its use" };
  const swatches = legend.map((kind) => element("span", kind, words[kind] ?? kind));
  const said = ["On each arrow: the local derivative.", ...notes].join(" ");
  ui.legend.replaceChildren(...swatches, said);
}

const announceSoon = later(700, () => {
  if (document.activeElement?.type === "range") {
    const name = document.activeElement.dataset.name;
    const slope = ui.sliders.querySelector(`[data-why="${name}"]`).textContent.slice(2);
    ui.live.textContent = `${ui.answer.textContent}, ∂${state.result}/∂${name} = ${slope}`;
  }
});

// ---------------------------------------------------------------- the sliders

const input = (type, name, label) => {
  const made = element("input", "");
  Object.assign(made, { type, ariaLabel: label, autocomplete: "off" });
  made.dataset.name = name;
  return made;
};

function makeSliders(names) {
  state.names = names;
  ui.sliders.replaceChildren(
    ...names.map((name) => {
      const range = input("range", name, name);
      const number = input("text", name, `${name}, as a number`);
      number.inputMode = "decimal";
      const why = element("button", "", "");
      why.dataset.why = name;
      return element("div", "slider", element("b", "", name), range, number, why);
    }),
  );
  makeClaims(names);
}

// The sliders, as many as there are names, with the slopes that are known.
function offer(slopes) {
  const names = Object.keys(state.values);
  if (`${state.result}:${names}` !== `${state.offered}:${state.names}`) {
    state.offered = state.result;
    makeSliders(names);
  }
  if (state.ranged !== ui.text.value) range();
  writeSliders(slopes);
}

// Asks how far each slider goes, for a new text or a typed number: never while one is moved.
async function range() {
  state.ranged = ui.text.value;
  const { ranges } = await ask("/ranges", { values: state.values });
  for (const slider of all("input[type=range]", ui.sliders)) {
    const found = ranges?.[slider.dataset.name];
    if (!found) continue;
    const [low, high, step] = found;
    Object.assign(slider, { min: low, max: high, step: step / 2 });
    slider.value = state.values[slider.dataset.name];
  }
}

function writeSliders(slopes) {
  for (const row of ui.sliders.children) {
    const [, range, number, why] = row.children;
    const { name } = range.dataset;
    const x = state.values[name];
    if (document.activeElement !== range) range.value = x;
    if (document.activeElement !== number) number.value = String(Number(x.toPrecision(7)));
    const text = `∂ ${name in slopes ? four(slopes[name]) : "?"}`;
    write(why, text);
    why.ariaLabel = `Why is ∂${state.result}/∂${name} = ${text.slice(2)}?`;
  }
}

on(ui.sliders, "input", ({ target }) => {
  const x = target.type === "range" ? target.valueAsNumber : Number(target.value);
  const good = target.value.trim() !== "" && Number.isFinite(x);
  target.setAttribute("aria-invalid", !good);
  if (!good) return;
  state.values[target.dataset.name] = x;
  refresh();
});
on(ui.sliders, "change", ({ target }) => target.type === "text" && range());
on(ui.sliders, "click", ({ target }) => {
  const node = nodes?.find(({ name, cards }) => name === target.dataset.why && cards.length);
  if (node) explain(node), follow(node.cards[0].card), announce();
});

// ---------------------------------------------------------------- derivatives of one's own

function makeClaims(names) {
  ui.claims.replaceChildren(
    ...names.map((name) => {
      const box = input("text", name, `Your derivative of ${state.result} in ${name}`);
      box.spellcheck = false;
      box.value = state.claims[name] ?? "";
      const label = element("label", "", `∂${state.result}/∂${name} =`);
      const verdict = element("output", "verdict", "");
      return element("div", "claim", label, box, verdict, element("div", "evidence"));
    }),
  );
  checkSoon();
}

const WORDS = {
  proved: "proved",
  agrees: "agrees",
  wrong: "wrong",
  "says nothing": "says nothing",
  inconclusive: "undecided",
  unreadable: "unreadable",
};

let asked = null;

// Sends every claim to the checker; a check that is still under way is given up.
const checkSoon = later(300, async () => {
  asked?.abort();
  const own = (asked = new AbortController());
  const rows = [...ui.claims.children];
  const made = Object.entries(state.claims).filter(([, text]) => text.trim());
  const claims = Object.fromEntries(made.filter(([name]) => state.names.includes(name)));
  for (const row of rows) {
    if (!claims[row.children[1].dataset.name]) tellVerdict(row, null);
    else row.children[2].textContent = "…";
  }
  if (!Object.keys(claims).length) return;
  try {
    const { verdicts, fault } = await ask("/check", { claims }, { signal: own.signal });
    for (const row of rows) {
      const name = row.children[1].dataset.name;
      // With a text that cannot be read there is nothing to check against.
      const unread = { status: "unreadable", mark: "?", evidence: [fault] };
      const open = ui.text.getAttribute("aria-invalid") === "true" ? null : unread;
      if (claims[name]) tellVerdict(row, verdicts?.[name] ?? open);
    }
  } catch (error) {
    if (error.name !== "AbortError") rows.forEach((row) => tellVerdict(row, null));
  }
});

function tellVerdict(row, found) {
  const [label, box, verdict, evidence] = row.children;
  const good = ["proved", "agrees"].includes(found?.status);
  verdict.className = `verdict ${good ? "good" : found?.status === "wrong" ? "bad" : ""}`;
  verdict.textContent = found ? `${found.mark} ${WORDS[found.status]}` : "";
  box.setAttribute("aria-invalid", found?.status === "wrong");
  evidence.replaceChildren(...(found?.evidence ?? []).map((line) => element("div", "", line)));
  if (document.activeElement === box && found) {
    const said = `${label.textContent} ${box.value}: ${WORDS[found.status]}.`;
    ui.live.textContent = `${said} ${evidence.innerText}`;
  }
}

// What is chosen in the picture is what one wants to write a derivative for.
on(document, "click", () => {
  const box = all(".claim input", ui.claims).find(({ dataset }) => dataset.name === chosen?.name);
  const row = box?.parentElement;
  if (row) ui.claims.parentElement.scrollTop = row.firstChild.offsetTop - ui.claims.offsetTop;
});

on(ui.claims, "input", ({ target }) => {
  state.claims[target.dataset.name] = target.value;
  remember();
  checkSoon();
});

// ---------------------------------------------------------------- the text, and the address

function grow() {
  const lines = ui.text.value.split("\n");
  ui.text.rows = Math.min(6, lines.length);
  ui.text.cols = Math.max(28, ...lines.map(({ length }) => length)) + 1;
  ui.desk.classList.toggle("many", lines.length > 1);
}

const typed = later(120, () => refresh().then(checkSoon));
on(ui.text, "input", () => (grow(), typed()));

// The address holds all that was typed and moved: a number under its name, a claim under the name
// after a dot.
function address() {
  const parts = new URLSearchParams([[".", ui.text.value]]);
  for (const name of state.names) parts.set(name, state.values[name]);
  for (const name of state.names) {
    if (state.claims[name]?.trim()) parts.set(`.${name}`, state.claims[name]);
  }
  return `?${parts}`;
}

// The entry of the browser's history that the page is at. On the way to another entry the address
// is that one's already while the page is not, and nothing is to be written there.
let entry = history.state ?? 0;

function keep() {
  if (state.answered !== state.loaded) return; // its numbers are not all known yet
  if ((history.state ?? 0) === entry) history.replaceState(entry, "", address() + location.hash);
}

const remember = later(250, keep);

// Shows what an address says, or, where it says nothing, the first example.
function recall() {
  const parts = [...new URLSearchParams(location.search)];
  if (!parts.length) return load(examples[0]);
  const claims = parts.filter(([key]) => key.length > 1 && key.startsWith("."));
  const numbers = parts
    .map(([name, x]) => [name, x.trim() && Number(x)])
    .filter(([name, x]) => !name.startsWith(".") && Number.isFinite(x));
  load({
    text: parts.find(([key]) => key === ".")?.[1] ?? "",
    values: Object.fromEntries(numbers),
    claims: Object.fromEntries(claims.map(([key, claim]) => [key.slice(1), claim])),
  });
}

function load({ text, values, claims }) {
  ui.text.value = text;
  Object.assign(state, { values: { ...values }, claims: { ...claims } });
  Object.assign(state, { names: [], shape: "", ranged: null });
  state.loaded += 1;
  chosen = null;
  grow();
  return refresh();
}

on(window, "popstate", () => {
  entry = history.state ?? 0;
  recall();
});

// ---------------------------------------------------------------- examples, and taking along

for (const example of examples) {
  const button = element("button", "", example.title);
  on(button, "click", () => {
    entry = performance.timeOrigin + performance.now();
    history.pushState(entry, "", location.pathname);
    ui.menu.open = false;
    load(example);
  });
  ui.shelf.append(button);
}

on(ui.kinds, "click", async ({ target }) => {
  const { kind, file } = target.dataset;
  if (!kind) return;
  ui.take.open = false;
  if (kind === "address") {
    keep();
    return copy(location.href);
  }
  const found = await ask("/export", { kind, values: state.values, claims: state.claims });
  if (found.fault) complain(found);
  else if (file) save(found.file, file);
  else copy(found.file);
});

function save(text, file) {
  const type = file.endsWith("svg") ? "image/svg+xml" : "text/html";
  const link = element("a", "");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  ui.live.textContent = `saved ${file}`;
}

async function copy(text) {
  const summary = ui.take.firstElementChild;
  try {
    await navigator.clipboard.writeText(text);
    summary.textContent = "Copied";
  } catch {
    summary.textContent = "Not allowed to copy";
  }
  ui.live.textContent = summary.textContent;
  setTimeout(() => (summary.textContent = "Save"), 1600);
}

// A menu closes at Escape and at a click elsewhere.
on(document, "click", ({ target }) => {
  for (const menu of [ui.menu, ui.take]) if (!menu.contains(target)) menu.open = false;
});
on(document, "keydown", ({ key }) => {
  if (key === "Escape") for (const menu of [ui.menu, ui.take]) menu.open = false;
});

recall();
