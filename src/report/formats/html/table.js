// The table: search, choose, sort, turn pages.

const PAGE = 50;
const chosen = { text: "", bands: new Set(), rule: "", theme: "", permit: "", department: "", change: "" };
const order = { by: "score", down: true };
let shown = rows;
let page = 0;

/** What columns are sorted by. Days were sorted where the page was made: their places are their order. */
const KEYS = {
  band: row => row.band,
  score: row => row.score,
  hits: row => row.hits.length,
  open: row => row.open,
  linked: row => row.linked,
  day: row => row.day,
};
const byName = new Intl.Collator(index.lang, { numeric: true });

function compare(a, b) {
  const sign = order.down ? -1 : 1;
  const found = order.by === "id" ? byName.compare(a.id, b.id) : KEYS[order.by](a) - KEYS[order.by](b);
  // Equals stay in the order of the file: highest score first.
  return sign * found || a.at - b.at;
}

function fits(row) {
  return (chosen.bands.size === 0 || chosen.bands.has(row.band))
    && (chosen.permit === "" || row.permit === Number(chosen.permit))
    && (chosen.department === "" || row.department === Number(chosen.department))
    && (chosen.change === "" || row.change === Number(chosen.change))
    && (chosen.rule === "" || row.hits.includes(Number(chosen.rule)))
    && (chosen.theme === "" || row.hits.some(rule => index.rules[rule].theme === Number(chosen.theme)));
}

/** What a search text means: the start of a case number where there is one, else words that all occur. */
function asked(text) {
  if (text === "") return () => true;
  // Who types a number looks for that application, not for those whose evidence mentions it.
  const named = row => folded(row.id).startsWith(text);
  if (text.length > 3 && rows.some(named)) return named;
  const parts = text.split(/\s+/);
  const texts = searchable();
  return row => parts.every(part => texts[row.at].includes(part));
}

/** Applies what was chosen, and tells how many applications that leaves. */
function refresh() {
  shown = rows.filter(fits).filter(asked(folded(chosen.text.trim()))).sort(compare);
  page = 0;
  const sentence = shown.length === 1 ? words.CountOne : words.Count;
  const told = shown.length ? fill(sentence, { n: number(shown.length), all: number(rows.length) }) : words.NoneFound;
  document.getElementById("count").textContent = told;
  turn(0);
}

/** Shows another page of the table. */
function turn(by) {
  page = Math.max(0, Math.min(page + by, Math.ceil(shown.length / PAGE) - 1));
  const from = page * PAGE;
  const part = shown.slice(from, from + PAGE);
  document.querySelector("#table tbody").replaceChildren(...part.map(line));
  document.getElementById("pager").hidden = shown.length <= PAGE;
  const sentence = `${number(from + 1)}–${number(from + part.length)}`;
  document.getElementById("page").textContent = fill(words.Count, { n: sentence, all: number(shown.length) });
  document.getElementById("previous").disabled = page === 0;
  document.getElementById("next").disabled = from + PAGE >= shown.length;
}

function line(row) {
  // The day has a column of its own where there is room for it.
  const day = index.days[row.day] ? el("span", { class: "near" }, index.days[row.day]) : null;
  const under = el("span", { class: "under" }, index.permits[row.permit] ?? "", " ", day);
  return el("tr", { role: "row" },
    el("th", { scope: "row", role: "rowheader" }, caseLink(row.at, row.id), " ", under),
    cell("", badge(row.band), row.change < 0 ? null : el("span", { class: "under" }, index.changes[row.change])),
    cell("score", el("span", {}, range(row)), rangeBar(row, 84)),
    cell("reasons", ...titles(row)),
    cell("num far", number(row.open)),
    cell("num far", number(row.linked)),
    cell("far day", index.days[row.day] ?? ""));
}

function cell(kind, ...children) {
  return el("td", { role: "cell", class: kind || null }, ...children);
}

/** The weightiest reasons by name, and how many more there are. */
function titles(row) {
  const asking = row.hits.filter(rule => index.rules[rule].weight >= 0);
  const title = rule => (row.explained.includes(rule) ? `(${words.Explained}) ` : "") + index.rules[rule].title;
  // Where nothing asks, what reassures is named, and named as such.
  const named = asking.length > 0
    ? asking.slice(0, 2).map(rule => el("span", {}, title(rule)))
    : row.hits.slice(0, 2).map(rule => el("span", { class: "muted" }, `${title(rule)} (${words.Reassuring})`));
  const rest = row.hits.length - named.length;
  if (row.hits.length === 0) return [el("span", { class: "muted" }, words.NoReasons)];
  return rest > 0 ? [...named, el("span", { class: "muted" }, fill(words.AndMore, { n: rest }))] : named;
}

/** Headings become buttons that sort. */
function sortable(heading) {
  const button = el("button", { type: "button" }, ...heading.childNodes);
  heading.replaceChildren(button);
  button.addEventListener("click", () => {
    const by = heading.dataset.sort;
    // Numbers are looked at from the highest, names from the first.
    order.down = order.by === by ? !order.down : by !== "id";
    order.by = by;
    for (const other of heading.parentElement.children) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    refresh();
  });
}

/** The ways to choose, each with how many applications it has. */
function choices() {
  const count = of => {
    const counts = new Map();
    for (const row of rows) for (const key of new Set(of(row))) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  fillSelect("permit", index.permits, count(row => [row.permit]));
  fillSelect("change", index.changes, count(row => [row.change]));
  fillSelect("department", index.departments, count(row => [row.department]));
  fillSelect("rule", index.rules.map(rule => rule.title), count(row => row.hits));
  fillSelect("theme", index.themes, count(row => row.hits.map(rule => index.rules[rule].theme)));
  const bands = count(row => [row.band]);
  const boxes = [...document.getElementById("badges").content.children].map((_, band) => {
    const box = el("input", { type: "checkbox", value: band });
    box.addEventListener("change", () => {
      box.checked ? chosen.bands.add(band) : chosen.bands.delete(band);
      refresh();
    });
    return el("label", {}, box, badge(band), el("span", { class: "muted" }, number(bands.get(band) ?? 0)));
  });
  document.getElementById("bands").replaceChildren(...boxes.reverse());
}

function fillSelect(id, names, counts) {
  const select = document.getElementById(id);
  const known = names.map((name, at) => [name, at]).filter(([, at]) => counts.has(at));
  known.sort(([a], [b]) => byName.compare(a, b));
  const options = known.map(([name, at]) => el("option", { value: at }, `${name} (${number(counts.get(at))})`));
  select.replaceChildren(el("option", { value: "" }, words.All), ...options);
  // A question with one answer is no question.
  select.parentElement.hidden = known.length < 2;
  select.addEventListener("change", () => {
    chosen[id] = select.value;
    refresh();
  });
}

/** Searching waits until the typing does. */
function searchBox() {
  const box = document.getElementById("search");
  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      chosen.text = box.value;
      refresh();
    }, 150);
  });
}

function clear() {
  Object.assign(chosen, { text: "", rule: "", theme: "", permit: "", department: "", change: "" });
  chosen.bands.clear();
  document.getElementById("search").value = "";
  document.querySelectorAll("#tools select").forEach(select => select.value = "");
  document.querySelectorAll("#bands input").forEach(box => box.checked = false);
  refresh();
}
