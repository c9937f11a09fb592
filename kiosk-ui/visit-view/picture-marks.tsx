import type { ComponentChildren } from 'preact';
import type { FaceFinding, TongueFinding } from '../../src/domain/finding.ts';
import type { Polyline } from '../../src/domain/tongue-detail.ts';
import { TONGUE_ZONES } from '../../src/domain/tongue-zones.ts';
import type { PICTURE_TEXT } from './picture-text.ts';
import { VISIT_TEXT } from './visit-text.ts';

export type LayerName = keyof typeof PICTURE_TEXT.layer;

/** One kind of mark on a picture, drawn in pixels of the picture. */
export interface PictureLayer {
  readonly name: LayerName;
  readonly marks: ComponentChildren;
}

const pointsOf = (line: Polyline) => line.map((point) => point.join(',')).join(' ');

/** Outline, zones, cracks, notches and veins: only what was found. */
export function tongueLayers(finding: TongueFinding): readonly PictureLayer[] {
  const { tongue, cracks, edge, veins = [], zones } = finding;
  const lines = cracks?.lines ?? [];
  const notches = edge?.marks ?? [];
  return [
    ...(tongue === null ? [] : [{ name: 'outline' as const, marks: <Shape points={tongue.outline} /> }]),
    ...(tongue === null || Object.keys(zones).length === 0
      ? []
      : [{ name: 'zones' as const, marks: <Zones tongue={tongue} /> }]),
    ...(lines.length === 0
      ? []
      : [{ name: 'cracks' as const, marks: lines.map(({ line }) => <Line key={pointsOf(line)} points={line} />) }]),
    ...(notches.length === 0 || tongue === null
      ? []
      : [{ name: 'marks' as const, marks: <Rings points={notches} radius={tongue.bbox.width / 28} /> }]),
    ...(veins.length === 0
      ? []
      : [{ name: 'veins' as const, marks: veins.map(({ side, line }) => <Line key={side} points={line} wide />) }]),
  ];
}

/** The found area, and the discs the colours were measured in. */
export function faceLayers({ face, regions }: FaceFinding): readonly PictureLayer[] {
  const discs = Object.values(regions).flatMap(({ disc }) => (disc === undefined ? [] : [disc]));
  const box = face?.bbox;
  return [
    ...(box === undefined
      ? []
      : [
          {
            name: 'outline' as const,
            marks: (
              <Shape
                points={[
                  [box.x, box.y],
                  [box.x + box.width, box.y],
                  [box.x + box.width, box.y + box.height],
                  [box.x, box.y + box.height],
                ]}
              />
            ),
          },
        ]),
    ...(discs.length === 0
      ? []
      : [
          {
            name: 'regions' as const,
            marks: discs.map(({ x, y, radiusPx }) => <Ring key={`${x},${y}`} x={x} y={y} radius={radiusPx} />),
          },
        ]),
  ];
}

function Shape({ points }: { readonly points: Polyline }) {
  return (
    <>
      <polygon class="outline-under" points={pointsOf(points)} />
      <polygon class="outline-over" points={pointsOf(points)} />
    </>
  );
}

function Line({ points, wide }: { readonly points: Polyline; readonly wide?: boolean }) {
  return (
    <g class={wide === true ? 'mark-line mark-wide' : 'mark-line'}>
      <polyline class="mark-under" points={pointsOf(points)} />
      <polyline class="mark-over" points={pointsOf(points)} />
    </g>
  );
}

function Rings({ points, radius }: { readonly points: Polyline; readonly radius: number }) {
  return (
    <>
      {points.map(([x, y]) => (
        <Ring key={`${x},${y}`} x={x} y={y} radius={radius} />
      ))}
    </>
  );
}

function Ring({ x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number }) {
  return (
    <>
      <circle class="mark-under" cx={x} cy={y} r={radius} />
      <circle class="mark-over" cx={x} cy={y} r={radius} />
    </>
  );
}

/** Borders of the zones as they are measured: shares of the bounding box inside the outline, the sides by depth. */
function Zones({ tongue }: { readonly tongue: NonNullable<TongueFinding['tongue']> }) {
  const { x, y, width, height } = tongue.bbox;
  const { tipFrom, rootTo, centreTo, centreHalfWidth, sidesFrom, rim } = TONGUE_ZONES;
  const names = VISIT_TEXT.tongue.zone;
  const rimPx = rim * greatestDepth(tongue.outline, tongue.bbox);
  const at = (u: number, v: number) => ({ x: x + u * width, y: y + v * height });
  const labels = [
    { name: names.root, ...at(0.5, rim * rootTo + rootTo / 2) },
    { name: names.centre, ...at(0.5, (rootTo + centreTo) / 2) },
    { name: names.tip, ...at(0.5, (tipFrom + 1) / 2) },
    { name: names.right, ...at(0.12, (sidesFrom + tipFrom) / 2) },
    { name: names.left, ...at(0.88, (sidesFrom + tipFrom) / 2) },
  ];
  const sides = { x, y: y + sidesFrom * height, width, height: (tipFrom - sidesFrom) * height };
  const points = pointsOf(tongue.outline);
  return (
    <g class="mark-zones">
      <clipPath id="zone-tongue">
        <polygon points={points} />
      </clipPath>
      <clipPath id="zone-sides">
        <rect {...sides} />
      </clipPath>
      <g clip-path="url(#zone-tongue)">
        <g clip-path="url(#zone-sides)">
          <polygon class="zone-rim" points={points} stroke-width={2 * rimPx} />
        </g>
        <line x1={x} x2={x + width} y1={at(0, tipFrom).y} y2={at(0, tipFrom).y} />
        <line x1={x + rimPx} x2={x + width - rimPx} y1={at(0, rootTo).y} y2={at(0, rootTo).y} />
        <rect
          x={at(0.5 - centreHalfWidth, 0).x}
          y={at(0, rootTo).y}
          width={2 * centreHalfWidth * width}
          height={(centreTo - rootTo) * height}
        />
      </g>
      {labels.map(({ name, ...place }) => (
        <text key={name} {...place} font-size={width / 11}>
          {name}
        </text>
      ))}
    </g>
  );
}

/** Cells across the box; the depth is wanted to a few percent. */
const CELLS = 24;

/** Radius of the largest circle inside, px. */
function greatestDepth(outline: Polyline, box: { x: number; y: number; width: number; height: number }): number {
  let most = 0;
  for (let i = 1; i < CELLS; i++)
    for (let j = 1; j < CELLS; j++) {
      const [px, py] = [box.x + (i / CELLS) * box.width, box.y + (j / CELLS) * box.height];
      if (isInside(px, py, outline)) most = Math.max(most, nearest(px, py, outline));
    }
  return most;
}

function nearest(px: number, py: number, outline: Polyline): number {
  return outline.reduce((least, [x, y]) => Math.min(least, Math.hypot(x - px, y - py)), Number.POSITIVE_INFINITY);
}

function isInside(px: number, py: number, outline: Polyline): boolean {
  return outline.reduce((inside, [x, y], index) => {
    const [beforeX, beforeY] = outline.at(index - 1) ?? [x, y];
    const crosses = y > py !== beforeY > py && px < ((beforeX - x) * (py - y)) / (beforeY - y) + x;
    return crosses ? !inside : inside;
  }, false);
}
