import { describe, expect, it } from 'vitest';
import { methodsAt } from '@/lib/api/methods';
import { openApiDocument } from '@/lib/api/openapi';
import { OPERATIONS } from '@/lib/api/operations';
import { routeFiles } from '../support/route-files';

interface Described {
  readonly summary: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, { readonly schema: object }> }
  >;
}

const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, object> };
};
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const catchAll = (path: string) => path.includes('[...') || path.includes('[[...');

describe('the operations', () => {
  it('are exactly the methods that the route files export', () => {
    const routes = routeFiles().filter(({ path }) => !catchAll(path));
    const exported = routes.flatMap(({ path, methods }) => methods.map((method) => `${method} ${path}`));
    expect(OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(exported.sort());
  });

  it('are told apart from every other address', () => {
    expect(methodsAt('/api/v1/services')).toEqual(['GET', 'HEAD']);
    expect(methodsAt('/api/v1/registries/a%2Fb/instances/x')).toEqual(['GET', 'PUT', 'DELETE', 'HEAD']);
    expect(methodsAt('/api/v1/registries/r/instances/x/heartbeat')).toEqual(['PUT']);
    for (const path of ['/api/v1', '/api/v1/services/x', '/api/v1/openapiXjson', '/', '/services']) {
      expect(methodsAt(path)).toBeNull();
    }
  });

  it('leave no method of theirs to the route that answers what is unknown', () => {
    const unknown = routeFiles().find(({ path }) => catchAll(path));
    expect(unknown?.methods).toEqual(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
  });
});

describe('the OpenAPI document', () => {
  it('has one description of each operation', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Rollcall', version: '1' });
    expect(described.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(
      OPERATIONS.map(({ method, path }) => `${method} ${path.replace(/\[(\w+)\]/g, '{$1}')}`).sort(),
    );
    for (const { operation } of described) expect(operation.summary).not.toBe('');
  });

  it('describes every part of a path, and no parameter twice', () => {
    for (const { path, operation } of described) {
      const names = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(names, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      for (const parameter of operation.parameters) {
        expect(['path', 'query']).toContain(parameter.in);
        expect(parameter.schema).toBeTypeOf('object');
        if (parameter.in === 'path') expect(parameter.required).toBe(true);
      }
      const all = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(all).size, path).toBe(all.length);
    }
  });

  it('has an answer and the foreign-host problem for every operation, problems as problem+json', () => {
    for (const { path, operation } of described) {
      const statuses = Object.keys(operation.responses);
      expect(
        statuses.some((status) => /^[23]/.test(status)),
        path,
      ).toBe(true);
      expect(statuses, path).toContain('421');
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[2-5]\d\d$/);
        expect(response.description).not.toBe('');
        if (response.description !== 'Problem') continue;
        expect(response.content).toEqual({
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        });
      }
    }
  });

  it('names the problems of the gate for whatever changes something', () => {
    for (const { path, method, operation } of described) {
      if (method !== 'get') expect(Object.keys(operation.responses), path).toContain('403');
      if (operation.requestBody)
        expect(Object.keys(operation.responses), path).toEqual(expect.arrayContaining(['400', '413', '415']));
    }
  });

  it('holds nothing but references it can resolve', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
    expect(references.length).toBeGreaterThan(0);
    for (const target of references) expect(target).toBe('#/components/schemas/Problem');
    expect(document.components.schemas.Problem).toMatchObject({ type: 'object' });
  });
});
