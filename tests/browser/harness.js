// What the tests share: the juten binary, the browser, reports of fixtures.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
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

/** Opens a report and keeps what it asks for and complains of. */
export async function open(browser, url, options = {}) {
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
  const elsewhere = () => requests.filter((to) => to !== url && !/^(blob|data):/.test(to));
  return { page, complaints, elsewhere, close: () => context.close() };
}

/** Waits until every page of a short document is drawn. */
export const drawn = (page) =>
  page.waitForFunction(() => [...document.querySelectorAll('.paper')].every((p) => p.classList.contains('drawn')));
