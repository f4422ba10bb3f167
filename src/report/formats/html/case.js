// The sheet of one application: beside the table on the screen, on a page of its own on paper.

const MOST_PRINTED = 200;
const sheet = document.getElementById("sheet");
let opened = -1;

/** The sheet as elements; `prefix` keeps the ids of several sheets apart. */
function draw(at, prefix) {
  const row = rows[at];
  const told = caseOf(at);
  const asking = told.reasons.filter(([rule]) => index.rules[rule].weight >= 0);
  const reassuring = told.reasons.filter(([rule]) => index.rules[rule].weight < 0);
  return el("article", { class: "case" },
    // What is secret says so before anything else, on paper too.
    words.Footer === words.SecretFooter ? el("p", { class: "notice" }, words.Footer) : null,
    head(row, told, `${prefix}-title`),
    part(words.Reasons, asking.length ? asking.map(reason) : [el("p", {}, words.NoReasons)]),
    reassuring.length ? part(words.Reassures, reassuring.map(reason)) : null,
    told.open.length ? part(words.NotAssessed, [el("p", { class: "muted" }, words.OpenLead), open(told.open)]) : null,
    told.links.length ? part(words.LinkedCases, [links(row, told.links), network(row, prefix)]) : null,
    words.Footer === words.SecretFooter ? null : el("p", { class: "small muted" }, words.Footer));
}

function part(title, children) {
  return el("section", {}, el("h3", {}, title), ...children.filter(Boolean));
}

function head(row, told, titleId) {
  const facts = [
    [index.permitLabel, index.permits[row.permit]],
    [index.dayLabel, index.days[row.day]],
    [words.Department, index.departments[row.department]],
    [words.File, `${index.files[row.file]}, ${words.Row.toLowerCase()} ${row.line}`],
  ].filter(([, value]) => value);
  const may = row.low === row.high ? null
    : el("p", { class: "muted" }, fill(words.MayBecome, { low: row.low, high: row.high }));
  return el("header", {},
    el("h2", { id: titleId, tabindex: "-1" }, el("bdi", {}, row.id)),
    el("div", { class: "verdict" }, badge(row.band), el("strong", {}, `${words.Score}: ${range(row)}`), rangeBar(row, 220)),
    may,
    told.left ? el("p", { class: "left" }, told.left) : null,
    told.change ? el("p", { class: "changed" }, `${words.Change}: ${told.change}`) : null,
    el("dl", { class: "facts" }, ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))));
}

/** A rule that hits: what was seen, then what an officer needs to ask on. */
function reason([at, facts, explained]) {
  const rule = index.rules[at];
  const weight = rule.weight > 0 ? `+${rule.weight}` : String(rule.weight).replace("-", "−");
  const seen = facts.map(([signal, said]) => el("li", signal ? { class: "signal" } : {}, said));
  const say = (kind, word, text) => text ? el("div", { class: kind }, el("dt", {}, word), el("dd", {}, text)) : null;
  return el("section", { class: "reason" },
    el("h4", {}, rule.title),
    el("p", { class: "small muted" }, `${rule.id} · ${index.themes[rule.theme]} · ${weight}`),
    explained ? el("p", { class: "explained" }, explained) : null,
    seen.length ? el("ul", { class: "seen", "aria-label": words.Seen }, ...seen) : null,
    el("dl", { class: "why" },
      say("plain", words.Why, rule.why), say("plain", words.Consider, rule.consider), say("ask", words.Ask, rule.ask)));
}

/** What is missing, with the rules that wait for it. */
function open(groups) {
  const lines = groups.map(([missing, waiting]) => el("tr", {},
    el("th", { scope: "row" }, missing.map(label => index.labels[label]).join(", ")),
    el("td", {}, waiting.map(rule => index.rules[rule].title).join(" · "))));
  return el("table", { class: "plain" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, words.NotKnown), el("th", { scope: "col" }, words.Rules))),
    el("tbody", {}, ...lines));
}

function links(row, linked) {
  const items = linked.map(([at, id, shares, earlier]) => {
    const what = shares.map(label => index.labels[label]).join(", ");
    const through = what ? fill(words.Shares, { what }) : words.ThroughOthers;
    const marks = [through, earlier ? words.EarlierCase : at < 0 ? words.NotListed : null].filter(Boolean).join(" · ");
    return el("li", {}, caseLink(at, id), " ", at < 0 ? null : badge(rows[at].band), " ",
      el("span", { class: "muted" }, marks));
  });
  const rest = row.linked - linked.length;
  if (rest > 0) items.push(el("li", { class: "muted" }, fill(words.AndOthers, { n: number(rest) })));
  return el("ul", { class: "links" }, ...items);
}

/** The picture of the network that an application is in, under ids of its own. */
function network(row, prefix) {
  const drawn = document.querySelector(`#network-${row.network} svg`);
  if (!drawn) return null;
  const picture = drawn.cloneNode(true);
  for (const part of picture.querySelectorAll("[id]")) part.id = `${prefix}-${part.id}`;
  const labelled = picture.getAttribute("aria-labelledby");
  picture.setAttribute("aria-labelledby", labelled.split(" ").map(id => `${prefix}-${id}`).join(" "));
  const name = fill(words.Network, { n: row.network });
  return el("div", { class: "paper", role: "region", tabindex: "0", "aria-label": name }, picture);
}

/** Follows the address: `#case-12` opens a sheet, anything else closes it. */
function follow() {
  const asked = /^#case-(\d+)$/.exec(location.hash);
  if (asked && Number(asked[1]) < rows.length) return openCase(Number(asked[1]));
  if (sheet.open) sheet.close();
}

function openCase(at) {
  opened = at;
  document.getElementById("case").replaceChildren(draw(at, "case"));
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  document.getElementById("case-title").focus();
  const place = shown.indexOf(rows[at]);
  document.getElementById("case-previous").disabled = place <= 0;
  document.getElementById("case-next").disabled = place < 0 || place >= shown.length - 1;
}

/** The sheet of the neighbour in the table as it is sorted and chosen now. */
function step(by) {
  const next = shown[shown.indexOf(rows[opened]) + by];
  // Replaced, not added: going back leads to the table, not through all the sheets again.
  if (next) {
    history.replaceState(null, "", `#case-${next.at}`);
    openCase(next.at);
  }
}

/** The table again, with the keyboard where it was. */
function closed() {
  if (location.hash.startsWith("#case-")) history.replaceState(null, "", "#applications");
  const link = document.querySelector(`#table a[href="#case-${opened}"]`);
  link?.focus();
  opened = -1;
}

/** Puts sheets on paper, one per page, and takes them away afterwards. */
function onPaper(cases) {
  const first = cases.slice(0, MOST_PRINTED);
  const sheets = first.map(at => draw(at, `paper-${at}`));
  if (cases.length > first.length) {
    const told = fill(words.PrintFirst, { n: number(first.length), all: number(cases.length) });
    sheets.unshift(el("p", { class: "notice" }, told));
  }
  document.getElementById("paper").replaceChildren(...sheets);
  document.body.classList.add("on-paper");
}

function offPaper() {
  document.body.classList.remove("on-paper");
  document.getElementById("paper").replaceChildren();
}
