import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, settingNames } from '../../adapters/config.ts';
import { statusPaths } from '../../adapters/web/routes/status.ts';

const read = (file: string) => readFileSync(file, 'utf8');

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const runtime = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  test('holds all that the package does, and what it depends on', () => {
    const { files } = z.object({ files: z.array(z.string()) }).parse(JSON.parse(read('package.json')));
    const copied = [...runtime.matchAll(/^COPY --from=build \/app\/(\S+) /gm)].map(([, name]) => name);
    expect(copied.sort()).toEqual([...files, 'package.json', 'node_modules'].sort());
  });

  test('runs as nobody with rights, and asks how the process is by a path that there is', () => {
    expect(runtime).toMatch(/^USER 1000:1000$/m);
    expect(runtime.indexOf('\nUSER ')).toBeLessThan(runtime.indexOf('\nCMD '));
    const [, path = ''] = /HEALTHCHECK[\s\S]*?PORT\}(\/\w+)/.exec(runtime) ?? [];
    expect(statusPaths).toContain(path);
  });

  test('takes no secrets, databases or tests along', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['.git', '.env*', '*.db', 'data', 'node_modules', 'test'])
      expect(ignored).toContain(name);
  });
});

const env = z.array(z.object({ name: z.string(), value: z.string() }));
const deployment = z
  .object({
    spec: z.object({
      replicas: z.number(),
      strategy: z.object({ rollingUpdate: z.object({ maxSurge: z.number(), maxUnavailable: z.number() }) }),
      template: z.object({
        spec: z.object({
          terminationGracePeriodSeconds: z.number(),
          automountServiceAccountToken: z.literal(false),
          securityContext: z.object({ runAsNonRoot: z.literal(true), runAsUser: z.literal(1000) }),
          containers: z.tuple([
            z.object({
              env,
              securityContext: z.object({
                allowPrivilegeEscalation: z.literal(false),
                readOnlyRootFilesystem: z.literal(true),
                capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
              }),
              livenessProbe: z.object({ httpGet: z.object({ path: z.literal('/healthz') }) }),
              startupProbe: z.object({ httpGet: z.object({ path: z.literal('/healthz') }) }),
              readinessProbe: z.object({ httpGet: z.object({ path: z.literal('/readyz') }) }),
            }),
          ]),
        }),
      }),
    }),
  })
  .parse(parse(read('deploy/kubernetes/deployment.yml')));
const secret = z
  .object({ stringData: z.record(z.string(), z.string()) })
  .parse(parse(read('deploy/kubernetes/secret.yml')));

describe('the Kubernetes manifests', () => {
  const { spec } = deployment;
  const [container] = spec.template.spec.containers;
  const settings = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));

  test('are YAML of which each names itself', () => {
    for (const name of readdirSync('deploy/kubernetes')) {
      expect(parse(read(`deploy/kubernetes/${name}`))).toMatchObject({ metadata: { name: 'stack-advisor' } });
    }
  });

  test('keep two processes while one is replaced', () => {
    expect(spec.replicas).toBeGreaterThanOrEqual(2);
    expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  });

  test('give settings that the program takes, and it the time that they say', () => {
    const { stopWithin, stopNotice } = readConfig(settings);
    expect(stopWithin / 1_000).toBeLessThan(spec.template.spec.terminationGracePeriodSeconds);
    expect(stopNotice).toBeGreaterThan(0);
    for (const name of [...Object.keys(settings), ...Object.keys(secret.stringData)])
      expect(settingNames).toContain(name);
  });

  test('hold no secret', () => {
    const { DATABASE_URL = '', ...others } = secret.stringData;
    expect(Object.values(others).join('')).toBe('');
    expect(DATABASE_URL).toContain(':PASSWORD@');
  });
});

const service = z.object({
  environment: z.record(z.string(), z.string()),
  stop_grace_period: z.string(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
});
const compose = z
  .object({
    services: z.object({ postgres: service, advisor: service }),
    networks: z.object({ database: z.object({ internal: z.literal(true) }) }),
  })
  .parse(parse(read('deploy/compose.yml')));

describe('the compose file', () => {
  const { postgres, advisor } = compose.services;

  test('has no password of its own and lets nobody else reach the database', () => {
    expect(postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    expect(advisor.environment.WEB_TOKEN).toMatch(/^\$\{WEB_TOKEN:\?/);
    expect(postgres.ports).toBeUndefined();
    expect(advisor.ports).toEqual(['127.0.0.1:3000:3000']);
  });

  test('runs it without rights, on a disk that it cannot write, with settings that it takes', () => {
    expect(advisor).toMatchObject({ read_only: true, cap_drop: ['ALL'], stop_grace_period: '30s' });
    expect(Number(advisor.environment.STOP_WITHIN)).toBeLessThan(30);
    const example = [...read('deploy/example.env').matchAll(/^(\w+)=$/gm)].map(([, name = '']) => name);
    expect(example.length).toBeGreaterThan(5);
    const known = [...settingNames, 'POSTGRES_PASSWORD'];
    for (const name of [...Object.keys(advisor.environment), ...example]) expect(known).toContain(name);
  });
});
