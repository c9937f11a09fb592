const SHAPES = {
  ask: [
    'M14 18h52a6 6 0 0 1 6 6v32a6 6 0 0 1-6 6H38L24 74V62H14a6 6 0 0 1-6-6V24a6 6 0 0 1 6-6z',
    'M22 34h36',
    'M22 46h24',
  ],
  look: [
    'M40 8c17 0 27 12 27 31S56 72 40 72 13 58 13 39 23 8 40 8z',
    'M28 33v2',
    'M52 33v2',
    'M28 48c6 4 18 4 24 0',
    'M33 50.500v8a7 7 0 0 0 14 0v-8',
  ],
  feel: [
    'M4 32h34c9 0 13-4 20-4h12c6 0 6 8 0 8H58',
    'M70 36c7 0 7 8 0 8H60',
    'M68 44c6 0 6 8 0 8H58',
    'M64 52c5 0 5 7 0 7H50c-8 0-12-5-20-5H4',
    'M14 24v-10',
    'M23 24v-10',
    'M32 24v-10',
  ],
  page: ['M18 6h32l14 14v54H18z', 'M50 6v14h14', 'M28 62V50', 'M40 62V38', 'M52 62V46'],
} as const;

/** The four parts of a visit as line drawings. */
export function PartPictogram({ name }: { readonly name: keyof typeof SHAPES }) {
  return (
    <svg class="part-pictogram" viewBox="0 0 80 80" aria-hidden="true">
      {SHAPES[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
