/** What a simulated instrument shows and how it fails: options of `simulate`, handed on by `demo`. Loads nothing else. */
export const SOURCE_OPTIONS = {
  fault: { type: 'string', multiple: true },
  pulse: { type: 'string' },
  rate: { type: 'string' },
  column: { type: 'string' },
  tongue: { type: 'string' },
  underside: { type: 'string' },
  face: { type: 'string' },
  fixture: { type: 'string' },
  kind: { type: 'string' },
  rhythm: { type: 'string' },
  bpm: { type: 'string' },
  seed: { type: 'string' },
} as const;

type SourceValues = { readonly [Name in keyof typeof SOURCE_OPTIONS]?: string | readonly string[] | undefined };

/** The given options as arguments again. */
export function sourceArguments(values: SourceValues): readonly string[] {
  return (Object.keys(SOURCE_OPTIONS) as (keyof typeof SOURCE_OPTIONS)[]).flatMap((name) =>
    [values[name] ?? []].flat().flatMap((value) => [`--${name}`, value]),
  );
}
