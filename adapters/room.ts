import v8 from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A server mostly waits: V8 would keep all the room that loading takes for young objects, some 60 MB. To be called before anything is loaded. */
export function keepSmall(): void {
  v8.setFlagsFromString('--max-semi-space-size=4');
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}

/** Gives the room back that loading took: V8 by itself waits until it is needed, some 40 MB. Takes some tens of milliseconds. */
export function giveRoomBack(): void {
  v8.setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}
