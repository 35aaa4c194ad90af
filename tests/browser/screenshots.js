// The pictures of the README: `npm run screenshots` after `cargo build`.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ROOT, drawn, launch, open, report } from './harness.js';

const images = path.join(ROOT, 'docs/images');
const browser = await launch();

async function shot(name, url, { act, ...options } = {}) {
  const { page, close } = await open(browser, url, { viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce', ...options });
  await drawn(page);
  if (act) await act(page);
  await page.waitForTimeout(300);
  const file = path.join(images, name);
  await page.screenshot({ path: file });
  // Few colours are enough, and make a file a third as large.
  execFileSync('pngquant', ['--force', '--skip-if-larger', '--output', file, '64', file], { stdio: 'inherit' });
  await close();
}

execFileSync('mkdir', ['-p', images]);
const act = async (page) => {
  // Large enough to be read, with a value and its box lit.
  for (let i = 0; i < 4; i++) await page.click('#zoom-in');
  await page.locator('[id="r/sheets/0/items/0/measures/0/title"]').focus();
};
await shot('inspect.png', report('somu-r2.calc-ipaex.pdf'), { act, locale: 'en-GB' });
await shot('inspect.ja.png', report('somu-r2.calc-ipaex.pdf'), { act });
await browser.close();
