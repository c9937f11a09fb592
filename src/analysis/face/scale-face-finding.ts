import type { FaceFinding, FaceRegionColour } from '../../domain/finding.ts';

/** The finding of a shrunk picture in pixels of the picture itself; `factor` is picture pixels per analysed pixel. */
export function scaleFaceFinding(finding: FaceFinding, factor: number): FaceFinding {
  if (factor === 1) return finding;
  const { face, regions } = finding;
  const scaled = (value: number) => Math.round(value * factor);
  return {
    ...finding,
    face: face && {
      areaPx: Math.round(face.areaPx * factor * factor),
      bbox: {
        x: scaled(face.bbox.x),
        y: scaled(face.bbox.y),
        width: scaled(face.bbox.width),
        height: scaled(face.bbox.height),
      },
    },
    regions: Object.fromEntries(Object.entries(regions).map(([name, region]) => [name, scaleRegion(region, factor)])),
  };
}

function scaleRegion(region: FaceRegionColour, factor: number): FaceRegionColour {
  const { areaPx, disc } = region;
  return {
    ...region,
    areaPx: Math.round(areaPx * factor * factor),
    ...(disc === undefined
      ? {}
      : { disc: { x: disc.x * factor, y: disc.y * factor, radiusPx: disc.radiusPx * factor } }),
  };
}
