import type { FaceFinding, FaceRegion, TongueFinding } from '../../src/domain/finding.ts';
import type { Lab } from '../../src/domain/picture.ts';
import { WORDS } from '../shared/words.ts';
import { PICTURE_TEXT } from './picture-text.ts';

/** A measured index. `share` is shown in percent; `lab` is the colour it was measured on. */
export interface MeasuredIndex {
  readonly name: string;
  readonly value: number;
  readonly unit: 'share' | 'number' | 'signed' | 'count';
  readonly lab: Lab | null;
}

/** A measured colour. */
export interface ColourIndex {
  readonly name: string;
  readonly unit: 'colour';
  readonly lab: Lab;
}

export type PictureIndex = MeasuredIndex | ColourIndex;

const NAME = PICTURE_TEXT.name;
const LAB = PICTURE_TEXT.labName;

/** Only what was measured. */
export function tongueIndexes(finding: TongueFinding): readonly PictureIndex[] {
  const { body, coating, texture, gloss, cracks, edge, shape, veins } = finding;
  const index = (
    name: string,
    unit: MeasuredIndex['unit'],
    value: number | null | undefined,
    lab: Lab | null = null,
  ) => (value === null || value === undefined ? [] : [{ name, value, unit, lab }]);
  const notches = edge === null || edge === undefined ? null : edge.left.count + edge.right.count;
  return [
    ...colour(veins === undefined ? LAB.body : LAB.underside, body?.lab),
    ...colour(LAB.coating, coating?.lab),
    ...index(NAME.coverage, 'share', coating?.areaFraction, coating?.lab),
    ...index(NAME.thickness, 'number', coating?.thickness, coating?.lab),
    ...index(NAME.contrast, 'number', texture?.contrast),
    ...index(NAME.entropy, 'number', texture?.entropy),
    ...index(NAME.gloss, 'share', gloss?.share),
    ...index(NAME.cracks, 'number', cracks?.severity, body?.lab),
    ...index(NAME.notches, 'count', notches, body?.lab),
    ...index(NAME.aspect, 'number', shape?.aspect),
    ...(veins ?? []).flatMap(({ side, relativeLength, relativeWidth, lab, besideLab }) => [
      ...colour(NAME.veinColour(side), lab),
      ...colour(NAME.besideColour(side), besideLab),
      ...index(NAME.vein(side, 'length'), 'number', relativeLength, lab),
      ...index(NAME.vein(side, 'width'), 'number', relativeWidth, lab),
    ]),
  ];
}

function colour(name: string, lab: Lab | undefined): readonly ColourIndex[] {
  return lab === undefined ? [] : [{ name, unit: 'colour', lab }];
}

export function faceIndexes({ skin, regions }: FaceFinding): readonly PictureIndex[] {
  const parts = (Object.keys(WORDS.region) as FaceRegion[]).flatMap((region): PictureIndex[] => {
    const found = regions[region];
    if (found === undefined) return [];
    const { fromSkin, gloss, lab } = found;
    const name = WORDS.region[region];
    return [
      ...colour(NAME.regionColour(name), lab),
      ...(fromSkin === undefined
        ? []
        : [
            { name: NAME.redness(name), value: fromSkin.a, unit: 'signed' as const, lab },
            { name: NAME.yellowness(name), value: fromSkin.b, unit: 'signed' as const, lab },
          ]),
      ...(gloss === undefined ? [] : [{ name: NAME.shine(name), value: gloss, unit: 'share' as const, lab }]),
    ];
  });
  return [...colour(LAB.skin, skin?.lab), ...parts];
}

export function valueWords(index: PictureIndex): string {
  if (index.unit === 'colour') {
    const [l, a, b] = [index.lab.l, index.lab.a, index.lab.b].map((one) => one.toFixed(1).replace('-', '−'));
    return PICTURE_TEXT.lab(l ?? '', a ?? '', b ?? '');
  }
  const { value, unit } = index;
  if (unit === 'share') return `${(value * 100).toFixed(1)}%`;
  if (unit === 'count') return String(value);
  return unit === 'signed' ? signed(value, 1) : value.toFixed(2);
}

/** How far the present value is from the earlier one of the same name; null where there is none. */
export function changeWords(present: PictureIndex, earlier: readonly PictureIndex[]): string | null {
  const before = earlier.find(({ name }) => name === present.name);
  if (before === undefined || before.unit !== present.unit) return null;
  if (present.unit === 'colour' || before.unit === 'colour') return colourChange(present.lab, before.lab);
  const difference = present.value - before.value;
  if (present.unit === 'share') return `${signed(difference * 100, 1)} 个百分点`;
  if (present.unit === 'count') return signed(difference, 0);
  return signed(difference, present.unit === 'signed' ? 1 : 2);
}

function colourChange(now: Lab | null, then: Lab | null): string | null {
  if (now === null || then === null) return null;
  return PICTURE_TEXT.labChange(signed(now.l - then.l, 1), signed(now.a - then.a, 1), signed(now.b - then.b, 1));
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}
