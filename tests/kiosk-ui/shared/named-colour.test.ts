import { describe, expect, it } from 'vitest';
import { namedColour } from '../../../kiosk-ui/shared/named-colour.ts';
import { ATTRIBUTE_CLASSES } from '../../../src/analysis/tongue/attribute-labels.ts';

describe('the colour classes of the attribute model', () => {
  it('all have a Chinese name', () => {
    for (const label of ATTRIBUTE_CLASSES.bodyColour) expect(namedColour('body', label)).toMatch(/^[一-龥]+$/);
    for (const label of ATTRIBUTE_CLASSES.coatingColour) expect(namedColour('coating', label)).toMatch(/^[一-龥]+$/);
  });

  it('leave a label of another origin as it stands', () => {
    expect(namedColour('body', '淡紫')).toBe('淡紫');
  });
});
