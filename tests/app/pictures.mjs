// Takes the pictures of the app that the README shows, but for that of replies: data/app-start.png and data/app.png.
// Use: node tests/app/pictures.mjs

import path from 'node:path';
import { load, open, root, settled } from './browser.mjs';
import { real } from './data.mjs';

const { page, context, close } = await open();
const picture = (name) => page.screenshot({ path: path.join(root, 'data', `${name}.png`) });
await picture('app-start');
await load(page, 'h29-odawara.yaml', real);
await page.locator('#row-0-1 .bar').first().click();
await page.locator('#bar-form').waitFor();
await settled(page);
await page.mouse.move(0, 0);
await picture('app');
await close();
await context.browser()?.close();
