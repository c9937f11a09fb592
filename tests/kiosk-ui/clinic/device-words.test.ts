import { describe, expect, it } from 'vitest';
import { REGISTERED_DRIVERS } from '../../../device-drivers/registry.ts';
import { driverTitle } from '../../../kiosk-ui/clinic/device-words.ts';

describe('the words of the settings screen', () => {
  it('name every registered driver in Chinese', () => {
    for (const driver of REGISTERED_DRIVERS) {
      expect(driverTitle(driver), driver.id).not.toBe(driver.title);
      expect(driverTitle(driver), driver.id).toMatch(/[\u4e00-\u9fff]{3}/);
    }
  });
});
