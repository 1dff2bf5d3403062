import { oneLine } from '../../view/clean-text.ts';
import { clip } from '../../view/clip-text.ts';

/** Words for labels, titles and menus, which Discord shows as they are; it takes no empty ones. */
export function plain(text: string, max: number): string {
  const shown = clip(oneLine(text), max);
  return shown === '' ? '…' : shown;
}
