// The real program under the traffic of a chat platform, and in trouble: killed every second, with the platform's API
// away, with its database locked. Afterwards everything that it acknowledged has to be answered once, in the order of
// its conversation, within 15 s.   node bench/faults/chat.ts slack|discord kills|away|locked [SECONDS]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDiscordSide } from './discord-side.ts';
import { judge, openReading, unanswered } from './judge.ts';
import { createProgram } from './program.ts';
import { startSlackSide } from './slack-side.ts';
import { beginTraffic } from './traffic.ts';
import { type TroubleName, troubles } from './troubles.ts';

const places = Number(process.env.FAULT_PLACES ?? 60);
/** Answers have to be there so soon after all is well again, in seconds. */
const answeredWithin = 15;
/** So long they are waited for, to tell late ones from lost ones. */
const patience = 180;
const usualSeconds: Readonly<Record<TroubleName, number>> = { kills: 300, away: 600, locked: 60 };

const [sideName = '', troubleName = '', given] = process.argv.slice(2);
if (!isTrouble(troubleName)) throw new RangeError('kills, away or locked?');
const trouble = troubles[troubleName];
const seconds = Number(given ?? process.env.FAULT_SECONDS ?? usualSeconds[troubleName]);
const pause = Number(process.env.FAULT_PAUSE ?? trouble.pause);

const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-faults-'));
const url = `sqlite:${join(folder, 'faults.db')}`;
const side = sideName === 'discord' ? await startDiscordSide(places) : await startSlackSide();
const program = await createProgram(url, (starts) => side.environment(starts));
await program.start();
const reading = openReading(url);
const stored = reading.prepare('select 1 from inbox where platform = ? and key = ?');
const traffic = beginTraffic(
  side,
  { address: program.address, isStored: (key) => stored.get(side.name, key) !== undefined },
  { places, pause },
);
const told = await trouble.make({ program, side, url }, seconds);
const wellAt = Date.now();
const waiting = unanswered(side, traffic.taken).length;
await traffic.end();
for (let open = traffic.taken; Date.now() < wellAt + patience * 1_000; await sleep(100)) {
  open = unanswered(side, open);
  if (open.length === 0) break;
}
const late = (Date.now() - wellAt) / 1_000;
// What comes twice may come a little later.
await sleep(3_000);
await program.kill();
reading.close();
await side.stop();

const { lost, doubled, disordered, unsound } = await judge(side, traffic, url);
const print = (text: string) => process.stdout.write(`${text}\n`);
for (const [name, found] of Object.entries({ lost, doubled, disordered, unsound }))
  for (const one of found.slice(0, Number(process.env.FAULT_LINES ?? 5))) print(`  ${name}: ${one}`);
const isLate = lost.length === 0 && late > answeredWithin;
const isWell = lost.length + doubled.length + disordered.length + unsound.length === 0 && !isLate;
if (!isWell) for (const [words, count] of program.logged) print(`  logged ${count} times: ${words}`);
const kinds = Map.groupBy(traffic.taken, ({ kind }) => kind);
const counts = [...kinds].map(([kind, units]) => `${units.length} ${kind}`).join(', ');
print(
  `${side.name}: ${told}, ${waiting} not answered by then; ${traffic.taken.length} acknowledged (${counts}) of ${traffic.units.length}, ${traffic.again} given again: ` +
    `${lost.length} lost, ${doubled.length} doubled, ${disordered.length} out of order, ${unsound.length} unsound; ` +
    `the last answer ${lost.length > 0 ? 'never came' : `${late.toFixed(1)} s after recovery${isLate ? ' (to reach: 15 s)' : ''}`}`,
);
rmSync(folder, { recursive: true, force: true });
process.exit(isWell ? 0 : 1);

function isTrouble(name: string): name is TroubleName {
  return Object.hasOwn(troubles, name);
}
