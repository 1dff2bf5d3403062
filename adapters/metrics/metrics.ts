import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import {
  type CounterName,
  counters,
  type Declared,
  type GaugeName,
  gauges,
  type HistogramName,
  histograms,
  type LabelsOf,
  named,
  prefix,
} from './declared.ts';
import { createReading, type ReadingOptions } from './reading.ts';

/** A value of a gauge. */
export type Value = {
  [Name in GaugeName]: { readonly name: Name; readonly labels: LabelsOf<Name>; readonly value: number };
}[GaugeName];

/** What the process counts and measures. */
export interface Metrics {
  count<Name extends CounterName>(name: Name, labels: LabelsOf<Name>): void;
  observe<Name extends HistogramName>(name: Name, labels: LabelsOf<Name>, seconds: number): void;
  /** Asks for values of gauges when somebody wants the metrics; what fails, or takes too long, is left out that time. */
  watch(read: () => Promise<readonly Value[]>, options: ReadingOptions): void;
  /** Tells what the process itself uses; once in a process. */
  watchProcess(): void;
  /** Everything as Prometheus reads it. */
  text(): Promise<string>;
}

/** Counters of their own for each server. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const options = (name: string, { help, labels }: Declared) => ({
    ...{ name: `${prefix}${name}`, help: help.replaceAll('`', ''), labelNames: labels, registers },
  });
  const counting = new Map(named(counters).map(([name, one]) => [name, new Counter(options(name, one))]));
  const measuring = new Map(
    named(histograms).map(([name, one]) => [
      name,
      new Histogram({ ...options(name, one), buckets: [...one.buckets] }),
    ]),
  );
  const showing = new Map(named(gauges).map(([name, one]) => [name, new Gauge(options(name, one))]));
  const readings: (() => Promise<readonly Value[] | undefined>)[] = [];
  return {
    count: (name, labels) => counting.get(name)?.inc(labels),
    observe: (name, labels, seconds) => measuring.get(name)?.observe(labels, Math.max(seconds, 0)),
    watch: (read, options) => void readings.push(createReading(read, options)),
    watchProcess: () => collectDefaultMetrics({ register: registry }),
    async text() {
      const values = await Promise.all(readings.map((read) => read()));
      // What is told no more must not stay as it was.
      for (const gauge of showing.values()) gauge.reset();
      for (const { name, labels, value } of values.flatMap((some) => some ?? []))
        showing.get(name)?.set(labels, value);
      return registry.metrics();
    },
  };
}
