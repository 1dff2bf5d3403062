/** Which background a chart is drawn for. */
export type ThemeName = 'light' | 'dark';

/** Colours: text has a contrast of 4.5 at least, shapes of 3; hues stay apart for colour-blind people. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  /** Notes and axes; still text. */
  readonly quietText: string;
  readonly line: string;
  /** Behind a bar of a score: how far it could go. */
  readonly track: string;
  readonly accent: string;
  /** What ended or was refused. */
  readonly ended: string;
  /** What took the place of something. */
  readonly arrow: string;
  /** Contributions, one after the other, and last those that are drawn as one. */
  readonly series: readonly string[];
  /** One star to five. */
  readonly stars: readonly [string, string, string, string, string];
}

const light: Theme = {
  background: '#ffffff',
  text: '#1f2328',
  quietText: '#57606a',
  line: '#d0d7de',
  track: '#eef1f4',
  accent: '#0072b2',
  ended: '#6e7781',
  arrow: '#b84e00',
  series: ['#0072b2', '#d55e00', '#117733', '#aa4499', '#a87900', '#2a8c7f', '#882255', '#6e7781'],
  stars: ['#deebf7', '#b0d2e8', '#6baed6', '#2171b5', '#08306b'],
};

const dark: Theme = {
  background: '#1b1f24',
  text: '#e6edf3',
  quietText: '#a3adb8',
  line: '#3d444d',
  track: '#2a3038',
  accent: '#56b4e9',
  ended: '#8d96a0',
  arrow: '#f0a35e',
  series: ['#56b4e9', '#e69f00', '#2bb48a', '#d98cb8', '#f0e442', '#8fd3c8', '#e8745a', '#8d96a0'],
  stars: ['#20384f', '#275a86', '#3681bb', '#6bb5e8', '#b8defa'],
};

export const themes: Readonly<Record<ThemeName, Theme>> = { light, dark };

/** The contrast of two colours as WCAG 2 counts it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Black or white, whichever reads better; one of them always has a contrast above 4.5. */
export function inkOn(background: string): string {
  return contrast(background, '#000000') >= contrast(background, '#ffffff') ? '#000000' : '#ffffff';
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
