import type { Page } from 'playwright-core';

/** An invented number: area, birth date and order are made up, the check digit is GB 11643's. */
export const INVENTED_NUMBER = '110101195505050020';

export type Look = (name: string) => Promise<void>;

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

const see = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

async function identify(page: Page, look: Look): Promise<void> {
  await look('01-welcome');
  await press(page, '开始检测');
  await page.keyboard.type(INVENTED_NUMBER);
  await look('02-identify');
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox').first();
  await name.waitFor();
  await name.fill('演示居民');
  await look('03-register');
  await press(page, /下一步|确认|开始/);
}

async function consent(page: Page, look: Look): Promise<void> {
  await press(page, /健康信息 同意/);
  await press(page, /照片 同意/);
  await look('04-consent');
  await press(page, '下一步');
}

/** Tired, short of breath, a little heavy: a sheet whose verdict is known from the plain rule in the scoring tests. */
const ANSWERS = [
  3, 4, 3, 3, 2, 2, 2, 1, 2, 1, 2, 2, 2, 3, 1, 2, 1, 1, 1, 2, 2, 2, 2, 1, 1, 2, 2, 2, 1, 1, 2, 2, 1,
] as const;

async function questionnaire(page: Page, look: Look): Promise<void> {
  for (const [index, answer] of ANSWERS.entries()) {
    await see(page, `第 ${index + 1} 题，共 33 题`);
    if (index === 0) await look('05-question');
    await page.keyboard.press(String(answer));
  }
  await see(page, '问诊答完了');
  await look('05-offers');
  await press(page, '不做了，继续检测');
}

async function picture(page: Page, title: string, name: string, look: Look): Promise<void> {
  await see(page, title);
  await look(`${name}-ready`);
  await press(page, '我准备好了');
  await page.waitForTimeout(900);
  await look(`${name}-aiming`);
  await page.getByRole('button', { name: '清楚，下一步' }).waitFor({ timeout: 40_000 });
  await look(`${name}-kept`);
  await press(page, '清楚，下一步');
}

async function pulse(page: Page, title: string, name: string, look: Look): Promise<void> {
  await see(page, title);
  await look(`${name}-ready`);
  await press(page, '我准备好了');
  await page.waitForTimeout(5_000);
  await look(`${name}-sampling`);
  await page.getByRole('button', { name: '好，下一步' }).waitFor({ timeout: 90_000 });
  await look(`${name}-kept`);
  await press(page, '好，下一步');
}

/** One resident through the whole kiosk, from the first touch to the result. */
export async function walkResident(page: Page, stationUrl: string, look: Look): Promise<void> {
  await page.goto(stationUrl);
  await identify(page, look);
  await consent(page, look);
  await questionnaire(page, look);
  await picture(page, '拍舌面', '06-tongue', look);
  await picture(page, '拍舌下', '07-underside', look);
  await picture(page, '拍面部', '08-face', look);
  await pulse(page, '量左手脉', '09-pulse-left', look);
  await pulse(page, '量右手脉', '10-pulse-right', look);
  await see(page, '气虚质');
  await page.waitForTimeout(1_500);
  await look('11-result');
}
