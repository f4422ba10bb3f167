// How long a browser takes over a page with many applications, and how much memory: medians of runs, each in a browser
// of its own. Processor time is what to compare; the clock also counts what else the machine does.
//
//   node measure.js [APPLICATIONS] [RUNS]

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder, launch, manyApplications, open, pageOf } from "./program.js";

const [applications = 20_000, runs = 5] = process.argv.slice(2).map(Number);
const file = join(folder, "many.csv");
writeFileSync(file, manyApplications(applications));
const address = pageOf("many.html", [file], "--lang", "en");
const all = applications.toLocaleString("en");

/** The process that draws the page, and the seconds of processor time that all of the browser used until now. */
async function processes(session) {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  // The busiest one draws the page; a browser keeps a spare one at hand.
  const page = processInfo.filter(({ type }) => type === "renderer").sort((a, b) => b.cpuTime - a.cpuTime)[0];
  return { page: page?.id, cpu: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) };
}

/** The highest use of memory of a process, in mebibytes (Linux only). */
function peak(id) {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) / 1024;
}

async function run() {
  const browser = await launch();
  const session = await browser.newBrowserCDPSession();
  const steps = {};
  let page;
  const timed = async (name, act) => {
    const [before, start] = [await processes(session), performance.now()];
    await act();
    const clock = (performance.now() - start) / 1000;
    steps[name] = { clock, cpu: (await processes(session)).cpu - before.cpu };
  };
  /** Types a search, and waits until the page tells another number of applications than before. */
  const search = async text => {
    const before = await page.locator("#count").innerText();
    await page.getByRole("searchbox").fill(text);
    await page.waitForFunction(before => document.querySelector("#count").textContent !== before, before);
    steps.told = [...(steps.told ?? []), `${text}: ${await page.locator("#count").innerText()}`];
  };
  await timed("open, table complete", async () => {
    ({ page } = await open(browser, address));
    await page.waitForFunction(all => document.querySelector("#count").textContent.includes(`${all} of ${all}`), all);
  });
  steps.opened = peak((await processes(session)).page);
  await timed("search a case number", () => search("h-2026-041-"));
  await timed("first search in evidence", () => search("lender private"));
  await timed("next search in evidence", () => search("contact@example"));
  await timed("open a sheet", async () => {
    await page.locator("#table tbody a").first().click();
    await page.getByRole("dialog").waitFor();
  });
  steps.searched = peak((await processes(session)).page);
  await browser.close();
  return steps;
}

const median = numbers => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const found = [];
for (let at = 0; at < runs; at++) found.push(await run());
console.log(`${all} applications, ${(statSync(join(folder, "many.html")).size / 1e6).toFixed(1)} MB, median of ${runs} runs`);
for (const name of Object.keys(found[0]).filter(name => found[0][name].cpu !== undefined)) {
  const of = kind => median(found.map(steps => steps[name][kind])).toFixed(2);
  console.log(`${name}: ${of("cpu")} s of processor time, ${of("clock")} s by the clock`);
}
console.log(found[0].told.join("\n"));
for (const name of ["opened", "searched"]) console.log(`peak memory, ${name}: ${median(found.map(steps => steps[name])).toFixed(0)} MiB`);
