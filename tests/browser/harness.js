// What the tests share: the juten binary, the browser, reports of fixtures.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const TARGET = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target');
export const JUTEN = process.env.JUTEN ?? path.join(TARGET, 'debug/juten');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const folder = mkdtempSync(path.join(tmpdir(), 'juten-browser-'));
let made = 0;

const reports = new Map();

/** The file: URL of a report. A report on an input without a record is one all the same. */
export function report(...words) {
  const key = words.join('\n');
  if (!reports.has(key)) reports.set(key, write(...words));
  return reports.get(key);
}

function write(input, ...flags) {
  const file = path.join(folder, `${made++}.html`);
  const source = path.isAbsolute(input) ? input : path.join(ROOT, 'fixtures', input);
  try {
    execFileSync(JUTEN, ['inspect', '--quiet', source, '-o', file, ...flags], { stdio: 'pipe' });
  } catch (error) {
    if (!existsSync(file)) throw error;
  }
  return pathToFileURL(file).href;
}

export const temporary = (name) => path.join(folder, name);

export const launch = () =>
  chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--force-color-profile=srgb'] });

/** Opens a page and keeps what it asks for and complains of. */
async function visit(browser, url, options) {
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.classList.contains('ready'));
  return { page, complaints, requests, close: () => context.close() };
}

/** Opens a report. */
export async function open(browser, url, options = {}) {
  const { requests, ...visited } = await visit(browser, url, options);
  const elsewhere = () => requests.filter((to) => to !== url && !/^(blob|data):/.test(to));
  return { ...visited, elsewhere };
}

const servers = new Set();
// also those of tests that failed before they closed the page
process.once('exit', () => servers.forEach((server) => server.kill()));

/** Starts `juten serve` and opens its page. */
export async function serve(browser, options = {}, flags = []) {
  const server = spawn(JUTEN, ['serve', '--no-browser', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CONFIG_HOME: temporary('config') },
  });
  servers.add(server);
  server.unref();
  const said = await new Promise((resolve, reject) => {
    server.stdout.once('data', (line) => resolve(String(line).trim()));
    server.once('exit', (code) => reject(new Error(`juten serve ended with ${code}: is it built with that feature?`)));
  });
  server.stdout.unref();
  const { requests, close, ...visited } = await visit(browser, said, options);
  const { origin } = new URL(said);
  const elsewhere = () => requests.filter((to) => !to.startsWith(origin) && !/^(blob|data):/.test(to));
  return { ...visited, elsewhere, close: async () => { await close(); server.kill(); servers.delete(server); } };
}

/** Waits until this many files have been read, or could not be. */
export const states = (page, count) =>
  page.waitForFunction((n) => {
    const all = document.querySelectorAll('#rows .state');
    return all.length >= n && [...all].every((state) => state.matches('.read, .failed'));
  }, count);

/** What axe has to say against a page. */
export async function findings(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((n) => n.html).join(' ')}`);
}

/** Waits until every page of a short document is drawn. */
export const drawn = (page) =>
  page.waitForFunction(() => [...document.querySelectorAll('.paper')].every((p) => p.classList.contains('drawn')));
