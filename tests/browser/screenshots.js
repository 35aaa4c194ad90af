// The pictures of the README and the guides: `npm run screenshots` after `cargo build --features serve`.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ROOT, drawn, launch, open, report, serve, states } from './harness.js';

const images = path.join(ROOT, 'docs/images');
const browser = await launch();

async function shot(name, url, { act, ...options } = {}) {
  const { page, close } = await open(browser, url, { viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce', ...options });
  await drawn(page);
  if (act) await act(page);
  await page.waitForTimeout(300);
  await keep(page, name);
  await close();
}

async function keep(page, name) {
  const file = path.join(images, name);
  await page.screenshot({ path: file });
  // Few colours are enough, and make a file a third as large.
  execFileSync('pngquant', ['--force', '--skip-if-larger', '--output', file, '64', file], { stdio: 'inherit' });
}

execFileSync('mkdir', ['-p', images]);
const act = async (page) => {
  // Large enough to be read, with a value and its box lit.
  for (let i = 0; i < 4; i++) await page.click('#zoom-in');
  await page.locator('[id="r/sheets/0/items/0/measures/0/title"]').focus();
};
await shot('inspect.png', report('somu-r2.calc-ipaex.pdf'), { act, locale: 'en-GB' });
await shot('inspect.ja.png', report('somu-r2.calc-ipaex.pdf'), { act });

// The local page, step by step, for docs/staff.ja.md.
const { page, close } = await serve(browser, { viewport: { width: 1100, height: 760 }, reducedMotion: 'reduce' });
const files = ['somu-r2.calc-ipaex.pdf', 'originals/zaisei-r1.xlsx', 'fukushi-r3.txt', 'locked.pdf'];
await page.setInputFiles('#files', files.map((name) => path.join(ROOT, 'fixtures', name)));
await states(page, files.length);
await keep(page, 'serve-list.ja.png');
await page.getByRole('button', { name: 'somu-r2.calc-ipaex.pdf を開く' }).click();
const opened = page.frameLocator('iframe');
await opened.locator('html.framed').waitFor();
await opened.locator('#diagnostics a.value').first().click();
await page.waitForTimeout(1500);
await keep(page, 'serve-document.ja.png');
await page.click('#back');
await page.click('#package');
await keep(page, 'serve-package.ja.png');
await close();
await browser.close();
