import type { NamedColour, TongueFinding } from '../../src/domain/finding.ts';
import type { Grade } from '../../src/domain/tongue-detail.ts';
import { namedColour } from '../shared/named-colour.ts';
import { PICTURE_TEXT } from './picture-text.ts';

const TEXT = PICTURE_TEXT.attribute;

/** What the attribute model named, with its probability; `words` null where a name is withheld. */
export interface AttributeRow {
  readonly name: string;
  readonly words: string | null;
}

/**
 * The names of one tongue. Colours are named from calibrated pictures only; a grade answers "if there are any", so how likely
 * there are any stands beside it. Empty where no model named anything.
 */
export function attributeRows({
  calibrated,
  body,
  coating,
  cracks,
  edge,
  namedBy,
}: TongueFinding): readonly AttributeRow[] {
  if (namedBy === undefined) return [];
  return [
    { name: TEXT.body, words: calibrated ? colourWords('body', body?.colour) : null },
    { name: TEXT.coating, words: calibrated ? colourWords('coating', coating?.colour) : null },
    ...gradeRow(TEXT.cracks, cracks?.grade),
    ...gradeRow(TEXT.toothMarks, edge?.grade),
  ];
}

/** A colour's name with its probability; null where there is none. */
export function colourWords(part: 'body' | 'coating', colour: NamedColour | undefined): string | null {
  if (colour === undefined || colour.label === null) return null;
  const name = namedColour(part, colour.label);
  return colour.p === null ? name : TEXT.probability(name, percent(colour.p));
}

function gradeRow(name: string, grade: Grade | undefined): readonly AttributeRow[] {
  if (grade === undefined) return [];
  const severity = TEXT.severity[grade.label as keyof typeof TEXT.severity] ?? grade.label;
  return [{ name, words: TEXT.grade(percent(grade.present), severity, percent(grade.p)) }];
}

const percent = (share: number): number => Math.round(share * 100);
