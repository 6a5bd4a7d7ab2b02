"use strict";
// The step page. A story, JSON, holds the drawing and says what its cards and arrows mean. This
// script turns the story into steps, shows one at a time, and changes in the picture only what
// differs from the step before. Every text of its own is set as text, never as markup.

const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const ui = Object.fromEntries(all("[id]").map((element) => [element.id, element]));
const on = (target, type, act) => target.addEventListener(type, act);
// Of what is drawn, one who listens is told each card once, with its numbers.
const hush = (parts) => parts.forEach((part) => (part.ariaHidden = true));
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

// ---------------------------------------------------------------- the graph

let graph, cards, nodes, edges, root;
const cardsOf = (node) => node.cards.map(({ card }) => card);

// Shows a story from its beginning. The drawing's groups stand in its order. The number on an arrow
// stands inside the arrow's group where it is crowded, and else after all arrows.
function open(story) {
  graph = drawn(story.picture);
  ui.picture.replaceChildren(graph);
  cards = all(".node", graph);
  nodes = story.nodes.map(([name, made, how, of], place) => (
    { name, made, how, of: of ?? place, place, cards: [], into: [], uses: [], terms: [] }));
  root = nodes[story.root];
  cards.forEach((card, i) => {
    nodes[nodes[i].of].cards.push({ card, slots: all(".number", card) });
    if (nodes[i].of === i) Object.assign(card, { tabIndex: 0, role: "button" });
  });
  hush(all(".copy,.label", graph));
  const [arrows, loose] = [".edge", "svg>.label"].map((parts) => all(parts, graph));
  edges = story.edges.map(([source, target, rule = "", words], i) => {
    const written = story.partials[i] !== null;
    const label = arrows[i].querySelector(".label") ?? (written ? loose.shift() : null);
    const parts = label ? [arrows[i], label] : [arrows[i]];
    nodes[target].into.push(...parts);
    return { source: nodes[source], target: nodes[target], rule, words, label, parts };
  });
  renumber(story);
  plan();
  fit();
}

// The shapes of the drawing, each a pattern with its holes filled; labels in them are escaped.
function drawn({ size, corner, patterns, shapes }) {
  const fill = ([pattern, ...row]) => patterns[pattern].map((part) => row[part] ?? part).join("");
  const box = [corner, ...size].join(" ");
  const head = `<svg xmlns='http://www.w3.org/2000/svg' role='group' viewBox='${box}'>`;
  const text = `${head}${shapes.map(fill).join("")}</svg>`;
  return document.adoptNode(new DOMParser().parseFromString(text, "image/svg+xml").firstChild);
}

// Takes in the numbers of a story: those it came with, or, on a live page, new ones.
// What an arrow adds is given where it is not simply a product.
function renumber({ values, grads, partials, adds }) {
  nodes.forEach((node, i) => Object.assign(node, { value: values[i], grad: grads[i] }));
  edges.forEach((edge, i) => {
    edge.partial = partials[i];
    edge.adds = i in adds ? adds[i] : edge.target.grad * edge.partial;
    write(edge.label?.lastChild, figure(edge.partial));
  });
}

// ---------------------------------------------------------------- the steps

let steps, turn, end, resting;
let [at, marked, chosen] = [-1, [], null];

// First the values, in the order of computation; then the gradients, arrow by arrow, result first.
function plan() {
  const flows = edges.filter((edge) => edge.adds !== null);
  for (const edge of flows) edge.source.uses.push(edge);
  flows.sort((a, b) => b.target.place - a.target.place);
  const ops = nodes.filter((node) => node.how);
  steps = [{ phase: "start" }, ...ops.map((node) => ({ phase: "forward", node }))];
  turn = steps.length;
  steps.push({ phase: "backward", node: root });
  steps.push(...flows.map((edge) => ({ phase: "backward", edge })));
  end = steps.length - 1;
  ui.scrub.max = end;
  [at, marked, chosen] = [-1, [], null];
  nodes.forEach((node) => patch(node, (node.known = !node.how)));
}

// Goes to a step, by doing or undoing all that lies between; looks first, while the layout stands.
function go(to) {
  const next = Math.max(0, Math.min(end, to));
  const { node, edge } = steps[next];
  if (next) follow((edge?.source ?? node).cards.at(-1).card);
  const touched = new Set();
  for (; at < next; ) touched.add(move(steps[++at], true));
  for (; at > next; ) touched.add(move(steps[at--], false));
  // Where no path leads is known as soon as the pass begins.
  if (touched.has(root)) nodes.forEach((node) => node.grad === null && touched.add(node));
  touched.delete(undefined);
  touched.forEach(patch);
  show();
}

// Does or undoes a step, and returns the node that it changes.
function move({ phase, node, edge }, doing) {
  if (edge) doing ? edge.source.terms.push(edge) : edge.source.terms.pop();
  else if (phase === "forward") node.known = doing;
  return edge?.source ?? node;
}

// What a node has gathered so far; null before the pass has reached it.
function sumOf(node) {
  const { terms, uses, grad } = node;
  if (node === root ? at < turn : !terms.length) return null;
  if (terms.length === uses.length) return grad;
  if (terms.length === 1) return terms[0].adds;
  const adds = terms.map((edge) => edge.adds);
  return adds.every(Number.isFinite) ? adds.reduce((sum, x) => sum + x) : "…";
}

function patch(node) {
  const { name, made, value, known } = node;
  const sum = sumOf(node);
  for (const part of node.into) part.classList.toggle("later", !known);
  const what = value === null ? name : `${name}, ${made}, value ${known ? four(value) : "to come"}`;
  const label = sum === null ? what : `${what}, gradient ${four(sum)}`;
  for (const { card, slots } of node.cards) {
    card.classList.toggle("later", !known);
    if (card.ariaLabel !== label) card.ariaLabel = label;
    write(slots[0], figure(value));
    write(slots[1], sum === null && (at < turn || node.grad !== null) ? "not run" : figure(sum));
    slots[1]?.classList.toggle("waiting", sum === null);
    slots[1]?.classList.toggle("gradient", sum !== null);
  }
}

// A text of the picture, touched only where it differs.
function write(slot, text) {
  if (slot && slot.textContent !== text) slot.textContent = text;
}

function show() {
  const { phase, node, edge } = steps[at];
  for (const part of marked) part.classList.remove("now");
  if (edge) marked = [...edge.parts, ...cardsOf(edge.source), ...cardsOf(edge.target)];
  else marked = node ? [...cardsOf(node), ...(phase === "forward" ? node.into : [])] : [];
  for (const part of marked) {
    part.classList.add("now");
    if (part.matches(".dense")) graph.insertBefore(part, cards[0]);
  }
  if (document.body.className !== phase) document.body.className = phase;
  ui.scrub.value = at;
  ui.count.textContent = `step ${at} / ${end} · ${phase}`;
  const sentence = tell(steps[at]);
  ui.live.textContent = `Step ${at} of ${end}, ${phase}: ${sentence}`;
  // An address can take longer to change than the picture, and a frame without one refuses.
  clearTimeout(resting);
  resting = setTimeout(() => {
    try {
      history.replaceState(history.state, "", `#${at}`);
    } catch {}
  }, 120);
}

// Scrolls the picture, never the page, and only where the card is out of sight.
function follow(card) {
  const [inner, outer] = [card, ui.picture].map((element) => element.getBoundingClientRect());
  const off = (low, high) =>
    inner[low] < outer[low] || inner[high] > outer[high]
      ? (inner[low] + inner[high] - outer[low] - outer[high]) / 2
      : 0;
  const [left, top] = [off("left", "right"), off("top", "bottom")];
  if (left || top) ui.picture.scrollBy({ left, top, behavior: still ? "auto" : "smooth" });
}

// ---------------------------------------------------------------- numbers and formulas

// A number with four digits that count; on a card, in at most seven characters. An array has
// a text.
const minus = (text) => text.replace("e+", "e").replace(/^-/, "−");
const four = (x) => (typeof x === "number" ? minus(String(Number(x.toPrecision(4)))) : text(x));
const factor = (x) => (four(x).startsWith("−") ? `(${four(x)})` : four(x));
const text = (x) => x?.text ?? x ?? "no path";

function figure(x) {
  if (typeof x !== "number") return text(x);
  for (const digits of [4, 3, 2, 1]) {
    const [mantissa, power] = x.toExponential(digits - 1).split("e").map(Number);
    const plain = power < 4 ? String(Number(x.toPrecision(digits))) : x.toFixed(0);
    const spellings = power > -5 && power < 6 ? [plain] : [];
    const found = [...spellings, `${mantissa}e${power}`].find((one) => one.length <= 7);
    if (found) return minus(found);
  }
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

const strong = (text) => element("b", "now", text);

function math(tag, ...children) {
  const made = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag);
  made.append(...children);
  return made;
}

// A name as mathematicians set it: w1 and z_h1 have an index, w⁽²⁾ a raised one.
function symbol({ name }) {
  const [, own, nth] = /(.+)(⁽.+⁾)$/.exec(name) ?? [];
  if (own) return math("msup", symbol({ name: own }), math("mtext", nth.normalize("NFKC")));
  const [, base, index] = /^(\p{L}(?=\d+$)|\p{L}+(?=_))_?(\w+)$/u.exec(name) ?? [];
  return base ? math("msub", math("mi", base), math("mtext", index)) : math("mi", name);
}

const d = (node) => math("mrow", math("mo", "∂"), symbol(node));
const slope = (y, x) => math("mfrac", d(y), d(x));
const formula = (...parts) =>
  math("math", ...parts.map((part) => (part instanceof Node ? part : math("mo", part))));
const spoken = (y, x) => `∂${y.name}/∂${x.name}`;
const product = ({ source, target }) => [slope(root, target), "·", slope(target, source)];
const numbers = ({ target, partial, adds }) =>
  adds.text ? "…" : `${factor(target.grad)} · ${factor(partial)}`;
const sumText = (texts) => (texts.length > 8 ? ["…", ...texts.slice(-6)] : texts).join(" + ");

// ---------------------------------------------------------------- the two panels

const HEADINGS = { start: "Start", forward: "Forward", backward: "Backward · chain rule" };

// Writes a step into its panel, and returns it as a sentence.
function tell({ phase, node, edge }) {
  ui.phase.textContent = HEADINGS[phase];
  ui.more.replaceChildren();
  if (edge) return tellArrow(edge);
  ui.line.replaceChildren();
  if (phase === "start") {
    ui.more.append("Inputs have values. Each card computes its own; then gradients flow back.");
    return ui.more.textContent;
  }
  const forward = phase === "forward";
  const value = four(forward ? node.value : 1);
  ui.line.append(formula(forward ? symbol(node) : slope(root, root), "="), " ", strong(value));
  if (forward && node.value?.rows) ui.line.append(table(node.value));
  const begin = `The pass begins at ${root.name}, which moves as much as itself.`;
  ui.more.append(forward ? `${node.name} = ${node.how}` : begin);
  return `${forward ? node.name : spoken(root, root)} = ${value}`;
}

function tellArrow(edge) {
  const { source, target, partial, rule, words, adds } = edge;
  const { terms, uses, name } = source;
  const often = uses.length > 1;
  const steps = rule === "" && words ? [] : [...product(edge), "="];
  const line = formula(slope(root, source), often ? "+=" : "=", ...steps);
  const gain = adds.text ? "" : `${numbers(edge)} = `;
  ui.line.replaceChildren(line, ` ${gain}`, adds.text ? table(adds) : strong(four(adds)));
  const local = [spoken(target, source), rule, words ? "" : four(partial)];
  if (!steps.length) ui.more.append(`${spoken(root, target)} comes back ${words}`);
  else ui.more.append("local derivative ", element("b", "", local.filter(Boolean).join(" = ")));
  if (rule && words) ui.more.append(`, ${words}`);
  if (rule === null) ui.more.append(", summed over folded paths");
  const sentence = `${spoken(root, source)} gains ${gain}${four(adds)}`;
  if (!often) return sentence;
  const total = four(sumOf(source));
  const many = uses.length === 2 ? "twice" : `${uses.length} times`;
  const open = terms.length < uses.length ? " so far" : "";
  ui.more.append(element("br", ""), strong(name), ` is used ${many}, so gradients add: `);
  const sum = terms.length > 1 ? `${sumText(terms.map((one) => factor(one.adds)))} = ` : "";
  ui.more.append(sum, strong(total), open);
  return `${sentence}, and is ${total}${open}`;
}

const MOST = 12;

// Why a card has its gradient: the sum over everything that uses it, in symbols and in numbers.
function explain(node) {
  chosen = node;
  const { name, made, value, grad, uses } = node;
  for (const one of nodes) {
    for (const card of cardsOf(one)) card.classList.toggle("chosen", one === node);
  }
  ui.which.textContent = value === null ? name : `${name} · ${made} · value ${four(value)}`;
  for (const id of ["sum", "nudge", "onward"]) ui[id].replaceChildren();
  const few = uses.slice(0, MOST);
  const rest = uses[MOST] ? ` + … ${uses.length - MOST} more` : "";
  if (node === root) ui.sum.append("The result: its gradient is 1.");
  else if (!few.length) ui.sum.append("No path of derivatives leads here.");
  else {
    ui.sum.append(formula(slope(root, node), "="));
    // A formula for each term, so that lines wrap between them.
    few.slice(0, 4).forEach((e, k) => ui.sum.append(k ? " + " : "", formula(...product(e))));
    const full = element("b", "sum", minus(String(text(grad))));
    const line = `= ${few.map(numbers).join(" + ")}${rest} = `;
    const parts = grad.text ? ["= ", table(grad)] : [line, full];
    ui.sum.append(few[4] ? " + …" : "", element("div", "say", ...parts));
  }
  if (value?.rows) ui.nudge.append(`${name} = `, table(value));
  const said = few.map((e) => e.rule && `${spoken(e.target, node)} = ${e.rule}. `);
  ui.nudge.append(...new Set(said.filter(Boolean).slice(0, 4)));
  const effect = `${root.name} moves by about ${figure(0.01 * grad)}.`;
  if (Number.isFinite(grad)) ui.nudge.append(`Nudge ${name} by 0.01: ${effect}`);
  const onward = new Set(few.map((edge) => edge.target).filter((target) => target !== root));
  if (onward.size) ui.onward.append("Why is ");
  for (const next of onward) {
    const ask = element("button", "", `${spoken(root, next)} = ${four(next.grad)}?`);
    on(ask, "click", () => (explain(next), announce()));
    ui.onward.append(ask);
  }
}

function announce() {
  const last = ui.sum.textContent.split("=").pop();
  ui.live.textContent = `${spoken(root, chosen)}: ${last}. ${ui.nudge.textContent}`;
}

// ---------------------------------------------------------------- pointing and searching

let lit = [];

function light(parts) {
  for (const part of lit) part.classList.remove("on");
  for (const part of parts) part.classList.add("on");
  lit = parts;
  graph.classList.toggle("lit", parts.length > 0);
}

function reach(node, from, to) {
  const found = new Set([node]);
  for (const one of found) for (const edge of edges) if (edge[from] === one) found.add(edge[to]);
  return found;
}

function relate(node) {
  const sides = [reach(node, "source", "target"), reach(node, "target", "source")];
  const inSide = (edge) => sides.some((side) => side.has(edge.source) && side.has(edge.target));
  const near = nodes.filter((one) => sides.some((side) => side.has(one)));
  light([...near.flatMap(cardsOf), ...edges.filter(inSide).flatMap((edge) => edge.parts)]);
}

function search() {
  const wanted = ui.search.value.trim().toLowerCase();
  const found = cards.filter((_, i) => wanted && nodes[i].name.toLowerCase().includes(wanted));
  light(found);
  graph.classList.toggle("lit", wanted !== "");
  return found.filter((card) => !card.matches(".copy"));
}

// ---------------------------------------------------------------- controls

let timer = null;

function play(running) {
  clearInterval(timer);
  timer = running ? setInterval(() => (at < end ? go(at + 1) : play(false)), 900) : null;
  ui.play.classList.toggle("playing", running);
  ui.play.lastElementChild.textContent = running ? "pause" : "play";
}

const step = (by) => () => at + by;
const moves = { first: () => 0, back: step(-1), step: step(1), turn: () => turn, last: () => end };
const jump = (to) => (play(false), go(to()));
for (const [id, to] of Object.entries(moves)) on(ui[id], "click", () => jump(to));

function toggle() {
  if (!timer && at === end) go(0);
  play(!timer);
}

on(ui.play, "click", toggle);
on(ui.scrub, "input", (event) => jump(() => Number(event.target.value)));
on(ui.skip, "click", () => ui.step.focus());

// The node whose card an event comes from.
const nodeAt = ({ target }) => nodes?.[nodes[cards.indexOf(target.closest?.(".node"))]?.of];

const keys = { ArrowRight: "step", ArrowLeft: "back", Home: "first", End: "last" };
on(document, "keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!nodes || target.matches("input,textarea,select")) return;
  const node = nodeAt(event);
  if (node && (key === "Enter" || key === " ")) explain(node), announce();
  else if (keys[key]) jump(moves[keys[key]]);
  else if (key === " " && !target.matches("button,summary")) toggle();
  else return;
  event.preventDefault();
});

on(ui.picture, "click", (event) => nodeAt(event) && (explain(nodeAt(event)), announce()));
for (const type of ["pointerover", "focusin"]) {
  on(ui.picture, type, (event) => (nodeAt(event) ? relate(nodeAt(event)) : nodes && search()));
}
for (const type of ["pointerleave", "focusout"]) on(ui.picture, type, () => nodes && search());

on(ui.search, "input", () => {
  const found = search();
  ui.live.textContent = `cards found: ${found.length}`;
  if (found.length) follow(found[0]);
});
on(ui.search, "keydown", (event) => event.key === "Enter" && search()[0]?.focus());

let dark = matchMedia("(prefers-color-scheme: dark)").matches;
const press = () => (ui.theme.ariaPressed = dark);
press();
on(ui.theme, "click", () => {
  dark = !dark;
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
  press();
});

// On paper: everything, as it is in the end.
let before = 0;
on(window, "beforeprint", () => ((before = at), go(end)));
on(window, "afterprint", () => go(before));

// The picture fills its frame, as far as its texts stay legible.
function fit() {
  if (!graph) return;
  const { width, height } = graph.viewBox.baseVal;
  const { clientWidth, clientHeight } = ui.picture;
  const fitting = Math.min((clientWidth - 4) / width, (clientHeight - 4) / height);
  const scale = Math.max(0.92, Math.min(1.4, fitting));
  graph.setAttribute("width", width * scale);
  graph.setAttribute("height", height * scale);
}

hush(all("button svg"));
new ResizeObserver(fit).observe(ui.picture);
const wanted = () => Number(/^#(\d+)$/.exec(location.hash)?.[1] ?? 0);
if (ui.story) open(JSON.parse(ui.story.textContent)), go(wanted());
