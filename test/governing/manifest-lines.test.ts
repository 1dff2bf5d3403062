import { expect, it } from 'vitest';
import { packagesIn } from '../../src/governing/manifest-lines.ts';

it.each([
  ['package.json', '    "mongodb": "^6.0.0",', 'npm:mongodb'],
  ['web/package.json', '"@nestjs/core": "workspace:*"', 'npm:@nestjs/core'],
  ['package.json', '  "name": "orders",', ''],
  ['package.json', '    "db": "docker run redis",', ''],
  ['package-lock.json', '    "node_modules/a/node_modules/@redis/client": {', 'npm:@redis/client'],
  ['yarn.lock', '"@nestjs/core@npm:^10.0.0, @nestjs/core@npm:^10.1.0":', 'npm:@nestjs/core'],
  ['yarn.lock', 'pg@^8.0.0:', 'npm:pg'],
  ['pnpm-lock.yaml', "  '@redis/client@1.5.0':", 'npm:@redis/client'],
  ['bun.lock', '    "pg": ["pg@8.11.0", "", {}, "sha512-x"],', 'npm:pg'],
  ['src/a.ts', "import { MongoClient } from 'mongodb/lib/client';", 'npm:mongodb'],
  ['src/a.mts', "const redis = require('@redis/client');", 'npm:@redis/client'],
  ['src/a.ts', "import { a } from './a.ts'; import fs from 'node:fs';", ''],
  ['requirements.txt', 'Flask_SQLAlchemy[async]>=3.0  # why', 'pypi:flask-sqlalchemy'],
  ['requirements/dev-requirements.in', '-r base.txt', ''],
  ['pyproject.toml', '    "fastapi[all]>=0.110",', 'pypi:fastapi'],
  ['pyproject.toml', 'celery = { version = "^5", extras = ["redis"] }', 'pypi:redis pypi:celery'],
  ['pyproject.toml', 'description = "redis for everybody"', ''],
  ['uv.lock', 'name = "psycopg"', 'pypi:psycopg'],
  ['app/db.py', 'from kafka import KafkaConsumer', 'pypi:kafka'],
  ['app/db.py', 'import os, redis as r', 'pypi:os pypi:redis'],
  ['app/db.py', 'from .models import User', ''],
  ['go.mod', '\tgithub.com/jackc/pgx/v5 v5.5.0', 'go:github.com/jackc/pgx'],
  ['go.mod', 'require gorm.io/gorm v1.25.0', 'go:gorm.io/gorm'],
  ['a/store.go', '\t"github.com/jackc/pgx/v5/pgxpool"', 'go:github.com/jackc/pgx/v5/pgxpool'],
  ['Cargo.toml', 'tokio-postgres = { version = "0.7" }', 'crates:tokio-postgres'],
  ['Cargo.toml', '[dependencies.sqlx]', 'crates:sqlx'],
  ['src/main.rs', 'use tokio_postgres::Client;', 'crates:tokio-postgres'],
  ['Gemfile', 'gem "sidekiq", "~> 7"', 'gems:sidekiq'],
  ['Gemfile.lock', '    pg (1.5.4)', 'gems:pg'],
  ['Dockerfile', 'FROM --platform=linux/amd64 docker.io/library/redis:7-alpine AS cache', 'image:redis'],
  ['deploy/Dockerfile.web', 'FROM ghcr.io/acme/base@sha256:0a', 'image:ghcr.io/acme/base'],
  ['compose.yml', '    image: "bitnami/kafka:3.7"', 'image:bitnami/kafka'],
  ['deploy/app.yaml', '      - image: localhost:5000/redis:7', 'image:localhost:5000/redis'],
  ['pom.xml', '<artifactId>mongodb-driver-sync</artifactId>', 'maven:mongodb-driver-sync'],
  [
    'build.gradle.kts',
    'implementation("org.mongodb:mongodb-driver-sync:5.0.0")',
    'maven:mongodb-driver-sync',
  ],
  ['app.csproj', '<PackageReference Include="MongoDB.Driver" Version="2.0" />', 'nuget:MongoDB.Driver'],
  ['composer.json', '"predis/predis": "^2.0"', 'composer:predis/predis'],
  ['mix.exs', '{:oban, "~> 2.17"},', 'hex:oban'],
  ['README.md', 'npm install mongodb', ''],
  ['package.json', `"a": "^1", ${'x'.repeat(3_000)}`, ''],
])('%s: %s', (file, line, told) => {
  expect(
    packagesIn(file, line)
      .map(({ ecosystem, name }) => `${ecosystem}:${name}`)
      .join(' '),
  ).toBe(told);
});

it('reads any line in a moment, however it is made', () => {
  const files = [
    'package.json',
    'pyproject.toml',
    'go.mod',
    'Cargo.toml',
    'a.ts',
    'a.py',
    'yarn.lock',
    'a.yaml',
  ];
  const lines = ['"', ' ', '@', 'a.', 'a,', '[', '/', '<artifactId>'].map((part) =>
    part.repeat(1_990 / part.length),
  );
  for (const file of files)
    for (const line of lines) expect(packagesIn(file, line).length).toBeLessThan(1_000);
});
