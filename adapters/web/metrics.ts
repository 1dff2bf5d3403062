import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the process counts. */
export interface Metrics {
  turn(intent: string, seconds: number): void;
  error(): void;
  /** Everything as Prometheus reads it. */
  text(): Promise<string>;
}

/** Counters of their own for each server. `refusals` tells how often something was over which limit. */
export function createMetrics(refusals: () => Readonly<Record<string, number>> = () => ({})): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const turns = new Counter({
    name: 'stack_advisor_turns_total',
    help: 'Messages, choices and forms that were answered.',
    labelNames: ['intent'],
    registers,
  });
  const errors = new Counter({
    name: 'stack_advisor_errors_total',
    help: 'Requests that failed.',
    registers,
  });
  const duration = new Histogram({
    name: 'stack_advisor_turn_seconds',
    help: 'How long a turn took.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 3],
    registers,
  });
  new Counter({
    name: 'stack_advisor_refused_total',
    help: 'What was more than somebody may ask, by the limit that it was over.',
    labelNames: ['limit'],
    registers,
    collect() {
      this.reset();
      for (const [limit, count] of Object.entries(refusals())) this.inc({ limit }, count);
    },
  });
  new Gauge({
    name: 'stack_advisor_memory_bytes',
    help: 'Resident memory of the process.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    turn(intent, seconds) {
      turns.inc({ intent });
      duration.observe(seconds);
    },
    error: () => errors.inc(),
    text: () => registry.metrics(),
  };
}
