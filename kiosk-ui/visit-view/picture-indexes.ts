import type { FaceFinding, FaceRegion, TongueFinding } from '../../src/domain/finding.ts';
import type { Lab } from '../../src/domain/picture.ts';
import { WORDS } from '../shared/words.ts';
import { PICTURE_TEXT } from './picture-text.ts';

/** A measured index. `share` is shown in percent; `lab` is the colour it was measured on. */
export interface PictureIndex {
  readonly name: string;
  readonly value: number;
  readonly unit: 'share' | 'number' | 'signed' | 'count';
  readonly lab: Lab | null;
}

const NAME = PICTURE_TEXT.name;

/** Only what was measured. */
export function tongueIndexes(finding: TongueFinding): readonly PictureIndex[] {
  const { body, coating, texture, gloss, cracks, edge, shape, veins = [] } = finding;
  const index = (name: string, unit: PictureIndex['unit'], value: number | null | undefined, lab: Lab | null = null) =>
    value === null || value === undefined ? [] : [{ name, value, unit, lab }];
  const notches = edge === null || edge === undefined ? null : edge.left.count + edge.right.count;
  return [
    ...index(NAME.coverage, 'share', coating?.areaFraction, coating?.lab),
    ...index(NAME.thickness, 'number', coating?.thickness, coating?.lab),
    ...index(NAME.contrast, 'number', texture?.contrast),
    ...index(NAME.entropy, 'number', texture?.entropy),
    ...index(NAME.gloss, 'share', gloss?.share),
    ...index(NAME.cracks, 'number', cracks?.severity, body?.lab),
    ...index(NAME.notches, 'count', notches, body?.lab),
    ...index(NAME.aspect, 'number', shape?.aspect),
    ...veins.flatMap(({ side, relativeLength, relativeWidth, lab }) => [
      ...index(NAME.vein(side, 'length'), 'number', relativeLength, lab),
      ...index(NAME.vein(side, 'width'), 'number', relativeWidth, lab),
    ]),
  ];
}

export function faceIndexes({ regions }: FaceFinding): readonly PictureIndex[] {
  return (Object.keys(WORDS.region) as FaceRegion[]).flatMap((region): PictureIndex[] => {
    const found = regions[region];
    if (found === undefined) return [];
    const { fromSkin, gloss, lab } = found;
    const name = WORDS.region[region];
    return [
      ...(fromSkin === undefined
        ? []
        : [
            { name: NAME.redness(name), value: fromSkin.a, unit: 'signed' as const, lab },
            { name: NAME.yellowness(name), value: fromSkin.b, unit: 'signed' as const, lab },
          ]),
      ...(gloss === undefined ? [] : [{ name: NAME.shine(name), value: gloss, unit: 'share' as const, lab }]),
    ];
  });
}

export function valueWords({ value, unit }: PictureIndex): string {
  if (unit === 'share') return `${(value * 100).toFixed(1)}%`;
  if (unit === 'count') return String(value);
  return unit === 'signed' ? signed(value, 1) : value.toFixed(2);
}

/** How far the present value is from the earlier one of the same name; null where there is none. */
export function changeWords(present: PictureIndex, earlier: readonly PictureIndex[]): string | null {
  const before = earlier.find(({ name }) => name === present.name);
  if (before === undefined) return null;
  const difference = present.value - before.value;
  if (present.unit === 'share') return `${signed(difference * 100, 1)} 个百分点`;
  if (present.unit === 'count') return signed(difference, 0);
  return signed(difference, present.unit === 'signed' ? 1 : 2);
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}
