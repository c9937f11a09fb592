/** UCUM units of the numbers in a finding, by the end of their path; the first row that matches decides. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)(areaPx|lengthPx|widthPx)$|bbox\.(x|y|width|height)$|disc\.(x|y|radiusPx)$/, '{px}'],
  [/(lab|besideLab|spread|fromSkin)\.(l|a|b)$|cracks\.lines\.\d+\.depth$|gloss\.excess$/, '{CIELAB}'],
  [/texture\.entropy$/, 'bit'],
  [/calibration\.(mean|max)DeltaE$/, '{CIEDE2000}'],
  [/^amplitudesPa\.|parameters\.h[1-5]$|spread\.h[1-5]\.(mean|sd)$|(contactPressure|pressure|amplitude)Pa$/i, 'Pa'],
  [/parameters\.(t[1-5]?|w[12])$|spread\.(t[1-5]?|w[12])\.(mean|sd)$|durationS$|IntervalS$/, 's'],
  [/parameters\.(as|ad)$|spread\.(as|ad)\.(mean|sd)$/, 'Pa.s'],
  [/angles\.(alpha|theta)Deg$/, 'deg'],
  [/(rate|channels\.\d+)\.bpm$/, '/min'],
  [/(rateHz|sampleRateHz)$/, 'Hz'],
  [/meanBeat\./, '{sample}'],
  [/quality\.score$/, '{score}'],
];

export function unitOf(path: string): string {
  return UNITS.find(([pattern]) => pattern.test(path))?.[1] ?? '1';
}
