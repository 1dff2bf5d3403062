import fc from 'fast-check';

/**
 * Properties are tried on the same cases in every run, so that a change is judged by what it changed and not by luck.
 * `SEED=random` draws others, `SEED=<number>` repeats a run.
 */
const wanted = process.env.SEED ?? '1';
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
