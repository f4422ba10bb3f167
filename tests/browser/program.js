// The program, the pages it makes, and the browser that opens them.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const folder = mkdtempSync(join(tmpdir(), "samenzien-"));

/** Where screenshots are kept, to be looked at. */
export const pictures = join(root, "target/browser");
mkdirSync(pictures, { recursive: true });

const built = ["release", "debug"].map(kind => join(root, "target", kind, "samenzien")).filter(existsSync);
/** The program, as it was built last for speed, else as it was built. */
export const program = process.env.SAMENZIEN ?? built[0];

/** Runs the program on files and gives the address of the page. */
export function pageOf(name, files, ...options) {
  const out = join(folder, name);
  execFileSync(program, [...files, "-o", out, "--as-of", "2026-11-01", ...options], { stdio: ["ignore", "pipe", "pipe"] });
  return pathToFileURL(out).href;
}

/** The example batch, with colleagues' signals. */
export function examplePage(lang) {
  const example = name => join(root, "examples", name);
  return pageOf(`example.${lang}.html`, [example("aanvragen.csv")], "--signals", example("signalen.csv"), "--lang", lang);
}

export function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args });
}

/** Opens a page, and keeps what it complained of and what it asked of any network. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const trouble = [];
  page.on("console", message => ["error", "warning"].includes(message.type()) && trouble.push(message.text()));
  page.on("pageerror", error => trouble.push(String(error)));
  page.on("dialog", dialog => { trouble.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", request => request.url().split("#")[0] !== address && trouble.push(`request: ${request.url()}`));
  await page.goto(address);
  return { page, trouble };
}

/** The applications of the example, copied to so many with other people in each copy. */
export function manyApplications(count) {
  const text = new TextDecoder("windows-1252").decode(readFileSync(join(root, "examples/aanvragen.csv")));
  const [head, ...lines] = text.split(/\r?\n/).filter(Boolean);
  const columns = head.split(";");
  const own = columns.map((name, at) => /^(Zaaknummer|Telefoonnummer|E-mail|KvK-nummer|IBAN|Huisnummer)$/.test(name) ? at : -1)
    .filter(at => at >= 0);
  const rows = Array.from({ length: count }, (_, at) => {
    const cells = lines[at % lines.length].split(";");
    const copy = Math.floor(at / lines.length);
    // Digits at the end move on, so that each copy of a person is another one, and still linked to its own.
    for (const column of own) {
      cells[column] = cells[column].replace(/(\d{1,6})(\D*)$/, (_, digits, rest) =>
        `${String((Number(digits) + copy * 1009) % 10 ** digits.length).padStart(digits.length, "0")}${rest}`);
    }
    cells[0] = `${cells[0]}-${at}`;
    return cells.join(";");
  });
  return [head, ...rows, ""].join("\n");
}
