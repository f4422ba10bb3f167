// The page in a real browser: it is quiet, it can be searched, sorted and read by keyboard, and a screen
// reader finds its way. Times are told, never held against anything.

import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { examplePage, folder, launch, manyApplications, open, pageOf, pictures, root } from "./program.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser;
let dutch;

before(async () => {
  browser = await launch();
  dutch = examplePage("nl");
});
after(() => browser?.close());

/** A test with the example open; the page must have been quiet all the while. */
function onPage(name, act, options = {}) {
  test(name, async context => {
    const { page, trouble } = await open(browser, dutch, options);
    await act(page, context);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });
}

const lines = page => page.locator("#table tbody tr");
const count = page => page.locator("#count").innerText();
const settled = (page, text) => page.waitForFunction(text => document.querySelector("#count").textContent.includes(text), text);

/** What would keep someone out. */
async function barriers(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const grave = found.violations.filter(violation => ["serious", "critical"].includes(violation.impact));
  return grave.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`);
}

onPage("opens quietly, the highest scores first", async page => {
  assert.equal(await lines(page).count(), 50);
  assert.match(await count(page), /^202 van 202 aanvragen$/);
  const scores = await page.locator("#table tbody .score span").allInnerTexts();
  const numbers = scores.map(text => parseInt(text, 10));
  assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
});

onPage("finds by number, by reason and by what was seen", async page => {
  const box = page.getByRole("searchbox");
  await box.fill("h-2026-041");
  await settled(page, "1 van 202");
  assert.equal(await lines(page).count(), 1);
  await box.fill("06-19005555");
  await settled(page, "3 van 202");
  await box.fill("h-2026-041 kermisexploitant");
  await settled(page, "Geen aanvraag past");
  assert.equal(await lines(page).count(), 0);
  await page.getByRole("button", { name: "Wis keuzes" }).click();
  await settled(page, "202 van 202");
});

onPage("sorts by keyboard and says how", async page => {
  const heading = page.locator("th[data-sort=id]");
  await heading.getByRole("button").focus();
  await page.keyboard.press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  const first = await lines(page).first().locator("th a").innerText();
  await page.keyboard.press("Space");
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  assert.notEqual(await lines(page).first().locator("th a").innerText(), first);
  assert.equal(await page.locator("#table [aria-sort]").count(), 1);
});

onPage("chooses by attention, theme, department, kind of permit and reason", async page => {
  await page.getByLabel(/^hoog/).check();
  const high = parseInt(await count(page), 10);
  assert.ok(high > 0 && high < 202);
  await page.getByRole("button", { name: "Wis keuzes" }).click();
  await page.getByLabel("Thema").selectOption({ label: await optionWith(page, "#theme", "verbanden") });
  const linked = parseInt(await count(page), 10);
  await page.getByLabel("Afdeling").selectOption({ label: await optionWith(page, "#department", "Horeca") });
  const fewer = parseInt(await count(page), 10);
  assert.ok(fewer > 0 && fewer < linked);
  await page.getByRole("button", { name: "Wis keuzes" }).click();
  for (const [id, name] of [["#permit", "Exploitatievergunning"], ["#rule", "Eén bankrekening"]]) {
    const label = await optionWith(page, id, name);
    await page.locator(id).selectOption({ label });
    // The option tells beforehand how many there will be.
    assert.equal(parseInt(await count(page), 10), Number(/\((\d+)\)$/.exec(label)[1]));
    await page.getByRole("button", { name: "Wis keuzes" }).click();
  }
});

async function optionWith(page, select, text) {
  const options = await page.locator(`${select} option`).allInnerTexts();
  return options.find(option => option.includes(text));
}

onPage("turns pages", async page => {
  const first = await lines(page).first().innerText();
  await page.getByRole("button", { name: "Volgende", exact: true }).click();
  assert.notEqual(await lines(page).first().innerText(), first);
  assert.match(await page.locator("#page").innerText(), /^51–100 van 202/);
  await page.getByRole("button", { name: "Vorige", exact: true }).click();
  assert.equal(await lines(page).first().innerText(), first);
});

onPage("opens a sheet by keyboard, walks on, and comes back to where one was", async page => {
  const link = page.getByRole("link", { name: "H-2026-041" }).first();
  await link.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "H-2026-041" });
  await sheet.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "case-title");
  for (const heading of ["Redenen", "Niet te beoordelen", "Gekoppelde aanvragen"]) {
    assert.ok(await sheet.getByRole("heading", { name: heading }).count(), heading);
  }
  for (const word of ["Waarom", "Bedenk", "Vraag"]) assert.ok(await sheet.getByText(word, { exact: true }).count(), word);
  assert.equal(await sheet.locator("svg[role=img]").count(), 1);
  await page.screenshot({ path: join(pictures, "sheet.png") });
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "H-2026-041");

  await page.keyboard.press("Enter");
  await sheet.waitFor();
  const next = page.getByRole("button", { name: "Volgende aanvraag" });
  await next.focus();
  await page.keyboard.press("Enter");
  assert.notEqual(await page.locator("#case-title").innerText(), "H-2026-041");
  await page.getByRole("button", { name: "Vorige aanvraag" }).click();
  await sheet.locator(".links a").first().click();
  const linked = await page.locator("#case-title").innerText();
  assert.notEqual(linked, "H-2026-041");
  await page.goBack();
  await sheet.waitFor();
});

onPage("names what reassures where nothing asks", async page => {
  await page.getByRole("searchbox").fill("h-2025-010");
  await settled(page, "1 van 202");
  assert.match(await lines(page).first().locator(".reasons").innerText(), /^Een bank betaalt mee \(stelt gerust\)/);
});

onPage("folds a long list of columns that would help", async page => {
  const list = page.locator("#overview details");
  assert.equal(await list.locator("li").first().isVisible(), false);
  await list.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await list.locator("li").first().isVisible());
});

test("what is secret says so on every sheet, before anything else", async () => {
  const address = pageOf("secret.html", [join(root, "examples/aanvragen.csv")], "--lang", "nl", "--regime", "bibob", "--purpose", "onderzoek");
  const { page, trouble } = await open(browser, address);
  await page.getByRole("link", { name: "H-2026-041" }).first().click();
  const sheet = page.getByRole("dialog", { name: "H-2026-041" });
  assert.match(await sheet.locator("article").innerText(), /^GEHEIM:/);
  assert.deepEqual(trouble, []);
  await page.context().close();
});

onPage("a sheet has an address of its own", async page => {
  const address = await page.getByRole("link", { name: "B-2026-044" }).first().getAttribute("href");
  const { page: other, trouble } = await open(browser, dutch);
  await other.evaluate(hash => { location.hash = hash; }, address);
  await other.getByRole("dialog", { name: "B-2026-044" }).waitFor();
  assert.deepEqual(trouble, []);
  await other.context().close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 390]) {
    onPage(`keeps nobody out: ${colorScheme}, ${width} wide`, async page => {
      assert.deepEqual(await barriers(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      await page.screenshot({ path: join(pictures, `page-${colorScheme}-${width}.png`), fullPage: true });
      await page.getByRole("link", { name: "H-2026-041" }).first().click();
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await barriers(page), []);
      await page.screenshot({ path: join(pictures, `sheet-${colorScheme}-${width}.png`) });
    }, { colorScheme, viewport: { width, height: 900 } });
  }
}

onPage("prints a sheet per page, and the page again afterwards", async page => {
  await page.evaluate(() => { window.print = () => {}; });
  await page.locator("#rule").selectOption({ label: await optionWith(page, "#rule", "Eén bankrekening") });
  const chosen = parseInt(await count(page), 10);
  await page.getByRole("button", { name: "Druk bladen af" }).click();
  assert.equal(await page.locator("#paper > article").count(), chosen);
  const pages = await page.evaluate(() => [...document.querySelectorAll("#paper > article")]
    .slice(0, -1).every(sheet => getComputedStyle(sheet).breakAfter !== "auto" || !matchMedia("print").matches));
  assert.ok(pages);
  const pdf = await page.pdf({ path: join(pictures, "sheets.pdf") });
  const printed = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  assert.ok(printed >= chosen, `${printed} pages for ${chosen} sheets`);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator("#paper > *").count(), 0);
  await page.pdf({ path: join(pictures, "page.pdf") });
});

onPage("without JavaScript the top of the table and a notice are there to read", async page => {
  assert.ok(await page.locator("noscript .notice").isVisible());
  assert.equal(await lines(page).count(), 50);
  assert.ok(await lines(page).getByText("H-2026-041").isVisible());
  assert.equal(await page.getByRole("searchbox").count(), 0);
}, { javaScriptEnabled: false });

test("what is nasty in a file is only text", async () => {
  const nasty = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "</script><script>alert(2)</script>",
    "<!-- data -->", "{{ 7 * 7 }}", "\u202eomgekeerd\u202c", "Z\u0007\u001b[31m", "🏚️ نص עברית", "#case-0", "__proto__", "a&lt;b"];
  const cell = text => `"${text.replaceAll('"', '""')}"`;
  const head = "zaaknummer;datum aanvraag;soort vergunning;afdeling;naam aanvrager;telefoon;geldverstrekker;soort geldverstrekker;geleend bedrag";
  const rows = nasty.map((text, at) =>
    [text, "01-06-2026", text, text, `${text} ${at}`, "06-19001234", "Achterban", text, "50.000"].map(cell).join(";"));
  const file = join(folder, "nasty.csv");
  writeFileSync(file, [head, ...rows, ""].join("\n"));
  const { page, trouble } = await open(browser, pageOf("nasty.html", [file], "--lang", "en"));
  assert.equal(await lines(page).count(), nasty.length);
  const shown = await page.locator("#table tbody th bdi").allInnerTexts();
  assert.ok(shown.includes("<script>alert(1)</script>") && shown.includes("{{ 7 * 7 }}") && shown.includes("<!-- data -->"), shown.join("\n"));
  assert.ok(!/[\u202e\u0007\u001b]/.test(await page.content()));
  for (let at = 0; at < nasty.length; at++) {
    await page.evaluate(at => { location.hash = `#case-${at}`; }, at);
    await page.getByRole("dialog").waitFor();
  }
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(trouble, []);
  await page.context().close();
});

test("20,000 applications open, and can be searched and sorted", async context => {
  const file = join(folder, "many.csv");
  writeFileSync(file, manyApplications(20_000));
  const address = pageOf("many.html", [file], "--lang", "en");
  const start = performance.now();
  const { page, trouble } = await open(browser, address);
  await settled(page, "20,000 of 20,000");
  const opened = performance.now() - start;
  const heading = page.locator("th[data-sort=id]").getByRole("button");
  await heading.click();
  const searching = performance.now();
  await page.getByRole("searchbox").fill("h-2026-041-");
  await page.waitForFunction(() => !document.querySelector("#count").textContent.startsWith("20,000"));
  const searched = performance.now() - searching;
  await lines(page).first().getByRole("link").click();
  await page.getByRole("dialog").waitFor();
  const bytes = statSync(join(folder, "many.html")).size;
  context.diagnostic(`20,000 applications: ${(bytes / 1e6).toFixed(1)} MB, open in ${opened.toFixed(0)} ms, first search ${searched.toFixed(0)} ms`);
  assert.deepEqual(trouble, []);
  await page.context().close();
});
