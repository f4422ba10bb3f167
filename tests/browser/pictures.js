// Pictures of what people see, for the documents: the terminal, the page, a sheet. The example batch is invented.

import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { examplePage, launch, open, program, root } from "./program.js";

const folder = resolve(process.argv[2]);
const browser = await launch();

/** What a terminal shows, as a page: the sixteen colours, bold and faint are all that the program uses. */
function terminal(command, text) {
  const colours = ["#1b1f24", "#ff8a80", "#8fd694", "#f2cf66", "#82b1ff", "#d7a6ff", "#7fdbe8", "#e4e9ee"];
  let style = {};
  const escaped = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const spans = text.split("\u001b[").map((part, at) => {
    const [, codes, rest] = at === 0 ? [null, "", part] : /^([\d;]*)m([^]*)$/.exec(part);
    const numbers = codes.split(";").map(Number);
    if (numbers[0] === 38 && numbers[1] === 5) style.color = colours[numbers[2] % 8];
    else for (const number of at === 0 ? [] : numbers) {
      if (number === 0) style = {};
      else if (number === 1) style.weight = 700;
      else if (number === 39) delete style.color;
      else if (number === 22) delete style.weight;
      else if (number >= 30 && number <= 37) style.color = colours[number - 30];
      else if (number >= 90 && number <= 97) style.color = colours[number - 90];
    }
    return `<span style="color:${style.color ?? "inherit"};font-weight:${style.weight ?? 400}">${escaped(rest)}</span>`;
  });
  return `<!doctype html><meta charset="utf-8"><body style="margin:0;background:#14181c"><pre style="display:inline-block;margin:0;padding:18px 22px;
    color:#e4e9ee;font:13px/1.35 'DejaVu Sans Mono',monospace"><span style="color:#8fd694">$</span> ${command}\n${spans.join("")}</pre>`;
}

async function takeTerminal() {
  const args = ["examples/aanvragen.xlsx", "--signals", "examples/signalen.csv", "--lang", "nl", "--top", "2"];
  const env = { ...process.env, COLUMNS: "104" };
  delete env.NO_COLOR;
  const text = execFileSync(program, [...args, "--as-of", "2026-11-01", "--color", "always", "--quiet"], { cwd: root, env, encoding: "utf8" });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.setContent(terminal(`samenzien ${args.join(" ")}`, text));
  await page.locator("pre").screenshot({ path: join(folder, "terminal.png") });
}

async function takePage() {
  const { page } = await open(browser, examplePage("nl"), { viewport: { width: 1200, height: 820 } });
  // One font everywhere, so that pictures differ only when the program does.
  await page.evaluate(() => { document.body.style.fontFamily = "Liberation Sans"; });
  await page.screenshot({ path: join(folder, "page.png") });
  await page.evaluate(() => { document.documentElement.style.scrollBehavior = "auto"; document.getElementById("applications").scrollIntoView(); });
  await page.screenshot({ path: join(folder, "table.png") });
  await page.getByRole("link", { name: "H-2026-041" }).first().click();
  await page.getByRole("dialog").waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await page.screenshot({ path: join(folder, "sheet.png") });
  await page.getByRole("button", { name: "Sluiten" }).click();
  await page.locator("#network-1 svg").screenshot({ path: join(folder, "network.png") });
}

await takeTerminal();
await takePage();
await browser.close();
