// Boxes lie on their text: each glyph that the picture draws is in a box, and each box is filled by its glyphs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawn, launch, open, report } from './harness.js';

/** Points by which ink may stand out of its box. */
const SLACK = 2;

const FIXTURES = [
  'somu-r2.calc-ipaex.pdf',
  'fukushi-r3.reportlab-ttf.no_inner_verticals.pdf',
  'zaisei-r1.weasyprint.vertical_labels.pdf',
  'quirks/below-crop.pdf',
  'quirks/rotate90-stacked-two_level.pdf',
  'quirks/rotate270-crop-bold4.pdf',
  'quirks/double-watermark.pdf',
  'quirks/draft-no_cover-title_in_table-type3.pdf',
];

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Boxes of every glyph of a page, in points, as the browser draws its picture. */
async function inkOf(blank, svg) {
  await blank.setContent(`<style>body{margin:0}</style>${svg}`);
  return blank.evaluate(() => {
    const shown = [...document.querySelectorAll('use, text')].map((e) => [e, e.getBoundingClientRect()]);
    // A text's box is its line's and not its ink's: the middle of it is where the letter is.
    const middle = (r) => [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
    return shown.filter(([, r]) => r.width > 0 && r.height > 0).map(([e, r]) => (
      e.localName === 'text' ? [...middle(r), ...middle(r)] : [r.left, r.top, r.right, r.bottom]));
  });
}

const pictures = (page) => page.evaluate(() => Promise.all([...document.querySelectorAll('.paper img')]
  .map(async (image) => {
    const packed = document.getElementById(`picture-${image.parentElement.dataset.page}`).textContent;
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  })));

/** Boxes as they stand on the picture, in points of the page. */
const boxes = (page, number) => page.evaluate((n) => {
  const paper = document.querySelector(`.paper[data-page="${n}"]`);
  const { sizes } = JSON.parse(document.getElementById('data').textContent);
  const image = paper.querySelector('img').getBoundingClientRect();
  const [across, down] = [sizes[n - 1][0] / image.width, sizes[n - 1][1] / image.height];
  return [...paper.querySelectorAll('.box')].map((box) => {
    const r = box.getBoundingClientRect();
    const [x, y] = [(r.left - image.left) * across, (r.top - image.top) * down];
    return [x, y, x + r.width * across, y + r.height * down];
  });
}, number);

const inside = ([x0, y0, x1, y1], box) => {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return x >= box[0] - SLACK && x <= box[2] + SLACK && y >= box[1] - SLACK && y <= box[3] + SLACK;
};

const union = (all) => [0, 1, 2, 3].map((i) => (i < 2 ? Math.min : Math.max)(...all.map((r) => r[i])));

for (const fixture of FIXTURES) {
  test(`boxes lie on their text: ${fixture}`, async () => {
    const { page, close } = await open(browser, report(fixture));
    const blank = await (await browser.newContext()).newPage();
    await drawn(page);
    let glyphs = 0;
    for (const [index, svg] of (await pictures(page)).entries()) {
      const ink = await inkOf(blank, svg);
      const all = await boxes(page, index + 1);
      glyphs += ink.length;
      const outside = ink.filter((glyph) => !all.some((box) => inside(glyph, box)));
      assert.deepEqual(outside, [], `page ${index + 1}: glyphs in no box`);
      for (const box of all) {
        const own = ink.filter((glyph) => inside(glyph, [box[0] + SLACK, box[1] + SLACK, box[2] - SLACK, box[3] - SLACK]));
        assert.ok(own.length > 0, `page ${index + 1}: nothing in the box ${box}`);
        const found = union(own);
        const out = Math.max(box[0] - found[0], box[1] - found[1], found[2] - box[2], found[3] - box[3]);
        assert.ok(out <= SLACK, `page ${index + 1}: ink ${found} stands out of its box ${box}`);
        // Full-width punctuation fills half of its square.
        const em = Math.min(box[2] - box[0], box[3] - box[1]);
        const free = Math.max(found[0] - box[0], found[1] - box[1], box[2] - found[2], box[3] - found[3]);
        assert.ok(free <= em + SLACK, `page ${index + 1}: the box ${box} is larger than its text ${found}`);
      }
    }
    assert.ok(glyphs > 200, `${glyphs} glyphs`);
    await close();
  });
}
