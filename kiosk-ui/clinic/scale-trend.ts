import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
} from 'chart.js';
import type { HistoryVisit, ResidentHistory } from '../../src/domain/change.ts';
import type { Constitution } from '../../src/domain/constitution.ts';
import type { Intervention } from '../../src/domain/intervention.ts';
import { chinaDay } from '../visit-view/china-time.ts';

Chart.register(LineController, LinearScale, PointElement, LineElement);

const COLOURS = { green: '#1b6b4a', ink: '#1f2a24', grey: '#858e88', line: '#d9d6ca', band: 'rgb(133 142 136 / 20%)' };
const DAY_MS = 86_400_000;
/** 30 倾向是, 40 是; 60 is where 平和质 begins. */
const THRESHOLDS = [30, 40, 60];

const noted = ({ notes }: HistoryVisit): boolean =>
  notes.some(({ quality, rechecks }) => quality.length + rechecks.length > 0);

/** One scale over time: a line for each questionnaire and edition, since they are never compared. */
export function drawScaleTrend(
  canvas: HTMLCanvasElement,
  { visits, interventions }: ResidentHistory,
  id: Constitution,
): () => void {
  const times = visits.map(({ startedAt }) => Date.parse(startedAt));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const margin = Math.max(7 * DAY_MS, (last - first) / 12);
  const chart = new Chart(canvas, {
    type: 'line',
    data: { datasets: linesOf(visits, id) },
    plugins: [backdrop(interventions)],
    options: {
      animation: false,
      events: [],
      maintainAspectRatio: false,
      devicePixelRatio: Math.max(2, window.devicePixelRatio),
      scales: {
        x: {
          type: 'linear',
          min: first - margin,
          max: last + margin,
          grid: { display: false },
          ticks: { maxRotation: 0, autoSkip: false, callback: (value) => chinaDay(Number(value)) },
          afterBuildTicks: (axis) => {
            axis.ticks = [...new Set([first, last])].map((value) => ({ value }));
          },
        },
        y: { min: 0, max: 100, grid: { display: false }, ticks: { stepSize: 50, color: COLOURS.ink } },
      },
    },
  });
  return () => chart.destroy();
}

function linesOf(visits: readonly HistoryVisit[], id: Constitution): ChartDataset<'line'>[] {
  const byRule = Map.groupBy(visits, ({ questionnaire, version }) => `${questionnaire} ${version?.split('.')[0]}`);
  const latest = visits.at(-1)?.questionnaire;
  return [...byRule.values()].map((all) => {
    const shown = all.filter(({ scales }) => scales.some((scale) => scale.id === id));
    const colour = all[0]?.questionnaire === latest ? COLOURS.green : COLOURS.grey;
    return {
      data: shown.map(({ startedAt, scales }) => ({
        x: Date.parse(startedAt),
        y: scales.find((scale) => scale.id === id)?.score ?? 0,
      })),
      borderColor: colour,
      borderWidth: 2,
      clip: false,
      pointRadius: 5,
      pointStyle: shown.map((visit) => (noted(visit) ? 'triangle' : 'circle')),
      pointBackgroundColor: shown.map((visit) => (noted(visit) ? '#fffdf8' : colour)),
    };
  });
}

/** Interventions as bands and the thresholds as dashed lines, behind the scores. */
function backdrop(interventions: readonly Intervention[]): Plugin<'line'> {
  return {
    id: 'backdrop',
    beforeDatasetsDraw: ({ ctx, chartArea, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      const { left, right, top, bottom } = chartArea;
      const inside = (pixel: number) => Math.min(right, Math.max(left, pixel));
      ctx.save();
      ctx.fillStyle = COLOURS.band;
      for (const { from, to } of interventions) {
        const start = inside(x.getPixelForValue(Date.parse(`${from}T00:00:00+08:00`)));
        const end = to === null ? right : inside(x.getPixelForValue(Date.parse(`${to}T00:00:00+08:00`) + DAY_MS));
        ctx.fillRect(start, top, end - start, bottom - top);
      }
      ctx.strokeStyle = COLOURS.grey;
      ctx.setLineDash([4, 4]);
      for (const threshold of THRESHOLDS) {
        const at = y.getPixelForValue(threshold);
        ctx.beginPath();
        ctx.moveTo(left, at);
        ctx.lineTo(right, at);
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}
