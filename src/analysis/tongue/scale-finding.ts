import type { TongueFinding, TongueZone } from '../../domain/finding.ts';
import type { Polyline, TongueCrack } from '../../domain/tongue-detail.ts';

/**
 * The finding of a shrunk picture in pixels of the picture itself. `factor` is picture pixels per analysed pixel; everything
 * without a unit of pixels stays.
 */
export function scaleFinding(finding: TongueFinding, factor: number): TongueFinding {
  if (factor === 1) return finding;
  const { tongue, body, coating, shape, cracks, edge, veins, zones } = finding;
  const area = factor * factor;
  const withArea = <T extends { readonly areaPx?: number }>(part: T | null): T | null =>
    part && (part.areaPx === undefined ? part : { ...part, areaPx: Math.round(part.areaPx * area) });
  return {
    ...finding,
    tongue: tongue && {
      areaPx: Math.round(tongue.areaPx * area),
      bbox: {
        x: Math.round(tongue.bbox.x * factor),
        y: Math.round(tongue.bbox.y * factor),
        width: Math.round(tongue.bbox.width * factor),
        height: Math.round(tongue.bbox.height * factor),
      },
      outline: scaleLine(tongue.outline, factor),
    },
    body: withArea(body),
    coating: withArea(coating),
    shape: shape && {
      ...shape,
      lengthPx: Math.round(shape.lengthPx * factor),
      widthPx: Math.round(shape.widthPx * factor),
    },
    ...(cracks ? { cracks: { ...cracks, lines: cracks.lines.map((crack) => scaleCrack(crack, factor)) } } : {}),
    ...(edge ? { edge: { ...edge, marks: scaleLine(edge.marks, factor) } } : {}),
    ...(veins
      ? {
          veins: veins.map((vein) => ({
            ...vein,
            lengthPx: vein.lengthPx * factor,
            widthPx: vein.widthPx * factor,
            line: scaleLine(vein.line, factor),
          })),
        }
      : {}),
    zones: Object.fromEntries(
      Object.entries(zones).map(([name, zone]: [string, TongueZone]) => [name, withArea(zone)]),
    ) as TongueFinding['zones'],
  };
}

function scaleCrack(crack: TongueCrack, factor: number): TongueCrack {
  return {
    ...crack,
    line: scaleLine(crack.line, factor),
    lengthPx: crack.lengthPx * factor,
    widthPx: crack.widthPx * factor,
  };
}

/** A tenth of a pixel is finer than any outline. */
function scaleLine(line: Polyline, factor: number): Polyline {
  const scaled = (value: number) => Math.round(value * factor * 10) / 10;
  return line.map(([x, y]): [number, number] => [scaled(x), scaled(y)]);
}
