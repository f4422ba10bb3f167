// What the page holds: an index of all applications, and their sheets in blocks that are read when needed.

const index = JSON.parse(document.getElementById("index").textContent);
const words = index.words;
const blocks = document.querySelectorAll("script.cases");

const rows = index.rows.map(
  ([id, band, score, low, high, permit, day, department, file, line, hits, open, linked, network, change,
    explained], at) =>
    ({ at, id, band, score, low, high, permit, day, department, file, line, hits, open, linked, network,
      change, explained }));

/** A sentence with its gaps filled: "{n} of {all}". */
function fill(sentence, gaps) {
  return sentence.replace(/\{(\w+)\}/g, (whole, gap) => gap in gaps ? String(gaps[gap]) : whole);
}

function number(n) {
  return n.toLocaleString(index.lang);
}

/** The score with what it may still become, as "35 (20–60)". */
function range({ score, low, high }) {
  return low === high ? String(score) : `${score} (${low}–${high})`;
}

const read = new Map();

/** What the sheet of an application tells besides its row. */
function caseOf(at) {
  const block = Math.floor(at / index.block);
  if (!read.has(block)) {
    // Only a few blocks stay: going through all of them one by one must not fill the memory.
    if (read.size >= 8) read.delete(read.keys().next().value);
    read.set(block, JSON.parse(blocks[block].textContent));
  }
  const [reasons, open, links, change, left] = read.get(block)[at % index.block];
  return { reasons, open, links, change, left };
}

/** Small letters without accents, so that "cafe" finds "Café". */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

let texts = null;

/** Per application everything that can be searched. Made at the first search; opening the page stays quick. */
function searchable() {
  texts ??= rows.map(row => {
    const seen = caseOf(row.at).reasons.flatMap(([, facts]) => facts.map(([, said]) => said));
    const titles = row.hits.map(rule => index.rules[rule].title);
    const own = [row.id, index.permits[row.permit], index.departments[row.department], index.files[row.file]];
    return folded([...own, ...titles, ...seen].filter(Boolean).join("\n"));
  });
  return texts;
}
