import type { PictureKind } from '../../src/domain/picture.ts';

/** Where the tongue or the face belongs in the preview. Mouth and tongue for the tongue, an oval for the face. */
const OUTLINES: Readonly<Record<PictureKind, readonly string[]>> = {
  'tongue-top': ['M115 74c0-10 90-10 90 0 8 40 10 88-6 116-16 26-62 26-78 0-16-28-14-76-6-116z', 'M160 84v70'],
  'tongue-underside': [
    'M110 150c-4-40 14-84 50-84s54 44 50 84c-2 26-98 26-100 0z',
    'M146 92c-4 20-4 36-2 52',
    'M174 92c4 20 4 36 2 52',
  ],
  face: ['M160 24c44 0 68 36 68 84s-28 108-68 108-68-60-68-108 24-84 68-84z'],
};

/** Dashed outline over the mirrored preview, solid once every check is good. */
export function GuideOutline({ kind, ready }: { readonly kind: PictureKind; readonly ready: boolean }) {
  return (
    <svg class="guide" data-ready={ready} viewBox="0 0 320 240" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      {OUTLINES[kind].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
