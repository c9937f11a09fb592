import { Chart, Filler, LineElement, PointElement, RadarController, RadialLinearScale } from 'chart.js';
import { useEffect, useRef } from 'preact/hooks';
import type { Constitution, ConstitutionScale } from '../../src/domain/constitution.ts';
import { WORDS } from './words.ts';

Chart.register(RadarController, RadialLinearScale, PointElement, LineElement, Filler);

const COLOURS = { green: '#1b6b4a', ink: '#1f2a24', grey: '#858e88', line: '#d9d6ca' };

/**
 * Nine axes clockwise from 平和, with the dashed line of 40 (是) and the previous visit dashed in grey.
 * 平和 is marked 【】 and by a hollow point: it is the reverse axis. Put `ConstitutionBars` beside it.
 */
export function ConstitutionRadar(props: {
  readonly scales: readonly ConstitutionScale[];
  readonly previous?: readonly ConstitutionScale[];
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null) return;
    const chart = new Chart(canvas.current, configure(props.scales, props.previous ?? [], canvas.current));
    return () => chart.destroy();
  }, [props.scales, props.previous]);
  return (
    <div class="radar">
      <canvas ref={canvas} role="img" aria-label={describe(props.scales)} />
    </div>
  );
}

function describe(scales: readonly ConstitutionScale[]): string {
  const parts = scales.map((scale) => `${WORDS.constitution[scale.id]} ${Math.round(scale.score)}`);
  return `${WORDS.radar}：${parts.join('，')}`;
}

function configure(
  scales: readonly ConstitutionScale[],
  previous: readonly ConstitutionScale[],
  canvas: HTMLCanvasElement,
) {
  const ids = scales.map((scale) => scale.id);
  const fontPx = Number.parseFloat(getComputedStyle(canvas).fontSize) * 0.8;
  const byId = new Map(previous.map((scale) => [scale.id, scale.score]));
  const dashed = { borderDash: [5, 5], borderWidth: 1.5, pointRadius: 0, fill: false };
  return {
    type: 'radar' as const,
    data: {
      labels: ids.map(labelOf),
      datasets: [
        {
          data: scales.map((scale) => scale.score),
          borderColor: COLOURS.green,
          backgroundColor: 'rgb(27 107 74 / 16%)',
          borderWidth: 2.5,
          fill: true,
          pointRadius: fontPx / 4.5,
          pointBackgroundColor: ids.map((id) => (id === 'balanced' ? '#fffdf8' : COLOURS.green)),
          pointBorderWidth: 2,
        },
        { data: ids.map(() => 40), borderColor: COLOURS.ink, ...dashed },
        ...(previous.length === 0
          ? []
          : [{ data: ids.map((id) => byId.get(id) ?? null), borderColor: COLOURS.grey, ...dashed }]),
      ],
    },
    options: {
      animation: false as const,
      events: [],
      maintainAspectRatio: false,
      devicePixelRatio: Math.max(2, window.devicePixelRatio),
      scales: {
        r: {
          min: 0,
          max: 100,
          ticks: { display: false, stepSize: 20 },
          grid: { color: COLOURS.line },
          angleLines: { color: COLOURS.line },
          pointLabels: { color: COLOURS.ink, font: { size: fontPx, family: getComputedStyle(canvas).fontFamily } },
        },
      },
    },
  };
}

function labelOf(id: Constitution): string {
  const name = WORDS.constitution[id].slice(0, 2);
  return id === 'balanced' ? `【${name}】` : name;
}
