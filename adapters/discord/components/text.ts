import { oneLine } from '../../chat/clean.ts';
import { clip } from '../../chat/clip.ts';

/** Words for labels, titles and menus, which Discord shows as they are; it takes no empty ones. */
export function plain(text: string, max: number): string {
  const shown = clip(oneLine(text), max);
  return shown === '' ? '…' : shown;
}
