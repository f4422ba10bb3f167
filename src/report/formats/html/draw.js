// Small pieces of the page. Every text goes in as text, so that nothing from a file can become markup.

/** An element with attributes and children; texts become text nodes. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null));
  return made;
}

function svg(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A band: as many bars as its place, and its name. */
function badge(band) {
  return document.getElementById("badges").content.children[band].cloneNode(true);
}

/** The score as a dot on a line that shows what it may still become. The words beside it say the same. */
function rangeBar({ score, low, high }, wide) {
  const x = points => 4 + (wide - 8) * points / index.cap;
  return svg("svg", { class: "range", viewBox: `0 0 ${wide} 12`, width: wide, height: 12, "aria-hidden": "true" },
    svg("line", { class: "rail", x1: x(0), x2: x(index.cap), y1: 6, y2: 6 }),
    svg("line", { class: "reach", x1: x(low), x2: x(high), y1: 6, y2: 6 }),
    svg("circle", { class: "now", cx: x(score), cy: 6, r: 4 }));
}

/** An application by its number: a way to its sheet where it is listed. */
function caseLink(at, id) {
  return at < 0 ? el("bdi", {}, id) : el("a", { href: `#case-${at}` }, el("bdi", {}, id));
}
