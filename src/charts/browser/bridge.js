// Draws ECharts over the server's SVG: elements with `data-chart` (the address of the options) and optionally
// `data-opens` (for each slot an address, separated by spaces; "-" for none). It watches the document, so the
// application needs not call it: what appears is drawn once visible, what changes is drawn anew, what goes is disposed.

import { readOut } from "./fingerprint.js";
import "./live.js";

const drawn = new Map();
const dark = matchMedia("(prefers-color-scheme: dark)");
let library;

const isDark = () => {
  const theme = document.documentElement.dataset.theme;
  return theme === "dark" || (theme !== "light" && dark.matches);
};

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));

const visible = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    visible.unobserve(target);
    idle(() => draw(target));
  }
});

const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) drawn.get(target)?.chart.resize();
});

async function draw(element) {
  const address = element.dataset.chart;
  if (!address) return;
  const box = element.parentElement;
  const url = new URL(address, location.href);
  const inDark = isDark();
  url.searchParams.set("dark", inDark ? "true" : "false");
  box.setAttribute("aria-busy", "true");
  try {
    library ??= import("/assets/charts.js");
    const [{ init }, answer] = await Promise.all([library, fetch(url, { headers: { accept: "application/json" } })]);
    if (!answer.ok) return;
    const option = await answer.json();
    // The page or its theme may have changed while the answer was on its way.
    if (!element.isConnected || element.dataset.chart !== address || isDark() !== inDark) return;
    const known = drawn.get(element) ?? begin(element, init);
    known.address = address;
    known.chart.setOption(prepared(option, element.clientWidth), { notMerge: true });
    box.dataset.live = "";
  } catch {
    // The SVG stays.
    library = undefined;
  } finally {
    box.removeAttribute("aria-busy");
  }
}

// Below this width in pixels every second label of the horizontal axis stands.
const NARROW = 450;

// Tooltips inside the canvas: ECharts' HTML ones carry style attributes.
function prepared(option, width) {
  const fontFamily = getComputedStyle(document.body).fontFamily;
  const tooltip = option.tooltip && { ...option.tooltip, renderMode: "richText", confine: true };
  const sparse = ({ interval, ...label }) => ({
    ...label,
    interval: width < NARROW && typeof interval === "number" ? 2 * interval + 1 : interval,
  });
  const xAxis = option.xAxis?.map((axis) => ({ ...axis, axisLabel: axis.axisLabel && sparse(axis.axisLabel) }));
  return { ...option, xAxis, series: option.series?.map(finished), tooltip, textStyle: { fontFamily, ...option.textStyle } };
}

// What the server's typed options cannot say: the hatch of missing slots, and that every mark is shown.
function finished(series) {
  if (series.id === "marks") return { ...series, showAllSymbol: true };
  if (series.id !== "slots") return series;
  return { ...series, data: series.data.map((item) => (item.itemStyle?.borderType === "dashed" ? hatched(item) : item)) };
}

function hatched(item) {
  const decal = { color: item.itemStyle.borderColor, dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: -Math.PI / 4 };
  return { ...item, itemStyle: { color: "transparent", decal } };
}

function begin(element, init) {
  const chart = init(element, null, { renderer: "canvas" });
  chart.on("click", ({ dataIndex }) => {
    const address = element.dataset.opens?.split(" ")[dataIndex];
    if (address && address !== "-") open(address);
  });
  const known = { chart };
  drawn.set(element, known);
  resized.observe(element);
  return known;
}

// A real link, so that the application's router takes it.
function open(address) {
  const link = document.createElement("a");
  link.href = address;
  document.body.append(link);
  link.click();
  link.remove();
}

function watch(root) {
  if (!(root instanceof Element)) return;
  for (const element of [root, ...root.querySelectorAll("[data-chart]")]) {
    if (element.hasAttribute("data-chart")) visible.observe(element);
  }
  root.querySelectorAll("[data-columns]").forEach(readOut);
}

function forgetGone() {
  for (const [element, { chart }] of drawn) {
    if (element.isConnected) continue;
    resized.unobserve(element);
    chart.dispose();
    drawn.delete(element);
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "attributes") visible.observe(change.target);
    change.addedNodes.forEach(watch);
  }
  forgetGone();
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-chart"] });

dark.addEventListener("change", () => drawn.forEach((_, element) => draw(element)));

// The arrow keys change the period while the charts have focus.
document.addEventListener("keydown", (event) => {
  const charts = event.target.closest?.("[data-before], [data-after]");
  const address = { ArrowLeft: charts?.dataset.before, ArrowRight: charts?.dataset.after }[event.key];
  if (!address) return;
  event.preventDefault();
  open(address);
});

// Language and theme return to the page that is open now, not to the one that was loaded first.
document.addEventListener("submit", ({ target }) => {
  if (target.getAttribute("action") === "/preferences") target.back.value = location.pathname + location.search;
});

watch(document.body);
