import type { Chart } from '../../src/chart.ts';
import { barsPicture } from './bars.ts';
import type { Picture } from './picture.ts';
import { rankingPicture } from './ranking.ts';
import { starsPicture } from './stars.ts';
import type { Theme } from './theme.ts';
import { timelinePicture } from './timeline.ts';

/** What echarts is asked to draw for a chart, and the size of it. */
export function pictureOf(chart: Chart, theme: Theme): Picture {
  switch (chart.kind) {
    case 'ranking':
      return rankingPicture(chart, theme);
    case 'stars':
      return starsPicture(chart, theme);
    case 'bars':
      return barsPicture(chart, theme);
    case 'timeline':
      return timelinePicture(chart, theme);
  }
}
