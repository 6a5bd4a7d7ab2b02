"use strict";
// The step page. The picture is already drawn; the story, JSON, says what its cards and arrows
// mean. This script turns the story into steps, shows one at a time, and changes in the picture
// only what differs from the step before. Every text is set as text, never as markup.

const all = (selector) => [...document.querySelectorAll(selector)];
const ui = Object.fromEntries(all("[id]").map((element) => [element.id, element]));
const on = (target, type, act) => target.addEventListener(type, act);
const { nodes, edges: rows, root } = JSON.parse(ui.story.textContent);
const graph = ui.picture.querySelector("svg");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

// ---------------------------------------------------------------- the graph

// The drawing's groups stand in the order of the story. The number on an arrow stands inside the
// arrow's group where it is crowded, and else after all arrows.
const cards = all(".node");
const arrows = all(".edge");
const loose = all(".label").filter((label) => !label.closest(".edge"));
const edges = rows.map(([source, target, partial, adds, rule], i) => {
  const inside = arrows[i].querySelector(".label");
  const label = inside ?? (partial === null ? null : loose.shift());
  return { source, target, partial, adds, rule, parts: label ? [arrows[i], label] : [arrows[i]] };
});
const flows = edges.filter((edge) => edge.adds !== null);
const usesOf = (node) => flows.filter((edge) => edge.source === node);
const into = nodes.map(() => []);
for (const { target, parts } of edges) into[target].push(...parts);
const nameOf = (node) => nodes[node].name;

// ---------------------------------------------------------------- the steps

// First the values, in the order of computation; then the gradients, arrow by arrow, result first.
const ops = nodes.flatMap((node, i) => (node.kind === "op" ? [i] : []));
const back = flows.toSorted((a, b) => b.target - a.target);
const steps = [{ phase: "start" }, ...ops.map((node) => ({ phase: "forward", node }))];
const turn = steps.length;
steps.push({ phase: "backward", node: root }, ...back.map((edge) => ({ phase: "backward", edge })));
const end = steps.length - 1;
const waiting = nodes.map((node, i) => usesOf(i).length);
const born = nodes.map((node, i) => ops.indexOf(i) + 1); // inputs are there from the start

// After a step: which values are known, which contributions each gradient has, and its sum.
function stateAt(index) {
  const known = born.map((step) => step <= index);
  const terms = nodes.map(() => []);
  for (const { edge } of steps.slice(turn + 1, index + 1)) terms[edge.source].push(edge.adds);
  const sums = terms.map((list, i) => {
    if (i === root ? index < turn : !list.length) return null;
    if (list.length === waiting[i]) return nodes[i].grad;
    return list.every(Number.isFinite) ? list.reduce((sum, x) => sum + x) : "…";
  });
  return { known, terms, sums };
}

let at = -1;
let marked = [];
const shown = nodes.map(() => ({}));
const finals = cards.map((card) => card.querySelectorAll(".number")[1]?.textContent);

function go(to) {
  at = Math.max(0, Math.min(end, to));
  const state = stateAt(at);
  const { phase, node, edge } = steps[at];
  nodes.forEach(({ of }, i) => patch(i, state.known[of], state.sums[of]));
  for (const part of marked) part.classList.remove("now");
  marked = edge ? [...edge.parts, cards[edge.source], cards[edge.target]] : [];
  if (node >= 0) marked = phase === "forward" ? [cards[node], ...into[node]] : [cards[node]];
  for (const part of marked) part.classList.add("now");
  document.body.className = phase;
  ui.scrub.value = at;
  ui.count.textContent = `step ${at} / ${end} · ${phase}`;
  const sentence = tell(steps[at], state);
  ui.live.textContent = `Step ${at} of ${end}, ${phase}: ${sentence}`;
  if (at) follow(cards[edge ? edge.source : node]);
  try {
    history.replaceState(null, "", `#${at}`);
  } catch {} // a frame without an address of its own refuses
}

function patch(i, known, sum) {
  const { name, made, value, grad } = nodes[i];
  const isFinal = sum === grad && (sum !== null || at === end);
  const text = isFinal ? finals[i] : sum === null ? "not run" : figure(sum);
  if (shown[i].known === known && shown[i].text === text) return;
  if (shown[i].known !== known) {
    for (const part of [cards[i], ...into[i]]) part.classList.toggle("later", !known);
  }
  shown[i] = { known, text };
  const slot = cards[i].querySelectorAll(".number")[1];
  if (slot) slot.textContent = text;
  slot?.setAttribute("class", `number ${sum === null ? "waiting" : "gradient"}`);
  const what = value === null ? name : `${name}, ${made}, value ${known ? four(value) : "to come"}`;
  cards[i].setAttribute("aria-label", sum === null ? what : `${what}, gradient ${four(sum)}`);
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

// A number with four digits that count; on a card, in at most seven characters.
const minus = (text) => text.replace(/^-/, "−");
const four = (x) =>
  typeof x === "number" ? minus(String(Number(x.toPrecision(4)))) : (x ?? "an array");
const factor = (x) => (four(x).startsWith("−") ? `(${four(x)})` : four(x));

function figure(x) {
  if (typeof x !== "number") return x;
  const short = (y) => String(y).replace("e+", "e").replace(/\.?0+e/, "e");
  const spell = (n) => [short(Number(x.toPrecision(n))), short(x.toExponential(n - 1))];
  const whole = Math.abs(x) >= 1e4 && Math.abs(x) < 1e6 ? [x.toFixed(0)] : [];
  const spellings = [...whole, ...[4, 3, 2, 1].flatMap(spell)];
  return minus(spellings.find((text) => text.length <= 7));
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

// A name as mathematicians set it: w1 and z_h1 have an index.
function symbol(node) {
  const parts = /^(\p{L})(\d+)$|^(\p{L}+)_(\w+)$/u.exec(nameOf(node));
  if (!parts) return math("mi", nameOf(node));
  const [base, index] = parts[1] ? [parts[1], parts[2]] : [parts[3], parts[4]];
  return math("msub", math("mi", base), math("mtext", index));
}

const d = (node) => math("mrow", math("mo", "∂"), symbol(node));
const slope = (y, x) => math("mfrac", d(y), d(x));
const formula = (...parts) =>
  math("math", ...parts.map((part) => (part instanceof Node ? part : math("mo", part))));
const spoken = (y, x) => `∂${nameOf(y)}/∂${nameOf(x)}`;
const product = ({ source, target }) => [slope(root, target), "·", slope(target, source)];
const numbers = ({ target, partial, adds }) =>
  typeof adds === "number" ? `${factor(nodes[target].grad)} · ${factor(partial)}` : "…";
const sumOf = (texts) => (texts.length > 8 ? ["…", ...texts.slice(-6)] : texts).join(" + ");

// ---------------------------------------------------------------- the two panels

// Writes a step into its panel, and returns it as a sentence.
function tell({ phase, node, edge }, { terms, sums }) {
  const heading = { start: "Start", forward: "Forward", backward: "Backward · chain rule" };
  ui.phase.textContent = heading[phase];
  ui.more.replaceChildren();
  if (edge) return tellArrow(edge, terms[edge.source], four(sums[edge.source]));
  const forward = phase === "forward";
  const value = four(forward ? nodes[node].value : 1);
  const left = forward ? symbol(node) : slope(root, root);
  const start = "Inputs have values. Each card computes its own; then gradients flow back.";
  const begin = `The pass begins at ${nameOf(root)}, which moves as much as itself.`;
  ui.line.replaceChildren();
  if (phase !== "start") ui.line.append(formula(left, "="), " ", strong(value));
  ui.more.append({ start, backward: begin }[phase] ?? `${nameOf(node)} = ${nodes[node].how}`);
  if (phase === "start") return start;
  return `${forward ? nameOf(node) : spoken(root, root)} = ${value}`;
}

function tellArrow(edge, terms, total) {
  const { source, target, partial, rule, adds } = edge;
  const uses = waiting[source];
  const line = formula(slope(root, source), uses > 1 ? "+=" : "=", ...product(edge), "=");
  ui.line.replaceChildren(line, ` ${numbers(edge)} = `, strong(four(adds)));
  const local = [spoken(target, source), rule, four(partial)].filter(Boolean).join(" = ");
  const folded = rule === null ? ", summed over folded paths" : "";
  ui.more.append("local derivative ", element("b", "", local), folded);
  const sentence = `${spoken(root, source)} gains ${numbers(edge)} = ${four(adds)}`;
  if (uses < 2) return sentence;
  const often = `${uses === 2 ? "twice" : `${uses} times`}, so gradients add: `;
  const open = terms.length < uses ? " so far" : "";
  ui.more.append(element("br", ""), strong(nameOf(source)), ` is used ${often}`);
  const sum = terms.length > 1 ? `${sumOf(terms.map(factor))} = ` : "";
  ui.more.append(sum, strong(total), open);
  return `${sentence}, and is ${total}${open}`;
}

const MOST = 12;

// Why a card has its gradient: the sum over everything that uses it, in symbols and in numbers.
function explain(i) {
  const node = nodes[i].of;
  const { name, made, value, grad } = nodes[node];
  const uses = usesOf(node);
  cards.forEach((card, j) => card.classList.toggle("chosen", nodes[j].of === node));
  ui.which.textContent = value === null ? name : `${name} · ${made} · value ${four(value)}`;
  for (const id of ["sum", "nudge", "onward"]) ui[id].replaceChildren();
  const few = uses.slice(0, MOST);
  const rest = uses.length > MOST ? ` + … ${uses.length - MOST} more` : "";
  if (node === root) ui.sum.append("The result: its gradient is 1.");
  else if (!few.length) ui.sum.append("No path of derivatives leads here.");
  else {
    ui.sum.append(formula(slope(root, node), "="));
    // A formula for each term, so that lines wrap between them.
    few.forEach((edge, k) => ui.sum.append(k ? " + " : "", formula(...product(edge))));
    const full = element("b", "sum", minus(String(grad)));
    const line = `= ${few.map(numbers).join(" + ")}${rest} = `;
    ui.sum.append(rest, element("div", "say", line, full));
  }
  const effect = `${nameOf(root)} moves by about ${four(0.01 * grad)}.`;
  if (Number.isFinite(grad)) ui.nudge.append(`Nudge ${name} by 0.01 and ${effect}`);
  const onward = new Set(few.map((edge) => edge.target).filter((target) => target !== root));
  if (onward.size) ui.onward.append("Why is ");
  for (const next of onward) {
    const ask = element("button", "", `${spoken(root, next)} = ${four(nodes[next].grad)}?`);
    on(ask, "click", () => explain(next));
    ui.onward.append(ask, " ");
  }
  const last = ui.sum.textContent.split("=").pop();
  ui.live.textContent = `${spoken(root, node)}: ${last}. ${ui.nudge.textContent}`;
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
  for (const one of found) {
    for (const edge of edges) if (edge[from] === one) found.add(edge[to]);
  }
  return found;
}

function relate(card) {
  const node = nodes[cards.indexOf(card)].of;
  const sides = [reach(node, "source", "target"), reach(node, "target", "source")];
  const inSide = (edge) => sides.some((side) => side.has(edge.source) && side.has(edge.target));
  const near = cards.filter((_, i) => sides.some((side) => side.has(nodes[i].of)));
  light([...near, ...edges.filter(inSide).flatMap((edge) => edge.parts)]);
}

function search() {
  const wanted = ui.search.value.trim().toLowerCase();
  const found = wanted ? cards.filter((_, i) => nameOf(i).toLowerCase().includes(wanted)) : [];
  light(found);
  graph.classList.toggle("lit", wanted !== "");
  return found;
}

// ---------------------------------------------------------------- controls

let timer = null;

function play(on) {
  clearInterval(timer);
  timer = on ? setInterval(() => (at < end ? go(at + 1) : play(false)), 900) : null;
  ui.play.classList.toggle("playing", on);
  ui.play.lastElementChild.textContent = on ? "pause" : "play";
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
ui.scrub.max = end;
on(ui.scrub, "input", (event) => jump(() => Number(event.target.value)));
on(ui.skip, "click", () => ui.step.focus());

const keys = { ArrowRight: "step", ArrowLeft: "back", Home: "first", End: "last" };
on(document, "keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches("input")) return;
  const card = cards.indexOf(target);
  if (card >= 0 && (key === "Enter" || key === " ")) explain(card);
  else if (keys[key]) jump(moves[keys[key]]);
  else if (key === " " && !target.matches("button")) toggle();
  else return;
  event.preventDefault();
});

cards.forEach((card, i) => {
  card.setAttribute("tabindex", 0);
  card.setAttribute("role", "button");
  on(card, "click", () => explain(i));
  for (const type of ["pointerenter", "focus"]) on(card, type, () => relate(card));
  for (const type of ["pointerleave", "blur"]) on(card, type, () => search());
});

on(ui.search, "input", () => {
  const found = search();
  ui.live.textContent = `cards found: ${found.length}`;
  if (found.length) follow(found[0]);
});
on(ui.search, "keydown", (event) => event.key === "Enter" && search()[0]?.focus());

let dark = matchMedia("(prefers-color-scheme: dark)").matches;
const press = () => ui.theme.setAttribute("aria-pressed", dark);
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
  const { width, height } = graph.viewBox.baseVal;
  const { clientWidth, clientHeight } = ui.picture;
  const fitting = Math.min((clientWidth - 4) / width, (clientHeight - 4) / height);
  const scale = Math.max(0.92, Math.min(1.4, fitting));
  graph.setAttribute("width", width * scale);
  graph.setAttribute("height", height * scale);
}

new ResizeObserver(fit).observe(ui.picture);
fit();
go(Number(/^#(\d+)$/.exec(location.hash)?.[1] ?? 0));
